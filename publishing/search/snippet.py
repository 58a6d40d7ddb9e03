"""The place in a story where the words asked for stand, as HTML with the words marked."""

import re
from functools import lru_cache
from html import escape

from publishing.search import words
from publishing.search.query import Query

# Letters before the first word found, and in all.
_BEFORE, _LENGTH = 60, 220
# A word from its first letter on.
_WHOLE = re.compile(r"(?<![^\W_])[^\W_]+")


class Snippets:
    """Cuts from one story after another, for one question."""

    def __init__(self, query: Query, language: str) -> None:
        self.language = language
        self.stems = {stem for term in query.wanted for stem in term.stems}
        self.typed = tuple(term.typed[-1] for term in query.wanted if term.typed)
        beginnings = {stem.removesuffix("i") or stem for stem in self.stems} | set(self.typed)
        # To look for a text as it is costs a hundredth of what a pattern does that minds no case.
        self.spellings = sorted(
            {way for one in beginnings for way in (one, one.capitalize(), one.upper())}
        )
        self.asked_for = lru_cache(maxsize=1_000)(self._is_asked_for)

    def of(self, text: str) -> str:
        """A piece of one line of `text`, round the first word that was asked for; where none stands
        in it, its beginning. Whole words, with an ellipsis where something is left out."""
        found = self._next(text, 0, len(text))
        at = found.start() if found else 0
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        first, last = start, end
        if end - start > _LENGTH:
            if at - start > _BEFORE:
                first = text.find(" ", at - _BEFORE, at) + 1 or at
            if end - first > _LENGTH:
                last = text.rfind(" ", first, first + _LENGTH)
                last = first + _LENGTH if last < 0 else last
        marked = self._marked(text, first, last, found)
        return f"{'… ' if first > start else ''}{marked}{' …' if last < end else ''}"

    def _next(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first word from `start` on that was asked for."""
        best, best_at = None, end
        for spelling in self.spellings:
            at = text.find(spelling, start, best_at)
            while at >= 0:
                found = _WHOLE.match(text, at, end)
                if found and self.asked_for(found[0]):
                    best, best_at = found, at
                    break
                at = text.find(spelling, at + 1, best_at)
        return best

    def _marked(self, text: str, first: int, last: int, found: re.Match[str] | None) -> str:
        pieces: list[str] = []
        place = first
        while found and found.end() <= last:
            pieces += [escape(text[place : found.start()]), f"<mark>{found[0]}</mark>"]
            place = found.end()
            found = self._next(text, place, last)
        pieces.append(escape(text[place:last]))
        return "".join(pieces)

    def _is_asked_for(self, word: str) -> bool:
        return any(
            form.startswith(self.typed) or words.stem(form, self.language) in self.stems
            for form in words.forms(word)
        )


@lru_cache(maxsize=500)
def snippets(query: Query, language: str) -> Snippets:
    return Snippets(query, language)
