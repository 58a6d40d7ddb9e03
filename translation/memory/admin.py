"""The memory to look into, and to take out of it what should not be suggested again."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from translation.memory.places import wheres
from translation.models import MemoryEntry


class MemoryEntryAdmin(admin.ModelAdmin):
    """Nothing is added or changed here: an entry says what stands in its place."""

    list_display = ["source_column", "target_column", "origin", "by", "at"]
    list_filter = ["origin", "language", "by"]
    search_fields = ["source", "target", "collection"]
    search_help_text = _("Words of the source or of the translation, or the name of a collection")
    date_hierarchy = None
    ordering = ["-pk"]
    list_select_related = ["by"]
    # Counting all of a large memory tells nobody anything.
    show_full_result_count = False
    fields = ["source_column", "target_column", "where_column", "field", "origin", "by", "at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """Their keys go along, which say nothing to anybody."""
        entries = list(objs)
        names = {MemoryEntry._meta.verbose_name_plural: len(entries)}
        return [str(one) for one in entries], names, set(), []

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[MemoryEntry]) -> None:
        MemoryEntry.objects.filter(pk__in=list(queryset.values_list("pk", flat=True))).delete()

    @admin.display(description=_("source"))
    def source_column(self, entry: MemoryEntry) -> SafeString:
        return _in(entry.source_language, entry.source)

    @admin.display(description=_("translation"))
    def target_column(self, entry: MemoryEntry) -> SafeString:
        return _in(entry.language, entry.target)

    @admin.display(description=_("where it stands"))
    def where_column(self, entry: MemoryEntry) -> str:
        return wheres([entry])[0] or "–"


def _in(language: str, text: str) -> SafeString:
    return format_html('<span lang="{}">{}</span>', language, text)
