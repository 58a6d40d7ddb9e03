"""Words and spaces that stand twice."""

import re

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.checks import traits
from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.pair import Pair

_TWICE = re.compile(r"(?<![\w-])([^\W\d_]+)[^\S\n]+(\1)(?![\w-])", re.IGNORECASE)
# A break within the text is no space; a hard space before a sign may be right (French), before a
# comma or a full stop it never is.
_SPACES = re.compile(r"[^\S\n]{2,}|(?<=\w)[^\S\n]+(?=[,.](?:\s|$))")


class WordsDoubled(Check):
    """Two words running that the source does not double, too ("New York, New York")."""

    code = "words_doubled"
    name = _("Doubled words")
    about = _("The same word twice running.")
    needs = ("doubled",)

    def find(self, pair: Pair) -> Finding | None:
        if _TWICE.search(pair.source_text):
            return None
        allowed = traits.trait(pair.language, "doubled")
        for found in _TWICE.finditer(pair.target_text):
            is_name = found[1][0].isupper() and found[2][0].isupper()
            if found[1].casefold() not in allowed and not is_name:
                return self.finding(
                    format_lazy(_("“{word}” stands twice"), word=found[1]),
                    pair.target_text[max(0, found.start() - 20) : found.end() + 20],
                    found.span(),
                )
        return None


class SpacesDoubled(Check):
    code = "spaces_doubled"
    name = _("Doubled spaces")
    about = _("Two spaces running, or a space before a comma or a full stop.")

    def find(self, pair: Pair) -> Finding | None:
        text = pair.target_text.strip()
        shift = len(pair.target_text) - len(pair.target_text.lstrip())
        found = _SPACES.search(text)
        if not found:
            return None
        around = text[max(0, found.start() - 10) : found.end() + 10]
        before, after = text[: found.start()].split()[-2:], text[found.end() :].split()[:2]
        shown = " ".join(before) + found.group() + " ".join(after)
        return self.finding(
            format_lazy(_("there is one space too many: “{text}”"), text=shown),
            around,
            (found.start() + shift, found.end() + shift),
        )
