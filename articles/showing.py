"""Who shows readers what stories are made with: names of tags, sections and authors. The apps above
put themselves in here when they start, since this one cannot ask them."""

from collections.abc import Callable

from accounts.models import User
from articles.models import Author, Section, Tag

Named = Tag | Section | Author
# Told, within the transaction, that a thing's name, slug or place may have changed, and by whom.
followers: list[Callable[[Named, User | None], None]] = []


def tell_of_change(thing: Named, *, by: User | None) -> None:
    for follower in followers:
        follower(thing, by)
