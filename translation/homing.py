"""Where texts have gone that lost their place: a body that was pasted anew, say, has new ids for the
same paragraphs."""

from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher

from articles import blocks

# The least likeness of two texts, by their words in order, that makes one the other's successor.
LIKE = 0.6


def homes(lost: Mapping[str, str], free: Mapping[str, str]) -> dict[str, str]:
    """Which of the `free` blocks each lost one has become: ids to ids, each once, and the likest
    pairs first; of pairs that are as like, the earlier. Texts are inline HTML."""
    there = {one: _words(text) for one, text in lost.items()}
    here = {one: _words(text) for one, text in free.items()}
    pairs = [
        (-likeness, order, old, new)
        for order, (old, new) in enumerate((old, new) for old in there for new in here)
        if (likeness := _likeness(there[old], here[new])) >= LIKE
    ]
    found: dict[str, str] = {}
    taken: set[str] = set()
    for *_rank, old, new in sorted(pairs):
        if old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    return found


def _words(text: str) -> list[str]:
    return blocks.text_of(text).casefold().split()


def _likeness(one: list[str], other: list[str]) -> float:
    """Twice the words they share, in order, of all the words of both."""
    if one == other:
        return 1.0
    # What they share in any order is the most they can share, and quick to count.
    most = sum((Counter(one) & Counter(other)).values())
    if 2 * most < LIKE * (len(one) + len(other)):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
