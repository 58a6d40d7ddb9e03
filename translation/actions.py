"""What people do with translations. Each action is one transaction, and checks who may; what they
share, and what `read` and `seen` are, is in `writing`.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles import blocks, workflow
from articles.models import Article, LanguageVersion
from articles.problems import NotAllowed
from translation import behind, telling
from translation.glossary import rewording
from translation.memory import following
from translation.models import SegmentRecord
from translation.segments import Segment, Status
from translation.writing import (
    Conflict,
    TooLong,
    UnknownSegment,
    claim_if_free,
    clean,
    open_segment,
    record,
    record_all,
    records,
    refuse_unless_open,
    refuse_unless_seen,
    rewrite_body,
    segment_of,
    segments_of,
    unrecord,
    write,
)

__all__ = ["Conflict", "TooLong", "UnknownSegment"]


@transaction.atomic
def request(
    article: Article,
    language: str,
    *,
    by: User,
    translator: User | None = None,
    due_on: datetime.date | None = None,
    note: str = "",
) -> LanguageVersion:
    """Ask for a version in another language. Raises NotAllowed or NotReady."""
    version = workflow.new_version(article, language)
    if translator and not translator.is_translator_into(language):
        raise NotAllowed(
            _t("%(person)s does not translate into %(language)s.")
            % {"person": translator, "language": languages.name(language)}
        )
    version = workflow.move(
        version, "request", by=by, note=note, translator=translator, due_on=due_on
    )
    if translator:
        telling.hand_over(version, by=by)
    return version


@transaction.atomic
def claim(version: LanguageVersion, *, by: User) -> LanguageVersion:
    """Take a translation that nobody has. Raises NotAllowed, also when somebody was quicker."""
    if version.is_source:
        raise NotAllowed(_t("The source language is not a translation."))
    if not by.is_translator_into(version.language):
        raise NotAllowed(
            _t("%(person)s does not translate into %(language)s.")
            % {"person": by, "language": languages.name(version.language)}
        )
    claim_if_free(version, by)
    if version.translator_id != by.pk:
        version.refresh_from_db(fields=["translator"])
        raise NotAllowed(_t("%(person)s has this translation.") % {"person": version.translator})
    return version


def finish(version: LanguageVersion, *, by: User) -> LanguageVersion:
    return workflow.move(version, "finish", by=by)


@transaction.atomic
def save_segment(
    version: LanguageVersion,
    key: str,
    text: str,
    *,
    by: User,
    seen: str | None = None,
    read: str | None = None,
    origin: str = SegmentRecord.Origin.PERSON,
    midway: bool = False,
) -> Segment:
    """Write one segment's text and confirm it against the source that was read.

    An empty text takes the translation away. `midway` says that whoever writes is still at it: what
    is stale stays so until they confirm it. Returns the segment anew.
    """
    segment = open_segment(version, key, by)
    text = clean(segment, text)
    # What nobody stands for was put there meanwhile, and gives way to a person's text.
    if blocks.digest(text) != blocks.digest(segment.target) and not segment.is_proposed:
        refuse_unless_seen(segment, seen)
    write(segment, text, by)
    if origin == SegmentRecord.Origin.PERSON:
        rewording.notice(segment, text, by=by)
    stays_stale = midway and text and segment.target and segment.status == Status.STALE
    if text and segment.source:
        if not stays_stale:
            record(segment, text, by, SegmentRecord.State.TRANSLATED, origin, read)
    else:
        unrecord(segment)
    claim_if_free(version, by)
    return segment_of(version, key) or segment


@transaction.atomic
def confirm(
    version: LanguageVersion,
    key: str,
    *,
    by: User,
    seen: str | None = None,
    read: str | None = None,
) -> Segment:
    """Say that the text which stands is right for the source that was read ("still right")."""
    segment = open_segment(version, key, by)
    if not segment.target or not segment.source:
        raise NotAllowed(_t("There is no text here to confirm yet."))
    refuse_unless_seen(segment, seen)
    record(segment, segment.target, by, SegmentRecord.State.TRANSLATED, _origin(segment), read)
    return segment_of(version, key) or segment


def _origin(segment: Segment) -> str:
    """Who confirms a pretranslated text as it is stands for it, and did not write it."""
    if segment.record and segment.is_proposed:
        return segment.record.origin
    return SegmentRecord.Origin.PERSON


@transaction.atomic
def confirm_all(version: LanguageVersion, *, by: User) -> int:
    """Confirm every text that a person has written and nobody has confirmed yet; returns how many.
    What is pretranslated is left out: a person stands for each of those texts, having read it."""
    refuse_unless_open(version, by)
    waiting = [one for one in segments_of(version) if one.status == Status.UNCONFIRMED]
    record_all(waiting, by)
    return len(waiting)


@transaction.atomic
def leave_out(
    version: LanguageVersion,
    key: str,
    *,
    by: User,
    seen: str | None = None,
    read: str | None = None,
) -> Segment:
    """Leave a segment untranslated on purpose, by the source that was read; a text that stood there
    is taken away."""
    segment = open_segment(version, key, by)
    if not segment.source or not segment.block:
        raise NotAllowed(_t("Only a block of the body can be left out."))
    refuse_unless_seen(segment, seen)
    if segment.target:
        write(segment, "", by)
    record(segment, "", by, SegmentRecord.State.LEFT_OUT, read=read)
    return segment_of(version, key) or segment


@transaction.atomic
def keep_as_only(version: LanguageVersion, key: str, *, by: User) -> Segment | None:
    """Keep a text that has no source for readers of this language alone: a block is marked so; a
    field is no longer held to be a translation, and is then no segment (None)."""
    segment = open_segment(version, key, by)
    if segment.source:
        raise NotAllowed(_t("This text has a source; it cannot be for one language alone."))
    if segment.block:
        rewrite_body(segment, by, only=True)
        behind.settle(segment)
    else:
        unrecord(segment)
    return segment_of(version, key)


@transaction.atomic
def join_orphan(
    version: LanguageVersion, key: str, *, by: User, seen: str | None = None
) -> Segment | None:
    """Put a text whose source is gone at the end of that of the row above it: what belongs there
    when two blocks of the source have become one. Returns the segment of that row."""
    segment = open_segment(version, key, by)
    refuse_unless_seen(segment, seen)
    above = joined_to(version, segment)
    if segment.source or above is None:
        raise NotAllowed(_t("There is no row above that this text could be added to."))
    joined = joined_text(above, segment)
    write(above, joined, by)
    records(above).update(target_digest=blocks.digest(joined), by=by, at=timezone.now())
    following.follow(above, records(above).first(), joined)
    write(_at(version, segment), "", by)
    unrecord(segment)
    return segment_of(version, above.key)


def joined_to(version: LanguageVersion, segment: Segment) -> Segment | None:
    """The row of the same body above this one that has a source."""
    found = segments_of(version)
    here = next((at for at, one in enumerate(found) if one.key == segment.key), 0)
    same = (segment.thing, segment.field)
    above = [one for one in found[:here] if (one.thing, one.field) == same and one.source]
    return above[-1] if above else None


def joined_text(above: Segment, segment: Segment) -> str:
    return clean(above, " ".join(filter(None, [above.target, segment.target])))


def _at(version: LanguageVersion, segment: Segment) -> Segment:
    """The segment anew, with its thing as written meanwhile."""
    return segment_of(version, segment.key) or segment


@transaction.atomic
def remove_orphan(version: LanguageVersion, key: str, *, by: User, seen: str | None = None) -> None:
    """Take away a text whose source is gone. The history keeps it."""
    segment = open_segment(version, key, by)
    if segment.source:
        raise NotAllowed(_t("This text has a source; empty it or leave it out instead."))
    refuse_unless_seen(segment, seen)
    write(segment, "", by)
    unrecord(segment)
