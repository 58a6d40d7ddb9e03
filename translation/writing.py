"""How one segment is written and confirmed: what all actions on segments are made of. Each is called
within an action's transaction.

Whoever writes or confirms has a pair before them, `read` (the source) and `seen` (a digest of the
translation). Where another translation stands by now, Conflict is raised. Where the source has
moved on, the text is kept and the record says which source it was made from: the segment is stale.
"""

import re
import uuid
from dataclasses import replace
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles import blocks, corrections
from articles.models import Article, Correction, FactBox, LanguageVersion, State
from articles.permissions import may_translate
from articles.plain_text import plain
from articles.problems import NotAllowed
from articles.shown import shown
from articles.slugs import slugify
from media.models import Photo
from translation import behind, counting, permissions, telling
from translation.memory import following
from translation.models import SegmentRecord
from translation.segments import BODIES, FIELDS, THINGS, Segment, Thing, segments


class Conflict(Exception):
    """Somebody changed the text since it was shown. `current` is what stands now."""

    def __init__(self, current: str):
        self.current = current
        super().__init__(
            _t(
                "Somebody else has changed this text since you opened it. Both are shown; choose one."
            )
        )


class UnknownSegment(LookupError):
    """The story has no such segment, or no longer."""

    def __init__(self) -> None:
        super().__init__(
            _t(
                "This segment of the source is no longer there. Reload the page; your text is kept here."
            )
        )


class NoKey(UnknownSegment):
    """Not the key of a segment of any story."""


class TooLong(ValueError):
    """The text does not fit the field."""


class Place(NamedTuple):
    thing: str
    pk: uuid.UUID
    field: str
    block: str


def read_key(key: str) -> Place:
    """Raises NoKey."""
    try:
        thing, pk, field, block = key.split(":")
        place = Place(thing, uuid.UUID(pk), field, block)
    except ValueError as error:
        raise NoKey from error
    if field not in FIELDS.get(thing, ()) or bool(block) != (field in BODIES):
        raise NoKey
    return place


def segments_of(version: LanguageVersion) -> list[Segment]:
    article = Article.objects.get(pk=version.article_id)
    return segments(shown(article), version.language)


def segment_of(version: LanguageVersion, key: str) -> Segment | None:
    return next((one for one in segments_of(version) if one.key == key), None)


def refuse_unless_open(version: LanguageVersion, by: User) -> None:
    if not permissions.is_open(by, version):
        raise NotAllowed(_why_shut(version, by))


def _why_shut(version: LanguageVersion, by: User) -> str:
    language = languages.name(version.language)
    if may_translate(by, version):
        return _t(
            "You cannot change the %(language)s text now: it is in the state “%(state)s”."
        ) % {
            "language": language,
            "state": version.get_state_display(),
        }
    if version.translator_id:
        return _t("%(person)s is translating this now.") % {"person": version.translator}
    return _t("Only those who translate into %(language)s, and the editors, can change it.") % {
        "language": language
    }


def hold(version: LanguageVersion, key: str, by: User) -> Place:
    """Where the key points, with the rows of its version and its thing locked, so that two
    writers, or a writer and a move, come one after the other."""
    version.refresh_from_db(
        fields=["state", "translator"], from_queryset=LanguageVersion.objects.select_for_update()
    )
    refuse_unless_open(version, by)
    place = read_key(key)
    THINGS[place.thing]._default_manager.select_for_update().filter(pk=place.pk).first()
    return place


def open_segment(version: LanguageVersion, key: str, by: User) -> Segment:
    """Held, as all that an action writes is."""
    hold(version, key, by)
    segment = segment_of(version, key)
    if segment is None:
        raise UnknownSegment
    return segment


def place_in(version: LanguageVersion, place: Place) -> Segment:
    """A segment of what the story shows, whether or not it has one there: with the text that
    stands, and no source."""
    found = shown(Article.objects.get(pk=version.article_id))
    things: dict[str, dict[str, Thing]] = {
        "article": {str(found.article.pk): found.article},
        "fact_box": dict(found.fact_boxes),
        "photo": dict(found.photos),
        "correction": {str(one.pk): one for one in found.corrections},
    }
    thing = things[place.thing].get(str(place.pk))
    if thing is None:
        raise UnknownSegment
    text = languages.text(thing, place.field, version.language)
    if place.field in BODIES:
        text = next((one.html for one in blocks.parse(text) if one.id == place.block), "")
    return Segment(
        thing=thing,
        field=place.field,
        block=place.block,
        kind="paragraph" if place.block else place.field,
        source_language=thing.written_in
        if isinstance(thing, Correction)
        else found.article.source_language,
        language=version.language,
        source="",
        target=text.strip(),
        marked=place.field in BODIES,
    )


def clean(segment: Segment, text: str) -> str:
    """The text as it is stored. A hard space stays: «10 000» must not break over two lines."""
    text = text.replace("\0", "")
    if isinstance(segment.thing, Correction):
        return plain(text)
    if not segment.marked:
        return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
    text = blocks.clean_inline(text)
    return text if blocks.text_of(text) else ""


def refuse_unless_seen(segment: Segment, seen: str | None) -> None:
    if seen is not None and seen != blocks.digest(segment.target):
        raise Conflict(segment.target)


def write(segment: Segment, text: str, by: User) -> None:
    if segment.field in BODIES:
        rewrite_body(segment, by, text=text)
        return
    refuse_unless_fits(segment, text)
    save_column(segment, text, by)


