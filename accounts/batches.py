"""Many things, a few at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """As `itertools.batched` of later Pythons; read no further ahead than the batch."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
