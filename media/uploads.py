"""Many pictures at once: what became of each of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files import File

from accounts.models import User
from media import actions
from media.models import Photo


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`photo` is the new one; or, with `refusal`, the one that the archive has already."""

    name: str
    photo: Photo | None = None
    refusal: str = ""

    @property
    def is_added(self) -> bool:
        return not self.refusal


def receive(
    files: Iterable[File], *, by: User, language: str, again: bool = False
) -> list[Outcome]:
    """Add a photo for each file that is a picture; the others do not hold it up."""
    return [_received(file, by=by, language=language, again=again) for file in files]


def _received(file: File, *, by: User, language: str, again: bool) -> Outcome:
    name = file.name or ""
    try:
        photo = actions.add_photo(file=file, by=by, language=language, again=again)
    except ValidationError as refusal:
        known = (refusal.params or {}).get("pk") if refusal.code == "duplicate" else None
        return Outcome(
            name=name,
            photo=Photo.objects.filter(pk=known).first() if known else None,
            refusal=" ".join(refusal.messages),
        )
    return Outcome(name=name, photo=photo)
