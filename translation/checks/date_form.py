"""Dates and times of day in another language's form."""

import re
from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from translation.checks import traits
from translation.checks.calendars import Calendar, calendar
from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.pair import Pair

Span = tuple[int, int]
_FIGURES = re.compile(r"(?<![\d./])\d{1,2}([./])\d{1,2}\1\d{4}(?!\d)")


class DateForm(Check):
    code = "date_form"
    name = _("Form of dates and times")
    about = _("Dates and times of day that are not written as the language writes them.")
    needs = ("clock",)

    def find(self, pair: Pair) -> Finding | None:
        text, own = pair.target_text, calendar(pair.language)
        for spans in (_times(text, pair.language), _dates(text, own), _capitals(text, own)):
            for start, end in spans:
                written = text[start:end]
                return self.finding(
                    format_lazy(
                        _("“{text}” is not how the language writes a date or a time"), text=written
                    ),
                    written,
                    (start, end),
                )
        return None


def _times(text: str, language: str) -> Iterator[Span]:
    own = traits.trait(language, "clock")
    others = [traits.trait(code, "clock") or {} for code in languages.others(language)]
    foreign_words = {w for one in others for w in one.get("words", ())} - set(own["words"])
    foreign_halves = {h for one in others for h in one.get("halves", ())} - set(own["halves"])
    if foreign_words:
        yield from _spans(rf"\b(?:{_any(foreign_words)})\s?\d{{1,2}}(?:[.:]\d\d)?\b", text)
    if foreign_halves:
        yield from _spans(
            rf"(?<!\d)\d{{1,2}}(?:[.:]\d\d)?\s?(?:{_any(foreign_halves)})(?!\w)", text
        )
    if own["words"]:
        _right, *wrong = own["separators"]
        marks = re.escape("".join(wrong))
        if wrong:
            yield from _spans(rf"\b(?:{_any(own['words'])})\s?\d{{1,2}}[{marks}]\d\d\b", text)


def _dates(text: str, own: Calendar) -> Iterator[Span]:
    for found in _FIGURES.finditer(text):
        if own.separator and found[1] != own.separator:
            yield found.span()
    months = _any(own.months)
    if own.has_dot:
        # «3 november», and the month first: «November 3, 2026».
        yield from _spans(rf"(?<!\d)(?:[12]?\d|3[01])(?:st|nd|rd|th)?\s(?:{months})(?!\w)", text)
        yield from _spans(
            rf"(?<!\w)(?:{months})\s(?:[12]?\d|3[01])(?:st|nd|rd|th|(?=,\s\d{{4}}))", text
        )
    else:
        yield from _spans(rf"(?<!\d)(?:[12]?\d|3[01])\.\s?(?:{months})(?!\w)", text)


def _capitals(text: str, own: Calendar) -> Iterator[Span]:
    """A month's name may be a person's, so it counts beside a number alone; in capitals throughout
    it is a heading."""
    months = [one for one in own.named_months(text) if one.by_day]
    for one in (*months, *own.named_days(text)):
        if one.word.isupper() or (one.starts_sentence and one.word[0].isupper()):
            continue
        if one.word[0].isupper() != own.has_capitals:
            yield one.start, one.end


def _spans(pattern: str, text: str) -> Iterator[Span]:
    return (found.span() for found in re.finditer(pattern, text, re.IGNORECASE))


def _any(words: object) -> str:
    listed = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word) for word in listed)
