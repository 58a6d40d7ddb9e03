"""What a picture's file says of itself: caption, names, rights, place, time.

Read from IPTC-IIM, EXIF and XMP. For each field XMP goes before IIM, IIM before EXIF. Nothing that
stands in a file makes reading it fail: what cannot be understood counts as not there.
"""

import datetime
import logging
import re
import unicodedata
import zoneinfo
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, TypeVar

from django.conf import settings
from PIL import ExifTags, Image

from accounts import languages
from media import iim, xmp

logger = logging.getLogger(__name__)

Texts = Mapping[str, str]
T = TypeVar("T")

MAX_TEXT = 10_000
# Cameras write these where a person would write a caption.
_OF_THE_CAMERA = frozenset(
    "olympus sony minolta samsung kodak digital camera dsc dscn dcim img".split()
)
# "Foto: Kari Nordmann", "Photo by: …": the word is added where the line is written.
_LABEL = re.compile(r"^\s*[^\W\d]{2,15}\.?(?: [^\W\d]{2,3})?\s*:\s*")


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """Texts by language hold only languages that have one; other texts are "" when not said."""

    caption: Texts = field(default_factory=dict)
    alt_text: Texts = field(default_factory=dict)
    creators: tuple[str, ...] = ()
    organisation: Texts = field(default_factory=dict)
    copyright: str = ""
    usage_terms: str = ""
    place: str = ""
    taken_at: datetime.datetime | None = None
    digital_source_type: str = ""


@dataclass(frozen=True, kw_only=True)
class _Exif:
    description: str = ""
    artist: str = ""
    copyright: str = ""
    taken: str = ""
    offset: str = ""


def read(file: BinaryIO, *, default_language: str | None = None) -> Metadata:
    """Text that names no language is taken to be in `default_language`, the first of the settings
    unless told. The file's position is left where it was."""
    language = default_language or settings.LANGUAGE_CODE
    position = file.tell()
    try:
        file.seek(0)
        with Image.open(file) as image:
            packet = _or(xmp.Packet(), lambda: xmp.parse(image.info.get("xmp")))
            no_sets: dict[int, list[str]] = {}
            sets = _or(no_sets, lambda: iim.parse(iim.block_of(image)))
            exif = _or(_Exif(), lambda: _exif(image))
        return _or(Metadata(), lambda: _merged(packet, sets, exif, language))
    except Exception:
        logger.info("The metadata of a picture cannot be read", exc_info=True)
        return Metadata()
    finally:
        file.seek(position)


def _or(nothing: T, reading: Callable[[], T]) -> T:
    """One broken carrier does not spoil the others."""
    try:
        return reading()
    except Exception:
        logger.info("A part of a picture's metadata cannot be read", exc_info=True)
        return nothing


def _merged(
    packet: xmp.Packet, sets: Mapping[int, list[str]], exif: _Exif, language: str
) -> Metadata:
    def plain(number: int) -> str:
        return _line(next(iter(sets.get(number, [])), ""))

    def untagged(*texts: str) -> Texts:
        return next(({language: text} for text in texts if text), {})

    creators = _lines(packet.texts("dc:creator")) or _lines(sets.get(iim.BYLINE, []))
    creators = creators or _lines(exif.artist.split(";"))
    organisation = (
        by_language(packet.said("photoshop:Credit"), language, _line)
        or untagged(plain(iim.CREDIT))
        or by_language(packet.said("photoshop:Source"), language, _line)
        or untagged(plain(iim.SOURCE))
    )
    creators, organisation = _apart(creators, organisation, language)
    return Metadata(
        caption=by_language(packet.said("dc:description"), language)
        or untagged(_clean("\n".join(sets.get(iim.CAPTION, [])[:1])), _caption(exif.description)),
        alt_text=by_language(packet.said("Iptc4xmpCore:AltTextAccessibility"), language, _line),
        creators=creators,
        organisation=organisation,
        copyright=_one(packet.said("dc:rights"), language)
        or plain(iim.COPYRIGHT)
        or "; ".join(_lines(exif.copyright.split("\x00"))),
        usage_terms=_one(packet.said("xmpRights:UsageTerms"), language),
        place=_place(packet)
        or _located(*map(plain, (iim.SUBLOCATION, iim.CITY, iim.STATE, iim.COUNTRY))),
        taken_at=_taken_at(packet, plain(iim.DATE), plain(iim.TIME), exif),
        digital_source_type=_source_type(packet.text("Iptc4xmpExt:DigitalSourceType")),
    )


# Texts


def _clean(text: str) -> str:
    """Without what no database or XML file takes, and of a length that a person would write."""
    text = unicodedata.normalize(
        "NFC", text[: MAX_TEXT * 2].replace("\r\n", "\n").replace("\r", "\n")
    )
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()[:MAX_TEXT]


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_line, texts))))


def _caption(description: str) -> str:
    text = _clean(description)
    words = re.findall(r"[^\W\d_]+", text.lower())
    return text if any(word not in _OF_THE_CAMERA for word in words) else ""


