"""What a segment's two texts have been: who wrote what and when, newest first, told from the history
of the thing they stand in.

One query reads the thing's saves, whatever their number: at most `ROWS` of them, and the answer says
where to read on. A save that left the segment alone is no entry, nor is a text that was only typed on
at its end: rows are saved while one types.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from accounts import languages
from articles import blocks
from articles.models import Article, LanguageVersion
from translation import diff, origins
from translation.segments import BODIES, Segment
from translation.single import segment_at

MOST = 8
ROWS = 600
# Saves of one person that follow each other this closely may be one piece of typing.
SITTING = datetime.timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text as somebody left it; "" is one taken away. `by` is "" where that is not known, `origin`
    where `by` only had it put there, `save` the history's number of the save."""

    save: int
    language: str
    is_source: bool
    at: datetime.datetime
    by: str
    text: str
    origin: str = ""
    before: str = ""
    stands: bool = False
    marked: bool = False

    @property
    def changes(self) -> list[diff.Piece]:
        return diff.words(self.before, self.text, marked=self.marked)

    @property
    def who(self) -> str | Promise:
        return origins.told(self.origin, self.by)

    @property
    def can_be_brought_back(self) -> bool:
        return bool(self.text) and not self.is_source and not self.stands

    @property
    def language_name(self) -> Promise:
        return languages.name(self.language)


@dataclass(frozen=True, kw_only=True)
class Past:
    """`rest` is the number of the save to read on from; None at the beginning of all."""

    texts: list[Text] = field(default_factory=list)
    rest: int | None = None


@dataclass(frozen=True)
class _Save:
    number: int
    at: datetime.datetime
    by: str
    origin: str
    texts: tuple[str, str]  # source and target


def past_of(version: LanguageVersion, key: str, *, since: int | None = None) -> Past:
    """From the save with the number `since` backwards; from the last one unless told. Raises
    UnknownSegment."""
    segment = segment_at(version, key)
    saves, is_cut, is_whole = _saves(segment, since)
    found: list[Text] = []
    rest = saves[-1].number if is_cut else None
    for side, language in enumerate((segment.source_language, segment.language)):
        found += _texts(segment, language, side, saves, is_cut=is_cut, is_whole=is_whole)
    found.sort(key=lambda one: (one.save, not one.is_source), reverse=True)
    if len(found) > MOST:
        # Both sides' texts of one save stay together.
        rest = found[MOST].save
        found = [one for one in found if one.save > rest]
    return Past(texts=found, rest=rest)


def _saves(segment: Segment, since: int | None) -> tuple[list[_Save], bool, bool]:
    """Newest first, with whether there are older ones and whether the first of all made the thing."""
    history = segment.thing.history  # type: ignore[union-attr]
    columns = [
        languages.column(segment.field, code)
        for code in (segment.source_language, segment.language)
    ]
    names = [F("history_user__name")]
    if isinstance(segment.thing, Article):
        names.append(F("updated_by__name"))
    rows = history.order_by("-history_id").annotate(writer=Coalesce(*names, Value("")))
    if since is not None:
        rows = rows.filter(history_id__lte=since)
    told = rows.values_list(
        "history_id", "history_date", "writer", "history_type", "history_change_reason", *columns
    )
    read: list[Any] = list(told[: ROWS + 1])
    is_cut = len(read) > ROWS
    read = read[:ROWS]
    is_whole = bool(read) and not is_cut and read[-1][3] == "+"
    texts = [_texts_of(segment, [row[5 + side] or "" for row in read]) for side in (0, 1)]
    return (
        [
            _Save(number, at, by, origins.of_reason(reason), (source, target))
            for (number, at, by, _kind, reason, *_rest), source, target in zip(
                read, *texts, strict=True
            )
        ],
        is_cut,
        is_whole,
    )


def _texts_of(segment: Segment, columns: list[str]) -> list[str]:
    """The segment's text in each of these. A body is read only where the block's own piece of it is
    another than in the one before: most saves were of something else."""
    if segment.field not in BODIES:
        return [column.strip() for column in columns]
    found: list[str] = []
    last = None
    for column in columns:
        piece = _piece(column, segment.block)
        if piece != last:
            there = (one.html for one in blocks.parse(column) if one.id == segment.block)
            text = next(there, "")
        last = piece
        found.append(text)
    return found


def _piece(body: str, block: str) -> str:
    """From the block's id to the next one's: what can be compared without reading the body."""
    start = body.find(f'data-id="{block}"')
    return body[start : body.find("data-id=", start + 1)] if start >= 0 else ""


def _texts(
    segment: Segment,
    language: str,
    side: int,
    saves: list[_Save],
    *,
    is_cut: bool,
    is_whole: bool,
) -> list[Text]:
    """One side's. The oldest run of a list that was cut began before it, and is left for the next."""
    runs = [list(same) for _text, same in groupby(saves, key=lambda one: one.texts[side])]
    stands = segment.target if side else segment.source
    found = []
    for place, run in enumerate(runs):
        is_last = place == len(runs) - 1
        first, text = run[-1], run[-1].texts[side]
        if is_last and (is_cut or not text):
            continue
        found.append(
            Text(
                save=first.number,
                language=language,
                is_source=not side,
                at=first.at,
                by=first.by if is_whole or not is_last else "",
                text=text,
                origin=first.origin if side else "",
                before="" if is_last else runs[place + 1][0].texts[side],
                stands=text == stands,
                marked=segment.marked,
            )
        )
    return list(_without_typing(found))


def _without_typing(texts: list[Text]) -> Iterator[Text]:
    """Newest first, each typed text once, as it was left."""
    kept: Text | None = None
    for text in texts:
        if kept and _is_typed_on(text, kept):
            kept = replace(kept, before=text.before)
            continue
        if kept:
            yield kept
        kept = text
    if kept:
        yield kept


def _is_typed_on(older: Text, newer: Text) -> bool:
    same = (older.by, older.origin) == (newer.by, newer.origin) and newer.at - older.at <= SITTING
    words, more = (blocks.text_of(one.text) if one.marked else one.text for one in (older, newer))
    return same and bool(words) and more.startswith(words)
