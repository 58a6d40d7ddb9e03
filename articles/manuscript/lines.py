"""Lines of a manuscript with their marks, whatever kind of file they come from."""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Literal
from urllib.parse import urlsplit

# What a file says of a line by itself. "loose" is text from a table, a text box or a footnote,
# which has no place of its own in the order of reading; "image" stands for a picture's alt text.
Style = Literal[
    "",
    "title",
    "kicker",
    "lead",
    "byline",
    "caption",
    "image",
    "heading",
    "quote",
    "bullet",
    "numbered",
    "loose",
]

_SPACE = re.compile(r"\s+")
# Control characters, zero-width spaces, soft hyphens, marks of direction, lone surrogates. The
# zero-width joiner stays: it holds emoji together.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Only letters with a few accents are composed: composing the whole text takes quadratic time on
# thousands of accents in a row.
_DECOMPOSED = re.compile("[A-Za-z\u00c0-\u024f][\u0300-\u036f]{1,3}")
_LONGEST_HREF = 2000


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one set of marks. `href` is "" or a web or mail address."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""

    @property
    def marks(self) -> tuple[str, bool, bool]:
        return self.href, self.strong, self.em


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """One paragraph of the source. `numbered` has the lines it was made of, as they stood there.
    `joined`: nothing blank was between it and the line before. `level` is a heading's.
    """

    numbered: tuple[tuple[int, str], ...]
    runs: tuple[Run, ...]
    style: Style = ""
    level: int = 0
    joined: bool = False

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @classmethod
    def of(cls, lines: Sequence["SourceLine"]) -> "SourceLine":
        """One line made of several that follow each other."""
        first, *rest = lines
        if not rest:
            return first
        numbered = tuple(pair for line in lines for pair in line.numbered)
        runs = tidy(run for line in lines for run in (*line.runs, Run(" ")))
        return replace(first, numbered=numbered, runs=runs)


def clean(text: str) -> str:
    """Composed letters, single spaces (never hard ones), and nothing invisible."""
    text = _INVISIBLE.sub("", text)
    text = _DECOMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    return _SPACE.sub(" ", text).strip()


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same runs cleaned: no space at either end, none doubled, no marks on mere space."""
    pieces: list[Run] = []
    after_space = True
    for _marks, same in groupby((run for run in runs if run.text), key=lambda run: run.marks):
        first, *rest = same
        text = _INVISIBLE.sub("", first.text + "".join(run.text for run in rest))
        if not text:
            continue
        inner = clean(text)
        opens = text[0].isspace() and not after_space
        closes = text[-1].isspace() and bool(inner)
        if opens:
            pieces.append(Run(" "))
        if inner:
            pieces.append(replace(first, text=inner))
        if closes:
            pieces.append(Run(" "))
        after_space = closes if inner else after_space or opens
    if pieces and pieces[-1].text == " ":
        pieces.pop()
    merged: list[Run] = []
    for piece in pieces:
        if merged and merged[-1].marks == piece.marks:
            merged[-1] = replace(piece, text=merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return tuple(merged)


def cut(runs: tuple[Run, ...], length: int) -> tuple[Run, ...]:
    """The runs without the first `length` characters."""
    rest: list[Run] = []
    for run in runs:
        kept = run.text[length:]
        length = max(0, length - len(run.text))
        if kept:
            rest.append(replace(run, text=kept))
    return tidy(rest)


def web_address(target: str) -> str:
    """The target of a link, if it is one that an article may have; else ""."""
    target = target.strip()
    if not target.isprintable() or " " in target or len(target) > _LONGEST_HREF:
        return ""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        return target if parts.netloc else ""
    return target if parts.scheme == "mailto" and "@" in parts.path else ""


def to_html(runs: Iterable[Run]) -> str:
    written = []
    for href, linked in groupby(runs, key=lambda run: run.href):
        inner = "".join(
            _within("strong", strong, "".join(_marked(run) for run in alike))
            for strong, alike in groupby(linked, key=lambda run: run.strong)
        )
        written.append(f'<a href="{html.escape(href)}">{inner}</a>' if href else inner)
    return "".join(written)


def _marked(run: Run) -> str:
    return _within("em", run.em, html.escape(run.text, quote=False))


def _within(tag: str, wanted: bool, inner: str) -> str:
    return f"<{tag}>{inner}</{tag}>" if wanted else inner
