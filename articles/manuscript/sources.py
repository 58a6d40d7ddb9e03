"""From what was uploaded or pasted to lines: which kind of file it is, and how it is encoded."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.formats import number_format
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from articles.manuscript import markdown, word
from articles.manuscript.errors import ManuscriptError
from articles.manuscript.lines import Run, SourceLine, clean
from articles.manuscript.wrapping import unwrap

MAX_BYTES = 2 * 1024 * 1024
# Some hundred times a long story. Each line costs the recogniser about 50 µs.
_MOST_LINES = 100_000
# The Markdown parser takes some ten seconds a megabyte at worst; no story is that long.
_LONGEST_MARKDOWN = 300_000
_MOST_CONTROLS = 0.02

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {
    b"%PDF-": "pdf",
    b"{\\rtf": "rtf",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"II*\0": "image",
    b"MM\0*": "image",
    b"\x1f\x8b": "archive",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"BZh": "archive",
    b"\xfd7zXZ": "archive",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S"
    r"|^ {0,3}>[ \t]?\S"
    r"|^={3,}[ \t]*$"
    r"|\[[^\[\]\n]{1,300}\]\((?:https?://|mailto:)"
    r"|\*\*\w[^*\n]{0,300}\*\*"
    r"|__\w[^_\n]{0,300}__",
    re.MULTILINE,
)


@dataclass(frozen=True, kw_only=True)
class Source:
    """At least one line. `notes` say what else the file held."""

    lines: tuple[SourceLine, ...]
    notes: tuple[Promise, ...] = ()


def too_large(size: int) -> ManuscriptError:
    """Of so many bytes; told in megabytes, as the reader of the sentence writes decimals."""
    megabytes = lazy(number_format, str)(round(size / 1024**2, 1), 1)
    return ManuscriptError("too_large", size=megabytes, limit=MAX_BYTES // 1024**2)


def open_source(source: bytes | str, *, filename: str) -> Source:
    size = len(source if isinstance(source, bytes) else source.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        raise too_large(size)
    if isinstance(source, str):
        found = _read_text(source, filename)
    elif source.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        document = word.read(source)
        _check_count(len(document.lines))
        found = Source(lines=document.lines, notes=document.notes)
    else:
        found = _read_text(_decode(source), filename)
    if not found.lines:
        raise ManuscriptError("empty")
    return found


def _decode(source: bytes) -> str:
    """The text of a file whose encoding nothing tells but its bytes."""
    if code := _foreign(source):
        raise ManuscriptError(code)
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return source.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ManuscriptError("encoding", line=_line(source, error.start)) from error
    if b"\0" in source:
        raise ManuscriptError("binary", line=_line(source, source.index(b"\0")))
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = error
    # Letters in UTF-8 next to a broken one: as Windows-1252 each of them would become two others.
    if len(_letters(source.decode("utf-8", "ignore"))) > source.decode("utf-8", "replace").count(
        "\ufffd"
    ):
        raise ManuscriptError("damaged_utf8", line=_line(source, broken.start))
    try:
        return source.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ManuscriptError("encoding", line=_line(source, error.start)) from error


def _foreign(source: bytes) -> str:
    """The code of the error for a kind of file that is known, but no manuscript; else ""."""
    for signature, code in _SIGNATURES.items():
        if source.startswith(signature):
            return code
    start = source[:1024].lstrip()
    if b"%PDF-" in start:
        return "pdf"
    if start[:4] == b"RIFF" or start[4:8] == b"ftyp":
        return "image"
    if start[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if source.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in source:
            return "encrypted"
        return "doc" if "WordDocument".encode("utf-16-le") in source else "office"
    return ""


def _letters(text: str) -> str:
    return re.sub(r"[\x00-\x7f]+", "", text)


def _line(source: bytes, position: int) -> int:
    return source.count(b"\n", 0, position) + 1


def _read_text(text: str, filename: str) -> Source:
    text = text.removeprefix("\ufeff")
    nul = text.find("\0")
    controls = _CONTROL.findall(text)
    if nul >= 0 or len(controls) > max(8, _MOST_CONTROLS * len(text)):
        first = nul if nul >= 0 else text.index(controls[0])
        raise ManuscriptError("binary", line=text.count("\n", 0, first) + 1)
    _check_count(sum(1 for line in text.splitlines() if line.strip()))
    named = PurePath(filename.lower()).suffix in (".md", ".markdown")
    if not named and not _MARKDOWN.search(text):
        return Source(lines=tuple(unwrap(_plain_lines(text))))
    if len(text) > _LONGEST_MARKDOWN:
        note = _("The text is too long to be read as Markdown; its marks stand as they were typed")
        return Source(lines=tuple(unwrap(_plain_lines(text))), notes=(note,))
    return Source(lines=tuple(unwrap(markdown.lines(text), always=named)))


def _check_count(lines: int) -> None:
    if lines > _MOST_LINES:
        raise ManuscriptError("too_many_lines", count=lines, limit=_MOST_LINES)


def _plain_lines(text: str) -> list[SourceLine]:
    lines: list[SourceLine] = []
    joined = False
    for number, raw in enumerate(text.splitlines(), start=1):
        shown = clean(raw)
        if shown:
            runs = (Run(shown),)
            lines.append(SourceLine(numbered=((number, shown),), runs=runs, joined=joined))
        joined = bool(shown)
    return lines
