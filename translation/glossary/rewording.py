"""Noticing that a person made another text of what was proposed, or of what somebody else confirmed.

Called with each save of a segment, within its transaction; while a person goes on with a text of
theirs, it costs one statement. Texts are saved as one types, so a person's own text is no start: the
start is what stood before they came.
"""

from accounts.models import User
from articles import blocks
from translation.models import Rewording, SegmentRecord
from translation.segments import Segment


def notice(segment: Segment, text: str, *, by: User) -> None:
    """`segment` is as it was before `text` was written over it."""
    if segment.record is None or not segment.source:
        return
    kept = Rewording.objects.filter(
        place=place_of(segment), block=segment.block, language=segment.language
    )
    if _is_own(segment.record, by):
        kept.filter(by=by, source=segment.source).update(after=text)
        return
    is_same = blocks.digest(text) == blocks.digest(segment.target)
    of_this_source = segment.record.source_digest == blocks.digest(segment.source)
    if is_same or not text or not segment.target or not of_this_source:
        return
    Rewording.objects.update_or_create(
        place=place_of(segment),
        block=segment.block,
        language=segment.language,
        defaults={
            "source_language": segment.source_language,
            "source": segment.source,
            "before": segment.target,
            "after": text,
            "by": by,
        },
    )


def place_of(segment: Segment) -> str:
    return segment.key.rpartition(":")[0]


def _is_own(record: SegmentRecord, by: User) -> bool:
    """Whether the text that stands is the person's own."""
    state, origin = SegmentRecord.State, SegmentRecord.Origin
    is_theirs = record.by_id == by.pk and record.origin == origin.PERSON
    return is_theirs and record.state != state.PRETRANSLATED
