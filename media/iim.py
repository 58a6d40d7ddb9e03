"""IPTC-IIM, the older carrier of captions and credits: bytes in, texts by data set out."""

from collections.abc import Iterator

from PIL import Image, TiffImagePlugin

BYLINE, CITY, SUBLOCATION, DATE, TIME = 80, 90, 92, 55, 60
STATE, COUNTRY, CREDIT, SOURCE, COPYRIGHT, CAPTION = 95, 101, 110, 115, 116, 120

MAX_BYTES = 500_000
_PHOTOSHOP_IPTC = 0x0404
_UTF_8 = b"\x1b%G"


def block_of(image: Image.Image) -> bytes:
    """The IIM block of an opened JPEG or TIFF; b"" where there is none."""
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        raw = image.tag_v2._tagdata.get(TiffImagePlugin.IPTC_NAA_CHUNK)
        return raw if isinstance(raw, bytes) else b""
    resources = image.info.get("photoshop")
    raw = resources.get(_PHOTOSHOP_IPTC) if isinstance(resources, dict) else None
    return raw if isinstance(raw, bytes) else b""


def parse(block: bytes) -> dict[int, list[str]]:
    """The texts of the application record (2), by the number of the data set. What comes after
    the first thing that makes no sense is left unread."""
    is_utf_8 = False
    found: dict[int, list[str]] = {}
    for record, number, raw in _data_sets(block[:MAX_BYTES]):
        if (record, number) == (1, 90):
            is_utf_8 = raw == _UTF_8
        elif record == 2:
            found.setdefault(number, []).append(_decoded(raw, is_utf_8))
    return found


def _data_sets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C:
        record, number = block[at + 1], block[at + 2]
        length = int.from_bytes(block[at + 3 : at + 5], "big")
        at += 5
        if length & 0x8000:
            width = length & 0x7FFF
            length = int.from_bytes(block[at : at + width], "big") if width <= 4 else len(block)
            at += width
        if at + length > len(block):
            return
        yield record, number, block[at : at + length]
        at += length


def _decoded(raw: bytes, is_utf_8: bool) -> str:
    """Few writers declare an encoding. What reads as UTF-8 is UTF-8: other text almost never does."""
    if is_utf_8:
        # A caption that was cut at 2,000 bytes may end in half a letter.
        return raw.decode("utf-8", "ignore")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
