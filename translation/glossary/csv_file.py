"""The glossary as CSV: a line for each term, the renderings of a language in one cell with "|"
between, and beside them, in the same order, their irregular forms and notes.

Read with commas, semicolons or tabs, in UTF-8, UTF-16 or what Excel calls ANSI.
"""

import csv
import io
import re
import uuid
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _t

from accounts import languages
from translation import spreadsheets
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

_FIELDS = ("id", "part_of_speech", "not_translated", "note")
_PARTS = ("", "_forms", "_notes", "_forbidden", "_forbidden_forms", "_forbidden_notes")
_YES, _NO = ("yes", "true", "1", "x", "✓"), ("", "no", "false", "0")
_DELIMITERS = ";,\t"


def write(entries: Iterable[Entry], spoken: list[str]) -> str:
    """With a mark before it that tells Excel of UTF-8, and the separator that it expects."""
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=spreadsheets.delimiter(languages.active()), lineterminator="\r\n"
    )
    writer.writerow([*_FIELDS, *(f"{code}{part}" for code in spoken for part in _PARTS)])
    for entry in entries:
        cells = [
            str(entry.pk or ""),
            entry.part_of_speech,
            _YES[0] if entry.untranslatable else "",
            entry.note,
        ]
        for code in spoken:
            for forbidden in (False, True):
                own = [
                    one
                    for one in entry.renderings
                    if one.language == code and one.forbidden == forbidden
                ]
                cells += [
                    _joined([one.text for one in own]),
                    _joined([one.forms for one in own]),
                    _joined([one.note for one in own]),
                ]
        writer.writerow(map(spreadsheets.guarded, cells))
    return "\ufeff" + out.getvalue()


def read(data: bytes) -> Contents:
    """Raises FileError where there is no table in it."""
    text = _text(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_sniffed(text), strict=True)
    units: list[Unit] = []
    remarks: list[str] = []
    header: list[str] | None = None
    line = 1
    try:
        for row in reader:
            here, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = [_column(cell) for cell in row]
                remarks = _remarks(row, header)
                continue
            refuse_if_many(len(units) + 1)
            units.append(_unit(here, header, row))
    except csv.Error as error:
        raise FileError(
            _t("Line %(line)s cannot be read as CSV: a quotation mark may be missing (%(reason)s).")
            % {"line": reader.line_num, "reason": error}
        ) from error
    if header is None:
        raise FileError(_t("The file is empty."))
    return Contents(units=units, remarks=remarks)


def _text(data: bytes) -> str:
    refuse_if_large(len(data))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileError(_t("The file is no text. Save the table as “CSV UTF-8”, and choose that."))


def _sniffed(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _column(cell: str) -> str:
    """ "Part of speech" is "part_of_speech", a regional code its language; "" where there is no such column."""
    name = cell.strip().lower().replace(" ", "_")
    if name in _FIELDS:
        return name
    for part in sorted(_PARTS, key=len, reverse=True):
        if name.endswith(part) and (code := language_of(name.removesuffix(part))):
            return f"{code}{part}"
    return ""


def _remarks(row: list[str], header: list[str]) -> list[str]:
    if not any(name in languages.codes() for name in header):
        raise FileError(
            _t(
                "The first line must name the columns, and one of them must be a language: %(known)s."
            )
            % {"known": ", ".join(languages.codes())}
        )
    twice = {name for name in header if name and header.count(name) > 1}
    if twice:
        raise FileError(
            _t("Two columns have the same name: %(names)s.") % {"names": ", ".join(sorted(twice))}
        )
    unknown = [cell.strip() for cell, name in zip(row, header, strict=True) if not name and cell]
    if not unknown:
        return []
    return [_t("Columns that are not read: %(names)s.") % {"names": ", ".join(unknown)}]


def _unit(line: int, header: list[str], row: list[str]) -> Unit:
    cells = {
        name: spreadsheets.unguarded(cell) for name, cell in zip(header, row, strict=False) if name
    }
    problems: list[str] = []
    if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
        problems.append(_t("There are more cells than the first line has columns."))
    spoken = frozenset(name for name in header if name in languages.codes())
    entry = Entry(
        pk=_id(cells.get("id", ""), problems),
        renderings=tuple(
            one for code in languages.codes() for one in _renderings(code, cells, problems)
        ),
        part_of_speech=_part_of_speech(cells.get("part_of_speech", "")),
        untranslatable=_yes(cells.get("not_translated", ""), problems),
        note=cells.get("note", ""),
    ).cleaned()
    tells = {"note", "part_of_speech"} & set(header)
    tells |= {"untranslatable"} if "not_translated" in header else set()
    return Unit(
        line=line,
        entry=entry,
        tells=frozenset(tells),
        spoken=spoken,
        problems=(*problems, *entry.problems()),
    )


def _id(cell: str, problems: list[str]) -> uuid.UUID | None:
    if not cell.strip():
        return None
    try:
        return uuid.UUID(cell.strip())
    except ValueError:
        problems.append(
            _t("“%(id)s” is no term’s id. Leave the cell empty for a new term.")
            % {"id": cell.strip()[:60]}
        )
        return None


def _renderings(code: str, cells: dict[str, str], problems: list[str]) -> Iterator[Rendered]:
    for kind, forbidden in (("", False), ("_forbidden", True)):
        texts, forms, notes = (
            _split(cells.get(f"{code}{kind}{part}", "")) for part in ("", "_forms", "_notes")
        )
        if max(len(forms), len(notes)) > len(texts):
            problems.append(
                _t("There are more forms or notes than renderings in %(language)s.")
                % {"language": languages.name(code)}
            )
        for place, text in enumerate(texts):
            yield Rendered(
                language=code,
                text=text,
                forbidden=forbidden,
                forms=forms[place] if place < len(forms) else "",
                note=notes[place] if place < len(notes) else "",
            )


def _part_of_speech(cell: str) -> str:
    """By its code, or as it is called in the reader's language."""
    word = cell.strip().casefold()
    called = {str(one.label).casefold(): one.value for one in PartOfSpeech}
    return called.get(word, word)


def _yes(cell: str, problems: list[str]) -> bool:
    word = cell.strip().casefold()
    if word in (*_YES, _t("yes").casefold()):
        return True
    if word not in (*_NO, _t("no").casefold()):
        problems.append(
            _t("“%(word)s” is neither yes nor no, in the column “not_translated”.")
            % {"word": cell.strip()[:60]}
        )
    return False


def _joined(texts: list[str]) -> str:
    if not any(texts):
        return ""
    return " | ".join(re.sub(r"([\\|])", r"\\\1", text) for text in texts)


def _split(cell: str) -> list[str]:
    if not cell.strip():
        return []
    parts, now, escaped = [], "", False
    for character in cell:
        if escaped or character not in "\\|":
            now, escaped = now + character, False
        elif character == "\\":
            escaped = True
        else:
            parts.append(now.strip())
            now = ""
    return [*parts, now.strip()]
