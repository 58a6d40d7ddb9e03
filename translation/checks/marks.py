"""Links and marks that stand in the source and not in the translation."""

import re
from collections import Counter

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.checks.finding import Finding

_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"', re.IGNORECASE)
_MARK = re.compile(r"<(strong|em)\b", re.IGNORECASE)
_MARK_NAMES = {"strong": _("bold"), "em": _("italics")}


def lost_links(source: str, target: str, source_language: str, language: str) -> Finding | None:
    """Counts links rather than comparing addresses, which may rightly lead to another language."""
    there, here = len(_LINK.findall(source)), len(_LINK.findall(target))
    if here >= there:
        return None
    return Finding(
        code="links_lost",
        sentence=format_lazy(
            _("the source has {there} links, the translation {here}"), there=there, here=here
        ),
        blocking=True,
    )


def lost_marks(source: str, target: str, source_language: str, language: str) -> Finding | None:
    there = Counter(mark.lower() for mark in _MARK.findall(source))
    here = Counter(mark.lower() for mark in _MARK.findall(target))
    lost = [mark for mark in there if not here[mark]]
    if not lost:
        return None
    return Finding(
        code="marks_lost",
        sentence=format_lazy(
            _("the {mark} of the source is lost in the translation"), mark=_MARK_NAMES[lost[0]]
        ),
        blocking=True,
    )
