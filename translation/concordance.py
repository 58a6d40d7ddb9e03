"""How words have been translated before: a search in the memory, and in what the apps above have put
before readers, in both languages of a translation.

    GET …/concordance/?q= → {hits: […], more}

Each hit is `{source, target, text, origin_label, by, on, where}`: `source` and `target` are HTML with
what was found in `mark`, in the languages of the page whichever way they were translated, `text` is
the target as plain text, and `on` a day as the person reads days.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import LanguageVersion
from translation.answers import look_up
from translation.memory.keys import normal
from translation.memory.places import wheres
from translation.models import MemoryEntry
from translation.suggesting import origin_label

# No page shows more, and no question needs more words.
MOST = 40
MOST_TERMS = 8
LONGEST = 200
SHORTEST = 2

Spans = tuple[tuple[int, int], ...]

_PIECE = re.compile(r'["“”«»„]([^"“”«»„]+)["“”«»„]?|([^\s"“”«»„]+)')


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What was typed, and the languages of the translation it is asked for."""

    text: str
    source_language: str
    language: str

    @property
    def terms(self) -> list[str]:
        """Words, and phrases in quotes, all of which are to stand on one side."""
        found = (normal(quoted or word) for quoted, word in _PIECE.findall(self.text))
        return [one for one in dict.fromkeys(found) if len(one) >= SHORTEST][:MOST_TERMS]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Plain texts. `found` says where in the source the words stand, or in the target where they stand
    in none of the source."""

    source: str
    target: str
    found_in_source: Spans = ()
    found_in_target: Spans = ()
    origin_label: str
    by: str = ""
    at: datetime.datetime
    where: str

    @property
    def same_as(self) -> tuple[str, str]:
        return normal(self.source), normal(self.target)


# Searches in what is before readers; an app above that knows it puts its own in here.
archives: list[Callable[[Wanted], Iterable[Hit]]] = []


@look_up
def concordance(version: LanguageVersion, given: QueryDict) -> dict[str, Any]:
    wanted = Wanted(
        text=given.get("q", "")[:LONGEST],
        source_language=_source_language(version),
        language=version.language,
    )
    found = list(hits(wanted)) if wanted.terms else []
    return {"hits": [_as_json(one) for one in found[:MOST]], "more": len(found) > MOST}


def _source_language(version: LanguageVersion) -> str:
    """Into a source version only corrections are translated, from what they were written in."""
    article = version.article
    if not version.is_source:
        return article.source_language
    written = article.corrections.from_another_language(version.language).first()
    return written.written_in if written else article.source_language


def hits(wanted: Wanted) -> Iterator[Hit]:
    """Each pair of texts once, the memory's first."""
    told: set[tuple[str, str]] = set()
    for search in (in_memory, *archives):
        for hit in search(wanted):
            if hit.same_as not in told:
                told.add(hit.same_as)
                yield hit


def in_memory(wanted: Wanted) -> Iterator[Hit]:
    """The newest first."""
    here, there = wanted.source_language, wanted.language
    forth, back = (
        Q(source_language=here, language=there),
        Q(source_language=there, language=here),
    )
    sides = _has_all("source", wanted.terms) | _has_all("target", wanted.terms)
    found = MemoryEntry.objects.filter((forth | back) & sides).select_related("by").order_by("-pk")
    entries = list(found[: MOST + 1])
    for entry, where in zip(entries, wheres(entries), strict=True):
        if where is None:
            continue
        source, target = entry.source, entry.target
        if entry.source_language == there:
            source, target = target, source
        by = str(entry.by) if entry.by else ""
        in_source = spans(source, wanted.terms)
        yield Hit(
            source=source,
            target=target,
            found_in_source=in_source,
            found_in_target=() if in_source else spans(target, wanted.terms),
            origin_label=origin_label(entry.origin, by),
            by=by,
            at=entry.at,
            where=where,
        )


def _has_all(column: str, terms: list[str]) -> Q:
    has = Q()
    for term in terms:
        # SQLite tells small letters from capitals where they are none of ASCII's.
        ways = {term, term.lower(), term.upper(), term[:1].upper() + term[1:].lower()}
        either = Q()
        for way in ways if not term.isascii() else {term}:
            either |= Q(**{f"{column}__icontains": way})
        has &= either
    return has


def spans(text: str, terms: list[str]) -> Spans:
    """Where the terms stand; () where not all of them do."""
    found: list[tuple[int, int]] = []
    for term in terms:
        words = r"\s+".join(re.escape(word) for word in term.split())
        own = [one.span() for one in re.finditer(words, text, re.IGNORECASE)]
        if not own:
            return ()
        found += own
    return tuple(sorted(found))


def marked(text: str, found: Spans) -> str:
    """As HTML; spans that touch are one."""
    parts, at = [], 0
    for start, end in found:
        if end <= at:
            continue
        start = max(start, at)
        parts += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
        at = end
    return "".join([*parts, escape(text[at:])])


def _as_json(hit: Hit) -> dict[str, str]:
    return {
        "source": marked(hit.source, hit.found_in_source),
        "target": marked(hit.target, hit.found_in_target),
        "text": hit.target,
        "origin_label": hit.origin_label,
        "by": hit.by,
        "on": date_format(timezone.localtime(hit.at), "SHORT_DATE_FORMAT"),
        "where": hit.where,
    }
