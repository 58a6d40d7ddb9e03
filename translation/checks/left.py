"""Text that was left in the source's language."""

import re

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from translation.checks.check import Check
from translation.checks.detector import is_written_in
from translation.checks.finding import Finding
from translation.checks.pair import Pair

_SENTENCE = re.compile(r"[^.!?:;…\n]+(?:[.!?:;…\n]+(?=\s|$)|$|[.!?:;…])")
# Titles are quoted in their own language.
_OPENS_TITLE = re.compile('[«“"‘]')
_TITLE = re.compile(r"[«“\"‘](?:[^«»“”\"‘’\s]+\s?){1,6}[»”\"’]")


class LeftInSource(Check):
    code = "left_in_source"
    name = _("Left in the source’s language")
    about = _("A text, or a sentence of it, that is still in the source’s language.")
    blocking = True
    needs_both = ("sample",)

    def find(self, pair: Pair) -> Finding | None:
        text = pair.target_text
        if _OPENS_TITLE.search(text):
            text = _TITLE.sub(lambda title: " " * len(title.group()), text)
        is_same = pair.target_text.strip() == pair.source_text.strip()
        if is_written_in(text, pair.source_language, pair.language, is_same=is_same):
            return self._found(pair, 0, len(text))
        for sentence in _SENTENCE.finditer(text):
            if is_written_in(sentence.group(), pair.source_language, pair.language):
                start = sentence.start() + len(sentence.group()) - len(sentence.group().lstrip())
                return self._found(pair, start, sentence.end())
        return None

    def _found(self, pair: Pair, start: int, end: int) -> Finding:
        text = pair.target_text[start:end].strip()
        shown = text if len(text) <= 60 else text[:59].rstrip() + "…"
        return self.finding(
            format_lazy(
                _("this seems to be written in {language}: “{text}”"),
                language=languages.name(pair.source_language),
                text=shown,
            ),
            text,
            (start, end),
        )
