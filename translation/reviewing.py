"""Reviewing: the desk reads a finished translation, segment by segment or as a whole."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from accounts.models import User
from articles import blocks
from articles.models import LanguageVersion
from articles.problems import NotAllowed
from articles.shown import shown
from articles.workflow import Act
from translation import permissions
from translation.memory import following
from translation.models import SegmentRecord
from translation.segments import Segment, Status, segments
from translation.writing import (
    open_segment,
    record,
    records,
    refuse_unless_seen,
    segment_of,
    segments_of,
)


@transaction.atomic
def review(version: LanguageVersion, key: str, *, by: User, seen: str | None = None) -> Segment:
    """Say as an editor that a confirmed text is good. Raises NotAllowed or Conflict."""
    segment = open_segment(version, key, by)
    _refuse_unless_reviewing(version, by)
    refuse_unless_seen(segment, seen)
    if not segment.status.is_confirmed:
        raise NotAllowed(_t("Only a text that its translator has confirmed can be reviewed."))
    if _is_own(segment, by):
        raise NotAllowed(
            _t("A text that you have translated yourself is for another editor to review.")
        )
    _mark([segment], by)
    return segment_of(version, key) or segment


@transaction.atomic
def review_all(version: LanguageVersion, *, by: User) -> tuple[int, int]:
    """All that are confirmed and not reviewed yet, but for the reviewer's own; returns how many, and
    how many of their own were left."""
    _refuse_unless_reviewing(version, by)
    waiting = [one for one in segments_of(version) if one.status == Status.TRANSLATED]
    others = [one for one in waiting if not _is_own(one, by)]
    _mark(others, by)
    return len(others), len(waiting) - len(others)


def follow_approval(act: Act) -> None:
    """Whoever approves a translation stands for all that its translator has confirmed."""
    for version in act.versions:
        if not version.is_source:
            found = segments(shown(version.article), version.language)
            _mark((one for one in found if one.status == Status.TRANSLATED), act.by)


def _refuse_unless_reviewing(version: LanguageVersion, by: User) -> None:
    if not permissions.may_review(by, version):
        raise NotAllowed(
            _t("Only an editor who did not write the text alone reviews it, while it is in review.")
        )


def _is_own(segment: Segment, by: User) -> bool:
    """Whether it wants a second pair of eyes: whoever wrote the text last does not review it, unless
    the newsroom lets a lone editor through."""
    translator = segment.record.by_id if segment.record else None
    return translator == by.pk and not settings.LONE_EDITOR_MAY_APPROVE


def _mark(confirmed: Iterable[Segment], by: User) -> None:
    """The translator stays the one who translated, and when."""
    known: list[tuple[Segment, SegmentRecord]] = []
    now = timezone.now()
    for segment in confirmed:
        row = segment.record
        if row is None or row.source_digest != blocks.digest(segment.source):
            # Confirmed for a story that was written the other way round.
            translator = (segment.reverse and segment.reverse.by) or by
            record(segment, segment.target, translator, SegmentRecord.State.TRANSLATED)
            row = records(segment).get()
        row.state, row.reviewed_by, row.reviewed_at = SegmentRecord.State.REVIEWED, by, now
        row.target_digest = blocks.digest(segment.target)
        known.append((segment, row))
    SegmentRecord.objects.bulk_update(
        [row for _segment, row in known], ["state", "reviewed_by", "reviewed_at", "target_digest"]
    )
    following.follow_all(known)
