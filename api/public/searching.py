"""A page of the cards that a search finds, the best first, each with the place where the words
stand. The pages go through the newest matches that `publishing.search.ranking` speaks of."""

import hashlib
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.public import known, parameters
from api.public.cursor import RankedCursor
from api.public.listing import Page
from api.public.reading import moment, rows
from publishing import search
from publishing.search import query
from publishing.search.query import Query
from publishing.search.snippet import snippets

_COLUMNS = "l.card, l.cache_tags, CAST(l.changed_at AS text), CAST(l.publication_id AS text)"


def page(asked: Mapping[str, Any]) -> Page:
    """One query, or two where nothing is found, as for any list."""
    size = asked.get("page_size", parameters.PAGE_SIZE)
    cursor = parameters.place(asked, RankedCursor)
    backwards = bool(cursor and cursor.backwards)
    wanted = search.Asked(
        query=_query(asked),
        language=asked["language"],
        limit=size + 1,
        filters={kind: asked[kind] for kind in ("section", "tag", "author") if kind in asked},
        after=asked.get("published_after"),
        before=asked.get("published_before"),
        changed_after=asked.get("updated_after"),
        top=cursor.top if cursor else None,
        beyond=(cursor.score, cursor.id) if cursor else None,
        backwards=backwards,
    )
    found = rows(*search.statement(wanted, _COLUMNS))
    if not found:
        known.explain_nothing(asked)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    older, newer = (cursor is not None, more) if backwards else (more, cursor is not None)
    changed_at = max((row[6] for row in found), default=None)
    cut = snippets(wanted.query, wanted.language).of
    return Page(
        cards=[_with_snippet(row[4], cut(row[3])) for row in found],
        tags=[row[5] for row in found],
        tag_id=None,
        changed_at=moment(changed_at) if changed_at else None,
        digest=hashlib.sha256(" ".join(row[7] for row in found).encode()).hexdigest(),
        # With nothing on this side of the place any more, the way is to the beginning.
        next=(_at(found[-1]) if found else "") if older else None,
        previous=(_at(found[0], backwards=True) if found else "") if newer else None,
    )


def _query(asked: Mapping[str, Any]) -> Query:
    wanted = query.read(asked["q"], asked["language"])
    if wanted is None:
        raise parameters.refusal([parameters.error("q", _("Say in words what to look for."))])
    return wanted


def _at(row: tuple[Any, ...], *, backwards: bool = False) -> RankedCursor:
    return RankedCursor(top=row[2], score=row[1], id=row[0], backwards=backwards)


def _with_snippet(card: str, snippet: str) -> str:
    """The card as stored, with one key more before its closing brace."""
    return f'{card[:-1]},"snippet":{encode_basestring(snippet)}}}'
