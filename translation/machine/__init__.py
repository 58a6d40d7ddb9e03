"""Translation by machine, as a proposal that stands as pretranslated.

    troubles         what can go wrong with a service, as sentences for people
    asking           one question over HTTP, tried again where that may help
    tagging          marks, links and words to keep as tags that a service carries through
    service          what a service is to the rest
    deepl, libretranslate
                     two of them
    configured       the one that this installation has
    glossaries       our glossary with a service that keeps one
    budget           characters and cost of a month, and their limit
    proposing        texts for segments, each with marks as in its source or with a reason why not
    running          a whole version in the background, batch by batch
    setting_checks   what is wrong with the settings

A colleague of this package fills `terms`: called with a source language and a language, it gives
the pairs of a term and its rendering, and the terms that stay as they are.
"""

from collections.abc import Callable

Pairs = list[tuple[str, str]]


def no_terms(source_language: str, language: str) -> tuple[Pairs, list[str]]:
    return [], []


terms: Callable[[str, str], tuple[Pairs, list[str]]] = no_terms
