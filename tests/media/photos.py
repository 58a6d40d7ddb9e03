"""Pictures as cameras and agencies deliver them, drawn and labelled here: no file of anybody's."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import ContentFile
from PIL import ExifTags, Image

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}


def halves(
    size: tuple[int, int] = (120, 80), left: str = "red", right: str = "blue", mode: str = "RGB"
) -> Image.Image:
    """A picture whose left and right halves can be told from each other."""
    image = Image.new("RGB", size, right)
    image.paste(left, (0, 0, size[0] // 2, size[1]))
    return image if mode == "RGB" else image.convert(mode)


def picture_bytes(
    image: Image.Image | None = None,
    format: str = "JPEG",
    *,
    xmp: str | bytes = b"",
    iim: bytes = b"",
    exif: Mapping[int, Any] | None = None,
    **options: Any,
) -> bytes:
    """A file of this format; `exif` by tag number, those of its sub-directory among them."""
    file = io.BytesIO()
    packet = xmp.encode() if isinstance(xmp, str) else xmp
    if packet:
        options["xmp"] = packet
    if exif:
        options["exif"] = _exif(exif)
    (image or halves()).save(file, format, **options)
    content = file.getvalue()
    return _with_iim(content, iim) if iim else content


def jpeg_bytes(size: tuple[int, int] = (120, 80), **options: Any) -> bytes:
    return picture_bytes(halves(size), "JPEG", **options)


def jpeg(name: str = "picture.jpg", **options: Any) -> ContentFile:
    return ContentFile(jpeg_bytes(**options), name=name)


def _exif(values: Mapping[int, Any]) -> Image.Exif:
    exif = Image.Exif()
    details = exif.get_ifd(ExifTags.IFD.Exif)
    for tag, value in values.items():
        target = details if tag >= 0x8800 else exif
        target[tag] = value
    return exif


def packet(body: str) -> str:
    """An XMP packet with these properties in it."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        f'<rdf:Description rdf:about="" {names}>{body}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def alternatives(name: str, **texts: str) -> str:
    """A language alternative: `x_default="…", nb_NO="…"` stand for x-default and nb-NO."""
    items = "".join(
        f'<rdf:li xml:lang="{tag.replace("_", "-")}">{text}</rdf:li>' for tag, text in texts.items()
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def sequence(name: str, *texts: str) -> str:
    items = "".join(f"<rdf:li>{text}</rdf:li>" for text in texts)
    return f"<{name}><rdf:Seq>{items}</rdf:Seq></{name}>"


def iim_bytes(
    sets: Sequence[tuple[int, str | bytes]], *, encoding: str = "utf-8", declared: bool = True
) -> bytes:
    """An IIM block of (data set, text) of the application record."""
    block = b"\x1c\x01\x5a\x00\x03\x1b%G" if declared else b""
    for number, text in sets:
        raw = text if isinstance(text, bytes) else text.encode(encoding)
        block += b"\x1c\x02" + bytes([number]) + len(raw).to_bytes(2, "big") + raw
    return block


def _with_iim(jpeg: bytes, block: bytes) -> bytes:
    """The JPEG with a Photoshop segment right after its start."""
    padded = block + b"\x00" * (len(block) % 2)
    resource = b"8BIM" + b"\x04\x04" + b"\x00\x00" + len(block).to_bytes(4, "big") + padded
    payload = b"Photoshop 3.0\x00" + resource
    segment = b"\xff\xed" + (len(payload) + 2).to_bytes(2, "big") + payload
    return jpeg[:2] + segment + jpeg[2:]
