"""A large archive out of a small one, by SQL: every generated story's documents and what readers'
lists and searches ask of them stand there again under other ids and slugs. Working copies do not:
no reader's question reaches them, and writing them one by one would take an hour.
"""

import psycopg
from psycopg import sql

# The tables that the public API reads, by the columns that number their rows; see `_column`.
_TABLES = {
    "publishing_publication": {"id": "publication"},
    "publishing_live": {"id": "live", "publication_id": "publication"},
    "publishing_livetag": {"id": "tag", "live_id": "live"},
    "publishing_liveauthor": {"id": "author", "live_id": "live"},
    "publishing_liveuse": {"id": "use", "live_id": "live"},
    "publishing_searchentry": {"live_id": "live"},
    "publishing_address": {"id": "address"},
    "publishing_event": {"number": "event", "publication_id": "publication"},
}
# How a row of each is found from its live version.
_OF_LIVE = {
    "publishing_publication": "row.id = live.publication_id",
    "publishing_live": "row.id = live.id",
    "publishing_address": "row.language = live.language AND row.slug = live.slug",
    "publishing_event": "row.publication_id = live.publication_id",
}


def enlarge(address: str, times: int) -> None:
    """Make it so many times as large. An id is a story's first eight digits exchanged, which its
    slugs end with, in every text where it stands."""
    with psycopg.connect(address) as connection:
        # The articles themselves are missing; the tables' own guards would ask for them.
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "CREATE TEMP TABLE first AS SELECT * FROM publishing_live "
            "WHERE slug LIKE '%-' || left(article_id::text, 8)"
        )
        connection.execute("ANALYZE first")
        spans = {
            name: _largest(connection, table, column)
            for table, columns in _TABLES.items()
            for column, name in columns.items()
            if column in ("id", "number")
        }
        for turn in range(1, times):
            for table in _TABLES:
                connection.execute(_copying(table, spans), {"turn": turn})
        connection.execute(
            "UPDATE publishing_eventcounter SET last = (SELECT max(number) FROM publishing_event)"
        )
        for table in ("publication", "live", "livetag", "liveauthor", "liveuse", "address"):
            connection.execute(
                sql.SQL(
                    "SELECT setval(pg_get_serial_sequence({name}, 'id'), max(id)) FROM {table}"
                ).format(
                    name=sql.Literal(f"publishing_{table}"),
                    table=sql.Identifier(f"publishing_{table}"),
                )
            )


def _copying(table: str, spans: dict[str, int]) -> sql.Composed:
    """A statement that writes one copy of each row, its numbers moved on by whole spans."""
    numbers = sql.SQL(", ").join(
        sql.SQL("{column}, row.{name} + {span} * %(turn)s").format(
            column=sql.Literal(column), name=sql.Identifier(column), span=sql.Literal(spans[span])
        )
        for column, span in _TABLES[table].items()
    )
    return sql.SQL(
        "INSERT INTO {table} SELECT copy.* FROM first AS live JOIN {table} AS row ON {found}, "
        "jsonb_populate_record(NULL::{table}, "
        "replace(to_jsonb(row)::text, left(live.article_id::text, 8), "
        "left(md5(live.article_id::text || %(turn)s), 8))::jsonb "
        "|| jsonb_build_object({numbers})) AS copy"
    ).format(
        table=sql.Identifier(table),
        numbers=numbers,
        found=sql.SQL(_OF_LIVE.get(table, "row.live_id = live.id")),
    )


def _largest(connection: psycopg.Connection, table: str, column: str) -> int:
    found = connection.execute(
        sql.SQL("SELECT max({column}) FROM {table}").format(
            column=sql.Identifier(column), table=sql.Identifier(table)
        )
    ).fetchone()
    return int(found[0]) if found and found[0] else 1
