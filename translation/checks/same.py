"""A text that stands on both sides."""

import re
from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from translation.checks import traits
from translation.checks.check import Check
from translation.checks.detector import is_known, leaning
from translation.checks.finding import Finding
from translation.checks.left import LeftInSource, without_titles
from translation.checks.pair import Pair

# Shorter ones are units and parts of names ("km", "van"); those beside such a sign are addresses.
_WORD = re.compile(r"(?<![\w@#./:’'-])[^\W\d_]{4,}(?![\w@/’'-]|\.\w)")
_BEFORE = re.compile(r"([^\W\d_]+)[^\S\n]+$")
_AFTER = re.compile(r"[^\S\n]+([^\W\d_]+)")
# A word must look so much more like one language than the other.
_ENOUGH = 3.0


class SameAsSource(Check):
    """Where too little is left to tell a language by (`LeftInSource`), a single word may still be the
    source's: not a name, nor within one ("Havn i Nord"), nor one that both languages have."""

    code = "same_as_source"
    name = _("The same as the source")
    about = _(
        "A text that is the same in both languages, with a word that seems to be of one alone."
    )
    needs_both = ("sample",)

    def find(self, pair: Pair) -> Finding | None:
        if pair.target_text.strip() != pair.source_text.strip() or _LEFT.find(pair):
            return None
        alike = traits.trait(pair.language, "alike") or frozenset()
        for found in _ordinary(without_titles(pair)):
            word = found.group()
            towards, away = pair.source_language, pair.language
            if (
                word not in alike
                and not is_known(word, away)
                and leaning([word], towards, away) >= _ENOUGH
            ):
                return self.finding(
                    format_lazy(
                        _("this is the same as the source, and “{word}” seems to be {language}"),
                        word=word,
                        language=languages.name(towards),
                    ),
                    word,
                    found.span(),
                )
        return None


_LEFT = LeftInSource()


def _ordinary(text: str) -> Iterator[re.Match[str]]:
    """Words in small letters that do not stand between two with a capital."""
    for found in _WORD.finditer(text):
        before, after = _BEFORE.search(text[: found.start()]), _AFTER.match(text, found.end())
        within = before and after and before[1][0].isupper() and after[1][0].isupper()
        if found.group().islower() and not within:
            yield found
