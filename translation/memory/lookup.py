"""The memory's answers: what is the same as a text, or like it, and how it was translated.

A hundred per cent is the same plain text; 101 the same between the same neighbours, too. Less is
rapidfuzz's ratio of the two, by letters, rounded down.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from articles import blocks
from translation import diff
from translation.memory.adapting import adapted
from translation.memory.candidates import candidates
from translation.memory.keys import digest, keys, length, normal
from translation.memory.pair import plain_of
from translation.memory.places import wheres
from translation.models import MemoryEntry

LEAST = 65
MOST = 9
NEWEST = 30
SAME, IN_CONTEXT = 100, 101


@dataclass(frozen=True, kw_only=True)
class Question:
    """A text that is to be translated, as inline HTML where `marked`. `before` and `after` are the
    sources beside it, "" where there is none and None where that is not known; `where` is its
    segment's key: what stands there itself is no answer."""

    source_language: str
    language: str
    source: str
    marked: bool = False
    before: str | None = None
    after: str | None = None
    where: str = ""

    @cached_property
    def text(self) -> str:
        return normal(plain_of(self.source, marked=self.marked))

    @property
    def way(self) -> tuple[str, str]:
        return self.source_language, self.language

    @property
    def digest(self) -> int:
        return digest(self.text, *self.way)

    def neighbour(self, text: str | None) -> int | None:
        return None if text is None else digest(plain_of(text, marked=self.marked), *self.way)


@dataclass(frozen=True, kw_only=True)
class Match:
    """`source` and `target` are inline HTML where the question was `marked`, else plain text; the
    target has the question's links. `where` says in words where it stands, `by` who stood for it.
    `entry` is its pk."""

    percent: int
    source: str
    target: str
    asked: Question
    entry: int
    origin: str
    by: str
    at: datetime.datetime
    where: str

    @property
    def in_context(self) -> bool:
        return self.percent == IN_CONTEXT

    @property
    def diff(self) -> list[diff.Piece]:
        """The way from the match's source to the question's."""
        return diff.words(self.source, self.asked.source, marked=self.asked.marked)


def matches(asked: Question, *, most: int = MOST, least: int = LEAST) -> list[Match]:
    """The best first, and of those as good the newest; each translation once."""
    if not asked.text:
        return []
    found = {one.pk: one for one in _not_itself(_the_same(asked), asked)}
    percents = {pk: _percent_of_same(asked, one) for pk, one in found.items()}
    if least < SAME and len(_different(asked, found.values())) < most:
        percents.update(_like(asked, set(found), most=most, least=least))
    newer = MemoryEntry.objects.select_related("by").filter(pk__in=percents.keys() - found.keys())
    found.update((one.pk, one) for one in _not_itself(newer, asked))
    ranked = sorted(found.values(), key=lambda one: (-percents[one.pk], -one.at.timestamp()))
    # More than are told: some may be of stories that are gone.
    best = list(_different(asked, ranked).values())[: most * 2]
    told = [
        _match(asked, one, percents[one.pk], where)
        for one, where in zip(best, wheres(best), strict=True)
        if where is not None and percents[one.pk] >= least
    ]
    return told[:most]


def target_of(asked: Question, entry: int) -> str:
    """The translation that one entry has for the question; "" where it has none, or is gone."""
    for one in _not_itself(MemoryEntry.objects.filter(pk=entry), asked):
        return _match(asked, one, 0, "").target
    return ""


def exact(asked: Sequence[Question]) -> list[Match | None]:
    """For each question the best translation of the same text, in a number of queries that does not
    grow with theirs."""
    by_digest: dict[int, list[MemoryEntry]] = {}
    for one in _same(asked):
        by_digest.setdefault(one.source_digest, []).append(one)
        by_digest.setdefault(one.target_digest, []).append(one)
    best: list[tuple[Question, MemoryEntry, int] | None] = []
    for question in asked:
        found = list(_not_itself(by_digest.get(question.digest, []), question))
        ranked = [(_percent_of_same(question, one), one.at.timestamp(), one) for one in found]
        top = max(ranked, key=lambda one: one[:2], default=None)
        best.append((question, top[2], top[0]) if top else None)
    told = iter(wheres([one[1] for one in best if one]))
    return [
        _match(*one, where) if one and (where := next(told)) is not None else None for one in best
    ]


