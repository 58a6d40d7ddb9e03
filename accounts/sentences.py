"""Sentences that are kept to be read later, by people who work in different languages: what somebody
was told, as it was then, once in every language of the newsroom."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import override

from accounts import languages


def in_every_language(sentence: str | Promise) -> dict[str, str]:
    """By language, ready for JSON. Give it lazy: what is text already is the same in all."""
    found = {}
    for code in languages.codes():
        with override(code):
            found[code] = str(sentence)
    return found


def read(kept: Mapping[str, str]) -> str:
    """In the language of the page that is being made; in another where it was kept before there
    was that language."""
    return kept.get(languages.active()) or next(filter(None, kept.values()), "")
