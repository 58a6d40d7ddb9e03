"""What comes in as a picture: whether it is one, and how it is kept.

A refusal is a ValidationError whose sentence says what is wrong and what to do about it.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _
from PIL import Image

from media.pixels import BROKEN, MAX_PIXELS, upright_size

# Pillow's name of a format, and what its files are called; phones write JPEGs as MPO.
EXTENSIONS = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "TIFF": "tif",
    "AVIF": "avif",
    "GIF": "gif",
}
# To open, an MPO is a JPEG.
_OPENED = [name for name in EXTENSIONS if name != "MPO"]
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A file that was found to be a picture. Width and height are as it is shown, upright. Its
    name has the extension of what it is, since web servers go by that, and a part that cannot be
    guessed without having the file."""

    file: File
    name: str
    width: int
    height: int
    content_hash: str


def check(file: File) -> Incoming:
    """Look at the whole file. Raises ValidationError with a code: "empty", "too_large", "svg",
    "heic", "not_an_image", "too_many_pixels", "broken"."""
    limit = settings.PHOTO_MAX_BYTES
    if not file.size:
        raise ValidationError(_("The file is empty. Choose the picture once more."), code="empty")
    if file.size > limit:
        raise ValidationError(
            _("The file is %(size)s, more than the %(limit)s a photo may have. Save it smaller."),
            code="too_large",
            params={"size": filesizeformat(file.size), "limit": filesizeformat(limit)},
        )
    _refuse_by_its_beginning(file)
    extension, width, height = _decoded(file)
    content_hash = _hash(file)
    return Incoming(
        file=file,
        name=f"{_stem(file.name or '')}-{content_hash[:8]}.{extension}",
        width=width,
        height=height,
        content_hash=content_hash,
    )


def _refuse_by_its_beginning(file: File) -> None:
    file.seek(0)
    start = file.read(4096)
    if re.search(rb"<svg[\s>/]", start, re.I):
        raise ValidationError(
            _("SVG drawings can carry programs and are not taken. Export it as PNG or WebP."),
            code="svg",
        )
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC:
        raise ValidationError(
            _("HEIC pictures cannot be shown on the web. Export it as JPEG."), code="heic"
        )


def _decoded(file: File) -> tuple[str, int, int]:
    """Extension, width and height, after every pixel has been read: a file that was cut short
    on its way shows only then."""
    file.seek(0)
    try:
        image = Image.open(file, formats=_OPENED)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Image.UnidentifiedImageError:
        raise ValidationError(
            _("This is not a picture we can read. JPEG, PNG, WebP, TIFF, AVIF and GIF are taken."),
            code="not_an_image",
        ) from None
    except BROKEN:
        raise _broken() from None
    with image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_many_pixels()
        extension = EXTENSIONS[image.format or ""]
        width, height = upright_size(image)
        try:
            # A JPEG is then read at an eighth of its size, yet to its end.
            image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
            image.load()
            if image.format == "PNG":
                # Damage in its middle shows in the checksums alone.
                file.seek(0)
                with Image.open(file, formats=["PNG"]) as unread:
                    unread.verify()
        except BROKEN:
            raise _broken() from None
    return extension, width, height


def _hash(file: File) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _stem(given: str) -> str:
    name = PurePath(given.replace("\\", "/")).stem.strip(". ") or "photo"
    return get_valid_filename(name)[:80].strip("._- ") or "photo"


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("The picture has more than %(millions)d million pixels. Save it smaller."),
        code="too_many_pixels",
        params={"millions": MAX_PIXELS // 1_000_000},
    )


def _broken() -> ValidationError:
    return ValidationError(
        _("The file is damaged or was cut short on its way. Export or send it once more."),
        code="broken",
    )
