"""Quotations that stand in one language alone, and quotation marks that are not the language's."""

import re

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.checks import traits
from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.pair import Pair

# A pair of marks of any style, or a line of dialogue that opens with a dash.
_QUOTED = re.compile(r"[«“\"„][^«»“”\"„]+[»”\"“]|‘[^‘’]{3,}’(?!\w)")
_DIALOGUE = re.compile(r"^[–—-]\s", re.MULTILINE)
# A title may be in italics in one language and in quotation marks in the other.
_ITALICS = re.compile(r"<em\b", re.IGNORECASE)
# No apostrophe and no sign for feet or inches: those are not opened.
_MARKS = re.compile(r"[«»“”„]|(?<![\w\d])\"(?=\w)|(?<=[\w.,!?…])(?<!\d)\"")
_OPENED = re.compile(r"[«“„][^«»“”„]*$")


class QuotesDiffer(Check):
    """Only whether anything is quoted at all: a dialogue dash in one language may be several
    pairs of marks in the other, broken up by «sier hun»."""

    code = "quotes_differ"
    name = _("Quotations")
    about = _("Something quoted in one language and not in the other.")

    def find(self, pair: Pair) -> Finding | None:
        there = _is_quoted(pair.source_text, pair.target_text)
        here = _is_quoted(pair.target_text, pair.source_text)
        if there == here or _ITALICS.search(pair.source if here else pair.target):
            return None
        return self.finding(
            _("something is quoted in one language and not in the other"), f"{there}|{here}"
        )


def _is_quoted(text: str, other: str) -> bool:
    """What stands letter for letter in the other language, too, is a name: storm «Hilde»."""
    if _DIALOGUE.search(text):
        return True
    return any(found.group()[1:-1] not in other for found in _QUOTED.finditer(text))


class QuoteStyle(Check):
    code = "quote_style"
    name = _("Quotation marks")
    about = _("Quotation marks, or a dash before what is said, that are not the language's.")
    needs = ("quotes",)

    def find(self, pair: Pair) -> Finding | None:
        quotes = traits.trait(pair.language, "quotes")
        text = pair.target_text
        right = set("".join(quotes))
        for found in _MARKS.finditer(text):
            if found.group() not in right:
                return self.finding(
                    format_lazy(
                        _("the quotation mark {wrong} is not the language’s, which has {right}"),
                        wrong=found.group(),
                        right=f"{quotes[0][0]} {quotes[0][1]}",
                    ),
                    f"{found.group()}|{_around(text, found.start())}",
                    found.span(),
                )
        return self._dash(pair, text) or self._unclosed(text, quotes[0])

    def _dash(self, pair: Pair, text: str) -> Finding | None:
        dash = traits.trait(pair.language, "dialogue")
        found = _DIALOGUE.search(text)
        if dash is None or not found or found.group()[0] == dash:
            return None
        sentence = (
            format_lazy(_("what is said is opened by the dash {right}"), right=dash)
            if dash
            else _("what is said stands between quotation marks in this language, not after a dash")
        )
        return self.finding(
            sentence, f"{found.group()}|{_around(text, found.start())}", found.span()
        )

    def _unclosed(self, text: str, quotes: str) -> Finding | None:
        """A paragraph that goes on with a quotation opens it anew and does not close it."""
        opening, closing = quotes[0], quotes[1]
        opened, closed = text.count(opening), text.count(closing)
        goes_on = opened == closed + 1 and text.startswith(opening) and opened == 1
        if opened == closed or goes_on:
            return None
        at = text.rfind(opening if opened > closed else closing)
        return self.finding(
            _("a quotation mark is opened and not closed, or closed and not opened"),
            f"{opened}|{closed}|{_around(text, at)}",
            (at, at + 1),
        )


def _around(text: str, at: int) -> str:
    return text[max(0, at - 20) : at + 20]
