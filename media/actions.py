"""Adding photos, giving them their files, moving their focal points. Each is one transaction; the
renditions follow in a task that is enqueued within it."""

import math
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from media import incoming, metadata, renditions, showing, tasks
from media.credit import Named
from media.incoming import Incoming
from media.metadata import Metadata
from media.models import Credit, Photo

# What makes a picture an illustration where nobody has said what it is.
_DRAWN = {
    Photo.SourceType.AI,
    Photo.SourceType.DIGITAL_CREATION,
    Photo.SourceType.DATA_DRIVEN,
}


def add_photo(
    *,
    file: File | Incoming,
    by: User | None,
    credits: Iterable[Named] = (),
    language: str | None = None,
    again: bool = False,
    **fields: Any,
) -> Photo:
    """A new photo. What the file says of itself fills the fields that are not given; text in it
    that names no language is taken to be in `language` (the settings' first unless told).

    Raises ValidationError and stores nothing: the codes of `incoming.check`, or "duplicate" where
    the archive has the same file, unless it is to be added `again`.
    """
    picture = _checked(file)
    if not again:
        refuse_duplicate(picture)
    with transaction.atomic():
        photo = Photo(created_by=by, **fields)
        photo._history_user = by
        _receive(photo, picture, language, credits, may_change_kind="kind" not in fields)
    return photo


def replace_file(
    photo: Photo,
    file: File | Incoming,
    *,
    by: User | None,
    language: str | None = None,
    again: bool = False,
) -> Photo:
    """Give a placeholder its file, or a photo another one. Nothing that a person has written is
    touched: only empty fields are filled. Raises ValidationError as `add_photo` does.

    The earlier original is kept in the storage: the photo's history names it.
    """
    picture = _checked(file)
    if not again:
        refuse_duplicate(picture, apart_from=photo)
    with transaction.atomic():
        photo.refresh_from_db(from_queryset=Photo.objects.select_for_update())
        photo._history_user = by
        if photo.width and photo.height and not _same_shape(photo, picture):
            photo.focal_x = photo.focal_y = 0.5
        _receive(photo, picture, language, may_change_kind=not photo.file)
    return photo


def set_focal_point(photo: Photo, x: float, y: float, *, by: User | None) -> Photo:
    """`x` and `y` are shares of the width and height, from the left and the top of the picture as
    it is shown."""
    if not (math.isfinite(x) and math.isfinite(y) and 0 <= x <= 1 and 0 <= y <= 1):
        raise ValidationError(
            _("The focal point lies outside the picture. Click on the picture to set it."),
            code="focal_point",
        )
    with transaction.atomic():
        photo.refresh_from_db(from_queryset=Photo.objects.select_for_update())
        if (photo.focal_x, photo.focal_y) != (x, y):
            photo.focal_x, photo.focal_y = x, y
            photo._history_user = by
            photo.save()
            follow_up(photo)
    return photo


def delete_photo(photo: Photo, *, by: User | None) -> None:
    """The photo with its files, the original among them. Raises ValidationError while readers are
    shown it."""
    if showing.is_shown(photo):
        raise ValidationError(
            _("Readers are shown this photo. Take it out of the published stories first."),
            code="shown",
        )
    files = [row.file for row in photo.renditions.all()]
    files += [photo.file] if photo.file else []
    with transaction.atomic():
        photo._history_user = by
        photo.delete()
        for file in files:
            transaction.on_commit(partial(file.storage.delete, file.name), robust=True)


def follow_up(photo: Photo) -> None:
    """Have made anew what shows or carries something of the photo that was changed. Call it in the
    transaction of that change; renditions tell of theirs when they are made."""
    if photo.file and not renditions.are_current(Photo.objects.get(pk=photo.pk)):
        tasks.make_renditions.enqueue(str(photo.pk))
    else:
        showing.tell_of_change(photo)


def refuse_duplicate(picture: Incoming, apart_from: Photo | None = None) -> None:
    same = Photo.objects.filter(content_hash=picture.content_hash).exclude(file="")
    if apart_from is not None:
        same = same.exclude(pk=apart_from.pk)
    if first := same.first():
        raise ValidationError(
            _("The archive already has this picture: “%(photo)s”. Use that one."),
            code="duplicate",
            params={"photo": first, "pk": first.pk},
        )


def _checked(file: File | Incoming) -> Incoming:
    return file if isinstance(file, Incoming) else incoming.check(file)


def _same_shape(photo: Photo, picture: Incoming) -> bool:
    before, now = photo.width / photo.height, picture.width / picture.height
    return abs(before / now - 1) < 0.01


def _receive(
    photo: Photo,
    picture: Incoming,
    language: str | None,
    credits: Iterable[Named] = (),
    *,
    may_change_kind: bool,
) -> None:
    picture.file.seek(0)
    found = metadata.read(picture.file, default_language=language)
    picture.file.seek(0)
    photo.file.save(picture.name, File(picture.file, name=picture.name), save=False)
    stored = photo.file.name
    try:
        with transaction.atomic():
            # After the file, which sets the size as it lies and not as it is shown.
            photo.width, photo.height = picture.width, picture.height
            photo.content_hash = picture.content_hash
            texts, is_new = _texts(photo), photo._state.adding
            _fill(photo, found, may_change_kind)
            photo.save()
            if not is_new and texts != _texts(photo):
                showing.tell_of_text(photo)
            if not Credit.objects.filter(photo=photo).exists():
                _add_credits(photo, list(credits) or _credits_of(found))
            follow_up(photo)
    except BaseException:
        photo.file.storage.delete(stored)
        raise


def _texts(photo: Photo) -> list[str]:
    return [getattr(photo, column) or "" for column in languages.columns("caption", "alt_text")]


def _fill(photo: Photo, found: Metadata, may_change_kind: bool) -> None:
    for field, texts in (("caption", found.caption), ("alt_text", found.alt_text)):
        for code, text in texts.items():
            _fill_one(photo, languages.column(field, code), text)
    _fill_one(photo, "copyright", found.copyright)
    _fill_one(photo, "usage_terms", found.usage_terms)
    _fill_one(photo, "place", found.place)
    _fill_one(photo, "taken_at", found.taken_at)
    if found.digital_source_type in Photo.SourceType.values and not photo.digital_source_type:
        photo.digital_source_type = found.digital_source_type
        if may_change_kind and found.digital_source_type in _DRAWN:
            photo.kind = Photo.Kind.ILLUSTRATION


def _fill_one(thing: Photo | Credit, column: str, value: Any) -> None:
    if value and not getattr(thing, column):
        longest = getattr(thing._meta.get_field(column), "max_length", None)
        setattr(thing, column, value[:longest] if longest else value)


def _credits_of(found: Metadata) -> list[Named]:
    names = found.creators or ("",)
    credits = [Named(creator=name, organisation=found.organisation) for name in names]
    return credits if found.creators or found.organisation else []


def _add_credits(photo: Photo, credits: Iterable[Named]) -> None:
    for position, named in enumerate(credits):
        credit = Credit(photo=photo, position=position)
        _fill_one(credit, "creator", named.creator)
        for code, text in named.organisation.items():
            _fill_one(credit, languages.column("organisation", code), text)
        credit.save()
