"""Texts that are longer or shorter than they should be."""

import math

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.checks import traits
from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.pair import Pair

# Of what is shorter, one word makes the whole difference.
_SHORTEST = 25
# Natural logarithms of the ratio: what every text may differ by, and what a short one may besides.
_ALWAYS, _SHORT = 0.33, 3.0


class LengthUnusual(Check):
    """The shorter a text, the more its length may rightly differ."""

    code = "length_unusual"
    name = _("Length")
    about = _("A translation much longer or shorter than usual.")
    needs_both = ("length",)

    def find(self, pair: Pair) -> Finding | None:
        there, here = len(pair.source_text.strip()), len(pair.target_text.strip())
        if max(there, here) < _SHORTEST or pair.limit:
            return None
        usual = there * traits.trait(pair.language, "length")
        usual /= traits.trait(pair.source_language, "length")
        apart = math.log(max(here, 1) / max(usual, 1))
        if abs(apart) <= _ALWAYS + _SHORT / math.sqrt(max(there, here)):
            return None
        percent = round(100 * here / usual)
        sentence = (
            _(
                "the translation is much longer than usual: {percent} percent of what was to be expected"
            )
            if apart > 0
            else _(
                "the translation is much shorter than usual: {percent} percent of what was to be expected"
            )
        )
        return self.finding(
            format_lazy(sentence, percent=percent), f"{pair.source_text}|{pair.target_text}"
        )


class TooLong(Check):
    """Search engines cut off what is longer; the field itself takes more."""

    code = "too_long_for_search"
    name = _("Length for search engines")
    about = _("An SEO title or description longer than search engines show.")

    def find(self, pair: Pair) -> Finding | None:
        length = len(pair.target_text.strip())
        if not pair.limit or length <= pair.limit:
            return None
        return self.finding(
            format_lazy(
                _("{length} characters; search engines show about {limit}"),
                length=length,
                limit=pair.limit,
            ),
            pair.target_text.strip(),
            (pair.limit, len(pair.target_text)),
        )
