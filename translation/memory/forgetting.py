"""Out of the memory, in the caller's transaction."""

from django.db.models import Q

from translation.models import MemoryEntry


def forget(where: str, source_language: str = "", language: str = "") -> None:
    """What stands in the segment with this key; in one direction, or in all."""
    thing, object_id, field, block = where.split(":")
    found = Q(thing=thing, object_id=object_id, field=field, block=block)
    if language:
        found &= Q(source_language=source_language, language=language)
    MemoryEntry.objects.filter(found).delete()


def forget_all_of(thing: str, object_id: str) -> None:
    """What stood in a thing that is gone."""
    MemoryEntry.objects.filter(thing=thing, object_id=object_id).delete()
