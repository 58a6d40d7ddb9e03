"""Where entries stand, in a person's words: the story's headline, the fact box's title, the file."""

from collections.abc import Sequence

from django.db.models import Model

from accounts import languages
from articles.models import Article, Correction, FactBox
from media.models import Photo
from translation.models import MemoryEntry

_NAMED: dict[str, tuple[type[Model], str]] = {
    "article": (Article, "headline"),
    "fact_box": (FactBox, "title"),
    "photo": (Photo, "caption"),
    "correction": (Correction, "text"),
}
_LONGEST = 80


def wheres(entries: Sequence[MemoryEntry]) -> list[str | None]:
    """In the language of the page, one query for each kind of thing; None of what stood in a thing
    that is gone."""
    ids: dict[str, set[str]] = {}
    for entry in entries:
        ids.setdefault(entry.thing, set()).add(entry.object_id)
    names = {
        (thing, str(one.pk)): languages.first(one, field, languages.active())[0]
        for thing, (model, field) in _NAMED.items()
        if thing in ids
        for one in model._default_manager.filter(pk__in=ids[thing]).only(*languages.columns(field))
    }
    return [_where(entry, names.get((entry.thing, entry.object_id))) for entry in entries]


def _where(entry: MemoryEntry, name: str | None) -> str | None:
    if entry.thing not in _NAMED:
        return entry.collection
    return None if name is None else name[:_LONGEST]
