"""Telling those who keep a copy what has changed for readers, within the transaction of the change.

A number is held until the transaction ends, and other publishing waits for it meanwhile. So tell
last, and publish one story a transaction: two in one could wait for each other's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.statements import Insert
from publishing.models import Event, EventCounter, Live

_insert_events = Insert(Event)
# Called with the events of a change, in the same transaction.
followers: list[Callable[[list[Event]], None]] = []


@dataclass(frozen=True, kw_only=True)
class Change:
    """`live` as readers see it from now on, or saw it last. `tags` may name more than the live
    version has now: what it had before shows it no longer, and must be purged as well."""

    kind: str
    live: Live
    reason: str
    tags: Iterable[str]


def tell(changes: Sequence[Change]) -> None:
    if not changes:
        return
    assert transaction.get_connection().in_atomic_block
    now = timezone.now()
    first = EventCounter.take(len(changes))
    events = _insert_events(
        Event(
            number=number,
            kind=change.kind,
            article_id=change.live.article_id,
            language=change.live.language,
            slug=change.live.slug,
            publication_id=None
            if change.kind == Event.Kind.WITHDRAWN
            else change.live.publication_id,
            reason=change.reason,
            tags=sorted(change.tags),
            at=now,
        )
        for number, change in enumerate(changes, first)
    )
    for follower in followers:
        follower(events)


def cache_tags(article_id: object, section_id: int | None, tag_ids: Iterable[int]) -> list[str]:
    """What a cache knows a document by, the story's own tag first."""
    section = [f"section-{section_id}"] if section_id else []
    return [f"article-{article_id}", *section, *(f"tag-{pk}" for pk in tag_ids)]


def tags_of(live: Live) -> set[str]:
    """What caches hold of this live version: its document, and every list it may stand in."""
    return {f"articles-{live.language}", *live.cache_tags.split(",")}
