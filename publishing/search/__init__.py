"""Full text of what is live, in each language's own stemming. Knows nothing of working copies.

Two databases hold the index; what decides what is found (what a word is, its stem, what a question
means, which match comes first) is common to both.
"""

import datetime
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

from django.db import connection

from publishing.search import matter, postgresql, sqlite
from publishing.search.asked import Asked, Part, Window
from publishing.search.matter import Entry
from publishing.search.query import Query

__all__ = ["Asked", "Part", "Query", "Window", "index", "index_all", "sort_in", "statement"]


def index(live_id: int, published_at: datetime.datetime, content: Mapping[str, Any]) -> None:
    """Have what was frozen found, within the transaction that points Live at it. Nothing need be
    said when it is taken down: the row goes with that of Live."""
    index_all([(live_id, published_at, content)])


def index_all(found: Iterable[tuple[int, datetime.datetime, Mapping[str, Any]]]) -> None:
    """The same of several live versions at once."""
    _engine().write(
        [
            Entry(live_id, int(published_at.timestamp()), matter.of(content), content["shared"])
            for live_id, published_at, content in found
        ]
    )


def sort_in() -> None:
    """Sort what has come since into the index: until then every search reads through it. It is
    never more than some ten stories."""
    _engine().sort_in()


def statement(asked: Asked, columns: str) -> tuple[str, list[Any]]:
    """The best matches of a window: (id of Live, score, ends of the window as
    `api.public.windows` reads them, text to cut a snippet from,
    then `columns` of the live version `l`), in order, or backwards if so asked."""
    return _engine().statement(asked, columns)


def _engine() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite
