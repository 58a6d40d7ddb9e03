"""Text that was left in the source's language."""

import re
from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from translation.checks import traits
from translation.checks.check import Check
from translation.checks.detector import is_known, is_written_in, leans
from translation.checks.finding import Finding
from translation.checks.pair import Pair, plain_text

_SENTENCE = re.compile(r"[^.!?:;…\n]+(?:[.!?:;…\n]+(?=\s|$)|$|[.!?:;…])")
# Titles are quoted in their own language.
_OPENS_TITLE = re.compile('[«“"‘]')
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+")
_ITALIC = re.compile(r"<em\b[^>]*>(.*?)</em>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_OPENS_SENTENCE = re.compile(r"(?:[.!?:…\n«“\"–—])[\s»”\"]*$")
_TITLE = re.compile(r"[«“\"‘](?:[^«»“”\"‘’\s]+\s?){1,6}[»”\"’]")


class LeftInSource(Check):
    code = "left_in_source"
    name = _("Left in the source’s language")
    about = _("A text, or a sentence of it, that is still in the source’s language.")
    blocking = True
    needs_both = ("sample",)

    def find(self, pair: Pair) -> Finding | None:
        text = without_titles(pair)
        is_same = pair.target_text.strip() == pair.source_text.strip()
        if is_written_in(text, pair.source_language, pair.language, is_same=is_same):
            return self._found(pair, 0, len(text))
        for sentence in _SENTENCE.finditer(text):
            if is_written_in(sentence.group(), pair.source_language, pair.language):
                start = sentence.start() + len(sentence.group()) - len(sentence.group().lstrip())
                return self._found(pair, start, sentence.end())
        for start, end in _words_left(text, pair):
            return self._found(pair, start, end)
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


def without_titles(pair: Pair) -> str:
    """The translation's text with spaces in place of addresses, and of what is emphasised or quoted as
    a title is."""
    text = pair.target_text
    if "<em" in pair.target:
        text = plain_text(_ITALIC.sub(_blanked, pair.target))
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(lambda address: " " * len(address.group()), text)
    if _OPENS_TITLE.search(text):
        text = _TITLE.sub(lambda title: " " * len(title.group()), text)
    return text


def _blanked(found: re.Match[str]) -> str:
    return " " * len(plain_text(found[1]))


def _words_left(text: str, pair: Pair) -> Iterator[tuple[int, int]]:
    """Single words of the source's that cannot be the translation's language: small ones that only
    the other language has. Not those within a name that is left as it is ("Norges institutt for
    vann og miljø")."""
    small = traits.trait(pair.source_language, "small_words") or frozenset()
    source = pair.source_text.casefold()
    words = list(_WORD.finditer(text))
    for at, found in enumerate(words):
        word = found.group()
        if word not in small or word not in source or is_known(word, pair.language):
            continue
        before = words[at - 1] if at else None
        after = words[at + 1] if at + 1 < len(words) else None
        if not (_is_of_name(before, text) and _is_of_name(after, text)) and not _ends_name(
            words[:at], text, pair
        ):
            yield found.span()


def _is_of_name(found: re.Match[str] | None, text: str) -> bool:
    return found is not None and found.group()[0].isupper()


def _ends_name(words: list[re.Match[str]], text: str, pair: Pair) -> bool:
    """Whether the words of the source's language just before begin with a capital in mid-sentence,
    or are several that are no small ones."""
    small = traits.trait(pair.source_language, "small_words")
    between: list[str] = []
    for found in reversed(words):
        word, start = found.group(), found.start()
        if word[0].isupper():
            if start and not _OPENS_SENTENCE.search(text[max(0, start - 4) : start]):
                return True
            return len(between) > 1 and small.isdisjoint(between)
        if not leans(word, pair.source_language, pair.language):
            return False
        between.append(word)
    return False
