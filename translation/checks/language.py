"""Which of the newsroom's languages a text is written in, by its commonest words."""

import re

from django.conf import settings

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
