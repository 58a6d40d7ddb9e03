"""The names of months and weekdays, found in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from translation.checks import traits


@dataclass(frozen=True)
class Named:
    """A month or a weekday. `numbers` are those it may mean: 1 to 12, or 0 (Monday) to 6."""

    word: str
    numbers: frozenset[int]
    start: int
    by_day: bool
    starts_sentence: bool

    @property
    def end(self) -> int:
        return self.start + len(self.word)


class Calendar:
    """The names of months and weekdays in one language, and whether they have a capital."""

    def __init__(self, language: str):
        locale = traits.locale(language)
        self.months = {name.casefold(): n for n, name in locale.months["format"]["wide"].items()}
        self.days = {name.casefold(): n for n, name in locale.days["format"]["wide"].items()}
        self.has_capitals = all(
            name[0].isupper() for name in locale.days["format"]["wide"].values()
        )
        self.has_dot = locale.date_formats["long"].pattern.startswith("d.")
        self.has_day_first = locale.date_formats["long"].pattern.startswith("d")
        self.separator = re.sub(r"[\w\s]", "", locale.date_formats["short"].pattern)[:1]
        self.eve = _any(traits.trait(language, "eve") or (), r"\b(?:{})\s+(?:on\s+)?$")
        self.night = _any(traits.trait(language, "nights") or (), r"(?:s|’s)?\s(?:{})")
        # English has a plural of the weekday, others a definite form: Mondays, mandagen.
        self.month = _any(self.months, r"(?<!\w)(?:{})(?!\w)")
        self.day = _any(self.days, r"(?<!\w)(?:{})(?=(?:s|en|er|ene|ens)?(?!\w))")
        # Several checks ask about the same two texts.
        self.named_months = lru_cache(maxsize=64)(lambda text: tuple(self._months_in(text)))
        self.named_days = lru_cache(maxsize=64)(lambda text: tuple(self._days_in(text)))

    def _months_in(self, text: str) -> Iterator[Named]:
        """A name that may be another word ("may", "mars", a person's) counts beside a number."""
        for found in self.month.finditer(text) if self.month else ():
            by_day = bool(
                re.search(r"\d(?:\.|st|nd|rd|th)?(?:\s+of)?\s$", _before(text, found.start()))
                or re.match(r"\s\d", text[found.end() : found.end() + 2])
            )
            number = self.months[found.group().casefold()]
            yield self._named(found, text, frozenset({number}), by_day)

    def _days_in(self, text: str) -> Iterator[Named]:
        for found in self.day.finditer(text) if self.day else ():
            number = self.days[found.group().casefold()]
            eve = self.eve and self.eve.search(_before(text, found.start()))
            night = self.night and self.night.match(text, found.end())
            near = {number - 1} if eve else {number + 1} if night else set()
            numbers = frozenset({number} | {one % 7 for one in near})
            yield self._named(found, text, numbers, by_day=False)

    def _named(
        self, found: re.Match[str], text: str, numbers: frozenset[int], by_day: bool
    ) -> Named:
        before = _before(text, found.start()).rstrip(" –(")
        return Named(
            word=found.group(),
            numbers=numbers,
            start=found.start(),
            by_day=by_day,
            starts_sentence=not before
            or (before[-1] in '.!?:…\n«“‘"' and not before[-2:-1].isdigit()),
        )


def _before(text: str, at: int) -> str:
    return text[max(0, at - 30) : at]


@lru_cache
def calendar(language: str) -> Calendar:
    return Calendar(language)


def _any(words: Iterable[str], pattern: str) -> re.Pattern[str] | None:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(pattern.format(listed), re.IGNORECASE) if listed else None
