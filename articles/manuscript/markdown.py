"""Markdown as lines. HTML in it is text; of its marks strong, emphasis and links are kept."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.manuscript.lines import Run, SourceLine, Style, clean, tidy, web_address

# Before each definition of a link the parser looks at the whole paragraph around it.
_MOST_DEFINITIONS = 200


def lines(text: str) -> list[SourceLine]:
    """Every line of the text that is not blank is in one of these; what is mere marks (a line
    under a headline, a fence, a definition of a link that was used) goes with the line before.
    """
    raw = [clean(line) for line in text.splitlines()]
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("code")
    if text.count("\n[") > _MOST_DEFINITIONS:
        parser.disable("reference")
    env: dict[str, Any] = {}
    # The parser takes "\n" alone for the end of a line.
    reading = _Reading(raw)
    reading.walk(parser.parse("\n".join(text.splitlines()), env))
    definitions = env.get("references", {}).values()
    return reading.with_the_rest(definitions)


@dataclass
class _Row:
    """What one line of a paragraph holds. `hard`: the one before it was ended on purpose."""

    runs: list[Run] = field(default_factory=list)
    hard: bool = False
    images: int = 0

    @property
    def style(self) -> Style:
        if self.images and self.images == sum(1 for run in self.runs if run.text.strip()):
            return "image"
        return ""


class _Reading:
    def __init__(self, raw: Sequence[str]) -> None:
        self.raw = raw
        self.found: list[SourceLine] = []
        self.covered: set[int] = set()
        self.quotes = 0
        self.level = 0
        self.prefix = ""

    def walk(self, tokens: Iterable[Token]) -> None:
        table_row: list[Run] = []
        row_number, in_table = 0, False
        for token in tokens:
            match token.type:
                case "blockquote_open":
                    self.quotes += 1
                case "blockquote_close":
                    self.quotes -= 1
                case "heading_open":
                    self.level = int(token.tag[1:])
                case "heading_close":
                    self.level = 0
                case "list_item_open":
                    # A dash may open speech and a number a date: that is for later to tell.
                    bullet = "- " if token.markup == "-" else "• "
                    self.prefix = f"{token.info}{token.markup} " if token.info else bullet
                case "list_item_close":
                    self.prefix = ""
                case "table_open" | "table_close":
                    in_table = token.type == "table_open"
                case "tr_open":
                    table_row, row_number = [], (token.map or [0])[0]
                case "tr_close":
                    self._add(tidy(table_row), range(row_number, row_number + 1), "loose")
                case "fence":
                    self._fence(token)
                case "inline" if in_table:
                    cell = [run for row in _rows(token.children or []) for run in row.runs]
                    table_row += [Run(" | "), *cell] if table_row else cell
                case "inline":
                    self._paragraph(token)

    def _paragraph(self, token: Token) -> None:
        start, end = token.map or (0, 0)
        rows = list(_rows(token.children or []))
        if self.level:
            # A heading is one, over however many lines it goes.
            runs = [run for row in rows for run in (*row.runs, Run(" "))]
            self._add(tidy(runs), range(start, end), "heading", level=self.level)
            return
        for index, row in enumerate(rows):
            last = index == len(rows) - 1
            numbers = range(start + index, end if last else start + index + 1)
            if self.quotes:
                style: Style = "quote"
            else:
                style = row.style
                row.runs.insert(0, Run(self.prefix))
            self._add(tidy(row.runs), numbers, style, joined=index > 0 and not row.hard)
            self.prefix = ""

    def _fence(self, token: Token) -> None:
        start = (token.map or [0])[0] + 1
        for number, line in enumerate(token.content.splitlines(), start=start):
            self._add(tidy([Run(line)]), range(number, number + 1), "loose")

    def _add(
        self,
        runs: tuple[Run, ...],
        numbers: Iterable[int],
        style: Style,
        *,
        level: int = 0,
        joined: bool = False,
    ) -> None:
        shown = tuple((number + 1, self.raw[number]) for number in numbers if self.raw[number])
        if not runs or not shown:
            return
        self.covered.update(number for number, _text in shown)
        self.found.append(
            SourceLine(numbered=shown, runs=runs, style=style, level=level, joined=joined)
        )

    def with_the_rest(self, definitions: Iterable[dict[str, Any]]) -> list[SourceLine]:
        used = {run.href for line in self.found for run in line.runs if run.href}
        links = {
            number + 1
            for definition in definitions
            if definition["href"] in used
            for number in range(*definition["map"])
        }
        rest = [
            (number, text)
            for number, text in enumerate(self.raw, start=1)
            if text and number not in self.covered
        ]
        firsts = [line.numbered[0][0] for line in self.found]
        marks: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for number, text in rest:
            if self.found and (number in links or not any(map(str.isalnum, text))):
                marks[max(0, bisect(firsts, number) - 1)].append((number, text))
            elif number not in links:
                self._add(tidy([Run(text)]), [number - 1], "loose")
        for index, own in marks.items():
            line = self.found[index]
            self.found[index] = replace(line, numbered=(*line.numbered, *own))
        return sorted(self.found, key=lambda line: line.numbered[0][0])


def _rows(children: Sequence[Token]) -> Iterator[_Row]:
    row = _Row()
    strong = em = 0
    href = ""
    for child in children:
        match child.type:
            case "softbreak" | "hardbreak":
                yield row
                row = _Row(hard=child.type == "hardbreak")
            case "strong_open" | "strong_close":
                strong += child.nesting
            case "em_open" | "em_close":
                em += child.nesting
            case "link_open":
                href = web_address(str(child.attrs.get("href", "")))
            case "link_close":
                href = ""
            case "image":
                row.images += 1
                said = (child.content, str(child.attrs.get("title", "")))
                text = " ".join(dict.fromkeys(filter(None, said)))
                row.runs.append(Run(text or str(child.attrs.get("src", ""))))
            case _:
                row.runs.append(Run(child.content, bool(strong), bool(em), href))
    yield row
