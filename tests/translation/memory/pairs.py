"""Pairs for the tests of the memory."""

import uuid

from articles.models import Article
from tests.factories import make_article
from translation.memory.entering import enter
from translation.memory.lookup import Match, Question, matches
from translation.memory.pair import Pair
from translation.models import MemoryEntry

SOURCE = "Torsken kom tidlig til øya i år, og prisen er høy."
TARGET = "The cod came early to the island this year, and the price is high."


def place(number: int, block: str) -> str:
    """The key of a segment in a story with this number."""
    pk = uuid.UUID(int=number)
    article = Article.objects.filter(pk=pk).first() or make_article(pk=pk)
    return f"article:{article.pk}:body:{block}"


def make_pair(**fields) -> Pair:
    values = {
        "source_language": "nb",
        "language": "en",
        "source": SOURCE,
        "target": TARGET,
        **fields,
    }
    return Pair(**values)


def make_entry(**fields) -> MemoryEntry:
    enter([make_pair(**fields)])
    return MemoryEntry.objects.latest("pk")


def ask(source: str = SOURCE, **fields) -> list[Match]:
    most = fields.pop("most", 9)
    values = {"source_language": "nb", "language": "en", **fields}
    return matches(Question(source=source, **values), most=most)
