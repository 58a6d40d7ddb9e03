"""XMP packets: the properties of one as plain values, and one written for a file of ours.

Whatever stands in a packet comes from strangers: none is too broken or too hostile to be read as
having no properties.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

MAX_BYTES = 1_000_000
# What a property says without naming a language, and what says it is for all of them.
UNTAGGED = "x-default"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
DIGITAL_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Said(NamedTuple):
    """One value and the language tag it carries, in lower case, or else `UNTAGGED`."""

    tag: str
    text: str


def qualified(name: str) -> str:
    """ "dc:creator" as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class Packet:
    """The properties of one packet, asked for by their usual names ("dc:creator")."""

    def __init__(self, descriptions: Sequence[etree._Element] = ()):
        self._descriptions = descriptions

    def said(self, name: str) -> list[Said]:
        """Every value of a property, empty ones left out."""
        found = [
            Said((item.get(f"{{{XML}}}lang") or UNTAGGED).lower(), _text(item))
            for item in self._items(name)
        ]
        found += [
            Said(UNTAGGED, attribute)
            for one in self._descriptions
            if (attribute := one.get(qualified(name)))
        ]
        return [one for one in found if one.text.strip()]

    def texts(self, name: str) -> list[str]:
        return [one.text for one in self.said(name)]

    def text(self, name: str) -> str:
        return next(iter(self.texts(name)), "")

    def parts(self, name: str, *wanted: str) -> list[str]:
        """Of a structured property's first value: these of its fields, "" where one is missing."""
        for item in self._items(name):
            nested = item.find(f"{{{RDF}}}Description")
            node = item if nested is None else nested
            inner = Packet([node])
            if any(found := [inner.text(one) for one in wanted]):
                return found
        return [""] * len(wanted)

    def _items(self, name: str) -> Iterator[etree._Element]:
        for one in self._descriptions:
            for element in one.iterchildren(qualified(name)):
                listed = list(element.iterfind(f"*/{{{RDF}}}li"))
                yield from listed or [element]


def _text(element: etree._Element) -> str:
    value = element.find(f"{{{RDF}}}value")
    if value is not None:
        element = value
    return element.text or element.get(f"{{{RDF}}}resource") or ""


def parse(packet: bytes | str | None) -> Packet:
    """The packet's properties; none where it is broken, has entities of its own, or is huge."""
    text = _decoded(packet)
    if not text or len(text) > MAX_BYTES or "<!DOCTYPE" in text or "<!ENTITY" in text:
        return Packet()
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Packet()
    if root is None:
        return Packet()
    return Packet(
        [
            one
            for rdf in root.iter(f"{{{RDF}}}RDF")
            for one in rdf.iterchildren(f"{{{RDF}}}Description")
        ]
    )


_ENCODINGS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


def _decoded(packet: bytes | str | None) -> str:
    if isinstance(packet, bytes):
        if len(packet) > MAX_BYTES:
            return ""
        encoding = next((name for mark, name in _ENCODINGS if packet.startswith(mark)), "utf-8")
        raw = packet
        try:
            packet = raw.decode(encoding)
        except UnicodeDecodeError:
            packet = raw.decode("cp1252", "replace")
    text = _NOT_IN_XML.sub("", packet or "")
    # An XML declaration would contradict the encoding it is parsed in.
    return re.sub(r"^\s*<\?xml\s[^>]*\?>", "", text.strip())


def compose(
    *,
    creators: Sequence[str] = (),
    credit: str = "",
    rights: str = "",
    usage_terms: str = "",
    digital_source_type: str = "",
) -> bytes:
    """A packet that says who made a picture and what may be done with it; b"" if nobody knows."""
    root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    rdf = etree.SubElement(root, f"{{{RDF}}}RDF", nsmap={"rdf": RDF})
    description = etree.SubElement(rdf, f"{{{RDF}}}Description", nsmap=NAMESPACES)
    description.set(f"{{{RDF}}}about", "")
    if creators:
        _container(description, "dc:creator", "Seq", creators)
    if rights:
        _container(description, "dc:rights", "Alt", [rights], tag=UNTAGGED)
        etree.SubElement(description, qualified("xmpRights:Marked")).text = "True"
    if usage_terms:
        _container(description, "xmpRights:UsageTerms", "Alt", [usage_terms], tag=UNTAGGED)
    if credit:
        etree.SubElement(description, qualified("photoshop:Credit")).text = _legal(credit)
    if digital_source_type:
        element = etree.SubElement(description, qualified("Iptc4xmpExt:DigitalSourceType"))
        element.text = DIGITAL_SOURCE_TYPE + _legal(digital_source_type)
    if not len(description):
        return b""
    etree.cleanup_namespaces(root)
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'.encode()
    return begin + etree.tostring(root, encoding="utf-8") + b'<?xpacket end="r"?>'


def _container(
    parent: etree._Element, name: str, kind: str, texts: Sequence[str], *, tag: str = ""
) -> None:
    container = etree.SubElement(etree.SubElement(parent, qualified(name)), f"{{{RDF}}}{kind}")
    for text in texts:
        item = etree.SubElement(container, f"{{{RDF}}}li")
        item.text = _legal(text)
        if tag:
            item.set(f"{{{XML}}}lang", tag)


def _legal(text: str) -> str:
    return _NOT_IN_XML.sub(" ", text)
