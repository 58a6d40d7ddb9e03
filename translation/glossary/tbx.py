"""The glossary as TBX: written as TBX-Basic, version 2 (ISO 30042:2008) or 3 (2019, category as tag);
read in both, version 3 also with its categories as attributes, and from other dialects what is here.

TBX-Basic has no place for two things of ours, which stand in categories that others may keep and
ignore: `projectSubset` says "doNotTranslate" and "name", and a note that begins with "forms:" has a
rendering's irregular forms.
"""

import re
import uuid
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _t
from lxml import etree

from accounts import languages
from translation.formats.codes import fit
from translation.formats.errors import FormatError
from translation.formats.parsing import local, read_xml
from translation.glossary.entry import Entry, Rendered
from translation.glossary.files import (
    Contents,
    FileError,
    Unit,
    language_of,
    refuse_if_large,
    refuse_if_many,
)
from translation.models import PartOfSpeech

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CORE = "urn:iso:std:iso:30042:ed-2"
_MIN, _BASIC = "http://www.tbxinfo.net/ns/min", "http://www.tbxinfo.net/ns/basic"
_MODULES = {"partOfSpeech": _MIN, "administrativeStatus": _MIN, "projectSubset": _BASIC}
_PREFERRED, _ADMITTED, _DEPRECATED = (
    f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated")
)
_FORBIDDING = (_DEPRECATED, "supersededTerm-admn-sts", "deprecated", "superseded", "obsolete")
_PREFERRING = (_PREFERRED, "preferred")
_KEPT, _IS_NAME = "doNotTranslate", "name"
_FORMS = "forms:"
_ID = re.compile(r"^t-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")
_PARTS_READ = {
    "noun": PartOfSpeech.NOUN,
    "propernoun": PartOfSpeech.NAME,
    "verb": PartOfSpeech.VERB,
    "adjective": PartOfSpeech.ADJECTIVE,
    "adverb": PartOfSpeech.OTHER,
    "other": PartOfSpeech.OTHER,
}


# Writing


def write(entries: Iterable[Entry], *, version: int) -> bytes:
    return (_Three() if version == 3 else _Two()).file(entries)


