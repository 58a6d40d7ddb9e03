"""The side-by-side page's rows: segments as a translator meets them, grouped as a reader would."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from articles import blocks
from articles.models import Correction, FactBox, LanguageVersion
from articles.shown import Shown
from media.credit import line_of
from media.models import Photo
from translation import diff, noting, permissions
from translation.models import SegmentRecord
from translation.problems import excerpt, of_checks
from translation.segments import Segment, Status

# Wide enough for a sharp picture beside a caption.
THUMBNAIL_WIDTH = 320


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who has the rows before them, what they may do with a translation but write it, and how many
    open notes there are on each segment for them to read."""

    by: User | None = None
    may_review: bool = False
    may_pass_typos: bool = False
    open_notes: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, version: LanguageVersion, by: User) -> "Reader":
        return cls(
            by=by,
            may_review=permissions.may_review(by, version),
            may_pass_typos=permissions.may_pass_typos(by, version),
            open_notes=noting.open_by_segment(version),
        )


NOBODY = Reader()
NOTHING: Mapping[str, bool] = {}
# Where a text came from that nobody stands for yet.
ORIGINS = {
    SegmentRecord.Origin.PERSON: "",
    SegmentRecord.Origin.MEMORY: _("from memory"),
    SegmentRecord.Origin.MACHINE: _("by machine"),
    SegmentRecord.Origin.IMPORT: _("imported"),
}
# The ways to narrow the rows, by name, with what each is called.
FILTERS = {
    "open": _("Not translated"),
    "pretranslated": _("Pretranslated"),
    "stale": _("Source changed"),
    "unconfirmed": _("Not confirmed"),
    "orphan": _("Without a source"),
    "blocked": _("Blocked by a check"),
    "warned": _("Warned"),
    "noted": _("With open notes"),
    "unreviewed": _("Not reviewed"),
    "mine": _("Mine"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """`ordinal` is the item's number within a numbered list, else 0. `warned` says that a check
    has found something that nobody has dismissed, `blocked` that it keeps the whole from being
    finished."""

    segment: Segment
    ordinal: int = 0
    reader: Reader = NOBODY
    warned: bool = False
    blocked: bool = False

    @property
    def found_by(self) -> list[str]:
        """The names of `FILTERS` that this row stands under."""
        segment, status = self.segment, self.segment.status
        by = self.reader.by
        under = {
            "open": status == Status.OPEN,
            "pretranslated": status == Status.PRETRANSLATED,
            "stale": status == Status.STALE,
            "unconfirmed": status == Status.UNCONFIRMED,
            "orphan": status == Status.ORPHAN,
            "blocked": self.blocked,
            "warned": self.warned,
            "noted": self.open_notes > 0,
            "unreviewed": self.reader.may_review and status == Status.TRANSLATED,
            "mine": bool(by and segment.record and segment.record.by_id == by.pk),
        }
        return [name for name in FILTERS if under[name]]

    @property
    def open_notes(self) -> int:
        return self.reader.open_notes.get(self.segment.key, 0)

    @property
    def is_done(self) -> bool:
        """Whether its reader can go past it: what an editor reviews is done when reviewed."""
        if self.blocked or (self.reader.may_review and self.segment.status == Status.TRANSLATED):
            return False
        return self.segment.status.is_settled

    @property
    def origin(self) -> str | Promise:
        segment = self.segment
        if segment.record is None or not segment.is_proposed:
            return ""
        return ORIGINS[SegmentRecord.Origin(segment.record.origin)]

    @cached_property
    def source_digest(self) -> str:
        return blocks.digest(self.segment.source)

    @cached_property
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
    def recorded(self) -> str:
        """When the translation was made and, where that is known, by whom."""
        record = self.segment.record
        if record is None:
            return ""
        day = date_format(timezone.localtime(record.at), "DATE_FORMAT")
        return f"{day}, {record.by}" if record.by else day

    @property
    def excerpt(self) -> str:
        return excerpt(self.segment.source or self.segment.target, 200)

    @property
    def can_be_confirmed(self) -> bool:
        return bool(self.segment.target) and self.segment.status.can_be_confirmed

    @property
    def can_be_reviewed(self) -> bool:
        return self.reader.may_review and self.segment.status == Status.TRANSLATED

    @property
    def can_be_passed(self) -> bool:
        """A change of the source that may be a typo only."""
        has_record = self.segment.record is not None
        is_stale = self.segment.status == Status.STALE
        return self.reader.may_pass_typos and is_stale and has_record

    @property
    def can_be_moved(self) -> bool:
        segment = self.segment
        is_only = segment.status == Status.ONLY and bool(segment.block)
        # A caption stands with its picture.
        return is_only and segment.kind != "photo"

    @property
    def can_be_joined(self) -> bool:
        """To the text of the row above: what happens when two blocks of the source become one."""
        return self.segment.status == Status.ORPHAN and bool(self.segment.block)

    @property
    def can_be_followed(self) -> bool:
        """By a block for readers of this language alone."""
        is_lead = self.segment.field == "lead"
        return bool(self.segment.block) or is_lead

    @property
    def can_be_left_out(self) -> bool:
        segment = self.segment
        left_out = segment.status == Status.LEFT_OUT
        return bool(segment.block and segment.source) and not left_out

    @property
    def can_be_taken_up(self) -> bool:
        """Left out, and somebody may think better of it."""
        return self.segment.was_left_out and not self.segment.only

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
    def credit(self) -> str:
        """As the readers of the translation see it."""
        return line_of(self.photo, self.rows[0].segment.language) if self.photo else ""

    @property
    def name(self) -> str:
        """A fact box's, where its title is no row of its own here."""
        first = self.rows[0].segment
        if self.fact_box is None or first.field == "title":
            return ""
        return languages.first(self.fact_box, "title", first.source_language)[0]

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


def warned(found: Iterable[Segment], story: str) -> dict[str, bool]:
    """The keys of the segments that checks have something to say of, each with whether some of it
    blocks."""
    told: dict[str, bool] = {}
    for problem in of_checks(found, story):
        told[problem.place] = told.get(problem.place, False) or problem.blocking
    return told


def groups(
    shown: Shown,
    segments: Iterable[Segment],
    *,
    reader: Reader = NOBODY,
    warned: Mapping[str, bool] = NOTHING,
) -> list[Group]:
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
        if segment.field == "lead_photo_caption" and shown.article.lead_photo_id:
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
            rows=list(_rows(members, reader, warned)),
            photo=shown.photos.get(ref) if kind == "photo" else None,
            fact_box=shown.fact_boxes.get(ref) if kind == "fact_box" else None,
        )
        for (kind, ref), members in groupby(segments, key=place)
    ]


def row_of(
    shown: Shown, segments: Iterable[Segment], key: str, *, reader: Reader = NOBODY
) -> Row | None:
    segments = list(segments)
    own = [one for one in segments if one.key == key]
    found = groups(shown, segments, reader=reader, warned=warned(own, str(shown.article.pk)))
    rows = (row for group in found for row in group.rows)
    return next((row for row in rows if row.segment.key == key), None)


def _rows(segments: Iterable[Segment], reader: Reader, warned: Mapping[str, bool]) -> Iterable[Row]:
    number = 0
    for segment in segments:
        number = number + 1 if segment.kind == "numbered" else 0
        yield Row(
            segment=segment,
            ordinal=number,
            reader=reader,
            warned=segment.key in warned,
            blocked=warned.get(segment.key, False),
        )
