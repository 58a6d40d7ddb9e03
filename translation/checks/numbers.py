"""Numbers that differ between the languages, read as each language writes them."""

import re
from collections import Counter
from decimal import Decimal

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol
from django.utils.formats import localize
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles.blocks import text_of
from translation.checks.finding import Finding

# Digits with whatever may stand between them: a space (also hard or thin) only before a group
# of three, a point, comma or colon before any.
_NUMBER = re.compile(r"\d+(?:[.,:]\d+|[ \u00a0\u202f\u2009]\d{3}(?!\d))*")
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")
_CLOCK = re.compile(r"^([01]?\d|2[0-3])[.:]([0-5]\d)$")
# Up to twelve, newsrooms write numbers in words in one language and digits in the other.
SMALL = 12


def numbers_differ(source: str, target: str, source_language: str, language: str) -> Finding | None:
    there, here = numbers(source, source_language), numbers(target, language)
    missing = sorted((there - here).keys() | (here - there).keys())
    if not missing or _same_with_words(there, here):
        return None
    return Finding(
        code="numbers_differ",
        sentence=format_lazy(
            _("these numbers stand in one language only: {numbers}"),
            numbers=lazy(_as_read, str)(missing[:5]),
        ),
    )


def _as_read(found: list[Decimal]) -> str:
    """As the person who reads the sentence writes numbers, whose decimals may follow a comma."""
    return "; ".join(localize(number) for number in found)


def numbers(html: str, language: str) -> Counter[Decimal]:
    """The values written in digits; a time of day counts as its hour and minutes, with the hour
    on the twelve-hour clock (14.30 is 2:30 p.m.)."""
    locale = Locale.parse(languages.locale(language))
    decimal, group = get_decimal_symbol(locale), get_group_symbol(locale)
    found: Counter[Decimal] = Counter()
    for match in _NUMBER.finditer(text_of(html)):
        found.update(_values(match.group(), decimal, group))
    return found


def _values(raw: str, decimal: str, group: str) -> list[Decimal]:
    raw = raw.translate(_SPACES)
    if clock := _CLOCK.match(raw):
        # "14.30" may be a decimal in one language and a clock in another: the digits decide.
        hour, minute = int(clock[1]), int(clock[2])
        if ":" in raw or ("." in raw and decimal == ","):
            return [Decimal(hour % 12), Decimal(minute)]
    parts = re.split(r"[.,:]", raw)
    separators = re.findall(r"[.,:]", raw)
    if not separators:
        return [Decimal(raw)]
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if grouped and set(separators) == {"."} and decimal == ",":
        return [Decimal("".join(parts))]
    if grouped and set(separators) == {","} and decimal == ".":
        return [Decimal("".join(parts))]
    if len(separators) == 1 and separators[0] == decimal:
        return [Decimal(f"{parts[0]}.{parts[1]}")]
    if separators[-1] == decimal and decimal not in separators[:-1] and ":" not in separators:
        return [Decimal("".join(parts[:-1]) + "." + parts[-1])]
    # A date, a score or a section number: part by part.
    return [Decimal(part) for part in parts]


def _same_with_words(there: Counter[Decimal], here: Counter[Decimal]) -> bool:
    """Whether what differs are small numbers that one language may write in words."""
    differing = (there - here) + (here - there)
    return all(number == number.to_integral() and number <= SMALL for number in differing)
