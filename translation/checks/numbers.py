"""Numbers that differ between the languages, read as each language writes them."""

import re
from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.checks import traits
from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.pair import Pair
from translation.checks.quantities import quantities
from translation.checks.quantity import Quantity

_MOST_SHOWN = 5


class NumbersDiffer(Check):
    """A number must stand on the other side, in digits or in words. Words alone are only told of
    where each side has one that the other lacks: they mean too many other things."""

    code = "numbers_differ"
    name = _("Numbers")
    about = _("Numbers and times of day that stand in one language only.")

    def find(self, pair: Pair) -> Finding | None:
        there = quantities(pair.source_text, pair.source_language)
        here = quantities(pair.target_text, pair.language)
        if not (there or here):
            return None
        lost = _unmatched(there, here)
        new = _unmatched(here, there)
        if not (lost and new):
            # What is explained in brackets for one side's readers, and a year where the other
            # side says "last year".
            lost = [one for one in lost if not one.aside]
            new = [one for one in new if not one.aside]
        lost = _without_told_years(lost, pair.target_text, pair.language)
        new = _without_told_years(new, pair.source_text, pair.source_language)
        if not (lost and new):
            lost, new = _in_digits(lost), _in_digits(new)
        elif len(lost) != len(new) and not _in_digits([*lost, *new]):
            return None
        told = [one.shown for one in (*lost, *new)]
        if not told:
            return self._of_frost(pair)
        place = new[0] if new else None
        return self.finding(
            format_lazy(
                _("these numbers stand in one language only: {numbers}"),
                numbers="; ".join(dict.fromkeys(told[:_MOST_SHOWN])),
            ),
            "|".join([*sorted(one.shown for one in lost), "→", *sorted(one.shown for one in new)]),
            (place.start, place.end) if place else None,
        )

    def _of_frost(self, pair: Pair) -> Finding | None:
        """Degrees below zero in one language that are above it in the other."""
        sides = (
            (pair.source_text, pair.source_language, pair.target_text, pair.language),
            (pair.target_text, pair.language, pair.source_text, pair.source_language),
        )
        for text, language, other, other_language in sides:
            words = traits.trait(other_language, "frost")
            below = _below_zero(text, language)
            if not below or not words or _MINUS.search(other):
                continue
            if not any(word in other.casefold() for word in words):
                return self.finding(
                    format_lazy(
                        _("these numbers stand in one language only: {numbers}"), numbers=below
                    ),
                    f"frost|{below}",
                )
        return None


_MINUS = re.compile(r"(?<![\w.,)–-])[-−]\d")


def _below_zero(text: str, language: str) -> str:
    """ "" where no temperature with a minus is told."""
    degrees = traits.trait(language, "degrees")
    if not degrees or not any(one in text for one in degrees):
        return ""
    units = "|".join(re.escape(one) for one in degrees)
    found = re.search(
        rf"(?<![\w.,)–-])(?:[-−]|minus\s)\d+(?:[.,]\d+)?\s?(?:{units})", text, re.IGNORECASE
    )
    return found.group() if found else ""


def _unmatched(ones: Iterable[Quantity], others: Iterable[Quantity]) -> list[Quantity]:
    values = {value for other in others for value in other.values}
    return [one for one in ones if not one.vague and not one.values & values]


def _in_digits(found: list[Quantity]) -> list[Quantity]:
    return [one for one in found if not one.worded]


def _without_told_years(found: list[Quantity], other: str, language: str) -> list[Quantity]:
    if not any(one.is_year for one in found):
        return found
    phrases = traits.trait(language, "relative_years") or ()
    if not any(re.search(rf"\b{phrase}\b", other, re.IGNORECASE) for phrase in phrases):
        return found
    return [one for one in found if not one.is_year]
