"""What the start page is made of: piles of rows, each with the way to all of them."""

import datetime
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.safestring import SafeString

# Rows seen in a pile; the rest is behind its link.
SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Row:
    """`done` says what was last done with it, by whom and when; `missing` what it lacks."""

    title: str
    url: str
    marks: list[SafeString] = field(default_factory=list)
    thumbnail: str = ""
    done: str | Promise = ""
    by: str = ""
    at: datetime.datetime | None = None
    note: str = ""
    publish_at: datetime.datetime | None = None
    due_on: datetime.date | None = None
    is_overdue: bool = False
    percent: int | None = None
    words_left: int = 0
    missing: list[str | Promise] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Pile:
    """`is_urgent`: somebody or something is held up until it is seen to."""

    key: str
    title: str | Promise
    empty: str | Promise
    rows: list[Row]
    count: int
    all_url: str
    is_urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class Action:
    label: str | Promise
    url: str
    is_main: bool = False


@dataclass(frozen=True, kw_only=True)
class Page:
    piles: list[Pile]
    actions: list[Action]

    @property
    def full(self) -> list[Pile]:
        return [pile for pile in self.piles if pile.rows]

    @property
    def empty(self) -> list[Pile]:
        return [pile for pile in self.piles if not pile.rows]
