"""Stories chosen in the list, out for other translation tools."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.models import Article, LanguageVersion
from translation.exchange.out import MOST_STORIES
from translation.exchange.views import choose_format
from translation.staleness import to_translate


@admin.action(description=_("Export for translation tools"))
def export_translations(
    modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Article]
) -> HttpResponse:
    """Every translation of these stories that has been asked for."""
    versions = to_translate(LanguageVersion.objects.filter(article__in=queryset.order_by()))
    versions = versions.select_related("article").order_by("article__updated_at", "pk")
    return choose_format(
        request, list(versions[: MOST_STORIES + 1]), back="admin:articles_article_changelist"
    )
