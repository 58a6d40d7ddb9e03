"""A page of cards: which rows, in which order, and where the neighbouring pages begin."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.public import known, parameters
from api.public.cursor import Cursor, RankedCursor
from api.public.reading import from_moment, moment, rows

# A row's dates and numbers in one text: each column more is another value to make for every row.
# The time of change stands first, so that the greatest of these texts has the latest.
_FACTS = (
    "CAST(l.changed_at AS text) || '|' || CAST({order} AS text) || '|' || CAST({at} AS text) "
    "|| '|' || CAST(l.publication_id AS text)"
)


@dataclass(frozen=True)
class Page:
    """`cards` are JSON texts as stored. `next` is older, `previous` newer; "" means the list's
    first page, None that there is no such page. `tags` are the cards' cache tags, each story's own
    first; `tag_id` is that of the tag asked for; `digest` changes whenever a card does."""

    cards: list[str]
    tags: list[str]
    tag_id: int | None
    changed_at: datetime.datetime | None
    digest: str
    next: Cursor | RankedCursor | str | None
    previous: Cursor | RankedCursor | str | None


@dataclass(frozen=True)
class _Source:
    """The table whose index has a list's rows in order: a tag's or an author's own, else Live."""

    table: str
    name: str
    live: str
    own_columns: str = ""
    tag_id: str = "NULL"

    @property
    def at(self) -> str:
        return f"{self.name}.published_at"

    @property
    def order(self) -> str:
        return f"{self.name}.{self.live}"


_LIVE = _Source("publishing_live", "l", "id")
_TAG = _Source("publishing_livetag", "t", "live_id", "live_id, published_at, tag_id", "t.tag_id")
_AUTHOR = _Source("publishing_liveauthor", "a", "live_id", "live_id, published_at")
_HAS_AUTHOR = (
    "EXISTS (SELECT 1 FROM publishing_liveauthor a WHERE a.live_id = l.id AND a.slug = %s)"
)


def page(asked: Mapping[str, Any]) -> Page:
    """One query, or two where nothing is found: then it is asked whether there has ever been such a
    section, tag or author, and a Problem raised if not."""
    size = asked.get("page_size", parameters.PAGE_SIZE)
    cursor = parameters.place(asked, Cursor)
    backwards = bool(cursor and cursor.backwards)
    # Few stories have been updated since then, or most: one plan for both would read them all.
    by_update = "updated_after" in asked
    found = rows(*_statement(asked, cursor, size + 1), planned_for_values=by_update)
    if not found:
        known.explain_nothing(asked)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    older, newer = (cursor is not None, more) if backwards else (more, cursor is not None)
    facts = [row[2] for row in found]
    return Page(
        cards=[row[0] for row in found],
        tags=[row[1] for row in found],
        tag_id=found[0][3] if found else None,
        changed_at=moment(max(facts).split("|", 1)[0]) if facts else None,
        digest=hashlib.sha256(" ".join(facts).encode()).hexdigest(),
        next=_older(facts, cursor) if older else None,
        previous=_newer(facts, cursor) if newer else None,
    )


def _place(facts: str, *, backwards: bool = False) -> Cursor:
    _changed, pk, at, _publication = facts.split("|")
    return Cursor(moment(at), int(pk), backwards)


def _older(facts: list[str], cursor: Cursor | None) -> Cursor | str:
    """With no rows before a place, its list begins after it: the first page."""
    return _place(facts[-1]) if facts else ""


def _newer(facts: list[str], cursor: Cursor | None) -> Cursor | str:
    """With no rows after a place, the way back has to take in the story at the place itself."""
    if facts:
        return _place(facts[0], backwards=True)
    return Cursor(cursor.published_at, max(cursor.id - 1, 0), backwards=True) if cursor else ""


def _statement(
    asked: Mapping[str, Any], cursor: Cursor | None, limit: int
) -> tuple[str, list[Any]]:
    """The rows from the place on: (card, cache tags, facts, the tag's id).

    The rows of a tag or an author are cut to the page before their cards are looked up, unless
    something is asked of the cards, too: whatever the database believes of how many there are, it
    then has but one way to go.
    """
    source = _TAG if "tag" in asked else _AUTHOR if "author" in asked else _LIVE
    own, on_card = _conditions(asked, source)
    direction = "ASC" if cursor and cursor.backwards else "DESC"
    if cursor:
        own.append(_from(cursor, source))
    facts = _FACTS.format(at=source.at, order=source.order)
    in_order = f"ORDER BY {source.at} {direction}, {source.order} {direction}"
    columns = f"l.card, l.cache_tags, {facts}, {source.tag_id}"
    # All pieces are ours; what a client gave is in the values.
    table, joined = f"{source.table} {source.name}", ""
    if source is not _LIVE:
        joined = f"JOIN publishing_live l ON l.id = {source.order}"
    if source is _LIVE or on_card:
        rest = f"{joined} WHERE {_joined(own + on_card)} {in_order} LIMIT {limit}"
    else:
        cut = f"WHERE {_joined(own)} {in_order} LIMIT {limit}"
        table = f"(SELECT {source.own_columns} FROM {table} {cut}) {source.name}"  # noqa: S608
        rest = f"{joined} {in_order}"
    sql = f"SELECT {columns} FROM {table} {rest}"  # noqa: S608
    return sql, [value for _condition, values in own + on_card for value in values]


Conditions = list[tuple[str, list[Any]]]


def _joined(conditions: Conditions) -> str:
    return " AND ".join(condition for condition, _values in conditions)


def _conditions(asked: Mapping[str, Any], source: _Source) -> tuple[Conditions, Conditions]:
    """What is asked of the source's own columns, and what of the cards' beside it."""
    own: Conditions = [(f"{source.name}.language = %s", [asked["language"]])]
    on_card: Conditions = []
    if source is not _LIVE:
        own.append((f"{source.name}.slug = %s", [asked["tag" if source is _TAG else "author"]]))
    if source is _TAG and "author" in asked:
        on_card.append((_HAS_AUTHOR, [asked["author"]]))
    if after := asked.get("published_after"):
        own.append((f"{source.at} > %s", [from_moment(after)]))
    if before := asked.get("published_before"):
        own.append((f"{source.at} < %s", [from_moment(before)]))
    if section := asked.get("section"):
        on_card.append(("l.section_slug = %s", [section]))
    if updated := asked.get("updated_after"):
        on_card.append(("l.updated_at > %s", [from_moment(updated)]))
    return own, on_card


def _from(cursor: Cursor, source: _Source) -> tuple[str, list[Any]]:
    beyond = ">" if cursor.backwards else "<"
    # The engine enters its index at such a pair of columns, as at any other place.
    condition = f"({source.at}, {source.order}) {beyond} (%s, %s)"
    return condition, [from_moment(cursor.published_at), cursor.id]
