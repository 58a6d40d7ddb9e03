"""A page of cards: which rows, in which order, and where the neighbouring pages begin."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists
from django.utils.translation import gettext_lazy as _

from api.public import parameters
from api.public.cursor import Cursor
from api.public.reading import from_moment, moment, rows
from publishing.models import Live, LiveAuthor, LiveTag

_COLUMNS = "l.card, CAST(l.changed_at AS text), l.publication_id, l.section_id, l.cache_tags"


@dataclass(frozen=True)
class Page:
    """`cards` are JSON texts as stored. `next` is older, `previous` newer; "" means the list's
    first page, None that there is no such page. `tag_id` is that of the tag asked for; `digest`
    changes whenever a card does."""

    cards: list[str]
    article_tags: list[str]
    section_ids: list[int]
    tag_id: int | None
    changed_at: datetime.datetime | None
    digest: str
    next: Cursor | str | None
    previous: Cursor | str | None


@dataclass(frozen=True)
class _Source:
    """The table whose index has a list's rows in order: a tag's or an author's own, else Live."""

    tables: str
    order: str  # what decides between stories of the same moment
    tag_id: str = "NULL"

    @property
    def at(self) -> str:
        return f"{self.order[0]}.published_at"


_LIVE = _Source("publishing_live l", "l.id")
_TAG = _Source(
    "publishing_livetag t JOIN publishing_live l ON l.id = t.live_id", "t.live_id", "t.tag_id"
)
_AUTHOR = _Source("publishing_liveauthor a JOIN publishing_live l ON l.id = a.live_id", "a.live_id")
_HAS_AUTHOR = (
    "EXISTS (SELECT 1 FROM publishing_liveauthor a WHERE a.live_id = l.id AND a.slug = %s)"
)


def page(asked: Mapping[str, Any]) -> Page:
    """One query, or two where nothing is found: then it is asked whether there is such a section,
    tag or author at all, and a Problem raised if not."""
    size = asked.get("page_size", parameters.PAGE_SIZE)
    cursor: Cursor | None = asked.get("cursor")
    backwards = bool(cursor and cursor.backwards)
    found = rows(*_statement(asked, cursor, size + 1))
    if not found:
        _refuse_unknown(asked)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    older, newer = (cursor is not None, more) if backwards else (more, cursor is not None)
    changed_at = max((row[4] for row in found), default=None)
    named = hashlib.sha256(",".join([str(row[5]) for row in found]).encode())
    return Page(
        cards=[row[3] for row in found],
        article_tags=[row[7].split(",", 1)[0] for row in found],
        section_ids=sorted({row[6] for row in found if row[6]}),
        tag_id=found[0][2] if found else None,
        changed_at=moment(changed_at) if changed_at else None,
        digest=named.hexdigest(),
        next=_older(found, cursor) if older else None,
        previous=_newer(found, cursor) if newer else None,
    )


def _older(found: list[Any], cursor: Cursor | None) -> Cursor | str:
    """With no rows before a place, its list begins after it: the first page."""
    return Cursor(moment(found[-1][0]), found[-1][1]) if found else ""


def _newer(found: list[Any], cursor: Cursor | None) -> Cursor | str:
    """With no rows after a place, the way back has to take in the story at the place itself."""
    if found:
        return Cursor(moment(found[0][0]), found[0][1], backwards=True)
    return Cursor(cursor.published_at, max(cursor.id - 1, 0), backwards=True) if cursor else ""


def _statement(
    asked: Mapping[str, Any], cursor: Cursor | None, limit: int
) -> tuple[str, list[Any]]:
    """The rows from the place on: (date, id, the tag's id, then the columns).

    The bound on the date alone lets the database enter its index at the place; which of the same
    moment come first is then decided by id.
    """
    tag, author = asked.get("tag"), asked.get("author")
    source = _TAG if tag else _AUTHOR if author else _LIVE
    at, order, table = source.at, source.order, source.order[0]
    where, values = [f"{table}.language = %s"], [asked["language"]]

    def narrow(condition: str, *value: Any) -> None:
        where.append(condition)
        values.extend(value)

    if tag:
        narrow("t.slug = %s", tag)
        if author:
            narrow(_HAS_AUTHOR, author)
    elif author:
        narrow("a.slug = %s", author)
    if section := asked.get("section"):
        narrow("l.section_slug = %s", section)
    if after := asked.get("published_after"):
        narrow(f"{at} > %s", from_moment(after))
    if before := asked.get("published_before"):
        narrow(f"{at} < %s", from_moment(before))
    if updated := asked.get("updated_after"):
        narrow("l.changed_at > %s", from_moment(updated))
    direction = "DESC"
    if cursor:
        place = from_moment(cursor.published_at)
        if cursor.backwards:
            direction = "ASC"
            narrow(f"{at} >= %s AND ({at} > %s OR {order} > %s)", place, place, cursor.id)
        else:
            narrow(f"{at} <= %s AND ({at} < %s OR {order} < %s)", place, place, cursor.id)
    return (
        f"SELECT CAST({at} AS text), {order}, {source.tag_id}, {_COLUMNS} FROM {source.tables} "  # noqa: S608 (all pieces are ours)
        f"WHERE {' AND '.join(where)} ORDER BY {at} {direction}, {order} {direction} LIMIT {limit}",
        values,
    )


def _refuse_unknown(asked: Mapping[str, Any]) -> None:
    language = asked["language"]
    known = {
        "section": Live.objects.filter(language=language, section_slug=asked.get("section")),
        "tag": LiveTag.objects.filter(language=language, slug=asked.get("tag")),
        "author": LiveAuthor.objects.filter(language=language, slug=asked.get("author")),
    }
    named = [name for name in known if name in asked]
    if not named:
        return
    questions = {f"has_{name}": Exists(known[name]) for name in named}
    answers = Live.objects.annotate(**questions).values(*questions).first() or {}
    missing = [name for name in named if not answers.get(f"has_{name}")]
    if missing:
        detail = _("No published story in this language has this.")
        raise parameters.refusal([parameters.error(name, detail) for name in missing])
