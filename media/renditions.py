"""A photo's renditions: rows and files, cropped round its focal point, with its credit inside.

A file's name has a key made of everything that decides what is in it, so that a cache can keep a
file for good: another crop, picture or credit stands at another address.
"""

import hashlib
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from accounts import languages
from media import pixels, showing, xmp
from media.credit import named_for
from media.models import Photo, Rendition

logger = logging.getLogger(__name__)

# The table of what is made: every ratio in every width that the picture fills, in every format.
RATIOS: dict[str, tuple[int, int] | None] = {"original": None, "16:9": (16, 9), "1:1": (1, 1)}
WIDTHS = (480, 960, 1600)
FORMATS: dict[str, dict[str, Any]] = {
    "webp": {"quality": 80, "method": 4},
    "jpeg": {"quality": 82, "optimize": True, "progressive": True},
}
# Counted up when pictures are to come out otherwise than before, so that all are made anew.
RECIPE = 1


class Unreadable(Exception):
    """The photo's file is missing or broken."""


@dataclass(frozen=True, kw_only=True)
class _Made:
    ratio: str
    size: pixels.Size
    format: str
    content: bytes


def ensure(photo: Photo) -> list[Rendition]:
    """The photo's renditions, made now where they are missing or out of date; [] for one without
    a readable file, and the log says why. Costs no query where `credits` and `renditions` are
    prefetched and nothing is to be made."""
    if not photo.file:
        return []
    try:
        return make(photo)
    except Unreadable as trouble:
        logger.error("No renditions of photo %s: %s", photo.pk, trouble)
        return []


def make(photo: Photo) -> list[Rendition]:
    """Make what is missing and replace what is out of date; a second run does nothing.

    Raises Unreadable. `photo` is left as it was given; renditions prefetched on it are renewed.
    """
    key = key_of(photo)
    rows = list(photo.renditions.all())
    if rows and all(_key_in(row.file.name) == key for row in rows):
        return rows
    storage = Rendition._meta.get_field("file").storage
    made = []
    for one in _drawn(photo):
        name = _name(photo, one, key)
        # One that an interrupted run has left may be half a file.
        storage.delete(name)
        made.append((one, storage.save(name, ContentFile(one.content))))
    with transaction.atomic():
        now = Photo.objects.select_for_update().filter(pk=photo.pk).first()
        is_current = now is not None and key_of(now) == key
        if is_current:
            rows = _replace_rows(photo, made)
            showing.tell_of_change(photo)
        else:
            _delete_files(photo, {name for _one, name in made})
    if now is None:
        return []
    if not is_current:
        # It was changed meanwhile.
        return make(now)
    getattr(photo, "_prefetched_objects_cache", {}).pop("renditions", None)
    return rows


def are_current(photo: Photo) -> bool:
    rows = list(photo.renditions.all())
    key = key_of(photo)
    return bool(rows) and all(_key_in(row.file.name) == key for row in rows)


def key_of(photo: Photo) -> str:
    table = (RECIPE, RATIOS, WIDTHS, FORMATS)
    picture = photo.content_hash or photo.file.name
    focus = (round(photo.focal_x, 4), round(photo.focal_y, 4))
    said = repr((table, picture, focus)).encode() + packet_of(photo)
    return hashlib.sha256(said).hexdigest()[:16]


def packet_of(photo: Photo) -> bytes:
    """What every file carries of the photo's rights. Names are in the first language that has
    them, since a file is the same for all readers."""
    first = languages.codes()[0]
    credits = named_for(photo)
    houses = dict.fromkeys(filter(None, (one.organisation_in(first) for one in credits)))
    return xmp.compose(
        creators=list(dict.fromkeys(one.creator for one in credits if one.creator)),
        credit=" / ".join(houses),
        rights=photo.copyright,
        # A JPEG has room for 64 kB of it.
        usage_terms=photo.usage_terms[:4000],
        digital_source_type=photo.digital_source_type,
    )


def _name(photo: Photo, one: _Made, key: str) -> str:
    ratio = one.ratio.replace(":", "x")
    extension = "jpg" if one.format == "jpeg" else one.format
    folder = Rendition._meta.get_field("file").upload_to
    return f"{folder}{photo.pk}/{ratio}-{one.size[0]}-{key}.{extension}"


def _key_in(name: str) -> str:
    return name.rpartition("-")[2].partition(".")[0].partition("_")[0]


def _drawn(photo: Photo) -> Iterator[_Made]:
    packet = packet_of(photo)
    whole, parts = _read(photo)
    for ratio, part in parts.items():
        for image in _cascade(whole, part):
            for name, options in FORMATS.items():
                content = io.BytesIO()
                image.save(content, name, xmp=packet, **options)
                yield _Made(ratio=ratio, size=image.size, format=name, content=content.getvalue())


@dataclass(frozen=True, kw_only=True)
class _Part:
    """What is cut out for a ratio: the sizes it is made in, and its place in the picture as read,
    which may be smaller than the file."""

    sizes: list[pixels.Size]
    place: tuple[float, float, float, float]


def _read(photo: Photo) -> tuple[Image.Image, dict[str, _Part]]:
    focus = (photo.focal_x, photo.focal_y)
    try:
        with photo.file.storage.open(photo.file.name) as file, Image.open(file) as image:
            size = pixels.upright_size(image)
            boxes = {name: pixels.crop_box(size, ratio, focus) for name, ratio in RATIOS.items()}
            share = max(min(1.0, max(WIDTHS) / (box[2] - box[0])) for box in boxes.values())
            image.draft(None, (max(1, int(image.width * share)), max(1, int(image.height * share))))
            whole = pixels.in_srgb(pixels.upright(image))
    except pixels.BROKEN as trouble:
        raise Unreadable(f"the file {photo.file.name} cannot be read: {trouble}") from trouble
    # Nothing of the original is carried over unseen, such as where it was taken.
    whole.info = {}
    x, y = whole.width / size[0], whole.height / size[1]
    return whole, {
        name: _Part(
            sizes=pixels.sizes_of(box, WIDTHS),
            place=(
                box[0] * x,
                box[1] * y,
                min(box[2] * x, whole.width),
                min(box[3] * y, whole.height),
            ),
        )
        for name, box in boxes.items()
    }


def _cascade(whole: Image.Image, part: _Part) -> Iterator[Image.Image]:
    """Each size made of the next larger one."""
    image = pixels.scaled(whole, part.sizes[0], part.place)
    yield image
    for size in part.sizes[1:]:
        image = pixels.scaled(image, size)
        yield image


def _replace_rows(photo: Photo, made: list[tuple[_Made, str]]) -> list[Rendition]:
    before = {
        (row.ratio, row.width, row.format): row
        for row in Rendition.objects.filter(photo_id=photo.pk)
    }
    old_files = {row.file.name for row in before.values()}
    rows = []
    for one, name in made:
        width, height = one.size
        row = before.pop((one.ratio, width, one.format), None) or Rendition(
            photo_id=photo.pk, ratio=one.ratio, width=width, format=one.format
        )
        row.height, row.file.name = height, name
        row.save()
        rows.append(row)
    Rendition.objects.filter(pk__in=[row.pk for row in before.values()]).delete()
    _delete_files(photo, old_files - {name for _one, name in made})
    return sorted(rows, key=lambda row: (row.ratio, row.width, row.format))


def _delete_files(photo: Photo, names: set[str]) -> None:
    """After the transaction, which may yet be rolled back."""
    if not names or showing.is_shown(photo):
        return
    storage = Rendition._meta.get_field("file").storage
    for name in names:
        transaction.on_commit(partial(storage.delete, name), robust=True)
