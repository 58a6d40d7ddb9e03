"""Finding stories, photos and fact boxes by words: every word somewhere, in any of the columns."""

from collections.abc import Iterable

from django.db import connections
from django.db.models import Q, QuerySet
from django.utils.text import smart_split, unescape_string_literal

# More would be more than a database takes in one question.
MOST_WORDS = 8
LONGEST = 200


def matching(queryset: QuerySet, columns: Iterable[str], text: str) -> QuerySet:
    """What has all the words; "words in quotation marks" are looked for as they stand."""
    columns = list(columns)
    folds_case = connections[queryset.db].vendor != "sqlite"
    wanted = words(text)
    for word in wanted:
        hits = Q()
        for column in columns:
            for form in [word] if folds_case else _forms(word):
                hits |= Q(**{f"{column}__icontains": form})
        queryset = queryset.filter(hits)
    # A column of many rows, such as a photo's credits, would show a thing once for each.
    return queryset.distinct() if wanted and any("__" in column for column in columns) else queryset


def words(text: str) -> list[str]:
    found = smart_split(text.replace("\x00", "")[:LONGEST])
    return [_unquoted(word) for word in found][:MOST_WORDS]


def _unquoted(word: str) -> str:
    is_quoted = len(word) > 1 and word[0] in "\"'" and word[0] == word[-1]
    return unescape_string_literal(word) if is_quoted else word


def _forms(word: str) -> set[str]:
    """SQLite knows that "a" is "A", but not that "ø" is "Ø"."""
    return {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
