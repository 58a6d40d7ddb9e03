"""Many texts of one translation saved at once, by a person who stands for them or passes them on."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles import blocks
from articles.models import LanguageVersion
from translation.memory import following
from translation.models import SegmentRecord
from translation.segments import Segment
from translation.writing import (
    Conflict,
    TooLong,
    UnknownSegment,
    claim_if_free,
    clean,
    refuse_unless_fits,
    refuse_unless_open,
    refuse_unless_seen,
    segments_of,
)
from translation.writing_many import hold_all, keep_records, write_all


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A text for one segment. `read` is the source it was made from, `seen` a digest of the
    translation that it replaces; None for what stands."""

    key: str
    text: str
    state: str = SegmentRecord.State.TRANSLATED
    origin: str = SegmentRecord.Origin.PERSON
    read: str | None = None
    seen: str | None = None


@dataclass(frozen=True, kw_only=True)
class Saved:
    """Keys of what was written, and of what was not with a sentence that says why."""

    written: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def save_segments(version: LanguageVersion, drafts: Iterable[Draft], *, by: User) -> Saved:
    """All that can be, in a number of queries that does not grow with theirs. A draft that cannot
    be written keeps no other from being. Raises NotAllowed, and then nothing is written."""
    wanted = {one.key: one for one in drafts}
    hold_all([version], wanted)
    version.refresh_from_db(fields=["state", "translator"])
    refuse_unless_open(version, by)
    found = {one.key: one for one in segments_of(version)}
    saved = Saved()
    texts: list[tuple[Segment, str, Draft]] = []
    for draft in wanted.values():
        try:
            segment, text = _fitting(found.get(draft.key), draft)
        except (Conflict, TooLong, UnknownSegment) as refusal:
            saved.refused[draft.key] = str(refusal)
            continue
        texts.append((segment, text, draft))
        saved.written.append(draft.key)
    write_all(((segment, text, draft.origin) for segment, text, draft in texts), by)
    records = [_record(*one, by) for one in texts]
    keep_records(records)
    now = [replace(segment, target=text) for segment, text, _draft in texts]
    following.follow_all(zip(now, records, strict=True))
    if texts:
        claim_if_free(version, by)
    return saved


def _fitting(segment: Segment | None, draft: Draft) -> tuple[Segment, str]:
    """The text as it will be stored."""
    if segment is None or not segment.source:
        raise UnknownSegment
    text = clean(segment, draft.text)
    if not text:
        raise UnknownSegment
    if blocks.digest(text) != blocks.digest(segment.target):
        refuse_unless_seen(segment, draft.seen)
    refuse_unless_fits(segment, text)
    return segment, text


def _record(segment: Segment, text: str, draft: Draft, by: User) -> SegmentRecord:
    source = segment.source
    if draft.read is not None and blocks.digest(draft.read) != blocks.digest(source):
        source = blocks.clean_inline(draft.read) if segment.marked else draft.read
    is_confirmed = draft.state != SegmentRecord.State.PRETRANSLATED
    return SegmentRecord(
        content_type=ContentType.objects.get_for_model(segment.thing),
        object_id=str(segment.thing.pk),
        field=segment.field,
        block=segment.block,
        language=segment.language,
        source_language=segment.source_language,
        state=draft.state,
        origin=draft.origin,
        source_text=source,
        source_digest=blocks.digest(source),
        target_digest=blocks.digest(text),
        by=by if is_confirmed else None,
        at=timezone.now(),
    )
