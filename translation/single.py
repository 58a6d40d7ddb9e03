"""One segment by its key, without reading the rest of its story."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist

from accounts import languages
from articles import blocks
from articles.models import Article, Correction, LanguageVersion
from media.models import Photo
from translation.models import SegmentRecord
from translation.segments import BODIES, THINGS, Segment, Thing
from translation.writing import Place, UnknownSegment, read_key


def segment_at(version: LanguageVersion, key: str) -> Segment:
    """The same as `segments.segments` gives for this key. Raises UnknownSegment."""
    place = read_key(key)
    thing = _thing(version, place)
    written_in = thing.written_in if isinstance(thing, Correction) else ""
    source_language = written_in or version.article.source_language
    if source_language == version.language or bool(place.block) != (place.field in BODIES):
        raise UnknownSegment
    kind, (source, target), only = _texts(thing, place, source_language, version.language)
    record, reverse = _records(thing, place, source_language, version.language)
    return Segment(
        thing=thing,
        field=place.field,
        block=place.block,
        kind=kind,
        source_language=source_language,
        language=version.language,
        source=source,
        target=target,
        marked=bool(place.block),
        only=only,
        record=record,
        reverse=reverse,
    )


def _thing(version: LanguageVersion, place: Place) -> Thing:
    """A thing that the story shows: its body names what it shows by id."""
    article = version.article
    model = THINGS.get(place.thing)
    if model is Article and place.pk == article.pk:
        return article
    if model in (None, Article):
        raise UnknownSegment
    if model is not Correction:
        bodies = (languages.text(article, "body", code) for code in languages.codes())
        leads = model is Photo and article.lead_photo_id == place.pk
        if not leads and not any(str(place.pk) in body for body in bodies):
            raise UnknownSegment
    thing = model._default_manager.filter(pk=place.pk).first()  # type: ignore[union-attr]
    if thing is None or (isinstance(thing, Correction) and thing.article_id != article.pk):
        raise UnknownSegment
    return thing  # type: ignore[return-value]


def _texts(
    thing: Thing, place: Place, source_language: str, language: str
) -> tuple[str, tuple[str, str], bool]:
    """Kind, source and target, and whether the side that has it means it for its readers alone."""
    try:
        type(thing)._meta.get_field(languages.column(place.field, language))
    except FieldDoesNotExist as error:
        raise UnknownSegment from error
    written = [languages.text(thing, place.field, code) for code in (source_language, language)]
    if not place.block:
        source, target = (text.strip() for text in written)
        return place.field, (source, target), False
    found = [next((b for b in blocks.parse(html) if b.id == place.block), None) for html in written]
    block = found[0] or found[1]
    if block is None:
        raise UnknownSegment
    source, target = (one.html if one else "" for one in found)
    only = next((one.only for one in found if one and one.html), block.only)
    return block.type, (source, target), only


def _records(
    thing: Thing, place: Place, source_language: str, language: str
) -> tuple[SegmentRecord | None, SegmentRecord | None]:
    found = {
        (one.source_language, one.language): one
        for one in SegmentRecord.objects.filter(
            content_type=ContentType.objects.get_for_model(type(thing)),
            object_id=str(thing.pk),
            field=place.field,
            block=place.block,
        ).select_related("by")
    }
    return found.get((source_language, language)), found.get((language, source_language))
