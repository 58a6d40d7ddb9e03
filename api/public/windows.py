"""Where the neighbouring pages of a search begin. What is found is ranked a window at a time; after a
window's last page comes the best of the next, older one.

A window's ends are in its cursors from its second page on, so that it stays the same matches
whatever is published or withdrawn meanwhile, and the next begins below it: nothing comes twice, and
nothing is left out. The starts of the last few windows are in them as well, as the way back.
"""

from dataclasses import dataclass, replace

from api.public.cursor import BOTTOM, MOST_STARTS, TOP, Key, RankedCursor
from publishing.search import Part, Window

# The first window of what the words only begin, where whole words have all been met.
REST = RankedCursor(score=TOP[0], id=TOP[1], part=Part.REST, cut=True)


@dataclass(frozen=True, kw_only=True)
class Span:
    """A window's ends as a row of the search tells them: the places of its newest and oldest match,
    whether there is an older one, and which part of the matches it is cut from."""

    newest: Key
    oldest: Key
    more: bool
    part: int

    @classmethod
    def read(cls, text: str) -> "Span":
        at, pk, last_at, last_pk, more, part = map(int, text.split("|"))
        return cls(newest=(at, pk), oldest=(last_at, last_pk), more=bool(more), part=part)


def window(cursor: RankedCursor | None) -> Window:
    if cursor is None:
        return Window()
    start = cursor.starts[-1] if cursor.starts else None
    return Window(start=start, floor=cursor.floor, part=Part(cursor.part))


def settled(cursor: RankedCursor | None, span: str | None) -> RankedCursor | None:
    """The cursor with the ends of its window, which the first page looked up; None where a search
    has found nothing at all."""
    if span is None or (cursor and cursor.floor):
        return cursor
    ends = Span.read(span)
    if cursor is None:
        cursor = RankedCursor(score=TOP[0], id=TOP[1], part=ends.part)
    starts = cursor.starts or (ends.newest,)
    return replace(cursor, starts=starts, floor=ends.oldest, more=ends.more)


def older(cursor: RankedCursor) -> RankedCursor | None:
    """The window below this one, of the same part of the matches; None below the last."""
    if not cursor.more or cursor.floor is None:
        return None
    at, pk = cursor.floor
    starts = (*cursor.starts, (at, pk - 1))
    return RankedCursor(
        score=TOP[0],
        id=TOP[1],
        starts=starts[-MOST_STARTS:],
        part=cursor.part,
        cut=cursor.cut or len(starts) > MOST_STARTS,
    )


def newer(cursor: RankedCursor) -> RankedCursor | str | None:
    """The end of the window above this one. "" is the beginning of the search, to which the way back
    leads from where the windows before are no longer known; None above the first."""
    if len(cursor.starts) > 1:
        at, pk = cursor.starts[-1]
        return replace(
            cursor,
            score=BOTTOM[0],
            id=BOTTOM[1],
            backwards=True,
            starts=cursor.starts[:-1],
            floor=(at, pk + 1),
            more=True,
        )
    return "" if cursor.cut else None
