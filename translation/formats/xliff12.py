"""XLIFF 1.2, as OASIS has specified it, strict.

What a translator has not written yet is filled with the source, for tools that read the target
alone. What we must know again stands in a context group of each unit, which tools carry along: the
digests of both texts, the state, and what each code is. `state` is left alone by some tools, so a
text counts as translated by being another than was sent.
"""

from collections.abc import Iterable

from lxml import etree

from translation.formats import inline, rules
from translation.formats.codes import Codes, CodesDiffer, Content, Tag, mark_of
from translation.formats.document import Delivered, DeliveredStory, State, Story, Unit, known_again
from translation.formats.parsing import local

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
VERSION = "1.2"
PURPOSE = "x-tvilling"
_XLF = f"{{{NAMESPACE}}}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

STATES = {
    State.OPEN: "needs-translation",
    State.PROPOSED: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
}
_READ = {
    "new": State.OPEN,
    "needs-translation": State.OPEN,
    "needs-adaptation": State.PROPOSED,
    "needs-l10n": State.PROPOSED,
    "needs-review-translation": State.PROPOSED,
    "needs-review-adaptation": State.PROPOSED,
    "needs-review-l10n": State.PROPOSED,
    "translated": State.TRANSLATED,
    "final": State.REVIEWED,
    "signed-off": State.REVIEWED,
}
# What the tool itself has put there, and nobody has looked at.
_SUGGESTIONS = {
    "exact-match",
    "fuzzy-match",
    "id-match",
    "leveraged-glossary",
    "leveraged-inherited",
}
_SUGGESTIONS |= {"leveraged-mt", "leveraged-repository", "leveraged-tm", "mt-suggestion"}
_SUGGESTIONS |= {"tm-suggestion"}
_TYPES = {"strong": "bold", "em": "italic", "a": "link", "br": "lb"}


def write(stories: Iterable[Story]) -> bytes:
    root = etree.Element(_XLF + "xliff", nsmap={None: NAMESPACE}, version=VERSION)
    for story in stories:
        _file(root, story)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)


def _file(root: etree._Element, story: Story) -> None:
    file = etree.SubElement(root, _XLF + "file", original=story.id, datatype="html")
    file.set("source-language", story.source_language)
    file.set("target-language", story.language)
    file.set("product-name", "Tvilling")
    header = etree.SubElement(file, _XLF + "header")
    etree.SubElement(header, _XLF + "note").text = story.title
    body = etree.SubElement(file, _XLF + "body")
    for unit in story.units:
        _unit(body, unit, story)


def _unit(body: etree._Element, unit: Unit, story: Story) -> None:
    made = etree.SubElement(body, _XLF + "trans-unit", id=unit.id, resname=unit.name)
    made.set(_SPACE, "preserve")
    if unit.limit:
        made.set("maxwidth", str(unit.limit))
        made.set("size-unit", "char")
    if unit.state == State.REVIEWED:
        made.set("approved", "yes")
    source = etree.SubElement(made, _XLF + "source", {_LANG: story.source_language})
    inline.write(source, unit.source, _maker(unit.codes))
    target = etree.SubElement(made, _XLF + "target", {_LANG: story.language})
    target.set("state", STATES[unit.state])
    if unit.target is None:
        inline.write(target, unit.source, _maker(unit.codes))
    else:
        inline.write(target, unit.target, _maker(unit.target_codes))
    _context(made, unit)
    for note in unit.notes:
        etree.SubElement(made, _XLF + "note").text = note


def _maker(codes: Codes) -> inline.Make:
    def make(tag: Tag) -> etree._Element:
        name = "x" if tag.kind == "alone" else "g"
        return etree.Element(_XLF + name, id=tag.id, ctype=_TYPES[codes[tag.id].tag])

    return make


def _context(made: etree._Element, unit: Unit) -> None:
    group = etree.SubElement(made, _XLF + "context-group", purpose=PURPOSE)
    told = unit.to_know_again
    told |= {f"code-{number}": mark.opening for number, mark in unit.codes.items()}
    told |= {
        f"target-code-{number}": mark.opening
        for number, mark in unit.target_codes.items()
        if unit.codes.get(number) != mark
    }
    for name, value in told.items():
        one = etree.SubElement(group, _XLF + "context")
        one.set("context-type", f"x-{name}")
        one.text = value


def read(root: etree._Element) -> list[DeliveredStory]:
    faults = rules.faults(root)
    return [
        DeliveredStory(
            id=file.get("original", ""),
            source_language=file.get("source-language", ""),
            language=file.get("target-language", ""),
            units=[
                _delivered(unit, faults)
                for unit in file.iter()
                if local(unit) == "trans-unit" and unit.get("translate") != "no"
            ],
        )
        for file in root
        if local(file) == "file"
    ]


def _delivered(unit: etree._Element, faults: rules.Faults) -> Delivered:
    source, target = _child(unit, "source"), _child(unit, "target")
    told = _told(unit)
    codes = _codes(told, "code-")
    own: dict[str, Content] = {}
    fault = faults.get(unit, "")
    try:
        for name, element in {"source": source, "target": target}.items():
            if element is not None:
                own[name] = inline.read(element)
    except CodesDiffer as differ:
        fault = fault or differ.sentence
    word = (target.get("state") or "") if target is not None else ""
    if not word and unit.get("approved") == "yes":
        word = "final"
    qualifier = (target.get("state-qualifier") or "") if target is not None else ""
    return Delivered(
        id=unit.get("id", ""),
        source=own.get("source", ()),
        target=own.get("target"),
        codes=codes,
        target_codes=codes | _codes(told, "target-code-"),
        **known_again(told),
        state=_READ.get(word, State.PROPOSED if word else None),
        is_suggestion=qualifier in _SUGGESTIONS,
        fault=fault,
    )


def _child(unit: etree._Element, name: str) -> etree._Element | None:
    return next((one for one in unit if local(one) == name), None)


def _told(unit: etree._Element) -> dict[str, str]:
    """What we wrote into the unit's context, by its name."""
    return {
        one.get("context-type", "").removeprefix("x-"): (one.text or "").strip()
        for group in unit
        if local(group) == "context-group" and group.get("purpose") == PURPOSE
        for one in group
        if local(one) == "context"
    }


def _codes(told: dict[str, str], prefix: str) -> Codes:
    return {
        name.removeprefix(prefix): mark
        for name, value in told.items()
        if name.startswith(prefix) and (mark := mark_of(value))
    }
