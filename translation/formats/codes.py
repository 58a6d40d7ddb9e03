"""A text's marks as numbered codes: what translation tools move about without knowing what they
are. Marks are numbered from 1 in the order they begin, breaks among them.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles import blocks


class Mark(NamedTuple):
    """One of strong, em, a (with its address) and br."""

    tag: str
    href: str = ""

    @property
    def is_alone(self) -> bool:
        return self.tag == "br"

    @property
    def opening(self) -> str:
        return f'<a href="{escape(self.href)}">' if self.tag == "a" else f"<{self.tag}>"

    @property
    def closing(self) -> str:
        return "" if self.is_alone else f"</{self.tag}>"


class Tag(NamedTuple):
    """Where a code begins, ends or, alone, stands."""

    kind: Literal["start", "end", "alone"]
    id: str


Content = tuple[str | Tag, ...]
Codes = dict[str, Mark]

NAMES = {"strong": _("bold"), "em": _("italics"), "a": _("link"), "br": _("line break")}
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_MARK = re.compile(r'<(strong|em|br)>|<a href="([^"]*)">')


class CodesDiffer(ValueError):
    """The codes of a text are not those of its source. `sentence` says which."""

    def __init__(self, sentence: str | Promise) -> None:
        self.sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return str(self.sentence)


def plain(text: str) -> Content:
    """Text without marks."""
    return (fit(text),)


def fit(text: str) -> str:
    """Without what XML cannot hold."""
    return _UNFIT.sub("", text)


def mark_of(written: str) -> Mark | None:
    """A mark as `Mark.opening` writes it; None for anything else."""
    found = _MARK.fullmatch(written)
    if found is None:
        return None
    return Mark(found[1]) if found[1] else Mark("a", unescape(found[2]))


def take_apart(html: str) -> tuple[Content, Codes]:
    """Canonical inline HTML as text and codes."""
    content: list[str | Tag] = []
    codes: Codes = {}
    opened: list[str] = []
    for token in _TOKEN.findall(html):
        if token[0] != "<":
            content.append(unescape(token))
        elif token[1] == "/":
            content.append(Tag("end", opened.pop()))
        elif mark := mark_of(token):
            number = str(len(codes) + 1)
            codes[number] = mark
            content.append(Tag("alone" if mark.is_alone else "start", number))
            if not mark.is_alone:
                opened.append(number)
    return tuple(content), codes


def take_apart_like(html: str, codes: Codes) -> tuple[Content, Codes]:
    """A translation with the codes of its source: the same mark has the same number, and links
    that lead elsewhere are matched in their order. What the source has not got is numbered on.
    Returned are the codes of this text: a link has the address that stands in it.
    """
    content, own = take_apart(html)
    free = dict(codes)
    renamed: dict[str, str] = {}
    for is_same in (_is_equal, _is_alike):
        for number, mark in own.items():
            if number not in renamed:
                match = next((one for one in free if is_same(free[one], mark)), None)
                if match is not None:
                    renamed[number] = match
                    del free[match]
    extra = itertools.count(len(codes) + 1)
    for number in own:
        if number not in renamed:
            renamed[number] = str(next(extra))
    return (
        tuple(one if isinstance(one, str) else one._replace(id=renamed[one.id]) for one in content),
        {renamed[number]: mark for number, mark in own.items()},
    )


def _is_equal(one: Mark, other: Mark) -> bool:
    return one == other


def _is_alike(one: Mark, other: Mark) -> bool:
    return one.tag == other.tag


def put_together(content: Content, codes: Codes, needed: Iterable[str] = ()) -> str:
    """The canonical inline HTML of text and codes. Raises CodesDiffer where a code is none of
    `codes`, is there twice, half, or with nothing in it, or where one of `needed` is not there."""
    _refuse_unknown(content, codes)
    _refuse_halves(content, codes)
    there = {one.id for one in content if isinstance(one, Tag)}
    for number in needed:
        # A break may go: lines of another language are of another length.
        if number not in there and not codes[number].is_alone:
            raise _differ(_("code {id} ({mark}) of the source is missing"), number, codes)
    return blocks.clean_inline("".join(_html(content, codes)))


def _html(content: Content, codes: Codes) -> Iterator[str]:
    for one in content:
        if isinstance(one, str):
            yield escape(one, quote=False)
        else:
            yield codes[one.id].closing if one.kind == "end" else codes[one.id].opening


def _refuse_unknown(content: Content, codes: Codes) -> None:
    for one in content:
        if isinstance(one, Tag) and one.id not in codes:
            raise CodesDiffer(
                format_lazy(_("code “{id}” does not stand in the source"), id=one.id[:40])
            )
        if isinstance(one, Tag) and (one.kind == "alone") != codes[one.id].is_alone:
            raise _differ(
                _("code {id} ({mark}) is of another kind than in the source"), one.id, codes
            )


def _refuse_halves(content: Content, codes: Codes) -> None:
    begun: set[str] = set()
    open_now: dict[str, int] = {}  # how many pieces of text and breaks stand before it
    pieces = 0
    for one in content:
        if isinstance(one, str):
            pieces += 1
        elif one.kind == "end":
            if one.id not in open_now:
                raise _differ(_("code {id} ({mark}) ends without having begun"), one.id, codes)
            if open_now.pop(one.id) == pieces:
                raise _differ(_("code {id} ({mark}) has no text in it"), one.id, codes)
        else:
            if one.id in begun:
                raise _differ(_("code {id} ({mark}) is there twice"), one.id, codes)
            begun.add(one.id)
            if one.kind == "start":
                open_now[one.id] = pieces
            else:
                pieces += 1
    for number in open_now:
        raise _differ(_("code {id} ({mark}) has no end"), number, codes)


def _differ(sentence: Promise, number: str, codes: Codes) -> CodesDiffer:
    return CodesDiffer(format_lazy(sentence, id=number, mark=NAMES[codes[number].tag]))
