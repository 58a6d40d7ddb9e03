"""The list of stories: by stage, with a mark for how each language stands."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles.models import Article, Stage
from cms.desk import versions_bar
from cms.desk.exporting import export_translations
from cms.desk.filters import (
    MineFilter,
    SectionFilter,
    StageFilter,
    TagFilter,
    TranslatorFilter,
    WaitsFilter,
    state_filter,
)
from cms.desk.hour import with_zone
from cms.desk.searching import matching


class StoryChangeList(ChangeList):
    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.title = capfirst(self.opts.verbose_name_plural)

    def get_results(self, request: HttpRequest) -> None:
        """One look at how the stories stand for the whole page, instead of one a row."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        standings = versions_bar.Standings.of(self.result_list)
        for article in self.result_list:
            article.marks = versions_bar.marks_for(article, standings)

    def stages(self) -> list[dict[str, Any]]:
        """The stages above the list, each with its number of stories; the search and the filters
        that are in use stay on."""
        counts = Article.objects.stages()
        current = self.params.get("stage", "")
        found = [("", _("All"), sum(counts.values()))]
        found += [(stage.value, stage.label, counts[stage]) for stage in Stage]
        return [
            {
                "label": label,
                "count": count,
                "url": self.get_query_string({"stage": stage or None}, ["p"]),
                "is_current": stage == (current if current in Stage.values else ""),
            }
            for stage, label, count in found
        ]


class StoryList:
    """The list's half of the stories' admin."""

    list_display = ["headline_column", "versions_column", "section_column", "updated_column"]
    list_filter = [
        StageFilter,
        WaitsFilter,
        *[state_filter(code) for code in languages.codes()],
        MineFilter,
        TranslatorFilter,
        SectionFilter,
        TagFilter,
    ]
    search_fields = [*languages.columns("headline", "lead", "kicker", "body", "slug"), "dateline"]
    search_help_text = _("Search in headlines, leads and bodies, in both languages")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    change_list_template = "admin/articles/article/change_list.html"
    actions = [export_translations]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without Django's own: stories are deleted one at a time."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return matching(queryset, self.get_search_fields(request), search_term), False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StoryChangeList

    @admin.display(description=_("headline"), ordering="updated_at")
    def headline_column(self, article: Article) -> SafeString:
        return format_html(
            '<span class="article-kicker">{}</span><span class="article-headline" lang="{}">{}</span>',
            languages.text(article, "kicker", article.source_language),
            article.source_language,
            article,
        )

    @admin.display(description=_("languages"))
    def versions_column(self, article: Any) -> SafeString:
        marks = format_html_join("", "{}", ((mark.html,) for mark in article.marks))
        hours = sorted({mark.version.publish_at for mark in article.marks if _goes_out(mark)})
        goes_out = format_html_join(
            "",
            '<span class="goes-out">{}</span>',
            ((_t("Goes out %(time)s") % {"time": with_zone(hour)},) for hour in hours),
        )
        return format_html('<span class="marks">{}</span>{}', marks, goes_out)

    @admin.display(description=_("section"), ordering="section__position")
    def section_column(self, article: Article) -> str:
        return str(article.section or "–")

    @admin.display(description=_("updated"), ordering="updated_at")
    def updated_column(self, article: Article) -> SafeString:
        by = format_html('<span class="quiet">{}</span>', article.updated_by or "")
        return format_html("{} {}", versions_bar.when(article.updated_at), by)


def _goes_out(mark: versions_bar.VersionMark) -> bool:
    return bool(mark.version and mark.version.publish_at)
