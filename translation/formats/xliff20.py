"""XLIFF 2.0, as OASIS has specified it; files of 2.1 and 2.2 are read as well.

What a translator has not written yet has no target. What we must know again stands in the metadata
module, and what each code is in the original data, both of which tools carry along.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from lxml import etree

from translation.formats import inline, rules
from translation.formats.codes import Codes, CodesDiffer, Content, Tag, mark_of
from translation.formats.document import Delivered, DeliveredStory, State, Story, Unit, known_again
from translation.formats.parsing import local

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
# Of those that came after it; 2.1 has that of 2.0.
READ_NAMESPACES = (NAMESPACE, "urn:oasis:names:tc:xliff:document:2.2")
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
CATEGORY = "tvilling"
PROPOSED = f"{CATEGORY}:proposed"
_XLF, _MDA = f"{{{NAMESPACE}}}", f"{{{METADATA}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

STATES = {
    State.OPEN: "initial",
    State.PROPOSED: "initial",
    State.TRANSLATED: "translated",
    State.REVIEWED: "final",
}
_READ = {
    "initial": State.OPEN,
    "translated": State.TRANSLATED,
    "reviewed": State.REVIEWED,
    "final": State.REVIEWED,
}
_ORDER = list(State)
_TYPES = {"strong": ("fmt", "xlf:b"), "em": ("fmt", "xlf:i"), "br": ("fmt", "xlf:lb")}


def write(stories: Iterable[Story]) -> bytes:
    """Stories of one direction: a file of XLIFF 2 has one."""
    stories = list(stories)
    root = etree.Element(_XLF + "xliff", nsmap={None: NAMESPACE, "mda": METADATA}, version="2.0")
    for story in stories:
        root.set("srcLang", story.source_language)
        root.set("trgLang", story.language)
        file = etree.SubElement(root, _XLF + "file", id=story.id, original=story.id)
        file.set("canResegment", "no")
        notes = etree.SubElement(file, _XLF + "notes")
        etree.SubElement(notes, _XLF + "note").text = story.title
        for unit in story.units:
            _unit(file, unit)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _unit(file: etree._Element, unit: Unit) -> None:
    made = etree.SubElement(file, _XLF + "unit", id=unit.id, name=unit.name)
    made.set(_SPACE, "preserve")
    _metadata(made, unit)
    if unit.notes:
        notes = etree.SubElement(made, _XLF + "notes")
        for note in unit.notes:
            etree.SubElement(notes, _XLF + "note").text = note
    data = _Data(unit)
    if data.texts:
        original = etree.SubElement(made, _XLF + "originalData")
        for text, number in data.texts.items():
            etree.SubElement(original, _XLF + "data", id=number).text = text
    segment = etree.SubElement(made, _XLF + "segment", state=STATES[unit.state])
    if unit.state == State.PROPOSED:
        segment.set("subState", PROPOSED)
    inline.write(etree.SubElement(segment, _XLF + "source"), unit.source, data.maker(unit.codes))
    if unit.target is not None:
        target = etree.SubElement(segment, _XLF + "target")
        inline.write(target, unit.target, data.maker(unit.target_codes))


class _Data:
    """The unit's original data: what each code is, once for all codes that are the same."""

    def __init__(self, unit: Unit) -> None:
        marks = [*unit.codes.values(), *unit.target_codes.values()]
        pieces = [piece for mark in marks for piece in (mark.opening, mark.closing) if piece]
        self.texts = {text: f"d{at}" for at, text in enumerate(dict.fromkeys(pieces), 1)}

    def maker(self, codes: Codes) -> inline.Make:
        def make(tag: Tag) -> etree._Element:
            mark = codes[tag.id]
            kind, detail = _TYPES.get(mark.tag, ("link", ""))
            element = etree.Element(_XLF + ("ph" if mark.is_alone else "pc"), id=tag.id, type=kind)
            if detail:
                element.set("subType", detail)
            if mark.is_alone:
                element.set("dataRef", self.texts[mark.opening])
            else:
                element.set("dataRefStart", self.texts[mark.opening])
                element.set("dataRefEnd", self.texts[mark.closing])
            return element

        return make


