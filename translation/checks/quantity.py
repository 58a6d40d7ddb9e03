"""A quantity as it stands in a text, with the values that it may stand for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

_YEARS = range(1900, 2100)
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Clock(NamedTuple):
    hour: int
    minute: int


# A text is a result ("1-23-45"), a share ("2/3") or a length of time ("150 minutes").
Value = Decimal | Clock | str


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """`aside` stands in brackets, where a newsroom explains to its own readers ("87 mph"). `worded`
    is written in words, `vague` in words that may mean something else."""

    shown: str
    values: frozenset[Value]
    start: int
    end: int
    aside: bool = False
    worded: bool = False
    vague: bool = False
    month: int = 0

    @property
    def is_year(self) -> bool:
        return any(isinstance(one, Decimal) and one in _YEARS for one in self.values)


def lowered(text: str) -> str:
    """In small letters, each in its place: patterns that mind the case are many times as quick."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(_small(letter) for letter in text)


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def words_and_figures(small: str) -> list[str]:
    """Of a text in small letters."""
    return _WORD.findall(small)


def signs(phrases: Iterable[str]) -> frozenset[str]:
    """The words that these begin with, as in `words_and_figures`: where none of them stands, no phrase does."""
    return frozenset(words[0] for phrase in phrases if (words := words_and_figures(phrase.lower())))


def times(hour: int, minute: int) -> set[Value]:
    """Of the day's two halves."""
    return {Clock(hour % 12, minute), Clock(hour % 12 + 12, minute)}


def share(part: int, whole: int) -> set[Value]:
    """Two thirds; of a quarter also 0.25 and 25 (per cent)."""
    told: set[Value] = {f"{part}/{whole}"}
    if 100 * part % whole == 0:
        told |= {Decimal(part) / whole, Decimal(100 * part // whole)}
    return told
