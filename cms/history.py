"""What a thing's history says: who changed what and when, word by word in the language it stands
in. `changes` compares two history rows that are there already, and asks the database nothing where
the rows' foreign keys are loaded."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from simple_history.models import DeletedObject

from articles import blocks
from articles.blocks import Block
from translation import diff, origins
from translation.diff import Kind, Piece
from translation.segments import BLOCK_LABELS, BODIES

MADE = {"+": _("Created"), "~": _("Changed"), "-": _("Deleted")}
_REFERENCES = {
    "photo": _("Photo"),
    "fact_box": _("Fact box"),
    "also_read": _("Also read"),
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field or block. `language` is "" where the field has none."""

    label: str | Promise
    language: str = ""
    pieces: list[Piece]


@dataclass(frozen=True, kw_only=True)
class Entry:
    at: datetime.datetime
    by: Any
    made: str | Promise
    reason: str = ""
    changes: list[Change] = field(default_factory=list)


def rows_of(thing: Model) -> QuerySet[Any]:
    """The thing's history rows, newest first, with all that `entries` reads of them."""
    history = thing.history  # type: ignore[attr-defined]
    foreign = [
        one.name
        for one in history.model.tracked_fields
        if isinstance(one, ForeignKey) and one.editable
    ]
    return history.select_related("history_user", *foreign).order_by("-history_date", "-history_id")


def entries(rows: list[Any]) -> list[Entry]:
    """`rows` newest first. Each is compared with the one after it; the last is not, so give one
    more than is to be shown. A save that changed nothing is left out."""
    found = []
    for place, row in enumerate(rows):
        older = rows[place + 1] if place + 1 < len(rows) else None
        compared = list(changes(older, row)) if older and row.history_type == "~" else []
        if row.history_type == "~" and older and not compared:
            continue
        found.append(
            Entry(
                at=row.history_date,
                by=row.history_user,
                made=MADE[row.history_type],
                reason=reason_of(row),
                changes=compared,
            )
        )
    return found


def reason_of(row: Any) -> str:
    """Whoever is named beside it may only have had a text put there."""
    origin = origins.of_reason(row.history_change_reason)
    if not origin:
        return row.history_change_reason or ""
    return capfirst(str(origins.told(origin, str(row.history_user or ""))))


def changes(older: Any, newer: Any, *, without: Iterable[str] = ()) -> Iterator[Change]:
    """In the order of the model's fields, but for those of `without`."""
    delta = newer.diff_against(older, excluded_fields=without, foreign_keys_are_objs=True)
    model = newer.instance_type
    order = [one.name for one in model._meta.get_fields()]
    for one in sorted(delta.changes, key=lambda change: order.index(change.field)):
        column = model._meta.get_field(one.field)
        if one.old in (None, "") and one.new in (None, ""):
            continue  # a text is NULL until something is written in it, and empty thereafter
        if column.many_to_many:
            yield _of_list(column, one.old, one.new)
        elif _plain_name(column) in BODIES:
            yield from _of_body(column, one.old or "", one.new or "")
        elif column.get_internal_type() in ("CharField", "TextField") and not column.choices:
            yield _change(column, diff.words(one.old or "", one.new or "", marked=False))
        else:
            yield _change(column, _replaced(_said(column, one.old), _said(column, one.new)))


def _plain_name(column: Field) -> str:
    """Without the language: modeltranslation's columns know the field they belong to."""
    return getattr(getattr(column, "translated_field", column), "name", "")


def _change(column: Field, pieces: list[Piece], of: str | Promise = "") -> Change:
    label = capfirst(column.verbose_name)
    return Change(
        label=f"{label}: {of}" if of else label,
        language=getattr(column, "language", ""),
        pieces=pieces,
    )


def _of_body(column: Field, old: str, new: str) -> Iterator[Change]:
    """Block by block; a block that only moved is no change of its words."""
    for row in blocks.align(blocks.parse(new), blocks.parse(old)):
        before, after = row.target, row.source
        if before == after:
            continue
        block = after or before
        pieces = diff.words(before.html if before else "", after.html if after else "", marked=True)
        if block.is_reference or not pieces:
            pieces = _replaced(_reference(before), _reference(after))
        yield _change(column, pieces, BLOCK_LABELS.get(block.type) or _REFERENCES[block.type])


def _reference(block: Block | None) -> str:
    return str(_REFERENCES.get(block.type, "")) if block else ""


def _of_list(column: Field, old: Iterable[dict], new: Iterable[dict]) -> Change:
    name = column.m2m_reverse_field_name()  # type: ignore[attr-defined]
    before, after = ([str(row[name]) for row in rows] for rows in (old, new))
    return of_names(column, before, after)


def of_names(column: Field, before: list[str], after: list[str]) -> Change:
    """Of a list of things, by what they are called."""
    pieces = [_piece(Kind.REMOVED, one) for one in before if one not in after]
    pieces += [_piece(Kind.ADDED, one) for one in after if one not in before]
    return _change(column, pieces)


def _said(column: Field, value: Any) -> str:
    if isinstance(value, DeletedObject):
        return str(_("Deleted")) if value.pk else "–"
    if value in (None, ""):
        return "–"
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    return str(localize(value))


def _replaced(before: str, after: str) -> list[Piece]:
    return [
        _piece(kind, text) for kind, text in ((Kind.REMOVED, before), (Kind.ADDED, after)) if text
    ]


def _piece(kind: Kind, text: str) -> Piece:
    return Piece(kind=kind, html=str(conditional_escape(text)), space=True)
