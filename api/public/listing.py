"""A page of cards: which rows, in which order, and where the neighbouring pages begin."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from api.public import parameters
from api.public.cursor import Cursor
from publishing.models import Live, LiveAuthor, LiveTag

_COLUMNS = ("card", "article_id", "changed_at", "section_id")


@dataclass(frozen=True)
class Page:
    """`cards` are JSON texts as stored. `next` is older, `previous` newer; "" means the list's
    first page, None that there is no such page. `tag_id` is that of the tag asked for."""

    cards: list[str]
    article_ids: list[UUID]
    section_ids: list[int]
    tag_id: int | None
    changed_at: datetime.datetime | None
    next: Cursor | str | None
    previous: Cursor | str | None


@dataclass(frozen=True)
class _Source:
    """The table whose index has a list's rows in order: a tag's or an author's own, else Live."""

    rows: QuerySet[Any]
    pk: str
    prefix: str = ""


def page(asked: dict[str, Any]) -> Page:
    """One query, or two where nothing is found: then it is asked whether there is such a section,
    tag or author at all, and a Problem raised if not."""
    source = _source(asked)
    size = asked.get("page_size", parameters.PAGE_SIZE)
    cursor: Cursor | None = asked.get("cursor")
    backwards = bool(cursor and cursor.backwards)
    columns = ["published_at", source.pk, *(source.prefix + column for column in _COLUMNS)]
    if "tag" in asked:
        columns.append("tag_id")
    found = list(_from(source, cursor).values_list(*columns)[: size + 1])
    if not found:
        _refuse_unknown(asked)
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    older, newer = (cursor is not None, more) if backwards else (more, cursor is not None)
    return Page(
        cards=[row[2] for row in rows],
        article_ids=[row[3] for row in rows],
        changed_at=max((row[4] for row in rows), default=None),
        section_ids=sorted({row[5] for row in rows if row[5]}),
        tag_id=rows[0][6] if rows and "tag" in asked else None,
        next=_older(rows, cursor) if older else None,
        previous=_newer(rows, cursor) if newer else None,
    )


def _older(rows: list[Any], cursor: Cursor | None) -> Cursor | str:
    """With no rows before a place, its list begins after it: the first page."""
    return Cursor(rows[-1][0], rows[-1][1]) if rows else ""


def _newer(rows: list[Any], cursor: Cursor | None) -> Cursor | str:
    """With no rows after a place, the way back has to take in the story at the place itself."""
    if rows:
        return Cursor(rows[0][0], rows[0][1], backwards=True)
    return Cursor(cursor.published_at, max(cursor.id - 1, 0), backwards=True) if cursor else ""


def _source(asked: dict[str, Any]) -> _Source:
    language = asked["language"]
    tag, author = asked.get("tag"), asked.get("author")
    if tag:
        source = _Source(LiveTag.objects.filter(slug=tag), "live_id", "live__")
    elif author:
        source = _Source(LiveAuthor.objects.filter(slug=author), "live_id", "live__")
    else:
        source = _Source(Live.objects.all(), "id")
    rows, prefix = source.rows.filter(language=language), source.prefix
    if tag and author:
        bylines = LiveAuthor.objects.filter(live_id=OuterRef("live_id"), slug=author)
        rows = rows.filter(Exists(bylines))
    filters = {
        f"{prefix}section_slug": asked.get("section"),
        "published_at__gt": asked.get("published_after"),
        "published_at__lt": asked.get("published_before"),
        f"{prefix}changed_at__gt": asked.get("updated_after"),
    }
    rows = rows.filter(**{name: value for name, value in filters.items() if value is not None})
    return _Source(rows, source.pk, prefix)


def _from(source: _Source, cursor: Cursor | None) -> QuerySet[Any]:
    """The bound on the date alone lets the database enter its index at the place; which of the
    same moment come first is then decided by id."""
    rows, pk = source.rows, source.pk
    if cursor is None:
        return rows.order_by("-published_at", f"-{pk}")
    at = cursor.published_at
    if cursor.backwards:
        later = Q(published_at__gt=at) | Q(**{f"{pk}__gt": cursor.id})
        return rows.filter(later, published_at__gte=at).order_by("published_at", pk)
    earlier = Q(published_at__lt=at) | Q(**{f"{pk}__lt": cursor.id})
    return rows.filter(earlier, published_at__lte=at).order_by("-published_at", f"-{pk}")


def _refuse_unknown(asked: dict[str, Any]) -> None:
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
