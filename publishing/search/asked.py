import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from publishing.search.query import Query

# Where a match stands in time: when it was published, in seconds since 1970, and its id.
Place = tuple[int, int]
_FIRST, _LAST = 0, 2**63 - 1


class Part(IntEnum):
    """Which of the matches a window is cut from. A large archive is first asked for whole words,
    and for what they begin (REST) when there are no more of these."""

    ALL = 0
    WHOLE = 1
    REST = 2


@dataclass(frozen=True, kw_only=True)
class Window:
    """The matches that are ranked among themselves: the newest from `start` on, or those from there
    to `floor`, both included."""

    start: Place | None = None
    floor: Place | None = None
    part: Part = Part.ALL


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A search. `filters` are slugs by "section", "tag" and "author". `beyond` is the score and id
    of the story that the page comes after, or before if `backwards`."""

    query: Query
    language: str
    limit: int
    filters: Mapping[str, str] = field(default_factory=dict)
    after: datetime.datetime | None = None
    before: datetime.datetime | None = None
    updated_after: datetime.datetime | None = None
    window: Window = Window()
    beyond: tuple[int, int] | None = None
    backwards: bool = False

    @property
    def top(self) -> int | None:
        """The time that has the age 0; of the first window, its newest match has."""
        return self.window.start and self.window.start[0]

    @property
    def highest(self) -> Place | None:
        """No match is later. Times of stories are whole seconds."""
        bounds = [self.window.start] if self.window.start else []
        if self.before is not None:
            bounds.append((-int(-self.before.timestamp() // 1) - 1, _LAST))
        return min(bounds, default=None)

    @property
    def lowest(self) -> Place | None:
        """No match is earlier."""
        bounds = [self.window.floor] if self.window.floor else []
        if self.after is not None:
            bounds.append((int(self.after.timestamp() // 1) + 1, _FIRST))
        return max(bounds, default=None)
