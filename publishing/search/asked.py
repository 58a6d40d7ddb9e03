import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from publishing.search.query import Query


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A search. `filters` are slugs by "section", "tag" and "author".

    For a page that follows another, `top` is the time of the newest match that the first page had
    (seconds since 1970), and `beyond` the score and id of the story that the page comes after, or
    before if `backwards`.
    """

    query: Query
    language: str
    limit: int
    filters: Mapping[str, str] = field(default_factory=dict)
    after: datetime.datetime | None = None
    before: datetime.datetime | None = None
    changed_after: datetime.datetime | None = None
    top: int | None = None
    beyond: tuple[int, int] | None = None
    backwards: bool = False

    @property
    def since(self) -> int | None:
        """Matches are later than this second. Times of stories are whole ones."""
        return None if self.after is None else int(self.after.timestamp() // 1)

    @property
    def until(self) -> int | None:
        """Matches are of this second or earlier."""
        bounds = [] if self.top is None else [self.top]
        if self.before is not None:
            bounds.append(-int(-self.before.timestamp() // 1) - 1)
        return min(bounds, default=None)
