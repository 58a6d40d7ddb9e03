"""Word documents (.docx) as lines, in the order of reading.

A paragraph is a line, and so is each part of one that a line break ends; numbers count paragraphs,
blank ones too. Cells of tables, text boxes and notes are "loose" lines. Deleted text of tracked
changes is left out, inserted text is taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

import docx
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree

from articles.manuscript import conventions
from articles.manuscript.errors import ManuscriptError
from articles.manuscript.lines import Run, SourceLine, Style, tidy, web_address
from articles.manuscript.package import safe_copy

_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"')
_OFF = ("0", "false", "off", "none")
_DASHES = "-–—−"
# The same content twice, for newer and then for older programs.
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_LONGEST_CHAIN = 10
# Deleted and moved-away text, and what is not text of the paragraph that it stands in.
_SKIPPED = {
    qn(f"w:{name}")
    for name in ("del", "moveFrom", "delText", "pPr", "rPr", "sdtPr", "tcPr", "trPr", "tblPr")
}
_CHARACTERS = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:noBreakHyphen"): "-"}
# Line breaks in these do not end them.
_WHOLE: tuple[Style, ...] = ("title", "heading", "kicker", "bullet", "numbered")


@dataclass(frozen=True, kw_only=True)
class WordText:
    lines: tuple[SourceLine, ...]
    notes: tuple[Promise, ...]


def read(source: bytes) -> WordText:
    copy = safe_copy(source)
    try:
        document = docx.Document(copy)
        lines = tuple(_Reading(document).lines())
        return WordText(lines=lines, notes=tuple(_left_out(document)))
    except Exception as error:
        # A file that is damaged, or made to harm, may break the library anywhere.
        raise ManuscriptError("damaged") from error


def _left_out(document: Document) -> Iterator[Promise]:
    kinds = [rel.reltype.rpartition("/")[2] for rel in document.part.rels.values()]
    if "image" in kinds:
        yield _("Pictures in the Word file are not taken over: upload them to the photo library")
    if "comments" in kinds:
        yield _("Comments in the Word file are not taken over")
    if "aFChunk" in kinds:
        yield _("A document laid inside the Word file was not read: copy its text into the file")


class _Reading:
    def __init__(self, document: Document) -> None:
        self.part = document.part
        self.body = document.element.body
        self.names, self.bases = _styles(document)
        self.lists = _lists(document)
        self.number = 0
        self.asides: list[Any] = []
        # The instruction and then the target of each field that is open.
        self.fields: list[str] = []

    def lines(self) -> Iterator[SourceLine]:
        yield from self._blocks(self.body)
        for kind in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
            yield from self._notes(kind)

    def _notes(self, kind: str) -> Iterator[SourceLine]:
        for rel in list(self.part.rels.values()):
            if rel.reltype != kind or rel.is_external:
                continue
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            for note in etree.fromstring(rel.target_part.blob, parser):
                # Others are the lines that part the notes from the text.
                if isinstance(note.tag, str) and note.get(qn("w:type"), "normal") == "normal":
                    self.part = rel.target_part
                    yield from self._blocks(note, loose=True)

    def _blocks(self, parent: Any, *, loose: bool = False) -> Iterator[SourceLine]:
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED:
                continue
            if child.tag == qn("w:p"):
                yield from self._paragraph(child, loose=loose)
                asides, self.asides = self.asides, []
                for aside in asides:
                    yield from self._blocks(aside, loose=True)
            else:
                inner = child[:1] if child.tag == _ALTERNATIVES else child
                yield from self._blocks(inner, loose=loose or child.tag == qn("w:tbl"))

    def _paragraph(self, paragraph: Any, *, loose: bool) -> Iterator[SourceLine]:
        self.number += 1
        style, level, mark = self._style(paragraph)
        if loose:
            style, mark = "loose", ""
        rows: list[list[Run]] = [[Run(mark)]]
        for run in self._runs(paragraph, Run("")):
            if run.text != "\n":
                rows[-1].append(run)
            elif style in _WHOLE:
                rows[-1].append(Run(" "))
            else:
                rows.append([])
        for index, row in enumerate(rows):
            line = SourceLine(
                numbered=(), runs=tidy(row), style=style, level=level, joined=index > 0
            )
            if line.text:
                yield replace(line, numbered=((self.number, line.text),))

    def _runs(self, parent: Any, marks: Run) -> Iterator[Run]:
        """The text within, with the marks around it; a run of "\\n" is a line break."""
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag == qn("w:t"):
                yield replace(marks, text=(child.text or "").replace("\n", " "))
            elif tag in _CHARACTERS:
                yield replace(marks, text=_CHARACTERS[tag])
            elif tag in (qn("w:br"), qn("w:cr")):
                yield Run("\n")
            elif tag == qn("w:txbxContent"):
                self.asides.append(child)
            elif tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType")))
            elif tag == qn("w:instrText"):
                if self.fields:
                    self.fields[-1] += child.text or ""
            elif tag == qn("w:r"):
                yield from self._runs(child, self._marked(child, marks))
            elif tag == qn("w:hyperlink"):
                yield from self._runs(child, replace(marks, href=self._target(child)))
            else:
                yield from self._runs(child[:1] if tag == _ALTERNATIVES else child, marks)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append("")
        elif kind == "separate" and self.fields:
            link = _FIELD_LINK.match(self.fields[-1])
            self.fields[-1] = web_address(link[1]) if link else ""
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _marked(self, run: Any, around: Run) -> Run:
        properties = run.find(qn("w:rPr"))
        field_href = next((href for href in reversed(self.fields) if web_address(href)), "")
        marks = replace(around, href=around.href or field_href)
        if properties is None:
            return marks
        styled = self.names.get(_value(properties, "w:rStyle"), "")
        return replace(
            marks,
            strong=_is_on(properties, "w:b", default=styled == "strong"),
            em=_is_on(properties, "w:i", default=styled == "emphasis"),
        )

    def _target(self, link: Any) -> str:
        rel = self.part.rels.get(link.get(qn("r:id"), ""))
        return web_address(rel.target_ref) if rel is not None and rel.is_external else ""

    def _style(self, paragraph: Any) -> tuple[Style, int, str]:
        """(style, level of a heading, mark to put before the text)."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0, ""
        identity = _value(properties, "w:pStyle")
        for _step in range(_LONGEST_CHAIN):
            name = self.names.get(identity, "")
            words, _, level = name.rpartition(" ")
            if words in conventions.words("heading_styles") and level.isdecimal():
                return "heading", int(level), ""
            if style := conventions.style(name):
                return style, 0, ""
            identity = self.bases.get(identity, "")
        listed = properties.find(qn("w:numPr"))
        if listed is None:
            return "", 0, ""
        shape = self.lists.get((_value(listed, "w:numId"), _value(listed, "w:ilvl") or "0"))
        kind, sign = shape or ("none", "")
        if kind == "bullet" and sign in _DASHES:
            # Word makes a list of the dash that opens speech, too.
            return "", 0, f"{sign} "
        if kind in ("none", "bullet"):
            style = "bullet" if kind == "bullet" else ""
            return style, 0, ""
        return "numbered", 0, ""


