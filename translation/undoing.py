"""Undoing what was done with one segment: its text and its record as they were before, whatever was
done. What was before is given to the person's page, signed, and comes back from there.
"""

from dataclasses import asdict, replace
from typing import Any

from django.core import serializers, signing
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles import blocks
from articles.blocks import Block
from articles.models import LanguageVersion
from articles.problems import NotAllowed
from translation import behind, counting
from translation.memory import following
from translation.models import SegmentRecord
from translation.segments import BODIES, Segment
from translation.writing import (
    hold,
    place_in,
    read_key,
    records,
    refuse_unless_seen,
    save_column,
    segment_of,
)

_SALT = "translation.undo"


def before(version: LanguageVersion, key: str) -> str:
    """How the segment stands, to be asked for before an action and given to `undo` after it."""
    return token_of(version, place_in(version, read_key(key)))


def token_of(version: LanguageVersion, segment: Segment) -> str:
    """The same of a segment as it stands now."""
    told: dict[str, Any] = {
        "of": version.pk,
        "key": segment.key,
        "text": segment.target,
        "at": timezone.now().isoformat(),
        "record": serializers.serialize("json", records(segment)),
    }
    if segment.field in BODIES:
        target = blocks.parse(languages.text(segment.thing, segment.field, segment.language))
        for neighbour, block in zip([None, *target], target, strict=False):
            if block.id == segment.block:
                told["block"] = asdict(block)
                told["neighbour"] = neighbour.id if neighbour else ""
    return signing.dumps(told, salt=_SALT, compress=True)


@transaction.atomic
def undo(
    version: LanguageVersion, key: str, token: str, *, by: User, seen: str | None = None
) -> Segment | None:
    """Bring a segment back to how it was before. Raises Conflict where another has written since;
    NotAllowed where the token is none of ours, or of another segment."""
    try:
        was = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        was = {}
    if (was.get("of"), was.get("key")) != (version.pk, key):
        raise NotAllowed(_t("This cannot be undone any more."))
    segment = place_in(version, hold(version, key, by))
    refuse_unless_seen(segment, seen)
    if segment.field in BODIES:
        _restore_block(segment, was, by)
    else:
        save_column(segment, was["text"], by)
    _restore_record(segment, was["record"])
    if at := parse_datetime(was.get("at", "")):
        counting.take_back(segment, since=at, by=by)
    if not segment.target and (record := records(segment).first()):
        counting.count_again(replace(segment, record=record), by=by)
    following.follow(segment, records(segment).first(), was["text"])
    behind.settle(segment)
    behind.follow_all([version.article_id], by=None, quietly=True)
    return segment_of(version, key)


def _restore_block(segment: Segment, was: dict[str, Any], by: User) -> None:
    source, target = (
        blocks.parse(languages.text(segment.thing, segment.field, code))
        for code in (segment.source_language, segment.language)
    )
    block = Block(**was["block"]) if "block" in was else None
    if block is None:
        changed = blocks.put(source, target, segment.block, "")
    elif any(one.id == block.id for one in target):
        changed = blocks.compose(source, [block if one.id == block.id else one for one in target])
    elif any(one.id == block.id for one in source):
        changed = blocks.put(source, target, block.id, block.html)
    else:
        changed = blocks.place(source, target, block, was["neighbour"])
    save_column(segment, blocks.write(changed), by)


def _restore_record(segment: Segment, stored: str) -> None:
    there = records(segment).first()
    found = list(serializers.deserialize("json", stored))
    if not found:
        records(segment).delete()
    for one in found:
        assert isinstance(one.object, SegmentRecord)
        one.object.pk = there.pk if there else None
        one.save()
