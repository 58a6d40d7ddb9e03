"""Looking up what is kept of segments (`SegmentRecord`), for stories and all that they show."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from accounts.statements import Query
from articles.models import Article, Correction, FactBox
from articles.shown import Shown
from media.models import Photo
from translation.models import SegmentRecord

# By content type, id, field, block and language.
Records = dict[tuple[int, str, str, str, str], SegmentRecord]
# Of so many things at most the query is composed once for all stories that show as many.
_MOST_COMPOSED = 6


def records_of(all_shown: Iterable[Shown]) -> Records:
    """The records of these stories and of what they show, with who made them, in one query."""
    keys: dict[int, list[str]] = {}
    for shown in all_shown:
        for kind, ids in _keys_of(shown).items():
            keys.setdefault(kind, []).extend(ids)
    if not keys:
        return {}
    rows = SegmentRecord.objects.filter(_of_things(keys))
    return _by_place(rows.select_related("by", "reviewed_by"))


def records_to_judge(shown: Shown) -> Records:
    """The records of one story with what its segments' status, and dismissals, are told by."""
    keys = _keys_of(shown)
    if sum(len(ids) for ids in keys.values()) > _MOST_COMPOSED:
        return _by_place(_to_judge(_of_things(keys)))
    shape = tuple((kind, len(ids)) for kind, ids in keys.items())
    return _by_place(_composed(shape)(*(pk for ids in keys.values() for pk in ids)))


def _keys_of(shown: Shown) -> dict[int, list[str]]:
    """By the kind of thing."""
    keys: dict[type[Model], Iterable[str]] = {
        Article: [str(shown.article.pk)],
        FactBox: shown.fact_boxes,
        Photo: shown.photos,
        Correction: [str(one.pk) for one in shown.corrections],
    }
    return {content_type_id(model): list(ids) for model, ids in keys.items() if ids}


def _of_things(keys: Mapping[int, Iterable[Any]]) -> Q:
    wanted = Q()
    for kind, ids in keys.items():
        wanted |= Q(content_type_id=kind, object_id__in=list(ids))
    return wanted


def _to_judge(wanted: Q) -> QuerySet[SegmentRecord]:
    return SegmentRecord.objects.filter(wanted).defer("source_text", "by", "at", "reviewed_by")


@lru_cache(maxsize=32)
def _composed(shape: tuple[tuple[int, int], ...]) -> Query[SegmentRecord]:
    def ask(*keys: Any) -> QuerySet[SegmentRecord]:
        given = iter(keys)
        return _to_judge(_of_things({kind: [*islice(given, number)] for kind, number in shape}))

    places = sum(number for _kind, number in shape)
    return Query(ask, *[SegmentRecord._meta.get_field("object_id")] * places)


def _by_place(records: Iterable[SegmentRecord]) -> Records:
    return {
        (one.content_type_id, one.object_id, one.field, one.block, one.language): one
        for one in records
    }


def content_type_id(model: type[Model]) -> int:
    return ContentType.objects.get_for_model(model).pk