def refuse_unless_fits(segment: Segment, text: str) -> None:
    if segment.field in BODIES:
        return
    limit = type(segment.thing)._meta.get_field(segment.field).max_length  # type: ignore[union-attr]
    if limit and len(text) > limit:
        raise TooLong(
            _t("The text has %(length)s characters; %(label)s takes %(limit)s.")
            % {"length": len(text), "label": segment.label, "limit": limit}
        )


def rewrite_body(segment: Segment, by: User, *, text: str | None = None, only: bool = False):
    source, target = (
        blocks.parse(languages.text(segment.thing, "body", code))
        for code in (segment.source_language, segment.language)
    )
    if only:
        target = [replace(b, only=True) if b.id == segment.block else b for b in target]
        changed = blocks.compose(source, target)
    else:
        changed = blocks.put(source, target, segment.block, text or "")
    save_column(segment, blocks.write(changed), by)


def save_column(segment: Segment, value: str, by: User) -> None:
    save_thing(segment, set_column(segment, value), by)


def set_column(segment: Segment, value: str) -> set[str]:
    """Put a whole column's text into the segment's thing; returns the names of what changed."""
    thing, column = segment.thing, languages.column(segment.field, segment.language)
    if (getattr(thing, column) or "") == value:
        return set()
    changed = {column}
    if (
        isinstance(thing, Article)
        and segment.field == thing.SLUG_FROM
        and _slug_follows(thing, segment.language)
    ):
        slug = languages.column("slug", segment.language)
        setattr(thing, slug, "")
        changed.add(slug)
    setattr(thing, column, value)
    return changed


def save_thing(segment: Segment, changed: set[str], by: User) -> None:
    thing = segment.thing
    if not changed:
        return
    written = [*sorted(changed), "updated_at"]
    if isinstance(thing, Article):
        thing.updated_by = by
        written.append("updated_by")
    thing.save(update_fields=written)
    if isinstance(thing, Correction):
        corrections.touch(thing.article, by=by)
    if isinstance(thing, FactBox | Photo) and _is_source(thing, segment.language):
        behind.follow_shown(thing, by=by)


def _is_source(thing: FactBox | Photo, language: str) -> bool:
    """Whether stories that are written in this language have it translated from there."""
    return SegmentRecord.objects.filter(
        content_type=ContentType.objects.get_for_model(thing),
        object_id=str(thing.pk),
        source_language=language,
    ).exists()


def _slug_follows(article: Article, language: str) -> bool:
    """Whether the slug is still made anew with the headline: texts are saved while they are being
    typed, and half a headline would otherwise be the address for good."""
    made = slugify(languages.text(article, article.SLUG_FROM, language))
    stem = re.sub(r"-\d+$", "", languages.text(article, "slug", language))
    version = article.version(language)
    untouched = stem in (made, re.sub(r"-\d+$", "", made))
    return untouched and version is not None and version.state == State.TRANSLATION


def records(segment: Segment):
    return SegmentRecord.objects.filter(
        content_type=ContentType.objects.get_for_model(segment.thing),
        object_id=str(segment.thing.pk),
        field=segment.field,
        block=segment.block,
        language=segment.language,
    )


def record(
    segment: Segment,
    text: str,
    by: User,
    state: str,
    origin: str = SegmentRecord.Origin.PERSON,
    read: str | None = None,
) -> None:
    source = segment.source
    if read is not None and blocks.digest(read) != blocks.digest(source):
        source = blocks.clean_inline(read) if segment.marked else read
    if state == SegmentRecord.State.TRANSLATED:
        counting.count(segment, text, source, by=by)
    row, _created = SegmentRecord.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(segment.thing),
        object_id=str(segment.thing.pk),
        field=segment.field,
        block=segment.block,
        language=segment.language,
        defaults={
            "source_language": segment.source_language,
            "state": state,
            "origin": origin,
            "source_text": source,
            "source_digest": blocks.digest(source),
            "target_digest": blocks.digest(text),
            "by": by,
            "reviewed_by": None,
            "reviewed_at": None,
        },
    )
    following.follow(segment, row, text)
    if blocks.digest(source) == blocks.digest(segment.source):
        behind.settle(segment)


def record_all(confirmed: list[Segment], by: User) -> None:
    """The texts that stand, as translated; in a number of queries that does not grow with theirs."""
    rows = [
        SegmentRecord(
            content_type=ContentType.objects.get_for_model(one.thing),
            object_id=str(one.thing.pk),
            field=one.field,
            block=one.block,
            language=one.language,
            source_language=one.source_language,
            state=SegmentRecord.State.TRANSLATED,
            source_text=one.source,
            source_digest=blocks.digest(one.source),
            target_digest=blocks.digest(one.target),
            by=by,
            at=timezone.now(),
        )
        for one in confirmed
    ]
    SegmentRecord.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["content_type", "object_id", "field", "block", "language"],
        update_fields=[
            *("source_language", "state", "origin", "source_text", "source_digest"),
            *("target_digest", "by", "at", "reviewed_by", "reviewed_at"),
        ],
    )
    counting.count_all(confirmed, by=by)
    following.follow_all(zip(confirmed, rows, strict=True))
    behind.settle(*confirmed)


def unrecord(segment: Segment) -> None:
    """Nothing is known of the segment any more."""
    records(segment).delete()
    counting.uncount(segment)
    following.follow(segment, None, "")
    behind.settle(segment)


def claim_if_free(version: LanguageVersion, by: User) -> None:
    """Whoever starts on a translation that nobody has takes it."""
    if version.translator_id is None and permissions.may_claim(by, version):
        claimed = LanguageVersion.objects.filter(pk=version.pk, translator=None).update(
            translator=by
        )
        if claimed:
            version.translator = by
            telling.hand_over(version, by=by)
