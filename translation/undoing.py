"""Undoing what was done with one segment: its text and its record as they were before, whatever was
done. What was before is given to the person's page, signed, and comes back from there.
"""

import datetime
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
from translation import behind, counting, readers
from translation.actions import joined_text, joined_to
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


def before(version: LanguageVersion, key: str, *, joining: bool = False) -> str:
    """How the segment stands, to be asked for before an action and given to `undo` after it."""
    return token_of(version, place_in(version, read_key(key)), joining=joining)


def token_of(version: LanguageVersion, segment: Segment, *, joining: bool = False) -> str:
    """The same of a segment as it stands now; where it is about to be joined to the row above, of that
    row as well."""
    told = {"of": version.pk, "at": timezone.now().isoformat(), **_told_of(segment)}
    if joining and (above := joined_to(version, segment)):
        joined = joined_text(above, segment)
        told["above"] = {**_told_of(above), "joined": blocks.digest(joined)}
    return signing.dumps(told, salt=_SALT, compress=True)


def _told_of(segment: Segment) -> dict[str, Any]:
    """`since` is when each version that shows it was left behind by its source."""
    told: dict[str, Any] = {
        "key": segment.key,
        "text": segment.target,
        "record": serializers.serialize("json", records(segment)),
        "since": behind.since_when(segment),
    }
    if segment.field in BODIES:
        target = blocks.parse(languages.text(segment.thing, segment.field, segment.language))
        for neighbour, block in zip([None, *target], target, strict=False):
            if block.id == segment.block:
                told["block"] = asdict(block)
                told["neighbour"] = neighbour.id if neighbour else ""
    return told


@transaction.atomic
def undo(
    version: LanguageVersion, key: str, token: str, *, by: User, seen: str | None = None
) -> Segment | None:
    """Bring a segment back to how it was before, and the row above where it was joined to that. Raises
    Conflict where another has written since; NotAllowed where the token is none of ours, or of another
    segment, or the row above is no longer as it was joined."""
    try:
        was = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        was = {}
    if (was.get("of"), was.get("key")) != (version.pk, key):
        raise NotAllowed(_t("This cannot be undone any more."))
    segment = place_in(version, hold(version, key, by))
    refuse_unless_seen(segment, seen)
    at = parse_datetime(was.get("at", ""))
    if "above" in was:
        _take_apart(version, was["above"], at, by)
        # With its thing as it is written by now.
        segment = place_in(version, read_key(key))
    _restore(segment, was, at, by)
    _behind_again(version, [was, was["above"]] if "above" in was else [was])
    return segment_of(version, key)


def _take_apart(
    version: LanguageVersion, above: dict[str, Any], at: datetime.datetime | None, by: User
) -> None:
    segment = place_in(version, read_key(above["key"]))
    if blocks.digest(segment.target) != above["joined"]:
        raise NotAllowed(
            _t("The text that this was added to has been changed since. Undo that change first.")
        )
    _restore(segment, above, at, by)


def _restore(segment: Segment, was: dict[str, Any], at: datetime.datetime | None, by: User) -> None:
    if segment.field in BODIES:
        _restore_block(segment, was, by)
    else:
        save_column(segment, was["text"], by)
    _restore_record(segment, was["record"])
    if at:
        counting.take_back(segment, since=at, by=by)
    if not segment.target and (record := records(segment).first()):
        counting.count_again(replace(segment, record=record), by=by)
    following.follow(segment, records(segment).first(), was["text"])
    behind.settle(segment)


def _behind_again(version: LanguageVersion, restored: list[dict[str, Any]]) -> None:
    """Whatever was behind its source is so again, since the same hour, in every story that shows it."""
    since = {one["key"]: one.get("since", {}) for one in restored}
    versions = {version.pk, *(int(pk) for times in since.values() for pk in times)}
    stories = LanguageVersion.objects.filter(pk__in=versions).values_list("article", flat=True)
    behind.follow_all(sorted(set(stories)), by=None, quietly=True)
    for key, times in since.items():
        behind.put_back_since(key, times)
        readers.put_back_since(key, [int(version) for version in times])


def _restore_block(segment: Segment, was: dict[str, Any], by: User) -> None:
    source, target = (
        blocks.parse(languages.text(segment.thing, segment.field, code))
        for code in (segment.source_language, segment.language)
    )
    block = Block(**was["block"]) if "block" in was else None
    if block is None:
        changed = blocks.put(source, target, segment.block, "")
    elif block.only:
        changed = blocks.place(source, target, block, was["neighbour"])
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
