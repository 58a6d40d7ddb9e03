"""What changed between two versions of a text, word by word.

A word carries the marks it stands under, so that a word made strong, or a link sent elsewhere, is a
change as well, and every piece of the answer is whole HTML of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from html import escape
from html.parser import HTMLParser
from itertools import groupby


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of words with one fate. `html` is escaped; `space` says that one stands before it."""

    kind: Kind
    html: str
    space: bool


Mark = tuple[str, str]  # the tag, and the address where it is a link


@dataclass(frozen=True)
class _Word:
    text: str
    marks: tuple[Mark, ...]
    space: bool

    @property
    def compared(self) -> tuple[str, tuple[Mark, ...]]:
        return self.text, self.marks


# Numbers and hyphenated words are one word ("1,5", "2024-25"); a hard space keeps its place as one.
_WORDS = re.compile(r"[ \t\r\n\f\v]+|\w+(?:[-.,:'’/\u00a0]\w+)*|.", re.DOTALL)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[_Word] = []
        self.marks: list[Mark] = []
        self.space = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.space = True
        else:
            self.marks.append((tag, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        for index in reversed(range(len(self.marks))):
            if self.marks[index][0] == tag:
                del self.marks[index]
                return

    def handle_data(self, data: str) -> None:
        for text in _WORDS.findall(data):
            if text.isspace() and "\u00a0" not in text:
                self.space = True
                continue
            self.words.append(_Word(text, tuple(self.marks), self.space))
            self.space = False


def _read(text: str, marked: bool) -> list[_Word]:
    reader = _Reader()
    reader.feed(text if marked else escape(text))
    reader.close()
    return reader.words


def words(before: str, after: str, *, marked: bool) -> list[Piece]:
    """The way from one text to the other. `marked` says that they are inline HTML."""
    old, new = _read(before, marked), _read(after, marked)
    matcher = SequenceMatcher(
        None, [word.compared for word in old], [word.compared for word in new], autojunk=False
    )
    pieces: list[Piece] = []
    for tag, old_from, old_to, new_from, new_to in _joined(matcher.get_opcodes(), new):
        if tag == "equal":
            pieces.append(_piece(Kind.SAME, new[new_from:new_to]))
            continue
        if old_from < old_to:
            pieces.append(_piece(Kind.REMOVED, old[old_from:old_to]))
        if new_from < new_to:
            added = _piece(Kind.ADDED, new[new_from:new_to])
            both_begin = old_from == new_from == 0 and old_from < old_to
            pieces.append(replace(added, space=True) if both_begin else added)
    return pieces


_Opcode = tuple[str, int, int, int, int]


def _joined(opcodes: Sequence[_Opcode], new: list[_Word]) -> Iterator[_Opcode]:
    """A lone comma between two changes is no island worth showing: it becomes part of them."""
    pending: _Opcode | None = None
    for index, opcode in enumerate(opcodes):
        tag, old_from, old_to, new_from, new_to = opcode
        between = 0 < index < len(opcodes) - 1
        island = between and not any(word.text[0].isalnum() for word in new[new_from:new_to])
        if tag == "equal" and not island:
            if pending:
                yield pending
                pending = None
            yield opcode
        elif pending:
            pending = ("replace", pending[1], old_to, pending[3], new_to)
        else:
            pending = ("replace", old_from, old_to, new_from, new_to)
    if pending:
        yield pending


def _piece(kind: Kind, run: list[_Word]) -> Piece:
    html = ""
    for marks, group in groupby(run, key=lambda word: word.marks):
        same = list(group)
        text = "".join(" " * word.space + word.text for word in same)
        inner = text.lstrip(" ")
        html += " " * (len(text) > len(inner)) + _marked(escape(inner), marks, kind)
    return Piece(kind=kind, html=html.lstrip(" "), space=run[0].space)


def _marked(html: str, marks: tuple[Mark, ...], kind: Kind) -> str:
    """In what changed, a link's address is written out: it may be all that is new."""
    for tag, address in reversed(marks):
        if tag == "a":
            html = f'<span class="diff-link">{html}</span>'
            if kind != Kind.SAME:
                html += f' <span class="diff-address">{escape(address)}</span>'
        elif tag in ("strong", "em"):
            html = f"<{tag}>{html}</{tag}>"
    return html
