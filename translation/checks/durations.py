"""Lengths of time: two and a half hours are 150 minutes, a year and a half is 18 months."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from translation.checks import traits
from translation.checks.quantity import Quantity, signs

# What may stand between two lengths that are one together: "4 years and six months".
_MOST_BETWEEN = 5


class Durations:
    """`durations` of a language: by the unit that lengths are compared in, each of its words with
    how many of those it is."""

    def __init__(self, language: str):
        units: Mapping[str, Mapping[str, int]] = traits.trait(language, "durations") or {}
        self.units = {word: (n, unit) for unit, words in units.items() for word, n in words.items()}
        words = "|".join(re.escape(one) for one in sorted(self.units, key=len, reverse=True))
        self.after = re.compile(rf"[\s\u00a0-]?({words})(?!\w)") if words else None
        self.signs = signs(self.units)
        self.alone = re.compile(rf"(?<![\w-])({words})(?!\w)") if words else None

    def told(
        self, text: str, small: str, found: Iterable[Quantity], words: Iterable[str]
    ) -> Iterator[Quantity]:
        """The quantities, those before a unit as lengths, too; what two of them are together; and what
        a unit is by itself ("kvarteret"). `small` and `words` are the text and its words in small
        letters."""
        if self.after is None or self.alone is None or self.signs.isdisjoint(words):
            yield from found
            return
        lengths: list[tuple[Quantity, Decimal, str, int]] = []
        measured: set[int] = set()
        for one in found:
            unit = self.after.match(small, one.end)
            numbers = [value for value in one.values if isinstance(value, Decimal)]
            if unit is None or not numbers:
                yield one
                continue
            times, name = self.units[unit[1]]
            measured.add(unit.start(1))
            if len(numbers) == 1:
                lengths.append((one, numbers[0] * times, name, unit.end()))
            more = frozenset(_length(number * times, name) for number in numbers)
            yield replace(one, values=one.values | more)
        for (one, first, name, end), (other, second, other_name, other_end) in pairwise(lengths):
            if name == other_name and 0 < other.start - end <= _MOST_BETWEEN:
                yield _vague(text, one.start, other_end, _length(first + second, name))
        for unit in self.alone.finditer(small):
            if unit.start(1) not in measured:
                times, name = self.units[unit[1]]
                yield _vague(text, *unit.span(), _length(Decimal(times), name))


def _length(number: Decimal, unit: str) -> str:
    return f"{number.normalize():f} {unit}"


def _vague(text: str, start: int, end: int, length: str) -> Quantity:
    return Quantity(
        shown=text[start:end],
        values=frozenset({length}),
        start=start,
        end=end,
        worded=True,
        vague=True,
    )