def _metadata(made: etree._Element, unit: Unit) -> None:
    told = unit.to_know_again
    if unit.limit:
        told["limit"] = str(unit.limit)
    metadata = etree.SubElement(made, _MDA + "metadata")
    group = etree.SubElement(metadata, _MDA + "metaGroup", category=CATEGORY)
    for name, value in told.items():
        etree.SubElement(group, _MDA + "meta", type=name).text = value


def read(root: etree._Element) -> list[DeliveredStory]:
    faults = rules.faults(root)
    return [
        DeliveredStory(
            id=file.get("original") or file.get("id", ""),
            source_language=root.get("srcLang", ""),
            language=root.get("trgLang", ""),
            units=[
                _delivered(unit, faults)
                for unit in file.iter()
                if local(unit) == "unit" and unit.get("translate") != "no"
            ],
        )
        for file in root
        if local(file) == "file"
    ]


def _delivered(unit: etree._Element, faults: rules.Faults) -> Delivered:
    told = {
        one.get("type", ""): (one.text or "").strip()
        for group in unit.iter()
        if local(group) == "metaGroup" and group.get("category") == CATEGORY
        for one in group
    }
    pieces = [one for one in unit if local(one) in ("segment", "ignorable")]
    fault = faults.get(unit, "")
    source: Content = ()
    target: Content | None = None
    try:
        source = _joined(_texts(pieces, "source"))
        target = _target(pieces)
    except CodesDiffer as differ:
        fault = fault or differ.sentence
    codes = _codes(unit, pieces, "source")
    return Delivered(
        id=unit.get("id", ""),
        source=source,
        target=target,
        codes=codes,
        target_codes=codes | _codes(unit, pieces, "target"),
        **known_again(told),
        state=_state(pieces),
        fault=fault,
    )


def _state(pieces: list[etree._Element]) -> State | None:
    """That of the segment which has come least far."""
    segments = [one for one in pieces if local(one) == "segment"]
    states = [_READ.get(one.get("state", "initial"), State.PROPOSED) for one in segments]
    if not states:
        return None
    state = min(states, key=_ORDER.index)
    proposed = any(one.get("subState") == PROPOSED for one in segments)
    return State.PROPOSED if proposed and state == State.OPEN else state


def _texts(pieces: list[etree._Element], side: str) -> list[etree._Element]:
    return [one for piece in pieces for one in piece if local(one) == side]


def _joined(texts: Iterable[etree._Element]) -> Content:
    return tuple(one for text in texts for one in inline.read(text))


def _target(pieces: list[etree._Element]) -> Content | None:
    """A unit's segments in the order that the translation has them in. What a tool need not
    translate stands between them as in the source."""
    if not _texts(pieces, "target"):
        return None
    found: list[tuple[int, etree._Element]] = []
    for at, piece in enumerate(pieces, 1):
        texts = _texts([piece], "target")
        if not texts and local(piece) == "segment":
            raise CodesDiffer(_("only a part of it is translated"))
        text = (texts or _texts([piece], "source"))[0]
        order = text.get("order", "")
        found.append((int(order) if order.isdecimal() and len(order) < 6 else at, text))
    return _joined(text for _order, text in sorted(found, key=lambda one: one[0]))


def _codes(unit: etree._Element, pieces: list[etree._Element], side: str) -> Codes:
    """What each code is, by the original data that it points at."""
    data = {one.get("id"): one.text or "" for one in unit.iter() if local(one) == "data"}
    return {
        one.get("id", ""): mark
        for text in _texts(pieces, side)
        for one in text.iter()
        if (mark := mark_of(data.get(one.get("dataRefStart") or one.get("dataRef"), "")))
    }