class _Two:
    """Version 2: one namespace-less vocabulary, categories as attributes."""

    entry, language, term = "termEntry", "langSet", "tig"
    doctype: str | None = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'

    def file(self, entries: Iterable[Entry]) -> bytes:
        root, body = self.frame()
        for entry in entries:
            self.write_entry(body, entry)
        return etree.tostring(
            root, encoding="UTF-8", xml_declaration=True, pretty_print=True, doctype=self.doctype
        )

    def frame(self) -> tuple[etree._Element, etree._Element]:
        root = etree.Element("martif", {"type": "TBX-Basic", _LANG: languages.codes()[0]})
        header = self.put(root, "martifHeader")
        self.describe(header)
        encoding = self.put(self.put(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs")
        encoding.set("type", "XCSURI")
        return root, self.put(self.put(root, "text"), "body")

    def describe(self, header: etree._Element) -> None:
        source = self.put(self.put(header, "fileDesc"), "sourceDesc")
        self.put(source, "p", "Tvilling")

    def put(self, parent: etree._Element, name: str, text: str = "") -> etree._Element:
        made = etree.SubElement(parent, name)
        made.text = fit(text) or None
        return made

    def category(self, parent: etree._Element, kind: str, name: str, text: str) -> None:
        self.put(parent, kind, text).set("type", name)

    def part_of_speech(self, entry: Entry) -> str:
        return "properNoun" if entry.part_of_speech == PartOfSpeech.NAME else entry.part_of_speech

    def subset(self, entry: Entry) -> list[str]:
        return [_KEPT] if entry.untranslatable else []

    def write_entry(self, body: etree._Element, entry: Entry) -> None:
        made = self.put(body, self.entry)
        if entry.pk:
            made.set("id", f"t-{entry.pk}")
        if entry.note:
            self.put(made, "note", entry.note)
        for code in languages.codes():
            own = [one for one in entry.renderings if one.language == code]
            if not own:
                continue
            section = self.put(made, self.language)
            section.set(_LANG, code)
            for place, one in enumerate(own):
                self.write_rendering(self.put(section, self.term), entry, one, first=place == 0)

    def write_rendering(
        self, parent: etree._Element, entry: Entry, one: Rendered, *, first: bool
    ) -> None:
        self.put(parent, "term", one.text)
        if part := self.part_of_speech(entry):
            self.category(parent, "termNote", "partOfSpeech", part)
        accepted = _PREFERRED if first else _ADMITTED
        status = _DEPRECATED if one.forbidden else accepted
        self.category(parent, "termNote", "administrativeStatus", status)
        if subset := self.subset(entry):
            self.category(parent, "admin", "projectSubset", " ".join(subset))
        if one.forms or one.note.startswith(_FORMS):
            self.put(parent, "note", f"{_FORMS} {one.forms}".strip())
        if one.note:
            self.put(parent, "note", one.note)


class _Three(_Two):
    """Version 3 in the style where each category is a tag of its module."""

    entry, language, term = "conceptEntry", "langSec", "termSec"
    doctype = None

    def frame(self) -> tuple[etree._Element, etree._Element]:
        root = etree.Element(
            f"{{{_CORE}}}tbx",
            {"type": "TBX-Basic", "style": "dct", _LANG: languages.codes()[0]},
            nsmap={None: _CORE, "min": _MIN, "basic": _BASIC},
        )
        self.describe(self.put(root, "tbxHeader"))
        return root, self.put(self.put(root, "text"), "body")

    def put(self, parent: etree._Element, name: str, text: str = "") -> etree._Element:
        return super().put(parent, f"{{{_CORE}}}{name}", text)

    def category(self, parent: etree._Element, kind: str, name: str, text: str) -> None:
        super().put(parent, f"{{{_MODULES[name]}}}{name}", text)

    def part_of_speech(self, entry: Entry) -> str:
        """Here a name is a noun."""
        is_name = entry.part_of_speech == PartOfSpeech.NAME
        return PartOfSpeech.NOUN if is_name else entry.part_of_speech

    def subset(self, entry: Entry) -> list[str]:
        is_name = entry.part_of_speech == PartOfSpeech.NAME
        return [*super().subset(entry), *([_IS_NAME] if is_name else [])]


# Reading


def read(data: bytes) -> Contents:
    """Raises FileError where it is no TBX, or nothing that one may read."""
    refuse_if_large(len(data))
    try:
        root = read_xml(data)
    except FormatError as error:
        raise FileError(_not_read(error)) from error
    if local(root) not in ("martif", "tbx", "TBX"):
        raise FileError(
            _t("The file is XML, but no TBX: it begins with <%(name)s>.") % {"name": local(root)}
        )
    found = [one for one in root.iter() if local(one) in ("termEntry", "conceptEntry")]
    if not found:
        raise FileError(_t("There is no term in the file."))
    refuse_if_many(len(found))
    foreign: dict[str, None] = {}
    units = [_unit(one, foreign) for one in found]
    remarks = []
    if foreign:
        remarks.append(
            _t("Languages that are not read: %(names)s.") % {"names": ", ".join(foreign)}
        )
    return Contents(units=units, remarks=remarks)


def _not_read(error: FormatError) -> str:
    if error.code == "empty":
        return _t("The file is empty.")
    if error.code == "not_xml":
        return _t("The file is no whole XML file. Export it again as TBX, and choose that.")
    return str(error)


def _unit(element: etree._Element, foreign: dict[str, None]) -> Unit:
    renderings: list[Rendered] = []
    told: dict[str, set[str]] = {"part_of_speech": set(), "subset": set()}
    spoken: set[str] = set()
    for section in _children(element, "langSet", "langSec"):
        given = section.get(_LANG) or section.get("lang") or ""
        code = language_of(given)
        if not code:
            foreign[given] = None
            continue
        spoken.add(code)
        renderings += _in_order([_rendering(one, code, told) for one in _terms(section)])
    known = _ID.match(element.get("id") or "")
    subset = {word for text in told["subset"] for word in text.split()}
    entry = Entry(
        pk=uuid.UUID(known[1]) if known else None,
        renderings=tuple(renderings),
        part_of_speech=_part_of_speech(told["part_of_speech"], subset),
        untranslatable=_KEPT in subset,
        note="\n".join([*_texts(element, "definition"), *_texts(element, "note")]),
    ).cleaned()
    problems = entry.problems()
    if not spoken:
        problems = [_t("It has no rendering in any of the newsroom’s languages.")]
    # A file of ours tells everything; of another's, what it does not say stays as it is.
    tells = {"note", "part_of_speech", "untranslatable"} if known else set()
    tells |= {"note"} if entry.note else set()
    tells |= {"part_of_speech"} if entry.part_of_speech else set()
    return Unit(
        line=element.sourceline or 1,
        entry=entry,
        tells=frozenset(tells),
        spoken=frozenset(spoken),
        problems=tuple(problems),
    )


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (one for one in element if local(one) in names)


def _terms(section: etree._Element) -> Iterator[etree._Element]:
    """What holds a term and what is told of it: version 2 has it one step further down as well."""
    for one in _children(section, "tig", "termSec", "ntig"):
        yield from _children(one, "termGrp") if local(one) == "ntig" else (one,)


def _rendering(
    element: etree._Element, language: str, told: dict[str, set[str]]
) -> tuple[bool, Rendered]:
    """And whether it is the one to prefer."""
    text = " ".join("".join(one.itertext()) for one in _children(element, "term"))
    status = next(iter(_texts(element, "administrativeStatus")), "").strip()
    told["part_of_speech"].update(_texts(element, "partOfSpeech"))
    told["subset"].update(_texts(element, "projectSubset"))
    forms, *rest = _notes(element)
    return status in _PREFERRING, Rendered(
        language=language,
        text=text,
        forbidden=status in _FORBIDDING,
        forms=forms,
        note=" ".join(rest),
    )


def _in_order(found: list[tuple[bool, Rendered]]) -> list[Rendered]:
    return [one for _preferred, one in sorted(found, key=lambda pair: not pair[0])]


def _notes(element: etree._Element) -> list[str]:
    """The irregular forms, "" where none are told, and then the notes."""
    notes = _texts(element, "note")
    if local(element) == "termGrp" and (parent := element.getparent()) is not None:
        notes += _texts(parent, "note")
    if notes and notes[0].startswith(_FORMS):
        return [notes[0].removeprefix(_FORMS).strip(), *notes[1:]]
    return ["", *notes]


def _texts(element: etree._Element, category: str) -> list[str]:
    """Of a category of this element, as a tag or as an attribute, in a group of its own or not."""
    found = []
    for one in element:
        if local(one).endswith("Grp") and local(one) != "termGrp":
            found += _texts(one, category)
        elif category in (local(one), one.get("type")):
            found.append("".join(one.itertext()).strip())
    return [text for text in found if text]


def _part_of_speech(told: set[str], subset: set[str]) -> str:
    """Of renderings that differ in it, none."""
    found = {_PARTS_READ.get(one.strip().lower(), PartOfSpeech.OTHER) for one in told}
    if _IS_NAME in subset and found <= {PartOfSpeech.NOUN}:
        return PartOfSpeech.NAME
    return found.pop() if len(found) == 1 else ""
