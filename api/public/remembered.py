"""Pages of cards that were asked for before, for as long as nothing has changed for readers.

Every change of what readers see takes an event number in its own transaction. So a page that was
made after a number was read is the right one until there is another number, and to ask for that
costs less than to search, or to gather cards. A withdrawal is thus seen at once here, too.
"""

import datetime
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.conf import settings

from api.public.reading import rows
from publishing.models import EventCounter

# What is worth it: more than one index is read for these. A list's first page is, too, since
# everybody asks for it; what begins elsewhere is read by whoever goes through an archive, once.
_DEAR = frozenset({"q", "section", "tag", "author"})
_SELDOM = frozenset({"cursor", "published_after", "published_before", "updated_after"})
# The index may be built anew, which is no change for readers.
_SECONDS = 60

_NUMBER = f"SELECT last FROM {EventCounter._meta.db_table}"  # noqa: S608 (the table is ours)


@dataclass(frozen=True)
class Made:
    """A list's answer. `body` makes its bytes; `tags` is its Cache-Tag."""

    body: Callable[[], str | bytes]
    digest: str
    modified: datetime.datetime | None
    tags: str


@dataclass(frozen=True)
class _Kept:
    number: int
    until: float
    made: Made


_kept: OrderedDict[tuple[str, str, str], _Kept] = OrderedDict()
_lock = Lock()


def made(asked: Mapping[str, Any], key: tuple[str, str, str], make: Callable[[], Made]) -> Made:
    """`key` is all that the answer depends on beside what is live: site, path and question."""
    seldom_asked = _DEAR.isdisjoint(asked) and not _SELDOM.isdisjoint(asked)
    if seldom_asked or not settings.REMEMBERED_PAGES:
        return make()
    found = rows(_NUMBER, [])
    number = found[0][0] if found else 0
    now = time.monotonic()
    kept = _kept.get(key)
    if kept and kept.number == number and kept.until > now:
        return kept.made
    fresh = make()
    body = fresh.body()
    body = body.encode() if isinstance(body, str) else body
    fresh = Made(lambda: body, fresh.digest, fresh.modified, fresh.tags)
    with _lock:
        _kept[key] = _Kept(number, now + _SECONDS, fresh)
        _kept.move_to_end(key)
        while len(_kept) > settings.REMEMBERED_PAGES:
            _kept.popitem(last=False)
    return fresh


def forget() -> None:
    with _lock:
        _kept.clear()
