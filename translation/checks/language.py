"""Which of the newsroom's languages a text is written in, by its commonest words."""

import re

from django.conf import settings

from translation.checks import traits
from translation.checks.detector import is_written_in

# Fewer words than this tell nothing.
MIN_WORDS = 20
_WORD = re.compile(r"[^\W\d_]+")


def written_in(text: str) -> str:
    """A language code, or "" where the text is too short or no language stands out.

    A language stands out when its common words are more than twice as many as any other's, and
    at least one word in twelve.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < MIN_WORDS:
        return ""
    counts = {
        code: sum(word in traits["common_words"] for word in words)
        for code, traits in settings.LANGUAGE_TRAITS.items()
        if traits.get("common_words")
    }
    ranked = sorted(counts, key=lambda code: counts[code], reverse=True)
    if not ranked:
        return ""
    best = ranked[0]
    runner_up = counts[ranked[1]] if len(ranked) > 1 else 0
    if counts[best] * 12 < len(words) or counts[best] <= 2 * runner_up:
        return ""
    return best


def written_rather_in(text: str, language: str) -> str:
    """Another language that a text of a few words is plainly written in; "" where none is."""
    if not traits.has(language, "sample"):
        return ""
    others = (code for code in settings.LANGUAGE_TRAITS if code != language)
    found = (
        code
        for code in others
        if traits.has(code, "sample") and is_written_in(text, code, rather_than=language)
    )
    return next(found, "")
