"""To dismiss what a check finds, and to take that back. Each is one transaction, and checks who may.

Nothing of the text changes, so a dismissal stands beside the confirmed pair in its record.
"""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from articles.models import LanguageVersion
from articles.plain_text import plain
from articles.problems import NotAllowed
from translation import dismissals, findings, permissions
from translation.actions import TooLong
from translation.checks import Finding
from translation.dismissals import Dismissal
from translation.models import SegmentRecord
from translation.segments import Segment
from translation.single import segment_at

LONGEST_REASON = 300


class NoReason(ValueError):
    """Nothing is dismissed without saying why."""

    def __init__(self) -> None:
        super().__init__(_t("Say in a few words why this is right as it stands."))


class NoSuchFinding(LookupError):
    """The saved text has no such finding, or none that was dismissed."""


@transaction.atomic
def dismiss_check(
    version: LanguageVersion, key: str, code: str, why: str, *, digest: str = "", by: User
) -> Segment:
    """Say that what this check finds in the saved text is right as it stands. A check may find
    several things; `digest` says which is meant, the first where it says nothing.

    Raises NotAllowed, UnknownSegment, NoReason, TooLong or NoSuchFinding. Dismissed already, it
    stays as it was.
    """
    why = _reason(why)
    segment, record = _locked(version, key, by)
    finding = _finding(segment, code, digest)
    entries = dismissals.of_record(record)
    if not any(one.holds_for(finding) for one in entries):
        entries.append(
            Dismissal(code=code, digest=finding.digest, why=why, by=by.pk, at=dismissals.now())
        )
        dismissals.write(record, entries)
    return replace(segment, record=record)


@transaction.atomic
def take_back(
    version: LanguageVersion, key: str, code: str, *, digest: str = "", by: User
) -> Segment:
    """The finding counts again. The record keeps who dismissed it and who took that back."""
    segment, record = _locked(version, key, by)
    finding = _finding(segment, code, digest)
    entries = dismissals.of_record(record)
    if not any(one.holds_for(finding) for one in entries):
        raise NoSuchFinding(_t("Nobody has dismissed this."))
    now = dismissals.now()
    dismissals.write(
        record,
        [
            replace(one, taken_back_by=by.pk, taken_back_at=now) if one.holds_for(finding) else one
            for one in entries
        ],
    )
    return replace(segment, record=record)


def _reason(why: str) -> str:
    why = plain(why)
    if not why:
        raise NoReason
    if len(why) > LONGEST_REASON:
        raise TooLong(
            _t("The reason has %(length)s characters; there is room for %(limit)s.")
            % {"length": len(why), "limit": LONGEST_REASON}
        )
    return why


def _locked(version: LanguageVersion, key: str, by: User) -> tuple[Segment, SegmentRecord]:
    version = LanguageVersion.objects.select_related("article", "translator").get(pk=version.pk)
    if not permissions.may_dismiss(by, version):
        raise NotAllowed(_t("Only those who may change this text, and the editors, can do that."))
    segment = segment_at(version, key)
    if segment.record is None:
        raise NotAllowed(
            _t("Save or confirm the text first: what is found in it is dismissed with it.")
        )
    record = SegmentRecord.objects.select_for_update().get(pk=segment.record.pk)
    return segment, record


def _finding(segment: Segment, code: str, digest: str) -> Finding:
    for told in findings.of_text(segment, segment.target):
        if told.finding.code == code and digest in ("", told.finding.digest):
            return told.finding
    raise NoSuchFinding(_t("This is not found in the saved text any more."))
