"""Names that are spelt otherwise in the translation, or that it lacks.

Names of countries are translated, and so are many of institutions. What is told is what no
translation explains: two names that differ by a letter or two, and a person's name that is not
there. It is read from the side whose language keeps capitals for names.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.checks import detector, traits
from translation.checks.calendars import calendar
from translation.checks.check import Check
from translation.checks.finding import Finding
from translation.checks.pair import Pair

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:[’'][^\W\d_]*)?")
_SENTENCE_END = re.compile(r"(?:^\s*|[.!?:…\n«“\"–—][\s»”\"]*)$")
_GENITIVE = re.compile(r"[’']s?$")
_SHORTEST = 4
_LONG = 6


class Word(NamedTuple):
    shown: str
    start: int
    text: str

    @property
    def starts_sentence(self) -> bool:
        before = self.text[max(0, self.start - 4) : self.start]
        return bool(_SENTENCE_END.search(before)) if self.start > 0 else True

    @property
    def key(self) -> str:
        """Without the genitive."""
        return _key(self.shown)

    @property
    def is_capital(self) -> bool:
        return self.shown[0].isupper() and not self.shown.isupper()


Name = list[Word]


@lru_cache(maxsize=20_000)
def _key(shown: str) -> str:
    return _GENITIVE.sub("", shown).casefold()


class NamesDiffer(Check):
    code = "names_differ"
    name = _("Names")
    about = _("A name spelt otherwise than in the source, or a person’s name that is missing.")
    needs_both = ("names",)

    def find(self, pair: Pair) -> Finding | None:
        there, here = pair.source_text, pair.target_text
        sides = [(there, pair.source_language, here, pair.language)]
        sides.append((here, pair.language, there, pair.source_language))
        for own, language, others, other_language in sides:
            if not traits.trait(language, "names")["capitals"]:
                continue
            for one, other in _differing(own, language, others, other_language):
                ours = language == pair.language
                place = one if ours else other
                span = (place.start, place.start + len(place.shown)) if place else None
                return self._found(one, other, own_is_target=ours, span=span)
        return None

    def _found(
        self, one: Word, other: Word | None, *, own_is_target: bool, span: tuple[int, int] | None
    ) -> Finding:
        if other:
            there, here = (other, one) if own_is_target else (one, other)
            sentence = format_lazy(
                _("the name “{there}” is “{here}” in the translation"),
                there=there.shown,
                here=here.shown,
            )
            return self.finding(sentence, f"{there.key}|{here.key}", span)
        sentence = (
            _("the name “{name}” does not stand in the source")
            if own_is_target
            else _("the name “{name}” does not stand in the translation")
        )
        return self.finding(format_lazy(sentence, name=one.shown), one.key, span)


@lru_cache(maxsize=64)
def _words(text: str) -> list[Word]:
    """Both sides ask for the words of both texts."""
    return [Word(found.group(), found.start(), text) for found in _WORD.finditer(text)]


def _differing(
    own_text: str, language: str, other_text: str, other_language: str
) -> Iterator[tuple[Word, Word | None]]:
    own = _words(own_text)
    names, opening = list(_names(own)), list(_opening(own, language))
    if not names and not opening:
        return
    others = _words(other_text)
    known, own_keys, translated = _keys(others), _keys(own), _translated(other_language)
    candidates = [
        one
        for one in others
        if one.is_capital and not _is_in(one, own_keys) and one.key not in translated
    ]
    for name in names:
        missing = [
            one
            for one in name
            if not _is_in(one, known) and not _is_translated(one, language) and len(one.key) > 2
        ]
        for one in missing:
            near = (c for c in candidates if _is_near(one.key, c.key, language, other_language))
            if len(one.key) < _SHORTEST or not (other := next(near, None)):
                continue
            if len(name) > 1 or not _is_definite_of(one.key, other.key, language):
                yield one, other
        if len(name) > 1 and not any(_is_translated(one, language) for one in name):
            yield from _lost(name, missing, others, candidates)
            yield from _first_lost(name, missing, others, candidates)
    for name in opening:
        missing = [one for one in name if not _is_in(one, known)]
        # "Røde Kors" is as much a name as "Erna Solberg": what is another name there explains it.
        explained = any(not one.starts_sentence for one in candidates)
        if not (explained and len(missing) == len(name)):
            yield from _lost(name, missing, others, candidates)


def _lost(
    name: Name,
    missing: list[Word],
    others: list[Word],
    candidates: list[Word],
) -> Iterator[tuple[Word, Word | None]]:
    """A whole name that is not there, or one of its parts with another name in its place."""
    if len(missing) == len(name):
        yield name[-1], None
        return
    for before, one in pairwise(name):
        if one in missing and before not in missing:
            for first, second in pairwise(others):
                if first.key != before.key or second not in candidates:
                    continue
                if _ended(one.key) != _ended(second.key):
                    yield one, second


def _first_lost(
    name: Name, missing: list[Word], others: list[Word], candidates: list[Word]
) -> Iterator[tuple[Word, Word]]:
    """The same surname after another first name. «EU-kommissær» before it is none."""
    for one, after in pairwise(name):
        if one not in missing or after in missing or not _is_proper(one):
            continue
        for first, second in pairwise(others):
            if second.key != after.key or first not in candidates or not _is_proper(first):
                continue
            if _ended(one.key) != _ended(first.key):
                yield one, first


def _is_proper(word: Word) -> bool:
    return all(part[:1].isupper() for part in word.shown.split("-"))


def _is_definite_of(one: str, other: str, language: str) -> bool:
    """Stortinget, the Storting: an institution's name, which has its article at its end."""
    endings = traits.trait(language, "names")["definite"]
    return len(other) >= _LONG and any(one == other + ending for ending in endings)


