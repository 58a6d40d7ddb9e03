"""Checks of a translated segment against its source: one class each, without a database.

`check` gives the findings of one pair of texts, `check_all` those of a whole story's pairs;
`written_in` tells the language of a text.
"""

from collections.abc import Callable, Sequence

from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.marks import LinksLost, MarksLost
from translation.checks.numbers import NumbersDiffer
from translation.checks.pair import Pair

CHECKS: tuple[Check, ...] = (
    LinksLost(),
    MarksLost(),
    NumbersDiffer(),
)
