"""Puts every line of a manuscript in its place: one walk over its outline, from the top."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.utils.functional import Promise

from articles.manuscript import shapes
from articles.manuscript.captions import Placed
from articles.manuscript.lines import Run, SourceLine, cut, to_html
from articles.manuscript.model import Background, Kind, Manuscript, Paragraph
from articles.manuscript.outline import Entry, outline
from articles.manuscript.report import Line, Report, Role


def recognise(
    source: Sequence[SourceLine], *, language: str, notes: Sequence[Promise] = ()
) -> Manuscript:
    walk = _Walk(source, language=language)
    walk.go()
    backgrounds = tuple(Background(title=box.title, items=tuple(box.items)) for box in walk.boxes)
    return Manuscript(
        language=language,
        kicker=walk.kicker,
        headline=walk.headline,
        lead=" ".join(walk.lead),
        dateline=walk.dateline,
        bylines=tuple(dict.fromkeys(walk.bylines)),
        body=tuple(walk.body),
        pictures=tuple(walk.pictures),
        backgrounds=backgrounds,
        also_read=tuple(dict.fromkeys(walk.also_read)),
        tags=walk.different_tags(),
        twin_link=walk.twin_link,
        report=Report(
            lines=walk.lines(),
            counts=walk.counts(),
            boxes=tuple((box.title, len(box.items)) for box in backgrounds),
            notes=tuple(notes),
        ),
    )


class _Box:
    """A fact box as it is read. One with points ends at the first line that is none; one of plain
    lines ends at a subhead, for nothing else tells its text from the story's.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self.items: list[Paragraph] = []
        self.has_points = False


