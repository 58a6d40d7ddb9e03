"""`{% history_of thing page as history %}`: what `admin/history_entries.html` shows, for whichever
thing has a history, of its rows or else in the admin's log."""

from dataclasses import dataclass
from typing import Any

from django import template

from accounts.numbers import number_of
from cms import admin_log
from cms.history import Entry, entries, rows_of

register = template.Library()

PER_PAGE = 30
# No history is as long; of a page far beyond it no database could count the rows before.
LAST_PAGE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    entries: list[Entry]
    newer: int | None
    older: int | None


@register.simple_tag
def history_of(thing: Any, page: str | None = None) -> HistoryPage:
    number = min(number_of(page or "") or 1, LAST_PAGE)
    start = (number - 1) * PER_PAGE
    part = slice(start, start + PER_PAGE + 1)
    if hasattr(thing, "history"):
        rows = list(rows_of(thing)[part])
        # The row after the last is there to be compared with.
        found = entries(rows)
        if len(rows) > PER_PAGE and found and found[-1].at == rows[-1].history_date:
            found = found[:-1]
    else:
        rows = list(admin_log.rows_of(thing)[part])
        found = admin_log.entries(rows[:PER_PAGE])
    return HistoryPage(
        entries=found,
        newer=number - 1 if number > 1 else None,
        older=number + 1 if len(rows) > PER_PAGE else None,
    )