def _the_same(asked: Question) -> Iterable[MemoryEntry]:
    """Of a text that stands in very many places some, and among them those in the same context."""
    found = _same([asked])
    before, after = asked.neighbour(asked.before), asked.neighbour(asked.after)
    if before is None or after is None:
        return found[:NEWEST]
    return [*found.filter(before=before, after=after)[: MOST + 1], *found[:NEWEST]]


def _same(asked: Iterable[Question]) -> QuerySet[MemoryEntry]:
    digests = {one.digest for one in asked} - {0}
    return (
        MemoryEntry.objects.filter(Q(source_digest__in=digests) | Q(target_digest__in=digests))
        .select_related("by")
        .order_by("-at")
    )


def _like(asked: Question, known: set[int], *, most: int, least: int) -> dict[int, int]:
    """Percents by pk. A pair may stand in the memory many times: of those with the same
    translation one is taken."""
    there = candidates(keys(asked.text, *asked.way), length(asked.text))
    texts = {
        one.pk: (one.source, one.target)
        if one.source_language == asked.source_language
        else (one.target, one.source)
        for one in there
        if one.pk not in known
    }
    scored = process.extract(
        asked.text,
        {pk: normal(source) for pk, (source, _target) in texts.items()},
        scorer=fuzz.ratio,
        score_cutoff=max(least, 1),
        limit=None,
    )
    found: dict[str, tuple[int, int]] = {}
    for _text, score, pk in scored:
        # The newest of those that are as good.
        best = found.get(texts[pk][1], (0, 0))
        found[texts[pk][1]] = max(best, (min(int(score), SAME - 1), pk))
    ranked = sorted(found.values(), reverse=True)[: most * 2]
    return {pk: percent for percent, pk in ranked}


def _not_itself(found: Iterable[MemoryEntry], asked: Question) -> Iterable[MemoryEntry]:
    """The digest is salted with the direction; two texts could still share one."""
    way = asked.way
    for one in found:
        is_there = asked.where == one.where
        if not is_there and way in (
            (one.source_language, one.language),
            (one.language, one.source_language),
        ):
            yield one


def _percent_of_same(asked: Question, one: MemoryEntry) -> int:
    """The neighbours are known in the direction in which the pair was made."""
    sides = (asked.neighbour(asked.before), asked.neighbour(asked.after))
    is_known = one.source_language == asked.source_language and None not in sides
    return IN_CONTEXT if is_known and sides == (one.before, one.after) else SAME


def _different(asked: Question, found: Iterable[MemoryEntry]) -> dict[str, MemoryEntry]:
    """Of those with the same translation the first."""
    by_target: dict[str, MemoryEntry] = {}
    for one in found:
        by_target.setdefault(normal(_sides(asked, one)[1]), one)
    return by_target


def _sides(asked: Question, one: MemoryEntry) -> tuple[str, str]:
    """Source and target as the question has them."""
    is_reversed = one.source_language != asked.source_language
    if asked.marked:
        sides = [
            one.source_marked or blocks.plain_to_inline(one.source),
            one.target_marked or blocks.plain_to_inline(one.target),
        ]
    else:
        sides = [normal(one.source), " ".join(one.target.split("\n"))]
    source, target = reversed(sides) if is_reversed else sides
    return source, target


def _match(asked: Question, one: MemoryEntry, percent: int, where: str) -> Match:
    source, target = _sides(asked, one)
    if asked.marked:
        target = adapted(target, remembered=source, source=asked.source)
    return Match(
        percent=percent,
        source=source,
        target=target,
        asked=asked,
        entry=one.pk,
        origin=one.origin,
        by=str(one.by) if one.by else "",
        at=one.at,
        where=where,
    )
