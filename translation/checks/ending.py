"""How a text ends: with a full stop, a question mark, a colon, or with nothing."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.checks import traits
from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.pair import Pair

_CLOSING = "»”\"“’')]\n "
# Exclamation marks are a matter of temper: newsrooms use fewer of them in one language.
_KINDS = {".": ".", "!": ".", "?": "?", ":": ":", "…": "…", ";": ";", ",": ","}


class EndDiffers(Check):
    code = "end_differs"
    name = _("Punctuation at the end")
    about = _("Another punctuation mark at the end than in the source, or none.")

    def find(self, pair: Pair) -> Finding | None:
        there = _end(pair.source_text, pair.source_language)
        here = _end(pair.target_text, pair.language)
        if there & here:
            return None
        last, sign = pair.target_text.rstrip()[-12:], max(there)
        if sign:
            sentence = format_lazy(
                _("the source ends with “{sign}”, the translation does not"), sign=sign
            )
        else:
            sentence = format_lazy(
                _("the translation ends with “{sign}”, the source does not"), sign=max(here)
            )
        at = len(pair.target_text.rstrip())
        return self.finding(
            sentence, f"{pair.source_text.rstrip()[-12:]}|{last}", (max(0, at - 1), at)
        )


def _end(text: str, language: str) -> set[str]:
    """The kinds of ending that it may be read as: "at 2 p.m." may or may not end a sentence."""
    text = text.rstrip("\u00a0" + _CLOSING)
    if text.endswith("..."):
        return {"…"}
    found = {_KINDS.get(text[-1:], "")}
    if text.endswith(tuple(traits.trait(language, "abbreviations") or ())):
        found.add("")
    return found
