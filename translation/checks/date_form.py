"""Dates and times of day in another language's form."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from translation.checks import traits
from translation.checks.calendars import Calendar, calendar
from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.pair import Pair

Span = tuple[int, int]
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"(?<![\d./])\d{1,2}([./])\d{1,2}\1\d{4}(?!\d)")


class DateForm(Check):
    code = "date_form"
    name = _("Form of dates and times")
    about = _("Dates and times of day that are not written as the language writes them.")
    needs = ("clock",)

    def find(self, pair: Pair) -> Finding | None:
        text, own = pair.target_text, calendar(pair.language)
        for spans in (
            _times(text, pair.language),
            _taken_over(pair),
            _dates(text, own),
            _capitals(text, own),
        ):
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
    if _DIGIT.search(text):
        for pattern in _patterns_of_times(language):
            yield from _spans(pattern, text)


def _taken_over(pair: Pair) -> Iterator[Span]:
    """Times of day as the source writes them ("kl. 14.30"), figure for figure, where the language
    puts another sign between hours and minutes, or names the half of the day. «Kl. 14» may have
    become "14.00"."""
    there, here = (
        traits.trait(one, "clock") or {} for one in (pair.source_language, pair.language)
    )
    words, (right, *others) = there.get("words"), here["separators"]
    if not words or not _DIGIT.search(pair.target_text):
        return
    halves = rf"(?!\s?(?:{_any(here['halves'])}))" if here["halves"] else ""
    for time in re.finditer(
        rf"\b(?:{_any(words)})\s?(\d{{1,2}}([.:])\d\d)\b", pair.source_text, re.IGNORECASE
    ):
        if time[2] != right:
            same = rf"(?<![\d.,:]){re.escape(time[1])}(?![.,:]?\d){halves}"
            yield from _spans(re.compile(same, re.IGNORECASE), pair.target_text)
    signs = re.escape("".join(others))
    for hour in re.findall(
        rf"\b(?:{_any(words)})\s?(\d{{1,2}})(?![.:]?\d)", pair.source_text, re.IGNORECASE
    ):
        same = rf"(?<![\d.,:]){hour}[{signs}]00(?![.,:]?\d){halves}"
        yield from _spans(re.compile(same, re.IGNORECASE), pair.target_text if others else "")


@lru_cache
def _patterns_of_times(language: str) -> list[re.Pattern[str]]:
    own = traits.trait(language, "clock")
    others = [traits.trait(code, "clock") or {} for code in languages.others(language)]
    foreign_words = {w for one in others for w in one.get("words", ())} - set(own["words"])
    foreign_halves = {h for one in others for h in one.get("halves", ())} - set(own["halves"])
    wrong: list[str] = []
    if foreign_words:
        wrong.append(rf"\b(?:{_any(foreign_words)})\s?\d{{1,2}}(?:[.:]\d\d)?\b")
    if foreign_halves:
        wrong.append(rf"(?<!\d)\d{{1,2}}(?:[.:]\d\d)?\s?(?:{_any(foreign_halves)})(?!\w)")
    if own["words"]:
        _right, *separators = own["separators"]
        marks = re.escape("".join(separators))
        if separators:
            wrong.append(rf"\b(?:{_any(own['words'])})\s?\d{{1,2}}[{marks}]\d\d\b")
    return _compiled(wrong)


def _dates(text: str, own: Calendar) -> Iterator[Span]:
    if not _DIGIT.search(text):
        return
    for found in _FIGURES.finditer(text):
        if own.separator and found[1] != own.separator:
            yield found.span()
    for pattern in _patterns_of_dates(own):
        yield from _spans(pattern, text)


@lru_cache
def _patterns_of_dates(own: Calendar) -> list[re.Pattern[str]]:
    months = _any(own.months)
    if not own.has_dot:
        wrong = [rf"(?<!\d)(?:[12]?\d|3[01])\.\s?(?:{months})(?!\w)"]
        if own.has_day_first:
            wrong.append(rf"(?<!\w)(?:{months})\s(?:[12]?\d|3[01])(?:st|nd|rd|th)(?![\w-])")
        return _compiled(wrong)
    # «3 november», and the month first: «November 3, 2026».
    return _compiled(
        [
            rf"(?<!\d)(?:[12]?\d|3[01])(?:st|nd|rd|th)?\s(?:{months})(?!\w)",
            rf"(?<!\w)(?:{months})\s(?:[12]?\d|3[01])(?:st|nd|rd|th|(?=,\s\d{{4}}))",
        ]
    )


def _capitals(text: str, own: Calendar) -> Iterator[Span]:
    """A month's name may be a person's, so it counts beside a number alone; in capitals throughout
    it is a heading."""
    months = [one for one in own.named_months(text) if one.by_day]
    for one in (*months, *own.named_days(text)):
        if one.word.isupper() or (one.starts_sentence and one.word[0].isupper()):
            continue
        if one.word[0].isupper() != own.has_capitals:
            yield one.start, one.end


def _compiled(patterns: list[str]) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in patterns]


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (found.span() for found in pattern.finditer(text))


def _any(words: object) -> str:
    listed = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word) for word in listed)
