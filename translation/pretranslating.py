"""Texts that no person has written: from memory, by machine, or imported. They stand as
pretranslated, and nobody stands for them until somebody confirms or rewrites each.

They are put where nothing stands and nothing was left out on purpose, and nowhere else. Whether
that is so is asked with everything locked that is written. Who may ask for them is the caller's to
check.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from accounts.models import User
from articles import blocks
from articles.models import LanguageVersion
from translation.models import SegmentRecord
from translation.segments import Segment, Status
from translation.writing import TooLong, clean, refuse_unless_fits, segments_of
from translation.writing_many import hold_all, keep_records, write_all

Origin = SegmentRecord.Origin


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A text for the segment with this key, made from `source` as it was then."""

    key: str
    source: str
    text: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Keys of what was written, and of what was not with a sentence that says why."""

    written: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def put(version: LanguageVersion, segment: Segment, text: str, *, by: User, origin: str) -> bool:
    """One text; says whether it was written. `by` asked for it."""
    proposal = Proposal(key=segment.key, source=segment.source, text=text, origin=origin)
    return bool(put_all(version, [proposal], by=by).written)


@transaction.atomic
def put_all(version: LanguageVersion, proposals: Iterable[Proposal], *, by: User) -> Outcome:
    """All that can be, in a number of queries that does not grow with their number. A proposal that
    cannot be written keeps no other from being."""
    outcome = Outcome()
    wanted = {one.key: one for one in proposals}
    if not wanted:
        return outcome
    hold_all([version], wanted)
    found = {one.key: one for one in segments_of(version)}
    texts: list[tuple[Segment, str, str]] = []
    for proposal in wanted.values():
        segment = found.get(proposal.key)
        try:
            text = _fitting(segment, proposal)
        except (_Refused, TooLong) as refusal:
            outcome.refused[proposal.key] = str(refusal)
            continue
        assert segment
        texts.append((segment, text, proposal.origin))
        outcome.written.append(proposal.key)
    write_all(texts, by)
    keep_records(_record(*one) for one in texts)
    return outcome


class _Refused(ValueError):
    """Why one proposal is not written."""


def _fitting(segment: Segment | None, proposal: Proposal) -> str:
    """The text as it will be stored."""
    if segment is None or blocks.digest(segment.source) != blocks.digest(proposal.source):
        raise _Refused(_t("The source has changed meanwhile."))
    if segment.status == Status.LEFT_OUT:
        raise _Refused(_t("This was left out on purpose."))
    if segment.status != Status.OPEN:
        raise _Refused(_t("Somebody has written a text here meanwhile."))
    text = clean(segment, proposal.text)
    if not text:
        raise _Refused(_t("There was no text in the answer."))
    refuse_unless_fits(segment, text)
    return text


def _record(segment: Segment, text: str, origin: str) -> SegmentRecord:
    return SegmentRecord(
        content_type=ContentType.objects.get_for_model(segment.thing),
        object_id=str(segment.thing.pk),
        field=segment.field,
        block=segment.block,
        language=segment.language,
        source_language=segment.source_language,
        state=SegmentRecord.State.PRETRANSLATED,
        origin=origin,
        source_text=segment.source,
        source_digest=blocks.digest(segment.source),
        target_digest=blocks.digest(text),
        at=timezone.now(),
    )
