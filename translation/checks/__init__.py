"""Checks of a translated segment against its source: one class each, without a database.

`check` gives the findings of one pair of texts, `check_all` those of a whole story's pairs;
`written_in` tells the language of a longer text.
"""

from collections.abc import Callable, Sequence

from translation.checks.check import Check
from translation.checks.date_form import DateForm
from translation.checks.dates import DatesDiffer
from translation.checks.ending import EndDiffers
from translation.checks.finding import Finding
from translation.checks.language import written_in
from translation.checks.left import LeftInSource
from translation.checks.length import LengthUnusual, TooLong
from translation.checks.marks import LinksLost, MarksLost
from translation.checks.names import NamesDiffer
from translation.checks.numbers import NumbersDiffer
from translation.checks.pair import Pair
from translation.checks.quotes import QuotesDiffer, QuoteStyle
from translation.checks.repeats import SpacesDoubled, WordsDoubled

__all__ = ["CHECKS", "Check", "Finding", "Pair", "check", "check_all", "lookups", "written_in"]

CHECKS: tuple[Check, ...] = (
    LinksLost(),
    MarksLost(),
    LeftInSource(),
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

# Checks that have to look something up: each is given all the pairs there are, so that it can ask
# the database once, and gives the findings of each pair. Filled when the app starts.
lookups: list[Callable[[Sequence[Pair]], Sequence[list[Finding]]]] = []


def check(pair: Pair) -> list[Finding]:
    return check_all([pair])[0]


def check_all(pairs: Sequence[Pair]) -> list[list[Finding]]:
    """The findings of each pair, ours in the table's order. Nothing is asked of a pair that lacks
    one of its texts."""
    whole = [pair for pair in pairs if pair.source.strip() and pair.target.strip()]
    found = {
        id(pair): [finding for one in CHECKS if (finding := one.check(pair))] for pair in whole
    }
    for lookup in lookups:
        for pair, findings in zip(whole, lookup(whole), strict=True):
            found[id(pair)] += findings
    return [found.get(id(pair), []) for pair in pairs]
