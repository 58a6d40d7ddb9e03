"""Which of the matches come first.

The newest `MOST` stories that match are a window, the next `MOST` another, and so on. In a window,
each has a score: its relevance, up to 10,000, and its freshness, up to 5,000.

Relevance is the average over the terms, the first four of them: 10,000 for one that stands in the
headline, 6,000 for one beside it (kicker, lead, tags), 2,000 for one elsewhere. A question of one or two
terms leaves room for these as they were asked, counted thrice or once more: so a headline with "kirka",
of the same stem, is worth less than a lead with the "Kirkenes" that was asked for.

Freshness halves in the first 30 days, is a third after 60, and so on: 5,000 × 30 / (30 + age in days),
where the age is 0 at the window's start. So today's mention in a lead goes before a headline of last
year's, and that before today's aside.

Of equal scores, the story that went live last goes first. Scores are whole numbers and depend on no
clock, so that pages fit each other.

PostgreSQL reckons them in the function publishing_search (see the migration), SQLite in a
statement; the same tests hold both.
"""

from typing import NamedTuple

from publishing.search.query import Query, Term

MOST = 100
_COUNTED = 4


class Needle(NamedTuple):
    """Two texts one of which stands in an entry's words where a term does: the whole term, and what
    it may be the beginning of. What the second finds alone is not looked for twice. `weight` is how
    often the term counts."""

    whole: str
    begun: str
    weight: int = 1


def needles(query: Query) -> list[Needle]:
    """For each term that counts, and for each as it was asked."""
    terms = query.wanted[:_COUNTED]
    found = [_needle(term) for term in terms]
    if all(term.forms in ((), term.stems) for term in terms):
        return found
    room = _COUNTED // len(terms) - 1
    return found + [_as_asked(term, room) for term in terms if room]


def _needle(term: Term) -> Needle:
    whole = f" {' '.join(term.stems)} "
    if not term.typed:
        return Needle(whole, whole)
    begun = f" {' '.join(term.typed)}"
    return Needle(begun if whole.startswith(begun) else whole, begun)


def _as_asked(term: Term, weight: int) -> Needle:
    asked = f" {' '.join(term.forms or term.stems)}"
    asked += "" if term.typed else " "
    return Needle(asked, asked, weight)
