"""What was published, to look at. Nothing here can be added, changed or deleted; the database
would refuse it too."""

import json
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts import languages
from publishing.models import Live, Publication


@admin.register(Publication)
class PublicationAdmin(admin.ModelAdmin):
    change_form_template = "admin/publishing/publication.html"
    list_display = ["headline_column", "language", "version", "reason", "at", "by", "is_live"]
    list_filter = ["language", "reason"]
    search_fields = [f"article__{column}" for column in languages.columns("headline", "slug")]
    date_hierarchy = "at"
    list_select_related = ["by"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        live = Live.objects.filter(publication=OuterRef("pk"))
        return super().get_queryset(request).defer("content").annotate(live_now=Exists(live))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Publication | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Publication | None = None) -> bool:
        return False

    @admin.display(description=_("headline"))
    def headline_column(self, publication: Publication) -> SafeString:
        document = json.loads(publication.document)
        return format_html('<span lang="{}">{}</span>', publication.language, document["headline"])

    @admin.display(description=_("readers see it"), empty_value="")
    def is_live(self, publication: Any) -> str | Promise | None:
        return _("Live") if publication.live_now else None

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return super().change_view(
            request,
            object_id,
            form_url,
            {**self._shown(request, object_id), **(extra_context or {})},
        )

    def _shown(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        publication = self.get_object(request, object_id)
        if publication is None:
            return {}  # The view answers that there is no such publication.
        document = json.loads(publication.document)
        siblings = Publication.objects.filter(
            article=publication.article_id, language=publication.language
        ).only("pk", "version")
        return {
            "document": document,
            "raw": json.dumps(document, ensure_ascii=False, indent=2),
            "earlier": siblings.filter(version__lt=publication.version)
            .order_by("-version")
            .first(),
            "later": siblings.filter(version__gt=publication.version).order_by("version").first(),
            "title": document["headline"],
        }
