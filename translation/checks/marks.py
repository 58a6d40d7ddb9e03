"""Links and marks that stand in the source and not in the translation."""

import re
from collections import Counter

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.pair import Pair

_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"', re.IGNORECASE)
_MARK = re.compile(r"<(strong|em)\b", re.IGNORECASE)
_MARK_NAMES = {"strong": _("bold"), "em": _("italics")}


class LinksLost(Check):
    """Counts links rather than comparing addresses, which may rightly lead to another language."""

    code = "links_lost"
    name = _("Links")
    about = _("A link of the source that the translation lacks.")
    blocking = True

    def find(self, pair: Pair) -> Finding | None:
        if "<" not in pair.source:
            return None
        there, here = len(_LINK.findall(pair.source)), len(_LINK.findall(pair.target))
        if here >= there:
            return None
        return self.finding(
            format_lazy(
                _("links in the source: {there}, in the translation: {here}"),
                there=there,
                here=here,
            ),
            f"{there}|{here}",
        )


class MarksLost(Check):
    code = "marks_lost"
    name = _("Marks")
    about = _("Bold or italics of the source that the translation lacks altogether.")
    blocking = True

    def find(self, pair: Pair) -> Finding | None:
        if "<" not in pair.source:
            return None
        there, here = _marks(pair.source), _marks(pair.target)
        lost = [mark for mark in there if not here[mark]]
        if not lost:
            return None
        return self.finding(
            format_lazy(
                _("the {mark} of the source is lost in the translation"), mark=_MARK_NAMES[lost[0]]
            ),
            "|".join(f"{mark}:{there[mark]}" for mark in lost),
        )


def _marks(html: str) -> Counter[str]:
    return Counter(mark.lower() for mark in _MARK.findall(html))
