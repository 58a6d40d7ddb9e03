"""Texts that stand more than once in a story: when one is confirmed, the others are filled in with the
same translation as pretranslated, where nothing stands.

Texts are saved while they are being typed. What was filled in from half a text, and what nobody has
touched since, goes along when the text goes on; it goes when the text goes.
"""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from articles import blocks
from articles.models import LanguageVersion
from translation.memory.adapting import adapted
from translation.memory.keys import normal
from translation.memory.pair import plain_of
from translation.models import SegmentRecord
from translation.pretranslating import Proposal, put_all
from translation.segments import Segment, Status
from translation.writing import open_segment, unrecord, write

Origin = SegmentRecord.Origin


@transaction.atomic
def fill(
    version: LanguageVersion, found: Iterable[Segment], key: str, was: str, *, by: User
) -> list[str]:
    """After something was done with the segment with this key. `found` are the story's segments as
    they are now, `was` is the text that stood there before. Returns the keys of what was changed."""
    found = list(found)
    own = next((one for one in found if one.key == key), None)
    if own is None or not own.source:
        return []
    others = [one for one in found if one.key != key and _repeats(one, own)]
    echoes = [one for one in others if _is_echo(one, own, was)]
    if own.status.is_confirmed:
        echoes = [one for one in echoes if not _says(one, _text(own, one, own.target))]
    elif own.target:
        return []
    for one in echoes:
        _clear(version, one.key, by)
    if not own.status.is_confirmed:
        return [one.key for one in echoes]
    empty = {one.key for one in others if one.status == Status.OPEN}
    wanted = [one for one in others if one.key in empty or one in echoes]
    proposals = [
        Proposal(
            key=one.key,
            source=one.source,
            text=_text(own, one, own.target),
            origin=Origin.MEMORY,
        )
        for one in wanted
    ]
    written = put_all(version, proposals, by=by).written
    return [one.key for one in wanted if one.key in written or one in echoes]


def _repeats(one: Segment, own: Segment) -> bool:
    return one.source_language == own.source_language and _plain(one) == _plain(own)


def _plain(segment: Segment) -> str:
    return normal(plain_of(segment.source, marked=segment.marked))


def _text(own: Segment, other: Segment, text: str) -> str:
    """What `text`, of `own`, is in the other segment, with that one's links."""
    if not other.marked:
        return plain_of(text, marked=own.marked)
    remembered, text = (
        one if own.marked else blocks.plain_to_inline(one) for one in (own.source, text)
    )
    return adapted(text, remembered=remembered, source=other.source)


def _is_echo(one: Segment, own: Segment, was: str) -> bool:
    """Filled in from what stood in `own`, and nobody has said anything of it since."""
    return (
        bool(was)
        and one.status == Status.PRETRANSLATED
        and one.record is not None
        and one.record.origin == Origin.MEMORY
        and _says(one, _text(own, one, was))
    )


def _says(one: Segment, text: str) -> bool:
    return blocks.digest(one.target) == blocks.digest(text)


def _clear(version: LanguageVersion, key: str, by: User) -> None:
    segment = open_segment(version, key, by)
    write(segment, "", by)
    unrecord(segment)
