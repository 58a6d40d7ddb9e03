"""What people do with translations. Each action is one transaction, and checks who may.

Whoever writes or confirms has a pair before them, `read` (the source) and `seen` (a digest of the
translation). Where another translation stands by now, Conflict is raised. Where the source has
moved on, the text is kept and the record says which source it was made from: the segment is stale.
"""

import datetime
import re
import uuid
from dataclasses import replace
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles import blocks, corrections, workflow
from articles.models import Article, Correction, LanguageVersion, State
from articles.plain_text import plain
from articles.problems import NotAllowed
from articles.shown import shown
from articles.slugs import slugify
from translation import permissions
from translation.models import SegmentRecord
from translation.segments import BODIES, THINGS, Segment, Status, segments


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


class TooLong(ValueError):
    """The text does not fit the field."""


class Place(NamedTuple):
    thing: str
    pk: uuid.UUID
    field: str
    block: str


def read_key(key: str) -> Place:
    try:
        thing, pk, field, block = key.split(":")
        return Place(thing, uuid.UUID(pk), field, block)
    except ValueError as error:
        raise UnknownSegment from error


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
    return workflow.move(version, "request", by=by, note=note, translator=translator, due_on=due_on)


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
    _claim(version, by)
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
) -> Segment:
    """Write one segment's text and confirm it against the source that was read.

    An empty text takes the translation away. Returns the segment anew.
    """
    segment = _open_segment(version, key, by)
    text = _clean(segment, text)
    if blocks.digest(text) != blocks.digest(segment.target):
        _refuse_unless_seen(segment, seen)
    _write(segment, text, by)
    if text and segment.source:
        _record(segment, text, by, SegmentRecord.State.TRANSLATED, origin, read)
    else:
        _records(segment).delete()
    _claim(version, by)
    return _segment(version, key) or segment


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
    segment = _open_segment(version, key, by)
    if not segment.target or not segment.source:
        raise NotAllowed(_t("There is no text here to confirm yet."))
    _refuse_unless_seen(segment, seen)
    _record(segment, segment.target, by, SegmentRecord.State.TRANSLATED, read=read)
    return _segment(version, key) or segment


@transaction.atomic
def confirm_all(version: LanguageVersion, *, by: User) -> int:
    """Confirm every text that nobody has confirmed yet; returns how many."""
    _refuse_unless_open(version, by)
    waiting = [one for one in _segments(version) if one.status == Status.UNCONFIRMED]
    for segment in waiting:
        _record(segment, segment.target, by, SegmentRecord.State.TRANSLATED)
    return len(waiting)


@transaction.atomic
def leave_out(version: LanguageVersion, key: str, *, by: User, seen: str | None = None) -> Segment:
    """Leave a segment untranslated on purpose; a text that stood there is taken away."""
    segment = _open_segment(version, key, by)
    if not segment.source or not segment.block:
        raise NotAllowed(_t("Only a block of the body can be left out."))
    _refuse_unless_seen(segment, seen)
    if segment.target:
        _write(segment, "", by)
    _record(segment, "", by, SegmentRecord.State.LEFT_OUT)
    return _segment(version, key) or segment


@transaction.atomic
def keep_as_only(version: LanguageVersion, key: str, *, by: User) -> Segment | None:
    """Keep a text that has no source for readers of this language alone: a block is marked so; a
    field is no longer held to be a translation, and is then no segment (None)."""
    segment = _open_segment(version, key, by)
    if segment.source:
        raise NotAllowed(_t("This text has a source; it cannot be for one language alone."))
    if segment.block:
        _rewrite_body(segment, by, only=True)
    else:
        _records(segment).delete()
    return _segment(version, key)


@transaction.atomic
def remove_orphan(version: LanguageVersion, key: str, *, by: User, seen: str | None = None) -> None:
    """Take away a text whose source is gone. The history keeps it."""
    segment = _open_segment(version, key, by)
    if segment.source:
        raise NotAllowed(_t("This text has a source; empty it or leave it out instead."))
    _refuse_unless_seen(segment, seen)
    _write(segment, "", by)
    _records(segment).delete()


def realign(article: Article, *, by: User) -> None:
    """Bring the translations' bodies into the source's order, after the source was changed."""
    one = shown(article)
    changed = []
    for language in languages.others(article.source_language):
        column = languages.column("body", language)
        if one.bodies[language]:
            body = blocks.write(one.blocks(language))
            if body != getattr(article, column):
                setattr(article, column, body)
                changed.append(column)
    if changed:
        article.updated_by = by
        article.save(update_fields=[*changed, "updated_at", "updated_by"])


