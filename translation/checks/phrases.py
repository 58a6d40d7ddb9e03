"""Quantities that are told in several words: a time of day ("halv åtte", "half past seven"), a share
("two thirds", "hver fjerde", "eight in ten").

The words of each language are its traits (`cms.check_traits`), and so is whether they mean anything
else. Where they may, the quantity is vague: it explains one of the other language, and is not looked
for there itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from translation.checks import traits
from translation.checks.quantity import Quantity, Value, share, signs, times

Numbers = Mapping[str, tuple[Decimal, ...]]
_TWO_FIGURES = [f"{number:02}" for number in range(10)]
_SPACE = r"[\s\u00a0]+"


class Phrases:
    """Reads them as one language writes them. `numbers` are its numbers in words."""

    def __init__(self, language: str, numbers: Numbers):
        clock = traits.trait(language, "clock") or {}
        shares = traits.trait(language, "shares") or {}
        hints: Numbers = traits.trait(language, "number_hints") or {}
        self.numbers = {word: int(values[0]) for word, values in numbers.items()}
        self.parts: dict[str, int] = shares.get("parts", {})
        self.ones = frozenset(shares.get("ones", ()))
        self.orders = {
            word: int(values[0])
            for word, values in hints.items()
            if 2 <= values[0] <= 20 and values[0] % 1 == 0
        }
        of = shares.get("part_of", ())
        self.of = re.compile(rf"{_SPACE}(?:{_listed(of)})(?!\w)") if of else None
        self.half_before = bool(clock.get("half_to"))
        self.to = frozenset(clock.get("to", ()))
        self.quarters = frozenset(clock.get("quarters", ()))
        half = [clock.get("half_to") or clock.get("half_past") or ""]
        self.signs_of_number = {*self.numbers, *map(str, range(100)), *_TWO_FIGURES}
        self.signs_of_half = signs(half)
        self.signs_of_side = signs([*clock.get("past", ()), *clock.get("to", ())])
        self.signs_of_quarter = signs(self.quarters)
        self.signs_of_part = signs([*self.parts, *shares.get("halves", ())])
        self.signs_of_every = signs(shares.get("every", ()))
        self.signs_of_ratio = signs(shares.get("of", ()))
        number = rf"\d{{1,2}}|{_listed(self.numbers)}"
        self.clock = self._clock_pattern(clock, _listed(self.numbers))
        self.part = self._part_pattern(shares, number)
        self.every = _pattern(
            rf"(?:{_listed(shares.get('every', ()))}){_SPACE}(?P<order>{_listed(self.orders)})",
            shares.get("every"),
        )
        self.ratio = _pattern(
            rf"(?P<some>{number}){_SPACE}(?:{_listed(shares.get('of', ()))}){_SPACE}"
            rf"(?P<all>{number})(?![.,]\d)",
            shares.get("of"),
        )

    def _clock_pattern(self, clock: Mapping[str, Any], number: str) -> re.Pattern[str] | None:
        half = clock.get("half_to") or clock.get("half_past")
        sides = [*clock.get("past", ()), *clock.get("to", ())]
        if not (half and sides):
            return None
        amount = f"{_listed(self.quarters)}|{number}"
        minutes = rf"(?:{_SPACE}(?:{_listed(clock.get('minutes', ()))}))?"
        side = rf"(?:(?P<amount>{amount}){minutes}{_SPACE}(?P<side>{_listed(sides)}){_SPACE})?"
        hour = rf"(?P<hour>{number}|1[0-2]|[1-9])(?![.,:]?\d)"
        return _pattern(rf"{side}(?:(?P<half>{re.escape(half)}){_SPACE})?{hour}", half)

    def _part_pattern(self, shares: Mapping[str, Any], number: str) -> re.Pattern[str] | None:
        """A part alone ("half of") or one of it ("a third of") needs the word that makes it a part,
        where the language has one."""
        of = shares.get("part_of", ())
        follows = rf"(?={_SPACE}(?:{_listed(of)})(?!\w))" if of else ""
        halves = _listed(shares.get("halves", ()))
        parts, ones = _listed(self.parts), _listed(self.ones)
        return _pattern(
            rf"(?P<some>{number})[\s\u00a0-]+(?P<part>{parts})(?!\w)"
            rf"|(?:{ones})[\s\u00a0-]+(?P<one>{parts})(?!\w){follows}"
            rf"|(?P<half>{halves})(?!\w){follows}",
            self.parts,
        )

    def read(self, text: str, words: Sequence[str]) -> Iterator[Quantity]:
        """Of a text in small letters; `words` are its words and figures. The patterns are long, and
        each is asked only where the words without which it finds nothing stand."""
        known = set(words)
        numbers = len([word for word in words if word in self.signs_of_number])
        if numbers and self._may_tell_time(known, numbers):
            for found in _all(self.clock, text):
                if found["half"] or found["amount"]:
                    yield self._time(found)
        if known & self.signs_of_part:
            yield from self._parts(text)
        if known & self.signs_of_every:
            for found in _all(self.every, text):
                order = self.orders[found["order"]]
                yield _quantity(found, share(1, order) | {Decimal(order)})
        if numbers > 1 and known & self.signs_of_ratio:
            for found in _all(self.ratio, text):
                some, whole = self._number(found["some"]), self._number(found["all"])
                if 0 < some < whole:
                    yield _quantity(found, share(some, whole), vague=True)

    def _may_tell_time(self, known: set[str], numbers: int) -> bool:
        if known & self.signs_of_half:
            return True
        amount = numbers > 1 or known & self.signs_of_quarter
        return bool(amount and known & self.signs_of_side)

    def _parts(self, text: str) -> Iterator[Quantity]:
        for found in _all(self.part, text):
            part, whole = 1, 2
            if word := found["some"] or found["one"]:
                part = self._number(found["some"]) if found["some"] else 1
                whole = self.parts[found["part"] or found["one"]]
            values = share(part, whole)
            if part == 1 and word:
                values |= {Decimal(whole)}  # "one in four"
            elif self.of and not self.of.match(text, found.end()):
                values |= {Decimal(part)}  # "two quarters" of a year
            yield _quantity(found, values)

    def _time(self, found: re.Match[str]) -> Quantity:
        hour, minute = self._number(found["hour"]), 0
        if found["half"]:
            hour, minute = (hour - 1, 30) if self.half_before else (hour, 30)
        is_quarter = found["amount"] in self.quarters
        if found["amount"]:
            apart = 15 if is_quarter else self._number(found["amount"])
            minute += -apart if found["side"] in self.to else apart
        hour, minute = hour + minute // 60, minute % 60
        # "Fem på tre" may be five people on three.
        return _quantity(found, times(hour, minute), vague=not (found["half"] or is_quarter))

    def _number(self, word: str) -> int:
        return int(word) if word.isdigit() else self.numbers[word]


def _quantity(found: re.Match[str], values: Iterable[Value], *, vague: bool = False) -> Quantity:
    return Quantity(
        shown=found.group(),
        values=frozenset(values),
        start=found.start(),
        end=found.end(),
        worded=True,
        vague=vague,
    )


def _all(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(text) if pattern else iter(())


def _pattern(pattern: str, needed: object) -> re.Pattern[str] | None:
    """None where the language has no words for it."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)") if needed else None


def _listed(words: Iterable[str]) -> str:
    """As alternatives, the longest first; what matches nothing where there are none."""
    listed = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word) for word in listed) or r"(?!)"