def by_language(
    said: Iterable[xmp.Said], default: str, clean: Callable[[str], str] = _clean
) -> dict[str, str]:
    """The texts in the newsroom's languages. An untagged text is in the default one, unless that
    has its own or the same text is tagged as another."""
    tagged = [(one.tag, clean(one.text)) for one in said if one.tag != xmp.UNTAGGED]
    found = {}
    for code in languages.codes():
        ranked = [(_rank(tag, code), text) for tag, text in tagged if text]
        best = min(ranked, key=lambda one: one[0], default=(_UNRELATED, ""))
        if best[0] < _UNRELATED:
            found[code] = best[1]
    untagged = next((clean(one.text) for one in said if one.tag == xmp.UNTAGGED), "")
    if untagged and default not in found and untagged not in [text for _tag, text in tagged]:
        found[default] = untagged
    return found


_UNRELATED = 100


def _rank(tag: str, code: str) -> int:
    """How well a language tag fits a language of ours, 0 best: itself, a variety of it, one of
    the codes that others use for it, or of a language near it, in the order of the settings."""
    primary = tag.split("-")[0]
    if tag == code.lower():
        return 0
    if primary == code.lower().split("-")[0]:
        return 1
    traits = settings.LANGUAGE_TRAITS[code]
    also = [*traits["also"], *traits["near"]]
    return 2 + also.index(primary) if primary in also else _UNRELATED


def _one(said: list[xmp.Said], language: str) -> str:
    """Of a field that has one text for all languages."""
    in_ours = by_language(said, language)
    return in_ours.get(language) or next((_clean(one.text) for one in said), "")


# Names and places


def _apart(
    creators: tuple[str, ...], organisation: Texts, language: str
) -> tuple[tuple[str, ...], Texts]:
    """Many write "Foto: Kari Nordmann / NTB" into one of the two fields, or into both. A person has
    more than one name; "AP / NTB" is two agencies."""
    names, also = [], []
    for creator in creators:
        name, *rest = _parts(creator)
        names.append(name)
        also += rest
    left = {}
    for code, text in organisation.items():
        parts = _parts(text)
        if not names and len(parts) > 1 and " " in parts[0]:
            names.append(parts[0])
        if kept := [part for part in parts if part not in names]:
            left[code] = " / ".join(dict.fromkeys(kept))
    if also and not left:
        left[language] = " / ".join(dict.fromkeys(also))
    return tuple(dict.fromkeys(names)), left


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in _LABEL.sub("", text).split("/")]
    return [part for part in parts if part] or [text]


def _place(packet: xmp.Packet) -> str:
    shown = packet.parts(
        "Iptc4xmpExt:LocationShown",
        "Iptc4xmpExt:Sublocation",
        "Iptc4xmpExt:City",
        "Iptc4xmpExt:ProvinceState",
        "Iptc4xmpExt:CountryName",
    )
    names = ("Iptc4xmpCore:Location", "photoshop:City", "photoshop:State", "photoshop:Country")
    return _located(*shown) or _located(*map(packet.text, names))


def _located(sublocation: str, city: str, state: str, country: str) -> str:
    return ", ".join(_lines([sublocation, city])) or _line(state) or _line(country)


def _source_type(uri: str) -> str:
    code = _line(uri).rstrip("/").rpartition("/")[2].rpartition(":")[2]
    return code if re.fullmatch(r"[A-Za-z]{1,60}", code) else ""


# Time


def _taken_at(packet: xmp.Packet, date: str, time: str, exif: _Exif) -> datetime.datetime | None:
    """The first that says a time of day, else the first that says a day. A camera that knows its
    offset tells it in EXIF, and it then holds for the times without one, too."""
    said = [
        packet.text("photoshop:DateCreated"),
        packet.text("exif:DateTimeOriginal"),
        f"{date}T{time}" if time else date,
        re.sub(r"^(\d{4}):(\d\d):(\d\d) ", r"\1-\2-\3T", exif.taken),
    ]
    said = [text for text in map(_line, said) if text]
    for text in [*(text for text in said if "T" in text), *said]:
        if moment := _moment(text, exif.offset):
            return moment
    return None


def _moment(text: str, offset: str) -> datetime.datetime | None:
    zone: datetime.tzinfo = zoneinfo.ZoneInfo(settings.TIME_ZONE)
    try:
        moment = datetime.datetime.fromisoformat(text)
        if re.fullmatch(r"[+-]\d\d:\d\d", offset):
            zone = datetime.datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo or zone
    except ValueError:
        return None
    # Photography is not older; a clock that was never set says less than nothing.
    if not 1820 <= moment.year <= 2200:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _exif(image: Image.Image) -> _Exif:
    exif = image.getexif()
    details = exif.get_ifd(ExifTags.IFD.Exif)
    return _Exif(
        description=_ascii(exif.get(ExifTags.Base.ImageDescription)),
        artist=_ascii(exif.get(ExifTags.Base.Artist)),
        copyright=_ascii(exif.get(ExifTags.Base.Copyright)),
        taken=_ascii(details.get(ExifTags.Base.DateTimeOriginal)).strip("\x00 "),
        offset=_ascii(details.get(ExifTags.Base.OffsetTimeOriginal)).strip("\x00 "),
    )


def _ascii(value: object) -> str:
    """EXIF text is ASCII by its standard and UTF-8 in practice; Pillow reads it as Latin-1."""
    if isinstance(value, tuple) and value:
        value = value[0]
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return ""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
