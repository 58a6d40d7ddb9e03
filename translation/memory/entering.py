"""Pairs into the memory, in the caller's transaction and in few queries however many they are."""

import hashlib
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.batches import batched
from translation.memory.keys import digest, keys, length
from translation.memory.pair import Pair, marked_of, plain_of
from translation.models import MemoryEntry, MemoryKey

BATCH = 500
IMPORT = "import"

_KEYS = """INSERT INTO translation_memorykey (key, length, entry_id) VALUES {rows}
ON CONFLICT DO NOTHING"""

Place = tuple[str, str, str, str, str, str]

_TEXTS = ("source", "target", "source_marked", "target_marked")
_DIGESTS = ("source_digest", "target_digest", "before", "after")
_CHANGING = (*_TEXTS, *_DIGESTS, "collection", "origin", "by", "at")
_PLACE = ("object_id", "thing", "field", "block", "source_language", "language")


@transaction.atomic(savepoint=False)
def enter(pairs: Iterable[Pair]) -> int:
    """Returns how many are new or say something else than before. A pair of a place that has one
    takes its place; what has no words on one side is left out."""
    return sum(
        _enter({place_of(entry): entry for entry in entries_of(batch)})
        for batch in batched(pairs, BATCH)
    )


def entries_of(pairs: Iterable[Pair]) -> Iterator[MemoryEntry]:
    """As they would be entered, without the database. What has no words on one side is left out."""
    for pair in pairs:
        source, target = (plain_of(text, marked=pair.marked) for text in (pair.source, pair.target))
        if source and target:
            yield _entry(pair, source, target)


def _entry(pair: Pair, source: str, target: str) -> MemoryEntry:
    way = pair.source_language, pair.language
    thing, object_id, field, block = _where(pair, source, target)

    def of_neighbour(text: str | None) -> int | None:
        return None if text is None else digest(plain_of(text, marked=pair.marked), *way)

    return MemoryEntry(
        source_language=pair.source_language,
        language=pair.language,
        source=source,
        target=target,
        source_marked=marked_of(pair.source, marked=pair.marked),
        target_marked=marked_of(pair.target, marked=pair.marked),
        source_digest=digest(source, *way),
        target_digest=digest(target, *reversed(way)),
        before=of_neighbour(pair.before),
        after=of_neighbour(pair.after),
        thing=thing,
        object_id=object_id,
        field=field,
        block=block,
        collection=pair.collection[:200],
        origin=pair.origin,
        by_id=pair.by,
        at=pair.at or timezone.now(),
    )


def _where(pair: Pair, source: str, target: str) -> tuple[str, str, str, str]:
    if pair.where:
        thing, object_id, field, block = pair.where.split(":")
        return thing, object_id, field, block
    both = f"{source}\n{target}".encode(errors="surrogatepass")
    return IMPORT, hashlib.sha256(both).hexdigest()[:32], "", ""


def place_of(entry: MemoryEntry) -> Place:
    return (
        entry.object_id,
        entry.thing,
        entry.field,
        entry.block,
        entry.source_language,
        entry.language,
    )


def _enter(wanted: dict[Place, MemoryEntry]) -> int:
    there = {place_of(one): one for one in _standing(list(wanted))}
    changed = [
        entry
        for place, entry in wanted.items()
        if place not in there or not _says_the_same(there[place], entry)
    ]
    if not changed:
        return 0
    known = [there[place].pk for one in changed if (place := place_of(one)) in there]
    if known:
        MemoryKey.objects.filter(entry_id__in=known).delete()
    MemoryEntry.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=_PLACE, update_fields=_CHANGING
    )
    _put_keys(changed)
    return len(changed)


def _standing(places: list[Place]) -> QuerySet[MemoryEntry]:
    """For many places all of their things' entries: a few more, found by the start of the index."""
    if len(places) == 1:
        return MemoryEntry.objects.filter(**dict(zip(_PLACE, places[0], strict=True)))
    return MemoryEntry.objects.filter(object_id__in={place[0] for place in places})


def _says_the_same(one: MemoryEntry, other: MemoryEntry) -> bool:
    return all(
        getattr(one, name) == getattr(other, name)
        for name in (*_TEXTS, "before", "after", "origin", "by_id")
    )


def _put_keys(entries: Iterable[MemoryEntry]) -> None:
    """In one statement for all of a batch: there are some twenty to each entry, and they are
    numbers, which need no placeholders."""
    rows = ",".join(
        f"({key:d},{own_length:d},{entry.pk:d})"
        for entry in entries
        for key, own_length in found_by(entry)
    )
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_KEYS.format(rows=rows))


def found_by(entry: MemoryEntry) -> Iterator[tuple[int, int]]:
    """The keys of both sides, each with its side's length: an entry is found from either language."""
    way = entry.source_language, entry.language
    for text, (here, there) in ((entry.source, way), (entry.target, way[::-1])):
        own_length = length(text)
        for key in keys(text, here, there):
            yield key, own_length
