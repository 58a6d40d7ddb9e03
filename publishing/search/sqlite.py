"""The index in SQLite: an FTS5 table of stems and written words. It is there for a newsroom's own
machine: what PostgreSQL reckons, so that a large archive costs no more, is not done here."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from publishing.search import ranking
from publishing.search.asked import Asked, Part
from publishing.search.matter import Entry
from publishing.search.query import Query, Term

_ENTRY = """
INSERT INTO publishing_searchentry (live_id, language, published_at, headline, beside, text)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (live_id) DO UPDATE SET
    language = excluded.language, published_at = excluded.published_at,
    headline = excluded.headline, beside = excluded.beside, text = excluded.text
"""
_WORDS = "INSERT OR REPLACE INTO publishing_searchwords (rowid, stems, forms) VALUES (%s, %s, %s)"
# Stands between two lines, so that no phrase goes over it: a letter of nobody's, which SQLite takes
# for a word and no question can have.
_BREAK = "\ue000"

_POINTS = (
    "{weight} * CASE WHEN instr(e.headline, %s) > 0 OR instr(e.headline, %s) > 0 THEN 10000 "
    "WHEN instr(e.beside, %s) > 0 OR instr(e.beside, %s) > 0 THEN 6000 ELSE 2000 END"
)
_FILTERS = {
    "section": "l.section_slug = %s",
    "tag": "EXISTS (SELECT 1 FROM publishing_livetag t WHERE t.live_id = e.live_id AND t.slug = %s)",
    "author": "EXISTS (SELECT 1 FROM publishing_liveauthor a "
    "WHERE a.live_id = e.live_id AND a.slug = %s)",
}


def sort_in() -> None:
    """SQLite does that itself."""


def write(entries: Iterable[Entry]) -> None:
    with connection.cursor() as cursor:
        for live_id, published_at, matter, _shared in entries:
            texts = [matter.headline_words, matter.beside_words, matter.text]
            cursor.execute(_ENTRY, [live_id, matter.language, published_at, *texts])
            stems, forms = (
                " ".join(word or _BREAK for word in words) for words in (matter.stems, matter.forms)
            )
            cursor.execute(_WORDS, [live_id, stems, forms])


_STATEMENT = """
WITH found AS (
    SELECT e.live_id, e.published_at, e.headline, e.beside,
        row_number() OVER (ORDER BY e.published_at DESC, e.live_id DESC) AS number
    FROM publishing_searchwords w JOIN publishing_searchentry e ON e.live_id = w.rowid
    JOIN publishing_live l ON l.id = e.live_id
    WHERE {matches}
    ORDER BY number LIMIT {most} + 1
), ends AS (
    SELECT first.published_at AS newest,
        first.published_at || '|' || first.live_id || '|' || last.published_at || '|' ||
        last.live_id || '|' || (SELECT count(*) > {most} FROM found) || '|{part}' AS span
    FROM found first JOIN found last ON first.number = 1
        AND last.number = (SELECT min(count(*), {most}) FROM found)
)
SELECT e.live_id, e.score, e.span, t.text, {columns}
FROM (
    SELECT e.live_id, e.span, {score} AS score
    FROM (
        SELECT f.*, ends.span, coalesce(%s, ends.newest) AS top FROM found f, ends
        WHERE f.number <= {most}
    ) e
) e
JOIN publishing_searchentry t ON t.live_id = e.live_id
JOIN publishing_live l ON l.id = e.live_id
WHERE {beyond}
ORDER BY e.score {direction}, e.live_id {direction} LIMIT {limit}
"""


def statement(asked: Asked, columns: str) -> tuple[str, list[Any]]:
    where = ["publishing_searchwords MATCH %s", "e.language = %s"]
    values: list[Any] = [_expression(asked.query), asked.language]

    def narrow(condition: str, *given: Any) -> None:
        where.append(condition)
        values.extend(given)

    for kind, slug in asked.filters.items():
        narrow(_FILTERS[kind], slug)
    if asked.highest:
        narrow("(e.published_at, e.live_id) <= (%s, %s)", *asked.highest)
    if asked.lowest:
        narrow("(e.published_at, e.live_id) >= (%s, %s)", *asked.lowest)
    if asked.updated_after:
        updated_after = connection.ops.adapt_datetimefield_value(asked.updated_after)
        narrow("l.updated_at > %s", updated_after)
    score, needles = _score(asked.query)
    values += [*needles, asked.top]
    beyond = "1"
    if asked.beyond:
        beyond = f"(e.score, e.live_id) {'>' if asked.backwards else '<'} (%s, %s)"
        values += asked.beyond
    sql = _STATEMENT.format(
        columns=columns,
        score=score,
        matches=" AND ".join(where),
        most=ranking.MOST,
        part=Part.ALL,
        beyond=beyond,
        direction="ASC" if asked.backwards else "DESC",
        limit=asked.limit,
    )
    return sql, values


def _score(query: Query) -> tuple[str, list[str]]:
    needles = ranking.needles(query)
    points = " + ".join(_POINTS.format(weight=one.weight) for one in needles)
    values = [text for one in needles for text in (one.whole, one.begun) * 2]
    freshness = "12960000000 / (2592000 + e.top - e.published_at)"
    return f"({points}) / {sum(one.weight for one in needles)} + {freshness}", values


def _expression(query: Query) -> str:
    expression = " AND ".join(_phrase(term) for term in query.wanted)
    for term in query.unwanted:
        expression = f"({expression}) NOT {_phrase(term)}"
    return expression


def _phrase(term: Term) -> str:
    """Words are letters and digits alone, so the quotes hold them."""
    phrase = f'stems : "{" ".join(term.stems)}"'
    if term.typed:
        phrase = f'({phrase} OR forms : "{" ".join(term.typed)}" *)'
    return phrase
