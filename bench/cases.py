"""What is measured: each question of the public API beside the floor that it is held against."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import psycopg

from accounts import languages
from api.public.cursor import Cursor

API = "/api/v1/articles/"
LANGUAGE = languages.codes()[-1]
_HOT = 500  # documents that are asked for in turn
_PAGE = 20
_ONCE = 1_500  # questions that are asked one after the other


@dataclass(frozen=True, kw_only=True)
class Case:
    """`floor` and `paths` are asked in turn. `target` is the least share of the floor with the same
    server; `shipped` that of the production set-up, of the floor with the plain server. What has
    no target is shown, and may also grow."""

    name: str
    floor: Sequence[str]
    paths: Sequence[str]
    target: float | None = None
    shipped: float | None = None
    headers: dict[str, str] = field(default_factory=dict)


def of(database: str) -> list[Case]:
    with psycopg.connect(database) as connection:
        return list(_cases(connection))


def _cases(connection: psycopg.Connection) -> Sequence[Case]:
    hot = connection.execute(
        "SELECT slug, publication_id FROM publishing_live WHERE language = %s "
        "ORDER BY md5(slug) LIMIT %s",
        [LANGUAGE, _HOT],
    ).fetchall()
    (digest,) = _one(
        connection, "SELECT digest FROM publishing_publication WHERE id = %s", hot[0][1]
    )
    place = Cursor(
        *_one(
            connection,
            "SELECT published_at, id FROM publishing_live WHERE language = %s "
            "ORDER BY published_at DESC, id DESC OFFSET %s LIMIT 1",
            LANGUAGE,
            199 * _PAGE - 1,
        )
    )
    (tag,) = _one(
        connection,
        "SELECT slug FROM publishing_livetag WHERE language = %s "
        "GROUP BY slug ORDER BY count(*) DESC LIMIT 1",
        LANGUAGE,
    )
    times = _times(connection)
    documents = [f"/document/{pk}/" for _slug, pk in hot]
    cards = [f"/cards/{LANGUAGE}/"]
    a_list = f"{API}?language={LANGUAGE}"
    return [
        Case(
            name="document",
            floor=documents,
            paths=[f"{API}{slug}/?language={LANGUAGE}" for slug, _pk in hot],
            target=0.9,
            shipped=1.3,
        ),
        Case(
            name="304",
            floor=documents,
            paths=[f"{API}{hot[0][0]}/?language={LANGUAGE}"],
            headers={"If-None-Match": f'"{digest}"'},
            target=0.95,
        ),
        Case(name="list of 20 cards", floor=cards, paths=[a_list], target=0.9, shipped=1.1),
        Case(
            name="page 200 by cursor",
            floor=cards,
            paths=[f"{a_list}&cursor={place}"],
            target=0.9,
            shipped=1.1,
        ),
        Case(
            name="list before a time, another each time",
            floor=[f"{cards[0]}{at}/" for at in times],
            paths=[f"{a_list}&published_before={at}" for at in times],
            target=0.9,
        ),
        Case(
            name="tag filter", floor=cards, paths=[f"{a_list}&tag={tag}"], target=0.9, shipped=1.1
        ),
        Case(
            name="search, common word",
            floor=cards,
            paths=[f"{a_list}&q={_word(connection, common=True)}"],
            target=0.5,
        ),
        Case(
            name="search, rare word",
            floor=cards,
            paths=[f"{a_list}&q={_word(connection, common=False)}"],
            target=0.7,
        ),
        Case(
            name="search, another word each time",
            floor=cards,
            paths=[f"{a_list}&q={word}" for word in _words(connection)],
        ),
    ]


def _times(connection: psycopg.Connection) -> list[str]:
    found = connection.execute(
        "SELECT to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') "
        "FROM publishing_live WHERE language = %s ORDER BY md5(slug) LIMIT %s",
        [LANGUAGE, _ONCE],
    )
    return [at for (at,) in found]


def _words(connection: psycopg.Connection) -> list[str]:
    """Common and rare ones, more than any process remembers pages of: none is asked for again
    before it is forgotten."""
    found = connection.execute(
        "SELECT word FROM ts_stat($$SELECT words FROM publishing_searchentry "
        f"WHERE language = '{LANGUAGE}'$$) WHERE word ~ '^[a-z]{{4,}}$' "
        "ORDER BY ndoc > 20 DESC, md5(word) LIMIT %s",
        [_ONCE],
    )
    return [word for (word,) in found]


def _word(connection: psycopg.Connection, *, common: bool) -> str:
    """The commonest word of the archive, or one that a handful of stories have."""
    order = "ndoc DESC, word" if common else "abs(ndoc - 5), word"
    (word,) = _one(
        connection,
        "SELECT word FROM ts_stat($$SELECT words FROM publishing_searchentry "
        f"WHERE language = '{LANGUAGE}'$$) WHERE word ~ '^[a-z]{{5,}}$' ORDER BY {order} LIMIT 1",
    )
    return str(word)


def _one(connection: psycopg.Connection, sql: str, *values: object) -> tuple:
    row = connection.execute(sql, values).fetchone()
    if row is None:
        raise RuntimeError(f"The archive has nothing for: {sql}")
    return tuple(row)
