"""What was published, updated and withdrawn, in order, for clients that keep a copy."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from api.public import caching, described, parameters, site
from api.public.cursor import BadCursor, EventCursor
from api.public.parameters import Parameter, Refused
from api.public.view import PublicView
from publishing import addresses
from publishing.models import Event
from publishing.times import utc

_COLUMNS = (
    *("number", "kind", "article_id", "language", "slug", "reason", "at"),
    *("publication__version", "publication__digest"),
)


def _cursor(text: str) -> EventCursor:
    try:
        return EventCursor.read(text)
    except BadCursor as error:
        raise Refused(
            _("This is no cursor of ours: send the “cursor” of an earlier answer.")
        ) from error


CURSOR = Parameter(
    name="cursor",
    read=_cursor,
    schema=parameters.cursor_schema,
    description="What comes after this place: the “cursor” of an earlier answer in this language. "
    "From the very first event unless told. One that leads nowhere any more, since the newsroom has "
    "gone back to a backup, is refused: start over without it.",
)


_BEFORE_ALL = EventCursor(0)
_LOST = _(
    "The event that this cursor comes after is not there in this language: the newsroom may have gone "
    "back to a backup. Start over without a cursor, and remove what you then do not meet."
)


@dataclass(frozen=True)
class Page:
    events: list[Any]
    cursor: EventCursor
    more: bool


class ChangeListView(PublicView):
    parameters = (parameters.LANGUAGE, parameters.PAGE, CURSOR)

    @described.changes(parameters)
    def get(self, request: HttpRequest) -> HttpResponse:
        language = self.asked["language"]
        page = read(self.asked)
        body = {
            "next": _following(request, page.cursor) if page.more else None,
            "previous": None,
            "cursor": str(page.cursor),
            "results": [_event(request, row) for row in page.events],
        }
        response = caching.answer(
            request,
            json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(),
            modified=page.events[-1].at if page.events else None,
            language=language,
        )
        response["Cache-Tag"] = f"articles-{language}"
        return response


def read(asked: Mapping[str, Any]) -> Page:
    """One query. Numbers are given out in the order of commits, so what is read later than this
    page comes after it in number, too.

    The event that the cursor comes after is read as well: where it is not there any more, the
    newsroom has gone back to a backup, and what came in its place would be missed.
    """
    size = asked.get("page_size", parameters.PAGE_SIZE)
    cursor: EventCursor = asked.get("cursor", _BEFORE_ALL)
    rows = Event.objects.filter(language=asked["language"], number__gte=cursor.number).in_order()
    found = list(rows.values_list(*_COLUMNS, named=True)[: size + 2])
    if cursor.number:
        if not found or not _is_at(cursor, found[0]):
            raise parameters.refusal([parameters.error("cursor", _LOST)])
        found = found[1:]
    events = found[:size]
    if events:
        cursor = EventCursor(events[-1].number, events[-1].at)
    return Page(events=events, cursor=cursor, more=len(found) > size)


def _is_at(cursor: EventCursor, event: Any) -> bool:
    return event.number == cursor.number and cursor.at in (None, event.at)


def _event(request: HttpRequest, row: Any) -> dict[str, Any]:
    """A story may have been withdrawn since: of that, its address is all there is to see here."""
    document = reverse("public:article", kwargs={"key": row.article_id})
    return {
        "id": row.number,
        "type": row.kind,
        "article": str(row.article_id),
        "language": row.language,
        "slug": row.slug,
        "url": addresses.article_url(row.language, row.slug),
        "document": f"{site.of(request)}{document}?language={row.language}",
        "version": row.publication__version,
        "digest": row.publication__digest,
        "reason": row.reason,
        "occurred_at": utc(row.at),
    }


def _following(request: HttpRequest, cursor: EventCursor) -> str:
    asked = {name: value for name, value in request.GET.items() if name != "cursor"}
    query = urlencode(asked | {"cursor": str(cursor)})
    return f"{site.of(request)}{request.path}?{query}"