def _segments(version: LanguageVersion) -> list[Segment]:
    article = Article.objects.get(pk=version.article_id)
    return segments(shown(article), version.language)


def _segment(version: LanguageVersion, key: str) -> Segment | None:
    return next((one for one in _segments(version) if one.key == key), None)


def _refuse_unless_open(version: LanguageVersion, by: User) -> None:
    if not permissions.is_open(by, version):
        raise NotAllowed(
            _t("You cannot change the %(language)s text now: it is in the state “%(state)s”.")
            % {
                "language": languages.name(version.language),
                "state": version.get_state_display(),
            }
        )


def _open_segment(version: LanguageVersion, key: str, by: User) -> Segment:
    """The segment with the rows of its version and its thing locked, so that two writers, or a
    writer and a move, come one after the other."""
    version.refresh_from_db(
        fields=["state", "translator"], from_queryset=LanguageVersion.objects.select_for_update()
    )
    _refuse_unless_open(version, by)
    place = read_key(key)
    if place.thing not in THINGS:
        raise UnknownSegment
    THINGS[place.thing]._default_manager.select_for_update().filter(pk=place.pk).first()
    segment = _segment(version, key)
    if segment is None:
        raise UnknownSegment
    return segment


def _clean(segment: Segment, text: str) -> str:
    """The text as it is stored. A hard space stays: «10 000» must not break over two lines."""
    text = text.replace("\0", "")
    if isinstance(segment.thing, Correction):
        return plain(text)
    if not segment.marked:
        return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
    text = blocks.clean_inline(text)
    return text if blocks.text_of(text) else ""


def _refuse_unless_seen(segment: Segment, seen: str | None) -> None:
    if seen is not None and seen != blocks.digest(segment.target):
        raise Conflict(segment.target)


def _write(segment: Segment, text: str, by: User) -> None:
    if segment.field in BODIES:
        _rewrite_body(segment, by, text=text)
        return
    limit = type(segment.thing)._meta.get_field(segment.field).max_length  # type: ignore[union-attr]
    if limit and len(text) > limit:
        raise TooLong(
            _t("The text has %(length)s characters; %(label)s takes %(limit)s.")
            % {"length": len(text), "label": segment.label, "limit": limit}
        )
    _save_column(segment, text, by)


def _rewrite_body(segment: Segment, by: User, *, text: str | None = None, only: bool = False):
    source, target = (
        blocks.parse(languages.text(segment.thing, "body", code))
        for code in (segment.source_language, segment.language)
    )
    if only:
        target = [replace(b, only=True) if b.id == segment.block else b for b in target]
        changed = blocks.compose(source, target)
    else:
        changed = blocks.put(source, target, segment.block, text or "")
    _save_column(segment, blocks.write(changed), by)


def _save_column(segment: Segment, value: str, by: User) -> None:
    thing, column = segment.thing, languages.column(segment.field, segment.language)
    if (getattr(thing, column) or "") == value:
        return
    written = [column, "updated_at"]
    if isinstance(thing, Article):
        thing.updated_by = by
        written.append("updated_by")
        if segment.field == thing.SLUG_FROM and _slug_follows(thing, segment.language):
            slug = languages.column("slug", segment.language)
            setattr(thing, slug, "")
            written.append(slug)
    setattr(thing, column, value)
    thing.save(update_fields=written)
    if isinstance(thing, Correction):
        corrections.touch(thing.article, by=by)


def _slug_follows(article: Article, language: str) -> bool:
    """Whether the slug is still made anew with the headline: texts are saved while they are being
    typed, and half a headline would otherwise be the address for good."""
    made = slugify(languages.text(article, article.SLUG_FROM, language))
    stem = re.sub(r"-\d+$", "", languages.text(article, "slug", language))
    version = article.version(language)
    untouched = stem in (made, re.sub(r"-\d+$", "", made))
    return untouched and version is not None and version.state == State.TRANSLATION


def _records(segment: Segment):
    return SegmentRecord.objects.filter(
        content_type=ContentType.objects.get_for_model(segment.thing),
        object_id=str(segment.thing.pk),
        field=segment.field,
        block=segment.block,
        language=segment.language,
    )


def _record(
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
    SegmentRecord.objects.update_or_create(
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
        },
    )


def _claim(version: LanguageVersion, by: User) -> None:
    """Whoever starts on a translation that nobody has takes it."""
    if version.translator_id is None and permissions.may_claim(by, version):
        claimed = LanguageVersion.objects.filter(pk=version.pk, translator=None).update(
            translator=by
        )
        if claimed:
            version.translator = by
