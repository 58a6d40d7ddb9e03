"""The side-by-side page's rows: segments as a translator meets them, grouped as a reader would."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from accounts import languages
from articles import blocks
from articles.models import Correction, FactBox
from articles.shown import Shown
from media.models import Photo
from translation import diff
from translation.problems import excerpt
from translation.segments import Segment, Status

# Wide enough for a sharp picture beside a caption.
THUMBNAIL_WIDTH = 320


@dataclass(frozen=True, kw_only=True)
class Row:
    """`ordinal` is the item's number within a numbered list, else 0."""

    segment: Segment
    ordinal: int = 0

    @property
    def seen(self) -> str:
        """What a save tells that the person had before them; see `translation.actions`."""
        return blocks.digest(self.segment.target)

    @property
    def language_name(self) -> str:
        return languages.name(self.segment.language)

    @property
    def limit(self) -> int | None:
        if self.segment.block:
            return None
        return type(self.segment.thing)._meta.get_field(self.segment.field).max_length

    @cached_property
    def changes(self) -> list[diff.Piece]:
        """What has happened to the source since it was translated; empty where that is not known."""
        segment = self.segment
        if segment.status != Status.STALE or not segment.source_then:
            return []
        return diff.words(segment.source_then, segment.source, marked=segment.marked)

    @property
    def excerpt(self) -> str:
        return excerpt(self.segment.source or self.segment.target, 200)

    @property
    def can_be_confirmed(self) -> bool:
        return self.segment.status in (Status.STALE, Status.UNCONFIRMED)

    @property
    def can_be_left_out(self) -> bool:
        segment = self.segment
        left_out = segment.status == Status.LEFT_OUT
        return bool(segment.block and segment.source) and not left_out

    @property
    def can_be_taken_up(self) -> bool:
        """Left out, and somebody may think better of it."""
        return self.segment.status == Status.LEFT_OUT and not self.segment.only

    @property
    def can_be_kept(self) -> bool:
        return self.segment.status == Status.ORPHAN

    @property
    def can_be_removed(self) -> bool:
        return self.segment.status in (Status.ORPHAN, Status.ONLY)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Rows that stand together before a reader: running text, corrections, a photo's, or a fact
    box's."""

    kind: str
    rows: list[Row] = field(default_factory=list)
    photo: Photo | None = None
    fact_box: FactBox | None = None

    @property
    def thumbnail(self) -> str:
        return thumbnail_url(self.photo) if self.photo else ""


def thumbnail_url(photo: Photo) -> str:
    """The address of the smallest rendition that is wide enough; "" where there is no file."""
    renditions = sorted(photo.renditions.all(), key=lambda one: one.width)
    wide = [one for one in renditions if one.width >= THUMBNAIL_WIDTH] or renditions[-1:]
    if wide:
        return wide[0].file.url
    return photo.file.url if photo.file else ""


def groups(shown: Shown, segments: Iterable[Segment]) -> list[Group]:
    pictures = {
        block.id: block.ref
        for body in shown.bodies.values()
        for block in body
        if block.type == "photo"
    }

    def place(segment: Segment) -> tuple[str, str]:
        thing = segment.thing
        if isinstance(thing, Photo):
            return "photo", str(thing.pk)
        if segment.field == "lead_photo_caption":
            return "photo", str(shown.article.lead_photo_id)
        if segment.kind == "photo":
            return "photo", pictures.get(segment.block, "")
        if isinstance(thing, Correction):
            return "correction", ""
        if isinstance(thing, FactBox):
            return "fact_box", str(thing.pk)
        return "text", ""

    return [
        Group(
            kind=kind,
            rows=list(_rows(members)),
            photo=shown.photos.get(ref) if kind == "photo" else None,
            fact_box=shown.fact_boxes.get(ref) if kind == "fact_box" else None,
        )
        for (kind, ref), members in groupby(segments, key=place)
    ]


def row_of(shown: Shown, segments: Iterable[Segment], key: str) -> Row | None:
    rows = (row for group in groups(shown, segments) for row in group.rows)
    return next((row for row in rows if row.segment.key == key), None)


def _rows(segments: Iterable[Segment]) -> Iterable[Row]:
    number = 0
    for segment in segments:
        number = number + 1 if segment.kind == "numbered" else 0
        yield Row(segment=segment, ordinal=number)
