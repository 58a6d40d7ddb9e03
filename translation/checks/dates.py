"""Months and weekdays that differ between the languages."""

from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.checks.calendars import Calendar, Named, calendar
from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.pair import Pair
from translation.checks.quantities import quantities


class DatesDiffer(Check):
    """Only where each side names a month or a weekday that the other lacks: "in April" may rightly
    be "last month"."""

    code = "dates_differ"
    name = _("Dates")
    about = _("Another month or weekday than in the source.")

    def find(self, pair: Pair) -> Finding | None:
        there, here = calendar(pair.source_language), calendar(pair.language)
        months = (
            _months(there, pair.source_text, pair.source_language),
            _months(here, pair.target_text, pair.language),
        )
        days = there.named_days(pair.source_text), here.named_days(pair.target_text)
        for ours, theirs in (months, days):
            lost, new = _unmatched(ours, theirs), _unmatched(theirs, ours)
            if lost and new:
                return self.finding(
                    format_lazy(
                        _("the source says {there}, the translation {here}"),
                        there=lost[0].word,
                        here=new[0].word,
                    ),
                    f"{lost[0].word}|{new[0].word}",
                    (new[0].start, new[0].end),
                )
        return None


def _unmatched(ones: Sequence[Named], others: Sequence[Named]) -> list[Named]:
    numbers = {number for other in others for number in other.numbers}
    return [one for one in ones if not one.numbers & numbers]


def _months(own: Calendar, text: str, language: str) -> list[Named]:
    """By name, and in dates written in figures."""
    named = [
        one
        for one in own.named_months(text)
        if one.by_day or (one.word[0].isupper() == own.has_capitals and not one.starts_sentence)
    ]
    figures = [
        Named(text[one.start : one.end], frozenset({one.month}), one.start, True, False)
        for one in quantities(text, language)
        if one.month
    ]
    return named + figures
