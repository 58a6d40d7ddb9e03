"""Blocks that only the translation has, such as an explanation for foreign readers: put after any
row, moved and, like any other, written and removed."""

from django.db import transaction
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles import blocks
from articles.blocks import LISTS, Block
from articles.blocks.canonical import ID
from articles.models import LanguageVersion
from articles.problems import NotAllowed
from translation.actions import save_segment
from translation.segments import BODIES, Segment, Status
from translation.writing import (
    Place,
    UnknownSegment,
    claim_if_free,
    clean,
    hold,
    open_segment,
    place_in,
    read_key,
    save_column,
    segment_of,
)

_WITH_BODIES = frozenset({"article", "fact_box"})


@transaction.atomic
def add_only(
    version: LanguageVersion,
    key: str,
    text: str,
    *,
    after: str,
    by: User,
    seen: str | None = None,
) -> Segment | None:
    """Put a new block behind the row `after`, under a key with an id that whoever asks made up: asked
    twice, it is put once. None where the text is empty: then there is none."""
    place = hold(version, key, by)
    if (
        place.thing not in _WITH_BODIES
        or place.field not in BODIES
        or not ID.fullmatch(place.block)
    ):
        raise UnknownSegment
    segment = place_in(version, place)
    source, target = _bodies(segment)
    if any(one.id == place.block for one in source):
        raise UnknownSegment
    if any(one.id == place.block for one in target):
        return save_segment(version, key, text, by=by, seen=seen)
    if text := clean(segment, text):
        neighbour = _block_of(after, place)
        kind = next((one.type for one in [*source, *target] if one.id == neighbour), "")
        block = Block(
            id=place.block, type=kind if kind in LISTS else "paragraph", html=text, only=True
        )
        _put(segment, block, neighbour, by)
        claim_if_free(version, by)
    return segment_of(version, key)


@transaction.atomic
def move_only(version: LanguageVersion, key: str, *, by: User, up: bool) -> Segment:
    """Past the row above or below. Raises NotAllowed for what has its place from the source."""
    segment = open_segment(version, key, by)
    if segment.status != Status.ONLY or not segment.block:
        raise NotAllowed(
            _t("Only what this language alone has can be moved; the rest follows the source.")
        )
    source, target = _bodies(segment)
    rows = blocks.align(source, target)
    order = [block.id for row in rows if (block := row.source or row.target)]
    at = order.index(segment.block)
    neighbours = ["", *order]
    after = neighbours[max(at - 1, 0)] if up else neighbours[min(at + 2, len(order))]
    if after != segment.block:
        block = next(one for one in target if one.id == segment.block)
        _put(segment, block, after, by)
    return segment_of(version, key) or segment


def _bodies(segment: Segment) -> tuple[list[Block], list[Block]]:
    source, target = (
        blocks.parse(languages.text(segment.thing, segment.field, code))
        for code in (segment.source_language, segment.language)
    )
    return source, target


def _put(segment: Segment, block: Block, after: str, by: User) -> None:
    source, target = _bodies(segment)
    save_column(segment, blocks.write(blocks.place(source, target, block, after)), by)


def _block_of(after: str, place: Place) -> str:
    """The block that the row is; "", the start, for the rows that stand above the body."""
    row = read_key(after)
    same = (row.thing, row.pk, row.field) == (place.thing, place.pk, place.field)
    return row.block if same else ""
