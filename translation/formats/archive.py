"""A zip of files, read into memory within bounds; nothing is written under the names in it."""

import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from translation.formats.errors import FormatError
from translation.formats.parsing import MAX_BYTES

SUFFIXES = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf", ".tmx", ".xml")
MAX_FILES = 200
MAX_UNPACKED = 3 * MAX_BYTES
_SMALL, _HIGHEST_RATIO = 256 * 1024, 200
_CHUNK = 64 * 1024
_ENCRYPTED = 0x1


class Packed(NamedTuple):
    name: str
    content: bytes


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def read_zip(data: bytes) -> list[Packed]:
    """The files that may be translations, by name; others are passed over. Raises FormatError."""
    if len(data) > MAX_BYTES:
        raise FormatError("too_large", limit=MAX_BYTES // 1024 // 1024)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            wanted = _wanted(archive)
            return [Packed(_name(part), _content(archive, part)) for part in wanted]
    except FormatError:
        raise
    except Exception as error:
        # zipfile raises what zlib, struct and codecs do, besides its own errors.
        raise FormatError("damaged") from error


def write_zip(files: list[Packed]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return packed.getvalue()


def _wanted(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    wanted = [
        part
        for part in archive.infolist()
        if part.filename.casefold().endswith(SUFFIXES)
        and not _name(part).startswith(".")
        and not part.filename.startswith("__MACOSX")
    ]
    if not wanted:
        raise FormatError("zip_empty")
    if len(wanted) > MAX_FILES:
        raise FormatError("zip_bomb", part=len(wanted))
    unpacked = 0
    for part in wanted:
        if part.flag_bits & _ENCRYPTED:
            raise FormatError("encrypted")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FormatError("damaged")
        unpacked += part.file_size
        ratio = part.file_size / max(1, part.compress_size)
        if unpacked > MAX_UNPACKED or (part.file_size > _SMALL and ratio > _HIGHEST_RATIO):
            raise FormatError("zip_bomb", part=_name(part))
    return sorted(wanted, key=lambda part: part.filename)


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """By chunks: asked for all at once, zipfile inflates whatever the part really holds."""
    held = bytearray()
    with archive.open(part) as packed:
        while chunk := packed.read(_CHUNK):
            held += chunk
            if len(held) > part.file_size:
                raise FormatError("zip_bomb", part=_name(part))
    return bytes(held)


def _name(part: zipfile.ZipInfo) -> str:
    """Without the folders: it is shown, and no path."""
    return PurePosixPath(part.filename.replace("\\", "/")).name[:120]
