"""The index in PostgreSQL: a tsvector of stems and written words, and the shelves that a story
stands on: its language, section, tags, authors, and times in steps of 1, 8, 64 and 512 days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from accounts import statements
from publishing.search import ranking
from publishing.search.asked import Asked, Part
from publishing.search.matter import Entry, Matter
from publishing.search.query import Query, Term

_DAY = 86_400
_STEPS = (1, 8, 64, 512)
# What a tsvector can hold of one word, and of positions.
_MOST_POSITIONS, _LAST_POSITION = 255, 16_383

_WRITE = """
INSERT INTO publishing_searchentry AS e
    (live_id, language, published_at, headline, beside, text, words, shelves)
VALUES {rows}
ON CONFLICT (live_id) DO UPDATE SET
    language = excluded.language, published_at = excluded.published_at,
    headline = excluded.headline, beside = excluded.beside, text = excluded.text,
    words = excluded.words, shelves = excluded.shelves
WHERE (e.language, e.published_at, e.headline, e.beside, e.text, e.words, e.shelves)
    IS DISTINCT FROM (excluded.language, excluded.published_at, excluded.headline,
    excluded.beside, excluded.text, excluded.words, excluded.shelves)
"""


_ROW = "(%s, %s, %s, %s, %s, %s, %s::tsvector, %s::text[])"


def write(entries: Sequence[Entry]) -> None:
    """An entry that is right already is left alone."""
    values: list[Any] = []
    for live_id, published_at, matter, shared in entries:
        values += [
            live_id,
            matter.language,
            published_at,
            matter.headline_words,
            matter.beside_words,
            matter.text,
            vector(matter),
            shelves(matter.language, published_at, shared),
        ]
    with statements.cursor(connection) as cursor:
        cursor.execute(_WRITE.format(rows=", ".join([_ROW] * len(entries))), values)


def sort_in() -> None:
    """What the index keeps in its list of new rows, where this role may: the owner alone can."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gin_clean_pending_list(c.oid) FROM pg_class c "
            "WHERE c.oid = 'search_words'::regclass AND pg_has_role(c.relowner, 'USAGE')"
        )


def vector(matter: Matter) -> str:
    """Every word's stem and written form, with the places where they stand."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for number, (form, stem) in enumerate(zip(matter.forms, matter.stems, strict=True), 1):
        if form:
            place = str(number if number < _LAST_POSITION else _LAST_POSITION)
            places[stem].append(place)
            if form != stem:
                places[form].append(place)
    return " ".join([f"'{word}':{','.join(ats[:_MOST_POSITIONS])}" for word, ats in places.items()])


def shelves(language: str, published_at: int, shared: Mapping[str, Any]) -> list[str]:
    found = [language]
    found += [f"{language} {step}/{published_at // _DAY // step}" for step in _STEPS]
    if shared["section"]:
        found.append(_shelf(language, "section", shared["section"]["slug"]))
    found += [_shelf(language, "tag", tag["slug"]) for tag in shared["tags"]]
    found += [_shelf(language, "author", byline["slug"]) for byline in shared["bylines"]]
    return sorted(set(found))


def _shelf(language: str, kind: str, slug: str) -> str:
    return f"{language} {kind}/{slug}"


_STATEMENT = (
    "SELECT f.live_id, f.score, f.span, f.text, {columns} "
    "FROM publishing_search({arguments}, {most}) f JOIN publishing_live l ON l.id = f.live_id "
    "ORDER BY f.score {direction}, f.live_id {direction}"
)
_ARGUMENTS = (
    *("tsquery", "tsquery", "text", "text[]", "bigint", "bigint", "bigint", "bigint"),
    *("timestamptz", "text[]", "text[]", "integer[]", "bigint", "bigint", "bigint"),
    *("integer", "integer"),
)


def statement(asked: Asked, columns: str) -> tuple[str, list[Any]]:
    language = asked.language
    needles = ranking.needles(asked.query)
    highest, lowest, beyond = (
        ends or (None, None) for ends in (asked.highest, asked.lowest, asked.beyond)
    )
    arguments = [
        *_wanted(asked),
        language,
        # Never an empty one: the index would be read from end to end.
        _array(*(_shelf(language, *item) for item in asked.filters.items()))
        if asked.filters
        else None,
        *highest,
        *lowest,
        asked.updated_after,
        _array(*(one.whole for one in needles)),
        _array(*("" if one.begun == one.whole else one.begun for one in needles)),
        _array(*(str(one.weight) for one in needles)),
        asked.top,
        *beyond,
        -1 if asked.backwards else 1,
        asked.limit,
    ]
    # What is not asked is no parameter: each costs as much as a row.
    given = [
        "NULL" if value is None else f"%s::{kind}"
        for value, kind in zip(arguments, _ARGUMENTS, strict=True)
    ]
    sql = _STATEMENT.format(
        columns=columns,
        arguments=", ".join(given),
        most=ranking.MOST,
        direction="ASC" if asked.backwards else "DESC",
    )
    return sql, [value for value in arguments if value is not None]


def _wanted(asked: Asked) -> tuple[str, str]:
    """What is asked of the newest stories, and what of all where those have too few. A search
    begins with whole words; a window that follows goes on with what the one before it was cut from."""
    whole, typed = _tsquery(asked.query, typed=False), _tsquery(asked.query, typed=True)
    match asked.window.part:
        case Part.WHOLE:
            return whole, whole
        case Part.REST:
            rest = f"({typed}) & !({whole})"
            return rest, rest
    return (typed if asked.window.start else whole), typed


def _array(*texts: str) -> str:
    """Of texts in which a quote or a backslash cannot stand; "" becomes NULL."""
    return "{" + ",".join(f'"{text}"' if text else "NULL" for text in texts) + "}"


def _tsquery(query: Query, *, typed: bool) -> str:
    return " & ".join(_terms(query, typed))


def _terms(query: Query, typed: bool) -> Iterator[str]:
    for term in query.wanted:
        yield _phrase(term, typed)
    for term in query.unwanted:
        yield f"!{_phrase(term, typed)}"


def _phrase(term: Term, typed: bool) -> str:
    """Words are letters and digits alone, so the quotes hold them."""
    phrase = " <-> ".join(f"'{word}'" for word in term.stems)
    if typed and term.typed:
        phrase += " | " + " <-> ".join(f"'{word}'" for word in term.typed) + ":*"
    return f"({phrase})"
