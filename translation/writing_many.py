"""How many segments are written at once: in a number of queries that does not grow with theirs. Each is
called within an action's transaction."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from accounts import languages
from accounts.models import User
from articles import blocks
from articles.models import LanguageVersion
from translation import origins
from translation.models import SegmentRecord
from translation.segments import BODIES, THINGS, Segment
from translation.writing import read_key, save_thing, set_column

_PLACE = ("content_type", "object_id", "field", "block", "language")
_KEPT = ("source_language", "state", "origin", "source_text", "source_digest", "target_digest")


def hold_all(versions: Iterable[LanguageVersion], keys: Iterable[str]) -> None:
    """The versions first and then the things of the keys, in one order for all, as `writing.hold`
    does."""
    wanted = [version.pk for version in versions]
    held = LanguageVersion.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    list(held.values_list("pk"))
    places = sorted({read_key(key)[:2] for key in keys})
    for name, group in groupby(places, key=lambda place: place[0]):
        rows = THINGS[name]._default_manager.select_for_update().order_by("pk")
        list(rows.filter(pk__in=[pk for _name, pk in group]).values_list("pk"))


def write_all(texts: Iterable[tuple[Segment, str, str]], by: User) -> None:
    """Texts with their origins. Each thing is saved once for each origin, whatever of it is written:
    its history has one row for all, which tells where they came from if `by` did not write them."""
    origin_of = itemgetter(2)
    for origin, some in groupby(sorted(texts, key=origin_of), key=origin_of):
        _write([(segment, text) for segment, text, _origin in some], by, origin)


def _write(texts: Iterable[tuple[Segment, str]], by: User, origin: str) -> None:
    by_thing: dict[tuple[type, object], list[tuple[Segment, str]]] = {}
    for segment, text in texts:
        thing = (type(segment.thing), segment.thing.pk)
        by_thing.setdefault(thing, []).append((segment, text))
    for members in by_thing.values():
        written: set[str] = set()
        bodies = {one.field: one for one, _text in members if one.field in BODIES}
        for segment, text in members:
            if segment.field not in BODIES:
                written |= set_column(segment, text)
        for segment in bodies.values():
            into = {one.block: text for one, text in members if one.field == segment.field}
            written |= set_column(segment, _body(segment, into))
        # In the background, no request says who it is.
        first = members[0][0]
        setattr(first.thing, "_history_user", by)  # noqa: B010
        setattr(first.thing, "_change_reason", origins.reason_of(origin))  # noqa: B010
        save_thing(first, written, by)
        setattr(first.thing, "_change_reason", None)  # noqa: B010


def _body(segment: Segment, texts: dict[str, str]) -> str:
    source, target = (
        blocks.parse(languages.text(segment.thing, segment.field, code))
        for code in (segment.source_language, segment.language)
    )
    for block, text in texts.items():
        target = blocks.put(source, target, block, text)
    return blocks.write(target)


def keep_records(records: Iterable[SegmentRecord]) -> None:
    """Of each place the one given, in place of the one that was there. Dismissed checks stay."""
    SegmentRecord.objects.bulk_create(
        records,
        update_conflicts=True,
        unique_fields=_PLACE,
        update_fields=[*_KEPT, "by", "at", "reviewed_by", "reviewed_at"],
    )
