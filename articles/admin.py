"""The admins of what stories are made with. That of the stories themselves is in `cms`, since it
needs the apps above."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import blocks, fact_boxes, showing
from articles.models import Article, Author, FactBox, Section, Tag


def side_by_side(*fields: str) -> list[tuple[str, ...]]:
    """Rows of a fieldset: each field in all languages beside each other."""
    return [tuple(languages.columns(field)) for field in fields]


def _in_own_language(field: str) -> str:
    """The column that the reader's own language sorts by."""
    language = get_language()
    return languages.column(
        field, language if language in languages.codes() else languages.codes()[0]
    )


class WithoutText(admin.SimpleListFilter):
    """What lacks its name or title in one of the languages."""

    title = _("missing language")
    parameter_name = "without"
    field = "name"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (code, format_lazy(_("Not in {language}"), language=languages.name(code)))
            for code in languages.codes()
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in languages.codes():
            return queryset
        column = languages.column(self.field, self.value())
        return queryset.filter(Q(**{column: ""}) | Q(**{column: None}))


class WithoutTitle(WithoutText):
    field = "title"


class _ShownAdmin(admin.ModelAdmin):
    """Of what documents show by its name: a change reaches those that readers see."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and form.changed_data:
            showing.tell_of_change(obj, by=request.user)


class _NamedAdmin(_ShownAdmin):
    search_fields = languages.columns("name")
    list_filter = [WithoutText]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(stories=Count("articles"))

    @admin.display(description=_("stories"), ordering="stories")
    def stories_column(self, thing: Any) -> SafeString:
        """Leads to the stories themselves."""
        url = reverse("admin:articles_article_changelist")
        field = self.opts.model_name if self.model is Section else "tags"
        return format_html(
            '<a href="{}?{}__id__exact={}">{}</a>', url, field, thing.pk, thing.stories
        )


@admin.register(Section)
class SectionAdmin(_NamedAdmin):
    list_display = [*languages.columns("name"), "position", "stories_column"]
    list_editable = ["position"]
    fieldsets = [(None, {"fields": [*side_by_side("name", "slug"), "position"]})]


@admin.register(Tag)
class TagAdmin(_NamedAdmin):
    list_display = [*languages.columns("name"), "media_topic", "wikidata", "stories_column"]
    search_fields = [*languages.columns("name", "slug"), "media_topic", "wikidata"]
    list_per_page = 100
    fieldsets = [
        (None, {"fields": side_by_side("name", "slug")}),
        (
            _("In other registers"),
            {
                "fields": [("media_topic", "wikidata")],
                "description": _("So that other systems know which subject is meant."),
            },
        ),
    ]

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return [_in_own_language("name"), "pk"]


@admin.register(Author)
class AuthorAdmin(_ShownAdmin):
    ordering = ["name"]
    search_fields = ["name", "user__name", "user__email"]
    list_display = ["name", "user", "stories_column"]
    list_select_related = ["user"]
    prepopulated_fields = {"slug": ["name"]}
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Author]:
        stories = Count("bylines__article", distinct=True)
        return super().get_queryset(request).annotate(stories=stories)

    @admin.display(description=_("stories"), ordering="stories")
    def stories_column(self, author: Any) -> int:
        return author.stories


# More stories than these are not listed where a fact box is used.
USES_SHOWN = 50


@admin.register(FactBox)
class FactBoxAdmin(admin.ModelAdmin):
    search_fields = languages.columns("title", "body")
    list_display = [*languages.columns("title"), "updated_at"]
    list_display_links = languages.columns("title")
    list_filter = [WithoutTitle]
    date_hierarchy = None
    readonly_fields = ["used_in", "preview"]
    actions = None

    def get_fieldsets(self, request: HttpRequest, obj: FactBox | None = None) -> list:
        texts = (None, {"fields": side_by_side("title", "body")})
        if obj is None:
            return [texts]
        return [
            texts,
            (_("As readers see it"), {"fields": ["preview"]}),
            (_("Where it is used"), {"fields": ["used_in"]}),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: FactBox | None = None) -> bool:
        """What a story shows is not deleted under it."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or not _stories_with(obj).exists()

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: FactBox, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data:
            fact_boxes.tell_of_save(obj, _bodies_before(obj, form))

    @admin.display(description=_("stories"))
    def used_in(self, fact_box: FactBox) -> SafeString | str:
        stories = list(_stories_with(fact_box)[: USES_SHOWN + 1])
        if not stories:
            return _t("No story shows this fact box.")
        links = format_html_join(
            "",
            '<li><a href="{}">{}</a></li>',
            (
                (reverse("admin:articles_article_change", args=[story.pk]), str(story))
                for story in stories[:USES_SHOWN]
            ),
        )
        more = _t("… and more") if len(stories) > USES_SHOWN else ""
        return format_html('<ul class="uses">{}</ul>{}', links, more)

    @admin.display(description=_("preview"))
    def preview(self, fact_box: FactBox) -> SafeString:
        boxes = [
            (
                code,
                languages.name(code),
                languages.text(fact_box, "title", code) or "–",
                # Cleaned down to blocks and marks, as on every way to the readers.
                mark_safe(blocks.clean(languages.text(fact_box, "body", code))),
            )
            for code in languages.codes()
        ]
        return format_html(
            '<div class="previews">{}</div>',
            format_html_join(
                "",
                '<aside class="preview fact-box" lang="{}"><p class="meta">{}</p><h3>{}</h3>{}</aside>',
                boxes,
            ),
        )


def _bodies_before(fact_box: FactBox, form: Any) -> dict[str, str]:
    """By language. A side that the form does not have is as it was."""
    columns = {code: languages.column("body", code) for code in languages.codes()}
    return {
        code: form.initial.get(column, getattr(fact_box, column)) or ""
        for code, column in columns.items()
    }


def _stories_with(fact_box: FactBox) -> QuerySet[Article]:
    """Working copies that show this box, in whichever language."""
    shows = Q()
    for column in languages.columns("body"):
        shows |= Q(**{f"{column}__contains": str(fact_box.pk)})
    return Article.objects.filter(shows)
