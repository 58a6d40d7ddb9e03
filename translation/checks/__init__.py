"""Checks of a translated segment against its source: one class each, without a database.

`check` gives the findings of one pair of texts, `check_all` those of a whole story's pairs, what has
to be looked up included, and `check_blocking` those of them that block, which is quicker; `written_in` tells the language of a longer text, `written_rather_in` that
of a few words.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from django.utils.functional import Promise

from translation.checks.check import Check
from translation.checks.date_form import DateForm
from translation.checks.dates import DatesDiffer
from translation.checks.ending import EndDiffers
from translation.checks.finding import Finding
from translation.checks.language import written_in, written_rather_in
from translation.checks.left import LeftInSource
from translation.checks.length import LengthUnusual, TooLong
from translation.checks.marks import LinksLost, MarksLost
from translation.checks.names import NamesDiffer
from translation.checks.numbers import NumbersDiffer
from translation.checks.pair import Pair
from translation.checks.quotes import QuotesDiffer, QuoteStyle
from translation.checks.repeats import SpacesDoubled, WordsDoubled
from translation.checks.same import SameAsSource

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Lookup",
    "Pair",
    "check",
    "check_all",
    "check_blocking",
    "lookups",
    "name_of",
    "written_in",
    "written_rather_in",
]

CHECKS: tuple[Check, ...] = (
    LinksLost(),
    MarksLost(),
    LeftInSource(),
    SameAsSource(),
    NumbersDiffer(),
    NamesDiffer(),
    DatesDiffer(),
    DateForm(),
    QuotesDiffer(),
    QuoteStyle(),
    EndDiffers(),
    WordsDoubled(),
    SpacesDoubled(),
    LengthUnusual(),
    TooLong(),
)


class Lookup(Protocol):
    """Checks that have to look something up: they are given all the pairs there are, so that they
    can ask the database once, and give the findings of each pair. `names` are what they are called,
    by code; `may_block` picks quickly the pairs of which something blocking may be found."""

    @property
    def names(self) -> Mapping[str, str | Promise]: ...

    def may_block(self, pairs: Sequence[Pair], /) -> Sequence[Pair]: ...

    def __call__(self, pairs: Sequence[Pair], /) -> Sequence[list[Finding]]: ...


# Filled when the app starts.
lookups: list[Lookup] = []


def name_of(code: str) -> str | Promise:
    names = {one.code: one.name for one in CHECKS}
    for lookup in lookups:
        names |= lookup.names
    return names.get(code, code)


def check(pair: Pair) -> list[Finding]:
    """What `CHECKS` find, in their order, of a pair that has both its texts."""
    return list(_found(pair)) if _is_whole(pair) else []


def check_all(pairs: Sequence[Pair]) -> list[list[Finding]]:
    """The findings of each pair, ours in the table's order. Nothing is asked of a pair that lacks
    one of its texts."""
    whole = [pair for pair in pairs if _is_whole(pair)]
    found = {id(pair): list(_found(pair)) for pair in whole}
    for lookup in lookups:
        for pair, findings in zip(whole, lookup(whole), strict=True):
            found[id(pair)] += findings
    return [found.get(id(pair), []) for pair in pairs]


def check_blocking(pairs: Sequence[Pair]) -> list[list[Finding]]:
    """The same, but of what blocks alone: it is asked of the whole story each time a row is saved."""
    whole = [pair for pair in pairs if _is_whole(pair)]
    found = {id(pair): list(_found_blocking(pair)) for pair in whole}
    for lookup in lookups:
        asked = lookup.may_block(whole)
        for pair, findings in zip(asked, lookup(asked), strict=True):
            found[id(pair)] += [one for one in findings if one.blocking]
    return [found.get(id(pair), []) for pair in pairs]


@lru_cache(maxsize=4_000)
def _found(pair: Pair) -> tuple[Finding, ...]:
    """Kept, as the same texts come again: when the page is opened, when a row is saved, and whenever
    the gate is asked. Nothing but the texts and their languages decides it."""
    fitting = _fitting(pair.source_language, pair.language)
    return tuple(finding for one in fitting if (finding := one.find(pair)))


@lru_cache(maxsize=4_000)
def _found_blocking(pair: Pair) -> tuple[Finding, ...]:
    fitting = [one for one in _fitting(pair.source_language, pair.language) if one.blocking]
    found = (one.find(pair) for one in fitting)
    return tuple(finding for finding in found if finding and finding.blocking)


@lru_cache
def _fitting(source_language: str, language: str) -> list[Check]:
    pair = Pair(source="", target="", source_language=source_language, language=language)
    return [one for one in CHECKS if one.has_traits(pair)]


def _is_whole(pair: Pair) -> bool:
    return bool(pair.source.strip() and pair.target.strip())
