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


def wheres(entries: Sequence[MemoryEntry]) -> list[str]:
    """In the language of the page, one query for each kind of thing."""
    ids: dict[str, set[str]] = {}
    for entry in entries:
        ids.setdefault(entry.thing, set()).add(entry.object_id)
    names = {
        (thing, str(one.pk)): languages.first(one, field, languages.active())[0]
        for thing, (model, field) in _NAMED.items()
        if thing in ids
        for one in model._default_manager.filter(pk__in=ids[thing]).only(*languages.columns(field))
    }
    return [(names.get((one.thing, one.object_id)) or one.collection)[:_LONGEST] for one in entries]
