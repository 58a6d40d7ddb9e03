"""What is to be translated, computed from the source and never stored: a list of segments in the
order a reader meets them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import blocks
from articles.blocks import Block
from articles.models import Article, Correction, FactBox
from articles.shown import Shown
from media.models import Photo
from translation.models import SegmentRecord
from translation.records import Records, content_type_id, records_of

# The things that have segments, by the name that stands in a segment's key.
THINGS: dict[str, type[Model]] = {
    "article": Article,
    "fact_box": FactBox,
    "photo": Photo,
    "correction": Correction,
}
NAMES = {model: name for name, model in THINGS.items()}
# The fields of each that are segments.
FIELDS = {
    "article": frozenset(
        {"kicker", "headline", "lead", "lead_photo_caption", "body", "seo_title", "seo_description"}
    ),
    "fact_box": frozenset({"title", "body"}),
    "photo": frozenset({"caption", "alt_text"}),
    "correction": frozenset({"text"}),
}
# Fields whose text is made of blocks; the others are one segment each.
BODIES = frozenset({"body"})

Thing = Article | FactBox | Photo | Correction


class Status(TextChoices):
    OPEN = "open", _("Not translated")
    PRETRANSLATED = "pretranslated", _("Pretranslated")
    UNCONFIRMED = "unconfirmed", _("Not confirmed")
    STALE = "stale", _("Source changed")
    ORPHAN = "orphan", _("Without a source")
    TRANSLATED = "translated", _("Translated")
    REVIEWED = "reviewed", _("Reviewed")
    LEFT_OUT = "left_out", _("Left out on purpose")
    ONLY = "only", _("Only in this language")

    @property
    def is_settled(self) -> bool:
        """Whether the translator has nothing to do about it."""
        return self.is_confirmed or self in (self.LEFT_OUT, self.ONLY)

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody stands for a text of the source as it is now."""
        return self in (self.TRANSLATED, self.REVIEWED)

    @property
    def can_be_confirmed(self) -> bool:
        """Whether a text stands that nobody stands for, or no longer."""
        return self in (self.PRETRANSLATED, self.UNCONFIRMED, self.STALE)


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One translatable piece, in one direction.

    `source` and `target` are plain text, or inline HTML where `marked`; "" is "not written".
    `kind` is the block's type or the field's name. An orphan or a target-only block has no source.
    `only` says that the side which has the text means it for its own readers alone.
    """

    thing: Thing
    field: str
    block: str = ""
    kind: str
    source_language: str
    language: str
    source: str
    target: str
    marked: bool = False
    only: bool = False
    record: SegmentRecord | None = None
    reverse: SegmentRecord | None = None

    @property
    def key(self) -> str:
        """ "fact_box:<uuid>:body:<block>", unique within a story and the same for every story."""
        return ":".join([NAMES[type(self.thing)], str(self.thing.pk), self.field, self.block])

    @property
    def label(self) -> str | Promise:
        if self.block:
            return BLOCK_LABELS[self.kind]
        return self.thing._meta.get_field(self.field).verbose_name  # type: ignore[union-attr]

    @cached_property
    def status(self) -> Status:
        left_out = SegmentRecord.State.LEFT_OUT
        if not self.source:
            # Left out when this text was the source, in a story written the other way.
            kept = self.only or (self.reverse and self.reverse.state == left_out)
            return Status.ONLY if kept else Status.ORPHAN
        if not self.target:
            if self.only or self.was_left_out:
                return Status.STALE if self._answers_another_source() else Status.LEFT_OUT
            return Status.OPEN
        record = self.record if self.record and self.record.state != left_out else None
        reverse = self.reverse if self.reverse and self.reverse.state != left_out else None
        if reverse and reverse.state == SegmentRecord.State.PRETRANSLATED:
            reverse = None
        if record and record.source_digest == blocks.digest(self.source):
            return self._of_current(record)
        if reverse and self._holds(reverse):
            return Status.TRANSLATED
        return Status.STALE if record or reverse else Status.UNCONFIRMED

    @property
    def was_left_out(self) -> bool:
        """Whether somebody said so, of the source as it is now or as it was."""
        is_said = self.record and self.record.state == SegmentRecord.State.LEFT_OUT
        return bool(is_said and self.source and not self.target)

    def _answers_another_source(self) -> bool:
        """Left out was a text that the source no longer has."""
        if self.only or self.record is None:
            return False
        return self.record.source_digest != blocks.digest(self.source)

    def _of_current(self, record: SegmentRecord) -> Status:
        """Of a record whose source is as it was. What a machine proposed, or an editor reviewed,
        was that text and no other."""
        state = SegmentRecord.State
        if record.state not in (state.PRETRANSLATED, state.REVIEWED):
            return Status.TRANSLATED
        is_that_text = record.target_digest == blocks.digest(self.target)
        if record.state == state.REVIEWED:
            return Status.REVIEWED if is_that_text else Status.TRANSLATED
        return Status.PRETRANSLATED if is_that_text else Status.UNCONFIRMED

    def _holds(self, reverse: SegmentRecord) -> bool:
        """A pair confirmed the other way round, for another story, while neither side moved."""
        return reverse.source_digest == blocks.digest(
            self.target
        ) and reverse.target_digest == blocks.digest(self.source)

    @property
    def is_proposed(self) -> bool:
        """Whether what stands is a text that no person has written or confirmed, whatever has
        happened to its source."""
        record = self.record
        if not self.target or record is None:
            return False
        is_that_text = record.target_digest == blocks.digest(self.target)
        return record.state == SegmentRecord.State.PRETRANSLATED and is_that_text

    @property
    def source_then(self) -> str:
        """The source text that the translation was made from; "" where that is not known."""
        return self.record.source_text if self.record else ""

    @property
    def is_missing_correction(self) -> bool:
        """Whether readers of this language are not told, or not rightly, what was wrong."""
        return isinstance(self.thing, Correction) and not self.status.is_settled

    @property
    def words(self) -> int:
        return len(blocks.text_of(self.source).split())


BLOCK_LABELS = {
    "paragraph": _("Paragraph"),
    "subhead": _("Subhead"),
    "minor_subhead": _("Minor subhead"),
    "bullet": _("List item"),
    "numbered": _("List item"),
    "quote": _("Quote"),
    "photo": _("Caption in the text"),
}

_BEFORE_BODY = ("kicker", "headline", "lead")
_AFTER_BODY = ("seo_title", "seo_description")


class _Lister:
    """Walks one story in one direction; holds what every segment of it shares."""

    def __init__(self, shown: Shown, language: str, records: Records):
        self.shown, self.language, self.records = shown, language, records
        self.source_language = shown.article.source_language
        self.met: set[str] = set()

    def story(self) -> Iterator[Segment]:
        yield from self.corrections()
        article = self.shown.article
        for name in _BEFORE_BODY:
            yield from self.plain(article, name)
        if lead := self.shown.photos.get(str(article.lead_photo_id)):
            own_caption = languages.text(article, "lead_photo_caption", self.source_language)
            yield from self.plain(article, "lead_photo_caption")
            yield from self.photo(lead, captioned=bool(own_caption))
        else:
            # Its source went with the photo; what has one comes back with another photo.
            own = self.plain(article, "lead_photo_caption")
            yield from (segment for segment in own if not segment.source)
        yield from self.body(article, self.shown.source, self.shown.bodies[self.language])
        for name in _AFTER_BODY:
            yield from self.plain(article, name)

    def corrections(self) -> Iterator[Segment]:
        """From the language each was written in, whichever that is: the story's source may be the
        one that lacks it."""
        for correction in self.shown.corrections:
            if correction.written_in != self.language:
                yield from self.plain(correction, "text", written_in=correction.written_in)

    def plain(self, thing: Thing, name: str, *, written_in: str = "") -> Iterator[Segment]:
        """Without a source it is a segment (an orphan) only where it was translated from one:
        a field may be written in one language alone."""
        source_language = written_in or self.source_language
        source = languages.text(thing, name, source_language).strip()
        target = languages.text(thing, name, self.language).strip()
        segment = self.segment(
            thing, name, "", name, source, target, source_language=source_language
        )
        if source or (target and segment.record):
            yield segment

    def photo(self, photo: Photo, *, captioned: bool) -> Iterator[Segment]:
        """A caption of the story's own stands in for the photo's."""
        if str(photo.pk) in self.met:
            return
        self.met.add(str(photo.pk))
        if not captioned:
            yield from self.plain(photo, "caption")
        yield from self.plain(photo, "alt_text")

    def fact_box(self, fact_box: FactBox) -> Iterator[Segment]:
        if str(fact_box.pk) in self.met:
            return
        self.met.add(str(fact_box.pk))
        yield from self.plain(fact_box, "title")
        source, target = (
            blocks.parse(languages.text(fact_box, "body", code))
            for code in (self.source_language, self.language)
        )
        yield from self.body(fact_box, source, target)

    def body(
        self, thing: Article | FactBox, source: list[Block], target: list[Block]
    ) -> Iterator[Segment]:
        for row in blocks.align(source, target):
            block = row.source or row.target
            assert block
            if row.source and row.source.html:
                yield self.segment(
                    thing,
                    "body",
                    block.id,
                    block.type,
                    row.source.html,
                    row.target.html if row.target else "",
                    marked=True,
                    only=row.source.only,
                )
            elif row.target and row.target.html:
                yield self.segment(
                    thing,
                    "body",
                    block.id,
                    block.type,
                    "",
                    row.target.html,
                    marked=True,
                    only=row.target.only,
                )
            if block.type == "photo" and (photo := self.shown.photos.get(block.ref)):
                yield from self.photo(photo, captioned=bool(row.source and row.source.html))
            if block.type == "fact_box" and (box := self.shown.fact_boxes.get(block.ref)):
                yield from self.fact_box(box)

    def segment(
        self,
        thing: Thing,
        field: str,
        block: str,
        kind: str,
        source: str,
        target: str,
        *,
        marked: bool = False,
        only: bool = False,
        source_language: str = "",
    ) -> Segment:
        source_language = source_language or self.source_language
        where = (content_type_id(type(thing)), str(thing.pk), field, block)
        record = self.records.get((*where, self.language))
        if record and record.source_language != source_language:
            record = None
        reverse = self.records.get((*where, source_language))
        if reverse and reverse.source_language != self.language:
            reverse = None
        return Segment(
            thing=thing,
            field=field,
            block=block,
            kind=kind,
            source_language=source_language,
            language=self.language,
            source=source,
            target=target,
            marked=marked,
            only=only,
            record=record,
            reverse=reverse,
        )


def segments(shown: Shown, language: str, records: Records | None = None) -> list[Segment]:
    """Everything that a translator into `language` meets in this story, corrections first. Into
    the story's source language that is corrections alone.

    `records` come from `records_of`; they are looked up (one query) where not given.
    """
    if not has_segments(shown, language):
        return []
    if records is None:
        records = records_of([shown])
    lister = _Lister(shown, language, records)
    into_source = language == shown.article.source_language
    return list(lister.corrections() if into_source else lister.story())


def has_segments(shown: Shown, language: str) -> bool:
    into_source = language == shown.article.source_language
    return not into_source or has_foreign_corrections(shown, language)


def has_foreign_corrections(shown: Shown, language: str) -> bool:
    return any(one.written_in != language for one in shown.corrections)
