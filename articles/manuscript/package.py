"""Is this ZIP file a Word document that is safe to open?"""

import zipfile
from io import BytesIO

from articles.manuscript.errors import ManuscriptError

_MOST_PARTS = 2000
_MOST_UNPACKED = 24 * 1024 * 1024
# Word's XML packs to a tenth or a twentieth; only small parts get beyond these ratios by chance.
_SMALL_PART = 1024 * 1024
_HIGHEST_RATIO = 150
_CHUNK = 64 * 1024
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_ENCRYPTED = 0x1
_OTHERS = {
    "xl/workbook.xml": "spreadsheet",
    "xl/workbook.bin": "spreadsheet",
    "ppt/presentation.xml": "presentation",
    "Index/Document.iwa": "pages",
}


def safe_copy(source: bytes) -> BytesIO:
    """The same document, unpacked within bounds, so that whoever opens it meets no surprise: a
    part may hold a thousand times what it declares. Raises ManuscriptError if it is no document.
    """
    try:
        with zipfile.ZipFile(BytesIO(source)) as archive:
            _check_names(archive)
            _check_sizes(archive)
            copy = BytesIO()
            with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as unpacked:
                for part in archive.infolist():
                    unpacked.writestr(part.filename, _content(archive, part))
            copy.seek(0)
            return copy
    except ManuscriptError:
        raise
    except Exception as error:
        # zipfile raises what zlib, struct and codecs do, besides its own errors.
        raise ManuscriptError("damaged") from error


def _check_names(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    for name, code in _OTHERS.items():
        if name in names:
            raise ManuscriptError(code)
    if "mimetype" in names and "content.xml" in names:
        raise ManuscriptError("opendocument")
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise ManuscriptError("zip")
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise ManuscriptError("macros")


def _check_sizes(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len({part.filename for part in parts}) < len(parts):
        raise ManuscriptError("damaged")
    if len(parts) > _MOST_PARTS:
        raise ManuscriptError("zip_bomb", part=len(parts))
    unpacked = 0
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise ManuscriptError("encrypted")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ManuscriptError("damaged")
        unpacked += part.file_size
        ratio = part.file_size / max(1, part.compress_size)
        if unpacked > _MOST_UNPACKED or (part.file_size > _SMALL_PART and ratio > _HIGHEST_RATIO):
            raise ManuscriptError("zip_bomb", part=part.filename)


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    held = bytearray()
    # By chunks: asked for all at once, zipfile inflates whatever the part really holds. At the
    # declared end it compares the checksum.
    with archive.open(part) as packed:
        while chunk := packed.read(_CHUNK):
            held += chunk
    content = bytes(held)
    if part.filename.casefold().endswith((".xml", ".rels")):
        # Without the zeros, UTF-16 reads like ASCII.
        plain = content.replace(b"\0", b"")
        if any(declaration in plain for declaration in _DECLARATIONS):
            raise ManuscriptError("entities", part=part.filename)
        if part.filename == "[Content_Types].xml" and b"macroEnabled" in plain:
            raise ManuscriptError("macros")
    return content
