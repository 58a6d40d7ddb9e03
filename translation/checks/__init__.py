"""Checks of a translated segment against its source: plain functions, no database.

`check` gives the findings of one pair of texts; `written_in` tells the language of a longer text.
"""

from collections.abc import Callable

from translation.checks.finding import Finding
from translation.checks.language import written_in
from translation.checks.marks import lost_links, lost_marks
from translation.checks.numbers import numbers_differ
from translation.checks.quotes import quotes_differ

__all__ = ["CHECKS", "Finding", "check", "written_in"]

Check = Callable[[str, str, str, str], Finding | None]

CHECKS: dict[str, Check] = {
    "links_lost": lost_links,
    "marks_lost": lost_marks,
    "numbers_differ": numbers_differ,
    "quotes_differ": quotes_differ,
}


def check(source: str, target: str, source_language: str, language: str) -> list[Finding]:
    """The findings, in the table's order. Texts are inline HTML or plain text."""
    found = (one(source, target, source_language, language) for one in CHECKS.values())
    return [finding for finding in found if finding]
