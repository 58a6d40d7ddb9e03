"""Quotations that stand in one language and not in the other."""

import re

from django.utils.translation import gettext_lazy as _

from articles.blocks import text_of
from translation.checks.finding import Finding

# A pair of marks of any style, or a line of dialogue that opens with a dash.
_QUOTED = re.compile(r"[«“\"„][^«»“”\"„]+[»”\"“]")
_DIALOGUE = re.compile(r"^[–—]\s")


def quotes_differ(source: str, target: str, source_language: str, language: str) -> Finding | None:
    """Only whether anything is quoted at all: a dialogue dash in one language may be several
    pairs of marks in the other, broken up by «sier hun»."""
    if _is_quoted(source) == _is_quoted(target):
        return None
    return Finding(
        code="quotes_differ",
        sentence=_("something is quoted in one language and not in the other"),
    )


def _is_quoted(html: str) -> bool:
    text = text_of(html)
    return bool(_DIALOGUE.search(text) or _QUOTED.search(text))
