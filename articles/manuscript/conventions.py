"""The words by which newsrooms mark the parts of a manuscript, by language.

A manuscript in one language carries captions, and often headings, in another, so the reader knows
the words of all of them at once; only a caption's language is told by its words. They are told in the
settings (`cms.manuscript_traits`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from articles.manuscript.lines import Style


@dataclass(frozen=True, kw_only=True)
class Conventions:
    """What stands before the colon of a credit: `photo` and `illustration` (with one in `archival`
    too, the word is kept in the organisation). `credit_phrases` need no colon but brackets:
    "(photo by …)". A `box_about` word opens a fact box together with the subject that follows it.
    `styles` are names of paragraph styles in Word files, with the part that each stands for; a
    name in `heading_styles` has the heading's level after it.
    """

    photo: tuple[str, ...]
    illustration: tuple[str, ...]
    archival: tuple[str, ...]
    photo_phrases: tuple[str, ...]
    illustration_phrases: tuple[str, ...]
    conjunctions: tuple[str, ...]
    articles: tuple[str, ...] = ()
    name_particles: tuple[str, ...]
    byline: tuple[str, ...]
    byline_labels: tuple[str, ...]
    twin_link: tuple[str, ...]
    box: tuple[str, ...]
    box_about: tuple[str, ...]
    also_read: tuple[str, ...]
    tags: tuple[str, ...]
    kicker_labels: tuple[str, ...]
    headline_labels: tuple[str, ...]
    lead_labels: tuple[str, ...]
    caption_labels: tuple[str, ...]
    speech_verbs: tuple[str, ...]
    heading_styles: tuple[str, ...]
    styles: Mapping[str, Style]


@cache
def conventions() -> Mapping[str, Conventions]:
    """By language, of those that have them."""
    return {
        code: Conventions(**traits["manuscripts"])
        for code, traits in settings.LANGUAGE_TRAITS.items()
        if "manuscripts" in traits
    }


@cache
def languages_by_word(*kinds: str) -> dict[str, tuple[str, ...]]:
    """Each word of these kinds, with the languages that use it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, own in conventions().items():
        for kind in kinds:
            for word in getattr(own, kind):
                if language not in found.get(word, ()):
                    found[word] = (*found.get(word, ()), language)
    return found


@cache
def words(*kinds: str) -> frozenset[str]:
    return frozenset(languages_by_word(*kinds))


@cache
def style(name: str) -> Style:
    """The part that a paragraph style of this name stands for; "" when it is just text."""
    for own in conventions().values():
        if name in own.styles:
            return own.styles[name]
    return ""
