import re
import secrets
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from articles.blocks.block import LISTS, REF_ATTRIBUTES, TYPES, Block, write
from articles.blocks.canonical import ID, UUID, read_canonical
from articles.blocks.inline import Line, OpenMarks, is_canonical
from articles.blocks.sanitising import HEADINGS, MARKS, WRAPPERS, tidy

_ALPHABET = string.ascii_lowercase + string.digits
_TOKEN = re.compile('<[^<>"]*(?:"[^"]*"[^<>"]*)*>|[^<]+')
_ATTRIBUTE = re.compile(' ([a-z-]+)="([^"]*)"')
# What text is that stands in these without an element of its own.
_TEXT_IN = {tag: type for type, tag in LISTS.items()} | {"blockquote": "quote"}

Attributes = dict[str, str]


def clean(html: str) -> str:
    """The canonical form: sanitised, numbered, every id once. `clean(clean(x)) == clean(x)`."""
    return write(parse(html))


def parse(html: str) -> list[Block]:
    """The blocks of any HTML; where it has no ids, with new ones."""
    if not html:
        return []
    blocks = read_canonical(html)
    return list(_numbered(_read(html))) if blocks is None else blocks


def clean_inline(html: str) -> str:
    """One segment's text: lines that were blocks are joined by spaces."""
    if not html or is_canonical(html):
        return html
    line, marks = Line(), OpenMarks()
    for tag, opens, rest in _tokens(html):
        if not tag:
            line.add(rest, marks.now)
        elif tag == "br":
            line.add_break()
        elif tag == "a" or tag in MARKS:
            marks.start(tag, _attributes(rest).get("href", "")) if opens else marks.end(tag)
        else:
            line.add(" ")
    return "" if line.is_empty else line.html()


def _tokens(html: str) -> Iterator[tuple[str, bool, str]]:
    """(tag, does it open?, attributes) for every tag and ("", False, text) for every text."""
    for token in _TOKEN.findall(tidy(html)):
        if token[0] != "<":
            yield "", False, unescape(token)
        elif token[1] == "/":
            yield token[2:-1], False, ""
        else:
            tag, _blank, attributes = token[1:-1].partition(" ")
            yield tag, True, f" {attributes}"


def _attributes(text: str) -> Attributes:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    taken: set[str] = set()
    for block in blocks:
        block_id = block.id
        while not ID.fullmatch(block_id) or block_id in taken:
            block_id = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        taken.add(block_id)
        yield block if block_id == block.id else replace(block, id=block_id)


def _read(html: str) -> list[Block]:
    reader = _Reader()
    for tag, opens, rest in _tokens(html):
        if not tag:
            reader.text(rest)
        elif tag == "br":
            reader.line.add_break()
        elif tag == "a" or tag in MARKS:
            reader.mark(tag, opens, rest)
        elif opens:
            reader.start(tag, _attributes(rest))
        else:
            reader.end()
    reader.flush()
    return reader.blocks


@dataclass(slots=True)
class _Opening:
    type: str
    id: str = ""
    only: bool = False
    after: str = ""

    @classmethod
    def of(cls, type: str, given: Attributes) -> "_Opening":
        only = "data-only" in given
        after = given.get("data-after", "") if only else ""
        return cls(type, given.get("data-id", ""), only, after if ID.fullmatch(after) else "")


class _Reader:
    """Turns well-nested tags and texts into blocks, one after the other, so that depth costs
    nothing."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.line = Line()
        self._marks = OpenMarks()
        self._open: _Opening | None = None
        # For every open element, what text in it is; and at which of these depths there are a
        # figure, with its block's place, and the caption that is being read.
        self._within = ["paragraph"]
        self._figures: list[tuple[int, int]] = []
        self._caption_at = 0

    def text(self, text: str) -> None:
        if self._open is None and not self._caption_at:
            if text.isspace():
                return
            self._open = _Opening(self._within[-1])
        self.line.add(text, self._marks.now)

    def mark(self, tag: str, opens: bool, attributes: str) -> None:
        if opens:
            self._marks.start(tag, _attributes(attributes).get("href", "") if tag == "a" else "")
        else:
            self._marks.end(tag)

    def start(self, tag: str, given: Attributes) -> None:
        type = self._text_type(tag)
        self._within.append(type)
        reference = _reference(tag, given)
        if self._caption_at:
            # One caption is one text, whatever stands in it.
            self.line.add(" ")
            if reference:
                self.blocks.append(reference)
        elif reference:
            self.flush()
            if tag == "figure":
                self._figures.append((len(self._within), len(self.blocks)))
            self.blocks.append(reference)
        elif tag == "figcaption" and self._figures and not self._figure().html:
            self.flush()
            self._caption_at = len(self._within)
        elif tag in WRAPPERS and self._is_bare():
            self._adopt(given)
        else:
            self.flush()
            if tag not in LISTS.values():
                self._open = _Opening.of(HEADINGS.get(tag, type), given)

    def _text_type(self, tag: str) -> str:
        outer = self._within[-1]
        if tag == "li":
            return outer if outer in LISTS else "bullet"
        return _TEXT_IN.get(tag, outer)

    def _is_bare(self) -> bool:
        """Has a list item or a quote just begun, so that a paragraph is only its wrapper?"""
        return (
            self._open is not None
            and (self._open.type in LISTS or self._open.type == "quote")
            and self.line.is_empty
        )

    def _adopt(self, given: Attributes) -> None:
        assert self._open is not None
        if not ID.fullmatch(self._open.id):
            self._open.id = given.get("data-id", "")
        if not self._open.only:
            inner = _Opening.of(self._open.type, given)
            self._open.only, self._open.after = inner.only, inner.after
        self.line = Line()

    def _figure(self) -> Block:
        return self.blocks[self._figures[-1][1]]

    def end(self) -> None:
        depth = len(self._within)
        self._within.pop()
        if self._caption_at == depth:
            if not self.line.is_empty:
                place = self._figures[-1][1]
                self.blocks[place] = replace(self.blocks[place], html=self.line.html())
            self.line = Line()
            self._caption_at = 0
        elif self._caption_at:
            self.line.add(" ")
        else:
            self.flush()
            if self._figures and self._figures[-1][0] == depth:
                self._figures.pop()

    def flush(self) -> None:
        if self._open and not self.line.is_empty:
            self.blocks.append(
                Block(
                    id=self._open.id,
                    type=self._open.type,
                    html=self.line.html(),
                    only=self._open.only,
                    after=self._open.after,
                )
            )
        self._open, self.line = None, Line()


def _reference(tag: str, given: Attributes) -> Block | None:
    for type, attribute in REF_ATTRIBUTES.items():
        ref = given.get(attribute, "").strip().lower()
        if TYPES[type] == tag and UUID.fullmatch(ref):
            # Of a picture, its caption is what one language alone may have.
            only = type == "photo" and "data-only" in given
            return Block(id=given.get("data-id", ""), type=type, ref=ref, only=only)
    return None