def _names(words: list[Word]) -> Iterator[Name]:
    """Words with capitals that follow one another, without the one that opens a sentence."""
    name: Name = []
    for word in words:
        follows = name and word.start == name[-1].start + len(name[-1].shown) + 1
        if name and not (follows and word.is_capital):
            yield name
            name = []
        if word.is_capital and not word.starts_sentence:
            name.append(word)
    if name:
        yield name


def _opening(words: list[Word], language: str) -> Iterator[Name]:
    """Two words with capitals at the start of a sentence. A word that the language has in its
    ordinary stock ("På Svalbard") opens no name; nor are names that are translated told of."""
    for at, (first, second) in enumerate(pairwise(words)):
        if not (first.is_capital and second.is_capital and first.starts_sentence):
            continue
        if not _is_next(first, second) or second.starts_sentence:
            continue
        if any(_is_next(second, third) and third.is_capital for third in words[at + 2 : at + 3]):
            continue
        if first.key in detector.model(language).words or min(len(first.key), len(second.key)) < 3:
            continue
        if not (_is_translated(first, language) or _is_translated(second, language)):
            yield [first, second]


def _is_next(one: Word, other: Word) -> bool:
    return other.start == one.start + len(one.shown) + 1


def _keys(words: list[Word]) -> set[str]:
    keys = {_key(word.shown) for word in words}
    return keys | {part for key in keys for part in key.split("-")}


def _is_in(word: Word, keys: set[str]) -> bool:
    key = word.key
    return key in keys or f"{key}s" in keys or (key.endswith("s") and key[:-1] in keys)


def _is_translated(word: Word, language: str) -> bool:
    key = word.key
    known = _translated(language)
    if key in known or (key.endswith("s") and key[:-1] in known):
        return True
    return key.endswith(_endings(language))


@lru_cache
def _endings(language: str) -> tuple[str, ...]:
    """Words of institutions that other words may end with: «Miljødirektoratet»."""
    return tuple(one for one in traits.trait(language, "names")["generic"] if len(one) > 4)


@lru_cache
def _translated(language: str) -> frozenset[str]:
    """Names that languages have of their own: countries, months, weekdays, words of institutions."""
    territories = " ".join(traits.locale(language).territories.values())
    own = calendar(language)
    return frozenset(
        [
            *(word.casefold() for word in _WORD.findall(territories)),
            *own.months,
            *own.days,
            *traits.trait(language, "names")["generic"],
        ]
    )


def _is_near(one: str, other: str, language: str, other_language: str) -> bool:
    if one[0] != other[0] and one[1:] != other[1:]:
        return False
    if _spelt(one, language) == _spelt(other, other_language):
        return False
    return 0 < _distance(one, other) <= (2 if min(len(one), len(other)) >= 7 else 1)


def _spelt(name: str, language: str) -> str:
    """Foreign alphabets are written in other letters by each language: Kudimov, Andrej, Sergei."""
    for letters, others in traits.trait(language, "names")["letters"]:
        name = name.replace(letters, others)
    return _ended(name).replace("v", "w").replace("ei", "e")


def _ended(name: str) -> str:
    """Zelenskyj, Zelensky and Zelenski are one."""
    return re.sub(r"ii+|i$", "i", re.sub(r"[jyi]+", "i", name))


def _distance(one: str, other: str) -> int:
    """Letters to change, add, leave out, or swap with the next; 3 stands for all that is more."""
    if abs(len(one) - len(other)) > 2:
        return 3
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return min(rows[-1][-1], 3)
