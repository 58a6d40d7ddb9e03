"""A page of the cards that a search finds, the best first, each with the place where the words
stand. The pages go through the windows that `publishing.search.ranking` speaks of."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from json.encoder import encode_basestring
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.public import known, parameters, windows
from api.public.cursor import RankedCursor
from api.public.listing import Page
from api.public.reading import moment, rows
from publishing import search
from publishing.search import Part, Query, query
from publishing.search.snippet import Snippets, snippets

Row = tuple[Any, ...]
_MARK = "<mark>"  # none that a text has: that would be escaped
_OTHER_SEARCH = _("This cursor is of another search: begin this one without it.")
_COLUMNS = "l.card, l.cache_tags, CAST(l.changed_at AS text), CAST(l.publication_id AS text)"


def page(asked: Mapping[str, Any]) -> Page:
    """One query, or two where nothing is found, as for any list, and where a window is the last of
    whole words."""
    size = asked.get("page_size", parameters.PAGE_SIZE)
    question = _question(asked)
    cursor = parameters.place(asked, RankedCursor)
    if cursor and cursor.question != question:
        raise parameters.refusal([parameters.error("cursor", _OTHER_SEARCH)])
    backwards = bool(cursor and cursor.backwards)
    wanted = search.Asked(
        query=_query(asked),
        language=asked["language"],
        limit=size + 1,
        filters={kind: asked[kind] for kind in ("section", "tag", "author") if kind in asked},
        after=asked.get("published_after"),
        before=asked.get("published_before"),
        updated_after=asked.get("updated_after"),
        window=windows.window(cursor),
        beyond=(cursor.score, cursor.id) if cursor else None,
        backwards=backwards,
    )
    found = rows(*search.statement(wanted, _COLUMNS))
    if not found:
        known.explain_nothing(asked)
    here = windows.settled(cursor, found[0][2] if found else None)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    changed_at = max((row[6] for row in found), default=None)
    cut = snippets(wanted.query, wanted.language)
    return Page(
        cards=[_with_snippet(row[4], _snippet(cut, row[3], row[4])) for row in found],
        tags=[row[5] for row in found],
        tag_id=None,
        changed_at=moment(changed_at) if changed_at else None,
        digest=hashlib.sha256(" ".join(row[7] for row in found).encode()).hexdigest(),
        next=_of(question, here and _next(wanted, here, found, more)),
        previous=_of(question, here and _previous(here, found, more)),
    )


def _question(asked: Mapping[str, Any]) -> bytes:
    """The same for the same stories in the same order, whatever part of them is asked for."""
    told = sorted((name, str(asked[name])) for name in asked.keys() - {"cursor", "page_size"})
    return hashlib.sha256(repr(told).encode()).digest()[:3]


def _of(question: bytes, to: RankedCursor | str | None) -> RankedCursor | str | None:
    return replace(to, question=question) if isinstance(to, RankedCursor) else to


def _next(
    wanted: search.Asked, here: RankedCursor, found: list[Row], more: bool
) -> RankedCursor | str | None:
    if found and (more or here.backwards) and not here.after_all:
        return _at(found[-1], here)
    if here.backwards and not here.after_all:
        return ""  # With nothing on this side of the place any more, the way is to the beginning.
    if here.part == Part.WHOLE and not here.more:
        return _rest(wanted)
    return windows.older(here)


def _previous(here: RankedCursor, found: list[Row], more: bool) -> RankedCursor | str | None:
    inside = more if here.backwards else not here.before_all
    if inside:
        return _at(found[0], here, backwards=True) if found else ""
    return windows.newer(here)


def _rest(wanted: search.Asked) -> RankedCursor | None:
    """Where the stories begin that have the words only as beginnings of others, if any does."""
    if not wanted.query.goes_on:
        return None
    probe = replace(
        wanted, window=search.Window(part=Part.REST), limit=1, beyond=None, backwards=False
    )
    return windows.REST if rows(*search.statement(probe, "l.id")) else None


def _query(asked: Mapping[str, Any]) -> Query:
    wanted = query.read(asked["q"], asked["language"])
    if wanted is None:
        raise parameters.refusal([parameters.error("q", _("Say in words what to look for."))])
    return wanted


def _at(row: Row, here: RankedCursor, *, backwards: bool = False) -> RankedCursor:
    return replace(here, score=row[1], id=row[0], backwards=backwards)


def _snippet(cut: Snippets, text: str, card: str) -> str:
    """Of the story's text, or where the words do not stand in it, of what is shown beside it. The
    card is read for those alone."""
    of_text = cut.of(text)
    if _MARK in of_text:
        return of_text
    of_rest = cut.of(_beside_the_text(json.loads(card)))
    return of_rest if _MARK in of_rest else of_text


def _beside_the_text(card: dict[str, Any]) -> str:
    tags = " · ".join(tag["name"] for tag in card["tags"])
    # Who did two things for a story stands there twice.
    names = " · ".join(dict.fromkeys(byline["name"] for byline in card["bylines"]))
    section = card["section"]["name"] if card["section"] else ""
    return "\n".join([card["headline"], card["kicker"], tags, section, names])


def _with_snippet(card: str, snippet: str) -> str:
    """The card as stored, with one key more before its closing brace."""
    return f'{card[:-1]},"snippet":{encode_basestring(snippet)}}}'
