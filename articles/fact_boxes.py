"""Who follows what becomes of a fact box. The apps above put themselves in here when they start, since
this one cannot ask them."""

from collections.abc import Callable, Mapping

from articles.models import FactBox

# Told first, with the bodies as they were before the save, by language: what moves texts about.
movers: list[Callable[[FactBox, Mapping[str, str]], None]] = []
# Told, within the transaction, that a fact box was saved.
followers: list[Callable[[FactBox], None]] = []


def tell_of_save(fact_box: FactBox, before: Mapping[str, str]) -> None:
    for mover in movers:
        mover(fact_box, before)
    for follower in followers:
        follower(fact_box)
