"""The place in a story where the words asked for stand, as HTML with the words marked."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import chain, islice, pairwise, takewhile
from typing import NamedTuple

from publishing.search import words
from publishing.search.query import Query

# Letters before the first word found, behind the last that is to be shown, and in all.
_BEFORE, _BEHIND, _LENGTH = 60, 40, 220
# A word from its first letter on.
_WHOLE = re.compile(r"(?<![^\W_])[^\W_]+")
_WHOLE_OR_NUMBER = re.compile(rf"{words.NUMBER.pattern}|{_WHOLE.pattern}")
# What may stand between two words side by side: no word, and not the end of a line.
_GAP = re.compile(r"(?:['’ʼ][sS])?(?:[^\w\n]|_)*")

# A term of the question by its number, and a word of it by its place there.
Place = tuple[int, int]


class _Standing(NamedTuple):
    """The words of a term as they stand in the text."""

    term: int
    found: Sequence[re.Match[str]]

    @property
    def start(self) -> int:
        return self.found[0].start()

    @property
    def end(self) -> int:
        return self.found[-1].end()


class Snippets:
    """Cuts from one story after another, for one question."""

    def __init__(self, query: Query, language: str) -> None:
        self.language = language
        self.terms = query.wanted
        self.is_one_word = len(query.wanted) == 1 and len(query.wanted[0].stems) == 1
        stems = {stem for term in query.wanted for stem in term.stems}
        typed = {term.typed[-1] for term in query.wanted if term.typed}
        # Of a number, what stands before its thousands where the text sets these apart.
        numbers = {one[: len(one) % 3 or 3] for one in stems if len(one) > 3 and one.isdecimal()}
        self.whole = _WHOLE_OR_NUMBER if numbers else _WHOLE
        beginnings = {stem.removesuffix("i") or stem for stem in stems} | typed | numbers
        # To look for a text as it is costs a hundredth of what a pattern does that minds no case.
        self.spellings = sorted(
            {way for one in beginnings for way in (one, one.capitalize(), one.upper())}
        )
        self.places = lru_cache(maxsize=1_000)(self._places)

    def of(self, text: str) -> str:
        """A piece of one line of `text`, round the first word that was asked for; of a question of
        several, round the first place where most of its terms stand together, those in quotes as
        they were asked. Where none stands in it, its beginning. Whole words, with an ellipsis where
        something is left out."""
        if self.is_one_word:
            found = self._next(text, 0, len(text))
            at, until = found.span() if found else (0, 0)
            first, last = _cut(text, at, until)
            marks = chain([found], self._words(text, until, last)) if found else ()
            return _marked(text, first, last, marks)
        standing = self._standing(text)
        seen, at, until = _densest(text, standing, len(self.terms))
        first, last = _cut(text, at, until)
        seen += takewhile(lambda one: one.start < last, standing)
        # A word may belong to two terms.
        by_place = {found.start(): found for one in seen for found in one.found}
        return _marked(text, first, last, [by_place[start] for start in sorted(by_place)])

    def _words(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Those that were asked for, from `start` on."""
        found = self._next(text, start, end)
        while found:
            yield found
            found = self._next(text, found.end(), end)

    def _next(self, text: str, start: int, end: int) -> re.Match[str] | None:
        best, best_at = None, end
        for spelling in self.spellings:
            at = text.find(spelling, start, best_at)
            while at >= 0:
                found = self.whole.match(text, at, end)
                if found and self.places(found[0]):
                    best, best_at = found, at
                    break
                at = text.find(spelling, at + 1, best_at)
        return best

    def _standing(self, text: str) -> Iterator[_Standing]:
        """The terms of the question, where all their words stand in order."""
        found = self._words(text, 0, len(text))
        longest = max(len(term.stems) for term in self.terms)
        ahead = list(islice(found, longest))
        while ahead:
            for term, place in self.places(ahead[0][0]):
                together = ahead[: len(self.terms[term].stems)]
                if place == 0 and self._is_term(text, term, together):
                    yield _Standing(term, together)
            ahead = [*ahead[1:], *islice(found, 1)]

    def _is_term(self, text: str, term: int, together: Sequence[re.Match[str]]) -> bool:
        return len(together) == len(self.terms[term].stems) and all(
            (term, place) in self.places(word[0])
            and (place == 0 or _GAP.fullmatch(text, together[place - 1].end(), word.start()))
            for place, word in enumerate(together)
        )

    def _places(self, word: str) -> tuple[Place, ...]:
        """Where the word has its place in the question."""
        forms = [*words.forms(word), *words.numbers(word)]
        stems = {words.stem(form, self.language) for form in forms}
        return tuple(
            (number, place)
            for number, term in enumerate(self.terms)
            for place, stem in enumerate(term.stems)
            if stem in stems
            or (
                term.typed
                and place == len(term.stems) - 1
                and any(form.startswith(term.typed[-1]) for form in forms)
            )
        )


def _densest(
    text: str, standing: Iterator[_Standing], terms: int
) -> tuple[list[_Standing], int, int]:
    """From where to where the most different terms stand that one snippet can show: side by side
    before apart, and the first of these. With what was read to know it."""
    seen: list[_Standing] = []
    counted: Counter[int] = Counter()
    first = at = until = 0
    best = (0, False)
    for last in standing:
        seen.append(last)
        counted[last.term] += 1
        # What is too far off goes, and what stands again further on.
        while first < len(seen) - 1 and (
            counted[seen[first].term] > 1 or not _fits(text, seen[first].start, last.end)
        ):
            counted[seen[first].term] -= 1
            first += 1
        different = sum(count > 0 for count in counted.values())
        if different < best[0] or best == (different, True):
            continue
        shown = seen[first:]
        worth = (different, _is_unbroken(text, shown))
        if worth > best:
            best, at, until = worth, shown[0].start, max(one.end for one in shown)
        if best == (terms, True):
            break
    return seen, at, until


def _fits(text: str, start: int, end: int) -> bool:
    return end - start <= _LENGTH - _BEHIND and text.find("\n", start, end) < 0


def _is_unbroken(text: str, shown: Sequence[_Standing]) -> bool:
    return all(
        before.end >= after.start or _GAP.fullmatch(text, before.end, after.start)
        for before, after in pairwise(shown)
    )


def _cut(text: str, at: int, until: int) -> tuple[int, int]:
    """The piece that shows from `at` to `until` with what stands round it."""
    start, end = _line(text, at)
    first, last = start, end
    if end - start > _LENGTH:
        before = min(_BEFORE, max(0, _LENGTH - _BEHIND - (until - at)))
        if at - start > before:
            first = text.find(" ", at - before, at) + 1 or at
        if end - first > _LENGTH:
            last = text.rfind(" ", first, first + _LENGTH)
            last = first + _LENGTH if last < 0 else last
    return first, last


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _marked(text: str, first: int, last: int, marks: Iterable[re.Match[str]]) -> str:
    start, end = _line(text, first)
    pieces: list[str] = []
    place = first
    for found in marks:
        if place <= found.start() and found.end() <= last:
            pieces += [escape(text[place : found.start()]), f"<mark>{found[0]}</mark>"]
            place = found.end()
    pieces.append(escape(text[place:last]))
    return f"{'… ' if first > start else ''}{''.join(pieces)}{' …' if last < end else ''}"


@lru_cache(maxsize=500)
def snippets(query: Query, language: str) -> Snippets:
    return Snippets(query, language)
