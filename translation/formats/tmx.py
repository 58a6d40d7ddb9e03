"""TMX 1.4: pairs of texts for translation memories.

Written in two ways. The standard way gives a code as an element that holds the mark itself. OmegaT
reads such codes, but matches them by nothing but their order, and so exchanges two links; it wants
its own short tags as text (`<g0>…</g0>`, numbered from 0 in the order of the source).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import count

from lxml import etree

from articles import blocks
from translation.formats.codes import (
    Codes,
    Content,
    Mark,
    Tag,
    mark_of,
    plain,
    take_apart,
    take_apart_like,
)
from translation.formats.errors import FormatError
from translation.formats.parsing import local

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {"strong": "bold", "em": "italic", "a": "link", "br": "lb"}
_SHORT_TAG = re.compile(r"</?[a-z]{1,4}\d{1,4}/?>")


@dataclass(frozen=True, kw_only=True)
class Bitext:
    """A text and its translation: inline HTML where `marked`, else plain text. `changed` is TMX's
    `changedate`, "" where it is not known."""

    source_language: str
    language: str
    source: str
    target: str
    marked: bool = False
    changed: str = ""


def write(
    pairs: Iterable[Bitext], source_language: str, *, for_omegat: bool = False
) -> Iterator[bytes]:
    """Piece by piece, however many pairs there are."""
    header = etree.Element("header", creationtool="Tvilling", creationtoolversion="1")
    header.set("segtype", "paragraph")
    header.set("o-tmf", "Tvilling")
    header.set("adminlang", source_language)
    header.set("srclang", source_language)
    header.set("datatype", "plaintext" if for_omegat else "html")
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    yield b'<tmx version="1.4">' + etree.tostring(header, encoding="UTF-8", xml_declaration=False)
    yield b"<body>\n"
    for pair in pairs:
        unit = _unit(pair, _short if for_omegat else _standard)
        yield etree.tostring(unit, encoding="UTF-8", xml_declaration=False) + b"\n"
    yield b"</body></tmx>\n"


Put = Callable[[etree._Element, Content, Codes], None]


def _unit(pair: Bitext, put: Put) -> etree._Element:
    unit = etree.Element("tu")
    if pair.changed:
        unit.set("changedate", pair.changed)
    if pair.marked:
        source, codes = take_apart(pair.source)
        target, target_codes = take_apart_like(pair.target, codes)
    else:
        source, target, codes, target_codes = plain(pair.source), plain(pair.target), {}, {}
    for language, content, own in (
        (pair.source_language, source, codes),
        (pair.language, target, target_codes),
    ):
        variant = etree.SubElement(unit, "tuv", {_LANG: language})
        put(etree.SubElement(variant, "seg"), content, own)
    return unit


def _standard(seg: etree._Element, content: Content, codes: Codes) -> None:
    for one in content:
        if isinstance(one, str):
            _append(seg, one)
            continue
        mark = codes[one.id]
        if one.kind == "end":
            etree.SubElement(seg, "ept", i=one.id).text = mark.closing
            continue
        name = "ph" if one.kind == "alone" else "bpt"
        element = etree.SubElement(seg, name, x=one.id, type=_TYPES[mark.tag])
        if name == "bpt":
            element.set("i", one.id)
        element.text = mark.opening


def _append(seg: etree._Element, text: str) -> None:
    if len(seg):
        seg[-1].tail = (seg[-1].tail or "") + text
    else:
        seg.text = (seg.text or "") + text


def _short(seg: etree._Element, content: Content, _codes: Codes) -> None:
    written = {"start": "<g{}>", "end": "</g{}>", "alone": "<x{}/>"}
    seg.text = "".join(
        one if isinstance(one, str) else written[one.kind].format(int(one.id) - 1)
        for one in content
    )


def read(root: etree._Element) -> Iterator[Bitext]:
    """Pairs of each text with its translations, the languages as the file writes them. Codes that
    are marks of ours are marks again; of others, the text between them is kept. Raises FormatError.
    """
    if local(root) != "tmx":
        raise FormatError("unknown", root=local(root)[:40])
    for unit, texts, at in _units(root):
        for place, (language, target) in enumerate(texts):
            if place != at and texts[at][1] and target:
                yield Bitext(
                    source_language=texts[at][0],
                    language=language,
                    source=texts[at][1],
                    target=target,
                    marked=True,
                    changed=unit.get("changedate", ""),
                )


def incomplete(root: etree._Element) -> int:
    """How many units lack a text, so that `read` has no pair of it."""
    return sum(
        len(texts) < 2 or not all(html for _language, html in texts)
        for _unit, texts, _at in _units(root)
    )


def _units(root: etree._Element) -> Iterator[tuple[etree._Element, list[tuple[str, str]], int]]:
    """Each with its texts by language, and the place of the source among them."""
    header = next((one for one in root if local(one) == "header"), None)
    srclang = header.get("srclang", "") if header is not None else ""
    is_omegats = header is not None and _has_short_tags(header)
    for unit in root.iter("tu"):
        texts = [
            (variant.get(_LANG) or variant.get("lang") or "", _text(seg, is_omegats))
            for variant in unit
            if local(variant) == "tuv"
            for seg in variant
            if local(seg) == "seg"
        ]
        wanted = (unit.get("srclang") or srclang).casefold()
        at = next((at for at, (code, _html) in enumerate(texts) if code.casefold() == wanted), 0)
        yield unit, texts, at


def _has_short_tags(header: etree._Element) -> bool:
    """OmegaT's own files, and those that `write` made for it."""
    tool = header.get("creationtool")
    return tool == "OmegaT" or (tool == "Tvilling" and header.get("datatype") == "plaintext")


def _text(seg: etree._Element, is_omegats: bool) -> str:
    """As canonical inline HTML."""
    codes: Codes = {}
    numbers = count(1)
    opened: dict[str, str] = {}

    def pieces(element: etree._Element) -> Iterator[str | Tag]:
        yield element.text or ""
        for child in element:
            name, held = local(child), (child.text or "").strip()
            if name == "hi":
                yield from pieces(child)
            elif mark := mark_of(held) if name in ("bpt", "ph") else None:
                number = str(next(numbers))
                codes[number] = mark
                if mark.is_alone:
                    yield Tag("alone", number)
                else:
                    opened[child.get("i", "")] = number
                    yield Tag("start", number)
            elif name == "ept" and child.get("i", "") in opened:
                yield Tag("end", opened.pop(child.get("i", "")))
            yield child.tail or ""

    return _html(list(pieces(seg)), codes, is_omegats)


def _html(content: list[str | Tag], codes: dict[str, Mark], is_omegats: bool) -> str:
    """Whatever does not pair is dropped: a memory can do without a mark."""
    ended = {one.id for one in content if isinstance(one, Tag) and one.kind == "end"}
    parts = []
    for one in content:
        if isinstance(one, str):
            text = _SHORT_TAG.sub("", one) if is_omegats else one
            parts.append(escape(text, quote=False))
        elif one.kind == "end":
            parts.append(codes[one.id].closing)
        elif one.kind == "alone" or one.id in ended:
            parts.append(codes[one.id].opening)
    return blocks.clean_inline("".join(parts))
