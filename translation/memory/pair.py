"""What the memory takes in. Known by everything that fills it: the workbench, the archive, imports."""

import datetime
from dataclasses import dataclass
from html import escape

from translation.checks.pair import plain_text


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A text and its translation, as inline HTML where `marked`, else as plain text.

    `where` is the key of the segment it stands in, "" for what comes from outside; such a pair is told
    from others by its texts, and `collection` names the file it came in. `before` and `after` are the
    sources of its neighbours, "" where there is none, None where that is not known. `origin` is one of
    `SegmentRecord.Origin`, `by` a person's pk.
    """

    source_language: str
    language: str
    source: str
    target: str
    marked: bool = False
    where: str = ""
    before: str | None = None
    after: str | None = None
    collection: str = ""
    origin: str = "person"
    by: int | None = None
    at: datetime.datetime | None = None


def plain_of(text: str, *, marked: bool) -> str:
    """As people read it; hard spaces are kept."""
    return plain_text(text).strip() if marked else text.strip()


def marked_of(text: str, *, marked: bool) -> str:
    """The inline HTML, where it says more than the plain text does; else ""."""
    if not marked or escape(plain_text(text), quote=False) == text:
        return ""
    return text