def _styles(document: Document) -> tuple[dict[str, str], dict[str, str]]:
    """Names, and the styles that styles are based on, by the styles' ids."""
    names, bases = {}, {}
    for style in document.styles.element.findall(qn("w:style")):
        identity = style.get(qn("w:styleId"), "")
        names[identity] = _value(style, "w:name").casefold()
        bases[identity] = _value(style, "w:basedOn")
    return names, bases


def _lists(document: Document) -> dict[tuple[str, str], tuple[str, str]]:
    """(format, sign) of each level of each list: ("bullet", "•"), ("decimal", "%1.")."""
    try:
        root = cast(XmlPart, document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)).element
    except KeyError:
        return {}
    levels = {
        definition.get(qn("w:abstractNumId")): {
            level.get(qn("w:ilvl")): (_value(level, "w:numFmt"), _value(level, "w:lvlText"))
            for level in definition.findall(qn("w:lvl"))
        }
        for definition in root.findall(qn("w:abstractNum"))
    }
    return {
        (number.get(qn("w:numId")), level): shape
        for number in root.findall(qn("w:num"))
        for level, shape in levels.get(_value(number, "w:abstractNumId"), {}).items()
    }


def _value(parent: Any, name: str) -> str:
    child = parent.find(qn(name))
    return "" if child is None else child.get(qn("w:val"), "")


def _is_on(properties: Any, name: str, *, default: bool) -> bool:
    child = properties.find(qn(name))
    return default if child is None else child.get(qn("w:val"), "1") not in _OFF
