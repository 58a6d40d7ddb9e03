"""Who follows what becomes of a fact box. The apps above put themselves in here when they start, since
this one cannot ask them."""

from collections.abc import Callable

from articles.models import FactBox

# Told, within the transaction, that a fact box was saved.
followers: list[Callable[[FactBox], None]] = []


def tell_of_save(fact_box: FactBox) -> None:
    for follower in followers:
        follower(fact_box)
