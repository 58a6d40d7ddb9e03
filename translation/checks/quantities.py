"""The quantities of a text, each with the values that it may stand for: "14.30" is a time of day in
one language and a decimal in another, "90-tallet" is 1990, "2 millioner" is 2,000,000.

Reading is generous about what a text may mean and strict about what it may not: where the decimal
sign of one language stands in another ("1,5 million" in English), it is no decimal there.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from babel.numbers import get_decimal_symbol, get_group_symbol

from translation.checks import traits
from translation.checks.durations import Durations
from translation.checks.number_words import as_decades, with_compounds
from translation.checks.phrases import Phrases
from translation.checks.quantity import Clock, Quantity, Value, lowered, times, words_and_figures

SPACES = " \u00a0\u202f\u2009"
# Raised and lowered digits belong to a unit or a formula ("m²", "CO₂"), as do these when written
# plainly; the other language may have them in words.
_FORMULA = re.compile(r"[²³¹⁰-⁹₀-₉]|\bCO2\b|(?<=\b[ckm]m)[23]\b|(?<=\bm)[23]\b|\bH2O\b")
_ISO_DATE = r"(?P<iso>\d{4}-\d{2}-\d{2})"
_DATE = r"(?P<date>\d{1,2}(?P<between>[./])\d{1,2}(?P=between)(?:\d{4}|\d{2})(?!\d))"
_SEPARATED = r"\d+(?:[.,:]\d+)*"
_TIME = re.compile(r"([01]?\d|2[0-4])[.:]([0-5]\d)")
# "1900- og 2000", "20th and 21"; no number of its own for a decade's sign to follow.
_ANOTHER = re.compile(r"(?:-|st|nd|rd|th)[\s\u00a0][^\W\d_]{2,5}[\s\u00a0]\d+")
_ANY_DIGIT = re.compile(r"[\d²³¹⁰-⁹₀-₉]")
_ASIDE = re.compile(r"\([^()]*\)")


class Reader:
    """Reads quantities as one language writes them."""

    def __init__(self, language: str):
        locale = traits.locale(language)
        self.decimal, self.group = get_decimal_symbol(locale), get_group_symbol(locale)
        self.day_first = locale.date_formats["short"].pattern.lower().startswith("d")
        clock = traits.trait(language, "clock") or {}
        self.halves: dict[str, int] = clock.get("halves", {})
        self.named: dict[str, int] = clock.get("named", {})
        self.scales = traits.trait(language, "scales") or {}
        numbers = traits.trait(language, "numbers") or {}
        self.words = with_compounds(numbers)
        self.decade_words = as_decades(numbers, traits.trait(language, "decade_words") or ())
        self.phrases = Phrases(language, self.words)
        self.durations = Durations(language)
        self.hints = traits.trait(language, "number_hints") or {}
        self.compounds = tuple(traits.trait(language, "number_compounds") or ())
        self.number = self._number_pattern()
        self.scale = _any(self.scales, r"(?:[\s\u00a0-]?(?P<scale>{})(?!\w))")
        self.decade = _any(traits.trait(language, "decades") or (), r"(?:{})(?!\w)")
        self.century = _any(
            traits.trait(language, "centuries") or (), r"(?:\.|st|nd|rd|th)?[\s\u00a0-](?:{})(?!\w)"
        )
        self.half_more = _any(traits.trait(language, "half_more") or (), r"[\s\u00a0](?:{})(?!\w)")
        joints = traits.trait(language, "half_joints") or ()
        self.half_joint = _any(joints, r"[\s\u00a0-]+(?:{})(?=[\s\u00a0-])")
        self.clock_word = _any(clock.get("words", ()), r"(?<!\w)(?:{})[\s\u00a0]*$")
        self.word = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
        # Nearly every word means no number, and newsrooms' words come again.
        self.may_be_number = lru_cache(maxsize=20_000)(self._may_be_number)

    def _number_pattern(self) -> re.Pattern[str]:
        spaces = SPACES if self.group.isspace() else SPACES.strip(" ")
        grouped = rf"\d{{1,3}}(?:[{spaces}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
        half = ""
        if self.halves:
            halves = "|".join(re.escape(one) for one in sorted(self.halves, key=len, reverse=True))
            half = rf"(?P<time>\d{{1,2}}(?:[.:]\d\d)?)[{SPACES}]?(?P<half>{halves})(?!\w)|"
        return re.compile(
            rf"(?<!\d)(?:{_ISO_DATE}|{_DATE}|{half}(?P<plain>{grouped}|{_SEPARATED}))",
            re.IGNORECASE,
        )

    def read(self, text: str) -> list[Quantity]:
        digits: list[Quantity] = []
        # No formula is without a digit; \d leaves out those that are raised or lowered.
        if _ANY_DIGIT.search(text):
            text = _FORMULA.sub(lambda found: "_" * len(found.group()), text)
            asides = [found.span() for found in _ASIDE.finditer(text)] if "(" in text else []
            digits = [
                one
                for found in self.number.finditer(text)
                for one in self._read_one(text, found, asides)
            ]
        small = lowered(text)
        words = words_and_figures(small)
        told = [
            replace(one, shown=text[one.start : one.end]) for one in self.phrases.read(small, words)
        ]
        taken = {at for one in told if not one.vague for at in range(one.start, one.end)}
        found = [one for one in (*digits, *self._read_words(text)) if one.start not in taken]
        found = sorted([*found, *told], key=lambda one: one.start)
        return list(self.durations.told(text, small, found, words))

    def _read_one(
        self, text: str, found: re.Match[str], asides: list[tuple[int, int]]
    ) -> Iterator[Quantity]:
        start, end = found.span()
        aside = any(a <= start and end <= b for a, b in asides)
        if dated := self._date(found):
            day, month, year = dated
            for number in (day, year):
                yield Quantity(
                    shown=str(number),
                    values=frozenset(_year(number) if number == year else {Decimal(number)}),
                    start=start,
                    end=end,
                    aside=aside,
                    month=month if number == day else 0,
                )
            return
        if found["half"] if "half" in self.number.groupindex else None:
            values = self._half_day(found["time"], self.halves[found["half"].lower()])
        else:
            raw = found["plain"] or found.group()
            values = self._values(raw, text, start)
            values, end = self._modified(values, raw, text, end)
        yield Quantity(
            shown=text[start:end], values=frozenset(values), start=start, end=end, aside=aside
        )

    def _date(self, found: re.Match[str]) -> tuple[int, int, int] | None:
        if found["iso"]:
            year, month, day = (int(part) for part in found["iso"].split("-"))
        elif found["date"]:
            parts = [int(part) for part in re.split(r"[./]", found["date"])]
            day, month = parts[:2] if self.day_first else parts[1::-1]
            year = parts[2]
        else:
            return None
        return (day, month, year) if 1 <= month <= 12 and 1 <= day <= 31 else None

    def _half_day(self, time: str, add: int) -> set[Value]:
        hour, _, minute = time.replace(".", ":").partition(":")
        on_the_clock = Clock(int(hour) % 12 + add, int(minute or 0))
        return {on_the_clock} if minute else {on_the_clock, Decimal(on_the_clock.hour)}

    def _values(self, raw: str, text: str, start: int) -> set[Value]:
        bare = raw.translate({ord(space): None for space in SPACES})
        parts = re.split(r"[.,:]", bare)
        separators = re.findall(r"[.,:]", bare)
        if not separators:
            return self._whole(bare, text, start)
        found: set[Value] = set()
        if time := _TIME.fullmatch(bare):
            hour, minute = int(time[1]), int(time[2])
            found.add(Clock(hour % 24, minute))
            if hour <= 12 and not bare.startswith("0"):
                found.add(Clock((hour + 12) % 24, minute))
            if separators == ["."] and 1 <= minute <= 12 and self.decimal != ".":
                found.add(Decimal(hour))  # a day and its month: 17.05
        grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
        own_group = "." if self.decimal == "," else ","
        if grouped and set(separators) == {own_group}:
            found.add(Decimal("".join(parts)))
        elif separators == [self.decimal]:
            found.add(Decimal(f"{parts[0]}.{parts[1]}"))
        elif separators[-1] == self.decimal and set(separators[:-1]) == {own_group}:
            found.add(Decimal("".join(parts[:-1]) + "." + parts[-1]))
        elif not found:
            found.add("-".join(parts))  # a result, a version: 1.23,45
        return found

    def _whole(self, bare: str, text: str, start: int) -> set[Value]:
        number = int(bare)
        found: set[Value] = {Decimal(number)}
        before = text[max(0, start - 12) : start]
        if self.clock_word and number <= 24 and self.clock_word.search(before):
            found.add(Clock(number % 24, 0))
        if len(bare) == 2 and (year := re.search(r"(\d{2})\d{2}[–/-]$", before)):
            found.add(Decimal(year[1] + bare))  # 2024–25
        return found

    def _modified(
        self, values: set[Value], raw: str, text: str, end: int
    ) -> tuple[set[Value], int]:
        """By what follows: a scale, a decade or a century; or another number that one follows
        ("1900- og 2000-tallet")."""
        if not raw.isdigit():
            return self._scaled(values, text, end)
        number = Decimal(raw)
        following = _ANOTHER.match(text, end)
        for place in (end, following.end() if following else end):
            if self.decade and (after := self.decade.match(text, place)):
                return _of_decade(number), after.end() if place == end else end
            if self.century and (after := self.century.match(text, place)):
                return {number, (number - 1) * 100}, after.end() if place == end else end
        return self._scaled(values, text, end)

    def _scaled(self, values: set[Value], text: str, end: int) -> tuple[set[Value], int]:
        if self.half_more and (after := self.half_more.match(text, end)):
            half = Decimal("0.5")
            values = {one + half for one in values if isinstance(one, Decimal)}
            end = after.end()
        while self.scale and (after := self.scale.match(text, end)):
            (times,) = self.scales[after["scale"].lower()]
            numbers = {one * times for one in values if isinstance(one, Decimal)}
            # "3m" may be metres.
            values = numbers | values if len(after["scale"]) == 1 else set(numbers)
            end = after.end()
        return values, end

    def _read_words(self, text: str) -> Iterator[Quantity]:
        if not any(map(self.may_be_number, self.word.findall(text.lower()))):
            return
        for found in self.word.finditer(text):
            word = found.group().lower()
            if not self.may_be_number(word):
                continue
            values, vague = self._worded(word, text, found)
            if not values:
                continue
            end = found.end()
            if self.half_joint and any(isinstance(one, Decimal) and 0 < one < 1 for one in values):
                joint = self.half_joint.match(text, end)
                end = joint.end() if joint else end
            scaled, end = self._scaled(set(values), text, end)
            yield Quantity(
                shown=text[found.start() : end],
                values=frozenset(scaled),
                start=found.start(),
                end=end,
                worded=True,
                vague=vague,
            )

    def _may_be_number(self, word: str) -> bool:
        known = (self.words, self.named, self.hints, self.decade_words)
        return any(word in one for one in known) or bool(self._compound(word))

    def _compound(self, word: str) -> tuple[Decimal, ...]:
        """Of what begins with a number: «femårig», "three-year"."""
        for at in range(2, min(len(word) - 2, 9)):
            if word[:at] in self.words and word[at:].startswith(self.compounds):
                return self.words[word[:at]]
        head, dash, _rest = word.partition("-")
        return self.words.get(head, ()) if dash else ()

    def _worded(self, word: str, text: str, found: re.Match[str]) -> tuple[set[Value], bool]:
        if word in self.words:
            values: set[Value] = set(self.words[word])
            (number,) = self.words[word]
            before = text[max(0, found.start() - 12) : found.start()]
            if number <= 12 and self.clock_word and self.clock_word.search(before):
                return values | times(int(number), 0), False
            return values, False
        if word in self.decade_words:
            return {self.decade_words[word], 1900 + self.decade_words[word]}, False
        if word in self.named:
            hour = self.named[word]
            return {Clock(hour, 0), Decimal(hour), Decimal(24 - hour)}, True
        if word in self.hints:
            return set(self.hints[word]), True
        return set(self._compound(word)), True


def _of_decade(number: Decimal) -> set[Value]:
    if number < 100 and number % 10 == 0:
        return {number, number + 1900}
    return {number, number // 100 + 1 if number % 100 == 0 else number % 100}


def _year(number: int) -> set[Decimal]:
    """A year of two digits is of this century or the last."""
    if number > 99:
        return {Decimal(number)}
    return {Decimal(number), Decimal(1900 + number), Decimal(2000 + number)}


def _any(words: object, pattern: str) -> re.Pattern[str] | None:
    listed = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    if not listed:
        return None
    alternatives = "|".join(re.escape(word) for word in listed)
    return re.compile(pattern.format(alternatives), re.IGNORECASE)


@lru_cache
def reader(language: str) -> Reader:
    return Reader(language)


@lru_cache(maxsize=64)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Kept for a moment: several checks ask about the same two texts, and the source stays the same
    while its translation is being typed."""
    return tuple(reader(language).read(text))
