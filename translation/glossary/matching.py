"""Where forms stand in a text: the longest first, and none over another.

A form with a capital is found with one. One without is found at the start of a sentence as well, and
anywhere in a language whose headlines have capitals; where only names have them, «Berg» is no berg.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from translation.checks import traits
from translation.glossary import forms
from translation.glossary.words import Word, folded, words, written

_ENDS = (".", "!", "?", ":", "…", "\n")
_OPENING = " \u00a0\t–—-«»“”‘’\"'()[]•"
# What both parts of a compound have at least.
_PART = 4


@dataclass(frozen=True)
class Form:
    text: str
    term: UUID
    is_forbidden: bool = False


@dataclass(frozen=True)
class Hit:
    """`forms` are those that stand there: of more than one term, where terms share a word. A
    compound only hints at them: its parts may mean something else together."""

    start: int
    end: int
    forms: tuple[Form, ...]
    is_compound: bool = False

    @property
    def terms(self) -> list[UUID]:
        return list(dict.fromkeys(form.term for form in self.forms))


class Index:
    """The forms of one language."""

    def __init__(self, language: str, found: Iterable[Form]):
        self.language = language
        self._by_text: dict[str, list[Form]] = defaultdict(list)
        for form in found:
            self._by_text[form.text.casefold()].append(form)
        self._longest = max((len(words(text)) for text in self._by_text), default=0)

    def hits(self, text: str) -> list[Hit]:
        """In the order of the text; of its own words first, then compounds of what is left."""
        found: list[Hit] = []
        taken: set[int] = set()
        here = words(text)
        for length in range(self._longest, 0, -1):
            for first in range(len(here) - length + 1):
                places = range(first, first + length)
                if taken.isdisjoint(places) and (hit := self._at(text, here, first, length)):
                    found.append(hit)
                    taken.update(places)
        for place, word in enumerate(here):
            if place not in taken and (hit := self._compound(text, word)):
                found.append(hit)
        return sorted(found, key=lambda hit: hit.start)

    def _at(self, text: str, here: list[Word], first: int, length: int) -> Hit | None:
        start, end = here[first].start, here[first + length - 1].end
        # A plural's genitive ends in a mark, and so may a name: "skippers’", "Yahoo!".
        for after in (end + 1, end) if text[end : end + 1].strip() else (end,):
            as_written = written(text[start:after])
            known = self._by_text.get(as_written.casefold(), ())
            fitting = tuple(form for form in known if self._fits(form, as_written, text, start))
            if fitting:
                return Hit(start, after, fitting)
        return None

    def _fits(self, form: Form, as_written: str, text: str, start: int) -> bool:
        for given, here in zip(form.text.split(" "), as_written.split(" "), strict=False):
            if given[:1].isupper() and not here[:1].isupper():
                return False
        if not as_written[:1].isupper() or form.text[:1].isupper() or not self._names_alone:
            return True
        return (as_written.isupper() and len(as_written) > 1) or _begins_sentence(text, start)

    @cached_property
    def _names_alone(self) -> bool:
        """Whether a capital within a sentence is a name's."""
        return bool((traits.trait(self.language, "names") or {}).get("capitals"))

    def _compound(self, text: str, word: Word) -> Hit | None:
        as_written = written(text[word.start : word.end])
        for part in sorted(parts(as_written, self.language), key=len, reverse=True):
            known = self._by_text.get(part, ())
            fitting = tuple(form for form in known if form.text.islower())
            if fitting:
                return Hit(word.start, word.end, fitting, is_compound=True)
        return None


def parts(word: str, language: str) -> set[str]:
    """What a word may begin or end with, if it is a compound."""
    word = folded(word)
    found: set[str] = set()
    if not forms.joints(language) or len(word) < 2 * _PART:
        return found
    for joint in forms.joints(language):
        for at in range(_PART, len(word) - _PART - len(joint) + 1):
            if word.startswith(joint, at):
                found.add(word[:at])
                found.add(word[at + len(joint) :])
    return found


def without_compounds(hits: Iterable[Hit]) -> list[Hit]:
    return [hit for hit in hits if not hit.is_compound]


def of_term(hits: Iterable[Hit], term: UUID) -> list[Form]:
    return [form for hit in hits for form in hit.forms if form.term == term]


def covers(hits: Collection[Hit], start: int, end: int) -> bool:
    return any(hit.start <= start and end <= hit.end for hit in hits)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(_OPENING)
    return not before or before.endswith(_ENDS)
