"""The memory after something was done with a segment: it holds what somebody stands for there, and
nothing else."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType

from translation.memory.entering import enter
from translation.memory.forgetting import forget
from translation.memory.neighbours import Seen, neighbours
from translation.memory.pair import Pair
from translation.models import MemoryEntry, SegmentRecord
from translation.segments import NAMES, Segment

_CONFIRMED = (SegmentRecord.State.TRANSLATED, SegmentRecord.State.REVIEWED)


def follow(segment: Segment, record: SegmentRecord | None, text: str) -> None:
    """`record` is the segment's as it is now, None where it has none any more, and `text` the
    translation that stands."""
    if pair := pair_of(segment, record, text):
        enter([pair])
    else:
        forget(segment.key, segment.source_language, segment.language)


def follow_all(confirmed: Iterable[tuple[Segment, SegmentRecord]]) -> None:
    """The same of many, each with its text, in a number of queries that does not grow with theirs."""
    seen: Seen = {}
    pairs, nobodys = [], []
    for segment, record in confirmed:
        if pair := pair_of(segment, record, segment.target, seen):
            pairs.append(pair)
        else:
            nobodys.append(segment)
    enter(pairs)
    if nobodys:
        _forget_all(nobodys)


def _forget_all(segments: list[Segment]) -> None:
    wanted = {(one.key, one.source_language, one.language) for one in segments}
    there = MemoryEntry.objects.filter(object_id__in={str(one.thing.pk) for one in segments})
    gone = [one.pk for one in there if (one.where, one.source_language, one.language) in wanted]
    MemoryEntry.objects.filter(pk__in=gone).delete()


def follow_block(record: SegmentRecord, block: str) -> None:
    """Of a body that was written anew: the text of the record's block stands in this one now."""
    model = ContentType.objects.get_for_id(record.content_type_id).model_class()
    assert model
    ours = MemoryEntry.objects.filter(
        thing=NAMES[model],
        object_id=record.object_id,
        field=record.field,
        source_language=record.source_language,
        language=record.language,
    )
    ours.filter(block=block).delete()
    ours.filter(block=record.block).update(block=block)


def pair_of(
    segment: Segment, record: SegmentRecord | None, text: str, seen: Seen | None = None
) -> Pair | None:
    """What somebody stands for; None where nobody does. Where the source has moved on since, the
    pair is of the source as it was."""
    if record is None or record.state not in _CONFIRMED or not text:
        return None
    before, after = neighbours(segment, seen)
    return Pair(
        source_language=segment.source_language,
        language=segment.language,
        source=record.source_text,
        target=text,
        marked=segment.marked,
        where=segment.key,
        before=before,
        after=after,
        origin=record.origin,
        by=record.by_id,
        at=record.at,
    )
