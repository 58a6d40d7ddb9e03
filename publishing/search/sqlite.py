"""The index in SQLite: an FTS5 table of stems and written words. It is there for a newsroom's own
machine: what PostgreSQL reckons, so that a large archive costs no more, is not done here."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from publishing.search import ranking
from publishing.search.asked import Asked
from publishing.search.matter import Matter
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
    "CASE WHEN instr(e.headline, %s) > 0 OR instr(e.headline, %s) > 0 THEN 10000 "
    "WHEN instr(e.beside, %s) > 0 OR instr(e.beside, %s) > 0 THEN 6000 ELSE 2000 END"
)
_FILTERS = {
    "section": "l.section_slug = %s",
    "tag": "EXISTS (SELECT 1 FROM publishing_livetag t WHERE t.live_id = e.live_id AND t.slug = %s)",
    "author": "EXISTS (SELECT 1 FROM publishing_liveauthor a "
    "WHERE a.live_id = e.live_id AND a.slug = %s)",
}


def write(live_id: int, published_at: int, matter: Matter, content: Mapping[str, Any]) -> None:
    stems, forms = (
        " ".join(word or _BREAK for word in words) for words in (matter.stems, matter.forms)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _ENTRY,
            [
                live_id,
                matter.language,
                published_at,
                matter.headline_words,
                matter.beside_words,
                matter.text,
            ],
        )
        cursor.execute(_WORDS, [live_id, stems, forms])


_STATEMENT = """
SELECT e.live_id, e.score, e.top, e.text, {columns}
FROM (
    SELECT e.live_id, e.top, e.text, {score} AS score
    FROM (
        SELECT e.*, coalesce(%s, max(e.published_at) OVER ()) AS top
        FROM (
            SELECT e.*
            FROM publishing_searchwords w JOIN publishing_searchentry e ON e.live_id = w.rowid
            JOIN publishing_live l ON l.id = e.live_id
            WHERE {matches}
            ORDER BY e.published_at DESC, e.live_id DESC LIMIT {most}
        ) e
    ) e
) e
JOIN publishing_live l ON l.id = e.live_id
WHERE {beyond}
ORDER BY e.score {direction}, e.live_id {direction} LIMIT {limit}
"""


def statement(asked: Asked, columns: str) -> tuple[str, list[Any]]:
    score, needles = _score(asked.query)
    where = ["publishing_searchwords MATCH %s", "e.language = %s"]
    values: list[Any] = [*needles, asked.top, _expression(asked.query), asked.language]

    def narrow(condition: str, value: Any) -> None:
        if value is not None:
            where.append(condition)
            values.append(value)

    for kind, slug in asked.filters.items():
        narrow(_FILTERS[kind], slug)
    narrow("e.published_at <= %s", asked.until)
    narrow("e.published_at > %s", asked.since)
    changed_after = connection.ops.adapt_datetimefield_value(asked.changed_after)
    narrow("l.changed_at > %s", changed_after)
    beyond = "1"
    if asked.beyond:
        beyond = f"(e.score, e.live_id) {'>' if asked.backwards else '<'} (%s, %s)"
        values += asked.beyond
    sql = _STATEMENT.format(
        columns=columns,
        score=score,
        matches=" AND ".join(where),
        most=ranking.MOST,
        beyond=beyond,
        direction="ASC" if asked.backwards else "DESC",
        limit=asked.limit,
    )
    return sql, values


def _score(query: Query) -> tuple[str, list[str]]:
    terms: list[str] = []
    values: list[str] = []
    for needles in ranking.needles(query):
        terms.append(_POINTS)
        values += needles * 2
    freshness = "12960000000 / (2592000 + e.top - e.published_at)"
    return f"({' + '.join(terms)}) / {len(terms)} + {freshness}", values


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
