"""Counting the words that people translate, as they are counted in the trade: of each source text
once a person, by how much there was to build on. The page of words says it to those who are paid.

Called where a text is confirmed, with the segment as it was before: nothing is asked of the database
while a person goes on with a text of theirs.
"""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from rapidfuzz import fuzz

from accounts.models import User
from articles import blocks
from translation.memory.lookup import SAME, Question, matches
from translation.models import SegmentRecord, WordCount
from translation.segments import Segment

Kind = WordCount.Kind
# The least likeness, in per cent, that spares a translator work.
LIKE = 75
_CONFIRMED = (SegmentRecord.State.TRANSLATED, SegmentRecord.State.REVIEWED)


def count(segment: Segment, text: str, source: str, *, by: User) -> None:
    """`by` stands for `text` as the translation of `source`."""
    if kind := _kind(segment, text, source, by):
        _insert([_counted(segment, source, kind, by)])


def count_all(standing: Iterable[Segment], *, by: User) -> None:
    """Of texts that stood already, and that `by` now stands for."""
    _insert([_counted(one, one.source, Kind.REVISED, by) for one in standing])


def uncount(segment: Segment) -> None:
    """A text that is taken away on the day on which it was counted was no translation."""
    if segment.record is None or segment.record.by_id is None:
        return
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    WordCount.objects.filter(
        segment=segment.key,
        language=segment.language,
        source_digest=segment.record.source_digest,
        by=segment.record.by_id,
        at__gte=midnight,
    ).delete()


def take_back(segment: Segment, *, since: datetime.datetime, by: User) -> None:
    """What was counted of `by` since then is undone."""
    counts = WordCount.objects.filter(segment=segment.key, language=segment.language, by=by)
    counts.filter(at__gte=since).delete()


def count_again(segment: Segment, *, by: User) -> None:
    """A text of theirs that was taken away, and uncounted with it, is back. `segment` has the record
    of it."""
    record = segment.record
    is_theirs = record and record.by_id == by.pk and record.origin == SegmentRecord.Origin.PERSON
    if record and is_theirs and record.state in _CONFIRMED:
        kind = _of_memory(segment, record.source_text)
        _insert([_counted(segment, record.source_text, kind, by)])


def _kind(segment: Segment, text: str, source: str, by: User) -> Kind | None:
    """None where this person has been counted for it, or nobody has anything to be counted for."""
    record = segment.record
    if record and record.state in _CONFIRMED and record.source_digest == blocks.digest(source):
        return None if record.by_id == by.pk else Kind.REVISED
    if segment.is_proposed and record:
        return _of_proposal(record)
    if not segment.target:
        return _of_memory(segment, source)
    if record and record.source_text:
        return _of_percent(fuzz.ratio(blocks.text_of(record.source_text), blocks.text_of(source)))
    # Translated the other way round, it is nobody's work in this direction until it is changed.
    stands = segment.status.is_confirmed and blocks.digest(text) == blocks.digest(segment.target)
    return None if stands else Kind.REVISED


def _of_proposal(record: SegmentRecord) -> Kind:
    return {
        SegmentRecord.Origin.MACHINE: Kind.MACHINE,
        SegmentRecord.Origin.MEMORY: Kind.SAME,
    }.get(SegmentRecord.Origin(record.origin), Kind.REVISED)


def _of_memory(segment: Segment, source: str) -> Kind:
    asked = Question(
        source_language=segment.source_language,
        language=segment.language,
        source=source,
        marked=segment.marked,
        where=segment.key,
    )
    found = matches(asked, most=1, least=LIKE)
    return _of_percent(found[0].percent if found else 0)


def _of_percent(percent: float) -> Kind:
    if percent >= SAME:
        return Kind.SAME
    return Kind.LIKE if percent >= LIKE else Kind.NEW


def _counted(segment: Segment, source: str, kind: Kind, by: User) -> WordCount:
    return WordCount(
        by=by,
        segment=segment.key,
        source_language=segment.source_language,
        language=segment.language,
        source_digest=blocks.digest(source),
        kind=kind,
        words=len(blocks.text_of(source).split()),
    )


def _insert(rows: list[WordCount]) -> None:
    WordCount.objects.bulk_create(rows, ignore_conflicts=True)
