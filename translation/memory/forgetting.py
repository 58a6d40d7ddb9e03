"""Out of the memory."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from accounts.batches import batched
from translation.models import MemoryEntry
from translation.segments import THINGS

_BATCH = 500


def forget(where: str, source_language: str = "", language: str = "") -> None:
    """What stands in the segment with this key; in one direction, or in all."""
    thing, object_id, field, block = where.split(":")
    found = Q(thing=thing, object_id=object_id, field=field, block=block)
    if language:
        found &= Q(source_language=source_language, language=language)
    MemoryEntry.objects.filter(found).delete()


def forget_what_is_gone() -> int:
    """What stood in things that were deleted: it is suggested to nobody any more, and here it goes.
    Returns how many entries."""
    return sum(_forget_gone(thing, ids) for thing in THINGS for ids in _ids(thing))


def _ids(thing: str) -> Iterator[list[str]]:
    ids = MemoryEntry.objects.filter(thing=thing).values_list("object_id", flat=True)
    return batched(list(ids.order_by("object_id").distinct()), _BATCH)


@transaction.atomic
def _forget_gone(thing: str, ids: list[str]) -> int:
    there = THINGS[thing]._default_manager.filter(pk__in=ids).values_list("pk", flat=True)
    gone = set(ids) - {str(pk) for pk in there}
    if not gone:
        return 0
    found = MemoryEntry.objects.filter(thing=thing, object_id__in=gone)
    number = found.count()
    found.delete()
    return number
