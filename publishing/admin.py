"""What was published, and what is being published anew, to look at. Nothing here can be added,
changed or deleted; of publications the database would refuse it, too."""

import json
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.buttons import button_on
from publishing import happened, republishing
from publishing.models import Live, Publication, Republication


class ToLookAt(admin.ModelAdmin):
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Publication)
class PublicationAdmin(ToLookAt):
    change_form_template = "admin/publishing/publication.html"
    list_display = [
        "headline_column",
        "language",
        "version_column",
        "reason",
        "at",
        "by",
        "is_live",
    ]
    list_filter = ["language", "reason"]
    search_fields = [f"article__{column}" for column in languages.columns("headline", "slug")]
    date_hierarchy = "at"
    list_select_related = ["by"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        live = Live.objects.filter(publication=OuterRef("pk"))
        return super().get_queryset(request).defer("content").annotate(live_now=Exists(live))

    @admin.display(description=_("headline"))
    def headline_column(self, publication: Publication) -> SafeString:
        document = json.loads(publication.document)
        return format_html('<span lang="{}">{}</span>', publication.language, document["headline"])

    @admin.display(description=_("version"), ordering="version")
    def version_column(self, publication: Publication) -> SafeString:
        """With a label where rows are cards, without headings."""
        return format_html(
            '<span class="card-label">{}: </span>{}', capfirst(_t("version")), publication.version
        )

    @admin.display(description=_("readers see it"), empty_value="")
    def is_live(self, publication: Any) -> str | Promise | None:
        return _("Live") if publication.live_now else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= self._shown(kwargs["obj"])
        return super().render_change_form(request, context, *args, **kwargs)

    def _shown(self, publication: Publication) -> dict[str, Any]:
        document = json.loads(publication.document)
        siblings = Publication.objects.filter(
            article=publication.article_id, language=publication.language
        ).only("pk", "version")
        return {
            "document": document,
            # Who did two things for the story stands there twice.
            "names": list(dict.fromkeys(byline["name"] for byline in document["bylines"])),
            "raw": json.dumps(document, ensure_ascii=False, indent=2),
            "earlier": siblings.filter(version__lt=publication.version)
            .order_by("-version")
            .first(),
            "later": siblings.filter(version__gt=publication.version).order_by("version").first(),
            "title": document["headline"],
        }


class _WithThings(ChangeList):
    """Each row with the thing that it is about, looked up for the whole page."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        happened.name_things(self.result_list)


def called(row: Any) -> str:
    """ "Tag: Fisheries". `row` has its thing (`happened.name_things`)."""
    if not row.thing:
        return _t("Everything")
    return f"{row.kind}: {row.thing}" if row.kind else row.thing


@admin.register(Republication)
class RepublicationAdmin(ToLookAt):
    change_form_template = "admin/publishing/republication.html"
    list_display = ["thing_column", "happened_column", "progress", "asked_column"]
    list_filter = ["state", "reason"]
    search_fields = ["name"]
    list_select_related = ["by"]
    date_hierarchy = "asked_at"

    class Media:
        css = {"all": ["cms/republication.css"]}
        js = [Script("cms/republication.js", type="module")]

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/progress/",
                view(self.progress_view),
                name="publishing_republication_progress",
            ),
            path(
                "<int:pk>/again/",
                view(button_on("admin:publishing_republication_change")(self.again_view)),
                name="publishing_republication_again",
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Republication]:
        return super().get_queryset(request).select_related("by")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return _WithThings

    @admin.display(description=_("what changed"), ordering="name")
    def thing_column(self, row: Any) -> str:
        return called(row)

    @admin.display(description=_("what happened"), ordering="reason")
    def happened_column(self, row: Republication) -> SafeString:
        sentences = ((sentence,) for sentence in happened.told(row))
        return format_html_join("", '<span class="republication-happened">{}</span>', sentences)

    @admin.display(description=_("asked for"), ordering="asked_at")
    def asked_column(self, row: Republication) -> SafeString:
        at = date_format(timezone.localtime(row.asked_at), "SHORT_DATETIME_FORMAT")
        return format_html("{}{}", at, f", {row.by}" if row.by else "")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = kwargs["obj"]
        happened.name_things([row])
        context |= {"title": called(row), "happened": happened.told(row)}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("progress"))
    def progress(self, row: Republication) -> SafeString:
        return render_to_string(_PROGRESS, {"republication": row})

    def progress_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The progress alone, for the script that follows it on the page of the thing: whoever may
        be there may see it."""
        return render(
            request, _PROGRESS, {"republication": get_object_or_404(Republication, pk=pk)}
        )

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = get_object_or_404(Republication, pk=pk)
        republishing.run_again(row)
        messages.success(request, _t("It goes on in the background."))
        return redirect("admin:publishing_republication_change", pk)


_PROGRESS = "admin/publishing/republication_progress.html"
