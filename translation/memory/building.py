"""The memory of a whole archive: every pair that somebody stands for, and what was published side by side.

Read in batches, each a transaction of its own, in the order of the stories' ids: broken off, it goes
on where it was, and what has entered already is left as it is.
"""

import uuid
from collections.abc import Iterator

from django.db import transaction

from articles.models import Article, State
from articles.shown import Shown, shown_by
from translation.memory.entering import enter
from translation.memory.following import pair_of
from translation.memory.neighbours import Seen, neighbours
from translation.memory.pair import Pair
from translation.segments import Records, Segment, records_of, segments

BATCH = 100


def build(*, after: uuid.UUID | None = None) -> Iterator[tuple[int, int, uuid.UUID]]:
    """Yields of each batch how many stories were read, how many pairs were new, and the id of the
    last story: what to give as `after` to go on from there."""
    while batch := _next(after):
        after = batch[-1].pk
        with transaction.atomic():
            number = enter(_pairs(batch))
        yield len(batch), number, after


def _next(after: uuid.UUID | None) -> list[Article]:
    found = Article.objects.order_by("pk").prefetch_related("versions", "corrections")
    if after:
        found = found.filter(pk__gt=after)
    return list(found[:BATCH])


def _pairs(articles: list[Article]) -> Iterator[Pair]:
    all_shown = shown_by(articles)
    records = records_of(all_shown.values())
    for one in all_shown.values():
        yield from _of_story(one, records)


def _of_story(shown: Shown, records: Records) -> Iterator[Pair]:
    seen: Seen = {}
    for version in shown.article.versions.all():
        was_published = version.state == State.PUBLISHED
        for segment in segments(shown, version.language, records):
            if pair := _pair(segment, seen, was_published=was_published):
                yield pair


def _pair(segment: Segment, seen: Seen, *, was_published: bool) -> Pair | None:
    """Confirmed, in this direction or the other; or published without a word of who translated it:
    an archive that moved in has its pairs by the ids of their blocks."""
    if not segment.source or not segment.target:
        return None
    if segment.record:
        return pair_of(segment, segment.record, segment.target, seen)
    if segment.status.is_confirmed or segment.reverse or not was_published:
        # Confirmed the other way round, it enters that way, with the story that was written so.
        return None
    before, after = neighbours(segment, seen)
    return Pair(
        source_language=segment.source_language,
        language=segment.language,
        source=segment.source,
        target=segment.target,
        marked=segment.marked,
        where=segment.key,
        before=before,
        after=after,
        at=getattr(segment.thing, "updated_at", None),
    )
