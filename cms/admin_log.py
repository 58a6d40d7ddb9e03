"""The admin's own log of a thing that has no history of its rows: who made and changed it, and what
else was done to it by the buttons of its pages."""

import json
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

from accounts import sentences
from accounts.models import User
from cms.history import MADE, Entry

_MADE = {ADDITION: MADE["+"], CHANGE: MADE["~"], DELETION: MADE["-"]}


def note(request: HttpRequest, of: Model, did: Promise, detail: str | Promise = "") -> None:
    """`did` is said as history says "Changed"; `detail` is a sentence. Both lazy: they are kept in
    every language of the newsroom."""
    said = {
        "did": sentences.in_every_language(did),
        "detail": sentences.in_every_language(detail),
    }
    assert isinstance(request.user, User)
    LogEntry.objects.create(
        user=request.user,
        content_type=get_content_type_for_model(of),
        object_id=str(of.pk),
        object_repr=str(of)[:200],
        action_flag=CHANGE,
        change_message=json.dumps([said], ensure_ascii=False),
    )


def rows_of(thing: Model) -> QuerySet[LogEntry]:
    """Newest first, with who it was."""
    rows = LogEntry.objects.filter(
        content_type=get_content_type_for_model(thing), object_id=str(thing.pk)
    )
    return rows.select_related("user").order_by("-action_time", "-pk")


def entries(rows: list[LogEntry]) -> list[Entry]:
    return [_entry(row) for row in rows]


def _entry(row: LogEntry) -> Entry:
    if said := _said(row.change_message):
        return Entry(
            at=row.action_time,
            by=row.user,
            made=sentences.read(said["did"]),
            reason=sentences.read(said["detail"]),
        )
    return Entry(
        at=row.action_time,
        by=row.user,
        made=_MADE[row.action_flag],
        reason=row.get_change_message() if row.is_change() else "",
    )


def _said(message: str) -> dict[str, Any] | None:
    """None for what Django itself has noted."""
    if not message.startswith("[{"):
        return None
    first = json.loads(message)[0]
    return first if "did" in first else None
