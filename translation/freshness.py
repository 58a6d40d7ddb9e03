"""How the rows stand now, for a page that has been open for a while and asks every few seconds. Where
nothing has changed, the answer is a short one: the page sends back the stamp of what it was told."""

import hashlib
import uuid
from typing import Any

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict

from accounts import languages
from articles import blocks
from articles.models import Correction, FactBox, LanguageVersion
from articles.shown import shown
from media.models import Photo
from translation import noting
from translation.models import NoteThread, SegmentRecord
from translation.segments import segments

_REFERENCES = {"photo": Photo, "fact_box": FactBox}
# By what a record makes of its row.
_JUDGED_BY = ("pk", "state", "source_digest", "target_digest", "block")


def state(version: LanguageVersion, asked: QueryDict) -> dict[str, Any]:
    """`{stamp, rows: {key: {status, seen, source, noted}}}`, the rows only where they may have changed
    since `stamp` was told. `seen` and `source` are digests, `noted` is how many open notes there are."""
    stamp = stamp_of(version)
    if asked.get("stamp") == stamp:
        return {"stamp": stamp}
    noted = noting.open_by_segment(version)
    found = segments(shown(version.article), version.language)
    rows = {
        one.key: {
            "status": one.status,
            "seen": blocks.digest(one.target),
            "source": blocks.digest(one.source),
            "noted": noted.get(one.key, 0),
        }
        for one in found
    }
    return {"stamp": stamp, "rows": rows}


def stamp_of(version: LanguageVersion) -> str:
    """Another whenever a text that is shown, a record or a note is; told in two queries. A change that
    leaves the rows alone (of a date, say) may make it another as well."""
    article = version.article
    things = _things(version)
    ids = {str(article.pk), *(str(uuid.UUID(pk)) for kind, pk, _at in things if kind != "note")}
    records = (
        SegmentRecord.objects.filter(object_id__in=ids).order_by("pk").values_list(*_JUDGED_BY)
    )
    parts = (_values(article), _values(version), sorted(map(repr, things)), list(records))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _things(version: LanguageVersion) -> list[tuple[str, str, Any]]:
    """What stands in or beside the story, with when it was changed last."""
    article = version.article
    bodies = [blocks.parse(languages.text(article, "body", code)) for code in languages.codes()]
    asked = [_changed("correction", Correction, Q(article=article), "updated_at")]
    for kind, model in _REFERENCES.items():
        ids = {ref for body in bodies for ref in blocks.refs(body, kind)}
        if kind == "photo" and article.lead_photo_id:
            ids.add(str(article.lead_photo_id))
        if ids:
            asked.append(_changed(kind, model, Q(pk__in=ids), "updated_at"))
    asked.append(_changed("note", NoteThread, Q(version=version), "resolved_at"))
    return list(asked[0].union(*asked[1:], all=True))


def _changed(
    kind: str, model: type[Model], wanted: Q, when: str
) -> QuerySet[Any, tuple[str, str, Any]]:
    """Rows that can be united on every database: ids of several kinds are text there."""
    # Not the model's own manager: modeltranslation's gives the columns another order.
    told: QuerySet[Any] = QuerySet(model).filter(wanted).order_by()
    told = told.annotate(
        as_kind=Value(kind, CharField()), as_key=Cast("pk", CharField()), changed_at=F(when)
    )
    return told.values_list("as_kind", "as_key", "changed_at")


def _values(row: Model) -> list[Any]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]
