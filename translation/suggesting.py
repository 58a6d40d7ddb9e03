"""What the memory suggests for one segment: asked by the page's script, and held against what a person
saves who has taken one.

An answer is `{suggestions: […]}`, each `{entry, percent, in_context, source, target, diff, origin,
origin_label, by, on, where}`. `percent` is 101 where the neighbours match, too; `diff` is what
differs between that source and this one, as `translation.diff` has it; `on` is a day as the person
reads days; `entry` comes back as `taken` with the text that is saved.
"""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from accounts.numbers import number_of
from articles import blocks
from articles.models import LanguageVersion
from translation.answers import Asked, row_look
from translation.diff import Piece
from translation.memory.lookup import Match, Question, matches, target_of
from translation.memory.neighbours import neighbours
from translation.models import SegmentRecord
from translation.segments import Segment
from translation.single import segment_at

Origin = SegmentRecord.Origin


@row_look
def suggestions(asked: Asked) -> dict[str, Any]:
    segment = segment_at(asked.version, asked.key)
    found = matches(question_of(segment)) if segment.source else []
    return {"suggestions": [_as_json(one) for one in found]}


def question_of(segment: Segment) -> Question:
    before, after = neighbours(segment)
    return Question(
        source_language=segment.source_language,
        language=segment.language,
        source=segment.source,
        marked=segment.marked,
        before=before,
        after=after,
        where=segment.key,
    )


def origin_of(version: LanguageVersion, key: str, text: str, taken: str) -> str:
    """Whose the text is that somebody saves who has taken this suggestion (an entry's pk): the
    memory's only while not a word was changed."""
    entry = number_of(taken)
    if entry is None:
        return Origin.PERSON
    segment = segment_at(version, key)
    suggested = target_of(question_of(segment), entry) if segment.source else ""
    saved = blocks.clean_inline(text) if segment.marked else text
    is_unchanged = blocks.digest(saved) == blocks.digest(suggested)
    return Origin.MEMORY if suggested and is_unchanged else Origin.PERSON


def origin_label(origin: str, by: str) -> str:
    """Nothing where a name says it."""
    return "" if by and origin == Origin.PERSON else str(Origin(origin).label)


def _as_json(match: Match) -> dict[str, Any]:
    return {
        "entry": str(match.entry),
        "percent": match.percent,
        "in_context": match.in_context,
        "source": match.source,
        "target": match.target,
        "diff": [_piece(one) for one in match.diff] if match.percent < 100 else [],
        "origin": match.origin,
        "origin_label": origin_label(match.origin, match.by),
        "by": match.by,
        "on": date_format(timezone.localtime(match.at), "SHORT_DATE_FORMAT"),
        "where": match.where,
    }


def _piece(piece: Piece) -> dict[str, Any]:
    return {"kind": piece.kind, "html": piece.html, "space": piece.space}