class _Walk:
    def __init__(self, source: Sequence[SourceLine], *, language: str) -> None:
        self.outline = outline(source, language=language)
        self.entries = self.outline.entries
        self.pictures = list(self.outline.pictures)
        self.marks_subheads = self.outline.marks_subheads
        self.marks_lead = any(entry.line.style == "lead" for entry in self.entries)
        self.last_sentence = max(
            (i for i, entry in enumerate(self.entries) if entry.is_sentence), default=-1
        )
        self.headline = self.kicker = self.dateline = ""
        self.lead: list[str] = []
        self.bylines: list[str] = []
        self.also_read: list[str] = []
        self.tags: list[str] = []
        self.twin_link = False
        self.body: list[Paragraph] = []
        self.boxes: list[_Box] = []
        self.roles: list[Role] = []
        # Where the walk is: past the front matter, and in which section.
        self.in_body = False
        self.section: shapes.Section | None = None
        self.box = _Box("")

    def go(self) -> None:
        for index, entry in enumerate(self.entries):
            self.roles.append(self._place(index, entry))

    def different_tags(self) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for tag in self.tags:
            found.setdefault(tag.casefold(), tag)
        return tuple(found.values())

    def lines(self) -> tuple[Line, ...]:
        """The lines of the source as they were numbered there, each with its role."""
        placed = (
            Line(number=number, text=text, role=role)
            for entry, role in zip(self.entries, self.roles, strict=True)
            for number, text in entry.line.numbered
        )
        return tuple(sorted(placed, key=lambda line: line.number))

    def counts(self) -> Counter[str]:
        kinds = Counter[str](block.kind for block in self.body)
        return Counter(
            {
                "headline": bool(self.headline),
                "kicker": bool(self.kicker),
                "lead": bool(self.lead),
                "dateline": bool(self.dateline),
                "twin_link": self.twin_link,
                "byline": len(set(self.bylines)),
                "also_read": len(set(self.also_read)),
                "tag": len(self.different_tags()),
                "paragraph": kinds["paragraph"],
                "subhead": kinds["subhead"],
                "quote": kinds["quote"],
                "point": kinds["bullet"] + kinds["numbered"],
                "body": len(self.body) - kinds["picture"] - kinds["background"],
            }
        ) + Counter(picture.kind for picture in self.pictures)

    def _place(self, index: int, entry: Entry) -> Role:
        if entry.placed:
            return self._picture(entry.placed)
        if entry.twin_link:
            self.twin_link = True
            return "twin_link"
        if entry.line.style == "loose":
            return self._unplaced(entry)
        if index == self.outline.headline:
            self.section = None
            self.headline = shapes.after_label(entry.text, "headline_labels") or entry.text
            return "headline"
        if index == self.outline.kicker:
            labelled = shapes.after_label(entry.text, "kicker_labels")
            self.kicker = (labelled or entry.text).rstrip(": ")
            return "kicker"
        if entry.byline:
            self.bylines += entry.byline
            return "byline"
        if entry.section:
            return self._open(entry, *entry.section)
        if entry.is_heading:
            self.section = None
        return (
            self._in_section(index, entry)
            or self._in_front(index, entry)
            or self._in_story(index, entry)
        )

    def _picture(self, placed: Placed) -> Role:
        if placed.first and placed.picture == 0 and not self.in_body:
            self.pictures[0] = replace(self.pictures[0], lead=True)
        elif placed.first:
            self.body.append(Paragraph(kind="picture", picture=placed.picture))
        return "repeated_caption" if placed.repeated else "caption"

    def _open(self, entry: Entry, section: shapes.Section, rest: str) -> Role:
        """`rest` is what stands on the line itself; for a fact box, its title."""
        self.section = section
        if section == "box":
            self.box = _Box(rest)
            return "background_title"
        # That is all of it then: the story may go on below.
        if rest:
            self.section = None
        if section == "also_read":
            if rest:
                runs = cut(entry.line.runs, len(entry.text) - len(rest))
                self.also_read.append(_link(runs) or rest)
            return "also_read" if rest else "also_read_heading"
        self.tags += shapes.tags(rest) or ((rest,) if rest else ())
        return "tag" if rest else "tags_heading"

    def _in_section(self, index: int, entry: Entry) -> Role | None:
        if self.section == "box":
            return self._in_box(index, entry)
        if self.section == "also_read":
            runs = cut(entry.line.runs, entry.point.length if entry.point else 0)
            title = "".join(run.text for run in runs)
            if shapes.is_title(title):
                self.also_read.append(_link(runs) or title)
                return "also_read"
            self.section = None
        if self.section == "tags":
            if tags := shapes.tags(entry.text):
                self.tags += tags
                return "tag"
            return self._unplaced(entry)
        return None

    def _in_box(self, index: int, entry: Entry) -> Role | None:
        box, point = self.box, entry.point
        # In a box nobody speaks, so that a dash is a point; a number may be a date all the same.
        is_point = point is not None and (point.sure or point.kind == "bullet")
        ends = box.has_points or (box.items and self._is_subhead(index, entry))
        if ends and not is_point:
            self.section = None
            return None
        if not box.items:
            self.body.append(Paragraph(kind="background", background=len(self.boxes)))
            self.boxes.append(box)
        box.has_points = box.has_points or is_point
        kind: Kind = point.kind if point and is_point else "paragraph"
        if entry.line.style == "quote":
            kind = "quote"
        cut_off = point.length if point and is_point else 0
        box.items.append(Paragraph(kind=kind, html=to_html(cut(entry.line.runs, cut_off))))
        return "background_item"

    def _in_front(self, index: int, entry: Entry) -> Role | None:
        """The lead and what may stand around it, as long as the body has not begun."""
        if entry.line.style == "byline" or index == len(self.entries) - 1 or not self.in_body:
            names = shapes.byline(entry.text)
            if names or entry.line.style == "byline":
                self.bylines += names or (entry.text,)
                return "byline"
        if self.in_body:
            return None
        place, length = shapes.dateline(entry.text)
        if place and length >= len(entry.text) and not self.dateline:
            self.dateline = place
            return "dateline"
        labelled = shapes.after_label(entry.text, "lead_labels")
        if entry.line.style == "lead" or (labelled is not None and not self.lead):
            text = entry.text if labelled is None else labelled
            self.lead += [text] if text else []
            return "lead"
        may_be_lead = not (self.lead or self.marks_lead) and index > self.outline.headline
        if not may_be_lead or entry.line.style or (entry.point and entry.point.sure):
            return None
        if entry.is_sentence or index > self.last_sentence:
            if place and not self.dateline:
                self.dateline = place
                self.lead = [entry.text[length:]]
            else:
                self.lead = [entry.text]
            return "lead"
        return self._unplaced(entry)

    def _in_story(self, index: int, entry: Entry) -> Role:
        line, point = entry.line, entry.point
        if index < self.outline.headline:
            return self._unplaced(entry)
        if line.style == "quote":
            return self._add("quote", line.runs)
        if point and point.sure:
            self._add(point.kind, cut(line.runs, point.length))
            return "bullet"
        # A line that opens with a place and an agency is running text, however short.
        place, length = ("", 0)
        if not self.dateline and not self.in_body:
            place, length = shapes.dateline(entry.text)
        if entry.is_heading or (not place and self._is_subhead(index, entry)):
            self.in_body = True
            return self._add("subhead", tuple(Run(run.text, href=run.href) for run in line.runs))
        if not place and not entry.is_sentence:
            self.in_body = self.in_body or bool(self.lead)
            return self._unplaced(entry)
        runs = line.runs
        if place:
            self.dateline, runs = place, cut(runs, length)
        self.in_body = True
        return self._add("paragraph", runs)

    def _is_subhead(self, index: int, entry: Entry) -> bool:
        """A short line between paragraphs, in a manuscript whose subheads are not marked."""
        following = self.outline.following[index]
        return (
            not self.marks_subheads
            and not entry.line.style
            and bool(self.lead or self.body)
            and shapes.may_be_subhead(entry.text)
            and following is not None
            and following.is_running
            and (following.is_sentence or bool(following.point and following.point.sure))
        )

    def _add(self, kind: Kind, runs: tuple[Run, ...]) -> Role:
        self.body.append(Paragraph(kind=kind, html=to_html(runs)))
        return _ROLES[kind]

    def _unplaced(self, entry: Entry) -> Role:
        self._add("paragraph", entry.line.runs)
        return "unplaced"


_ROLES: dict[Kind, Role] = {
    "paragraph": "paragraph",
    "subhead": "subhead",
    "quote": "quote",
    "bullet": "bullet",
    "numbered": "bullet",
}


def _link(runs: Sequence[Run]) -> str:
    """The address that all of the text links to; "" where there is none, or more than one."""
    targets = {run.href for run in runs if run.text.strip()}
    return targets.pop() if len(targets) == 1 else ""
