"""Memories of generated texts for `bench.memories`, kept in `var/bench` from one run to the next:
making a million entries takes minutes.

The entries and keys are those that `translation.memory.entering` makes; only the way into the tables is
a shorter one. The largest memory is made first, on SQLite, and the others are copied from it.
"""

import os
import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench import database
from bench.database import FOLDER

TABLES = ("translation_memoryentry", "translation_memorykey")
_BATCH = 5_000


def sqlite_with(entries: int, largest: int) -> str:
    """The address of the SQLite database with so many entries."""
    path = FOLDER / f"memory_{entries}.sqlite3"
    address = f"sqlite:///{path}"
    if path.exists():
        # Made by an earlier version, perhaps.
        _migrate(address)
        return address
    unready = path.with_suffix(".unready")
    unready.unlink(missing_ok=True)
    _migrate(f"sqlite:///{unready}")
    if entries == largest:
        _generate(unready, entries)
    else:
        _copy(FOLDER / f"memory_{largest}.sqlite3", unready, entries)
    with sqlite3.connect(unready) as connection:
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    unready.rename(path)
    return address


def postgresql_with(server: str, entries: int) -> str:
    """The address of the PostgreSQL database with the same entries as that on SQLite."""
    import psycopg

    name = f"memory_{entries}"
    address = database.address_of(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not known.fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')
    _migrate(address)
    with psycopg.connect(address, autocommit=True) as there:
        (number,) = there.execute(f"SELECT count(*) FROM {TABLES[0]}").fetchone() or (0,)
        if number < entries:
            there.execute(f"TRUNCATE {', '.join(TABLES)}")
            # Everything comes from one place at once: no row need be looked up for another.
            there.execute("SET session_replication_role = replica")
            source = sqlite3.connect(FOLDER / f"memory_{entries}.sqlite3")
            for table in TABLES:
                _stream(source, there, table)
            there.execute("VACUUM ANALYZE")
    return address


def _migrate(address: str) -> None:
    environment = {**os.environ, "DATABASE_URL": address, "DEBUG": "1"}
    database.manage(["migrate", "--verbosity", "0"], environment)


def _generate(path: Path, entries: int) -> None:
    """In a process that has Django on another database: this one is written as it is."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    from translation.models import MemoryEntry

    columns = [one.attname for one in MemoryEntry._meta.concrete_fields]
    connection = _open(path)
    numbered = enumerate(islice(_entries(), entries), start=1)
    while batch := list(islice(numbered, _BATCH)):
        made = []
        for number, entry in batch:
            # Of no story that there is.
            entry.pk, entry.thing = number, "import"
            made.append(entry)
        rows = [[_plain(getattr(entry, name)) for name in columns] for entry in made]
        connection.executemany(_insert(TABLES[0], columns), rows)
        print(f"\r{batch[-1][0]:,} of {entries:,}", end="", flush=True)
    print()
    make_keys(connection)
    connection.commit()
    connection.close()


def make_keys(connection: sqlite3.Connection) -> None:
    """Of all the entries, in the order of the table: at random they would take hours."""
    from translation.memory.keys import keys, length

    connection.execute("CREATE TEMP TABLE unsorted (key INTEGER, length INTEGER, entry_id INTEGER)")
    entries = connection.execute(
        f"SELECT id, source, target, source_language, language FROM {TABLES[0]}"
    )
    while batch := entries.fetchmany(_BATCH):
        rows = (
            (key, length(text), pk)
            for pk, source, target, here, there in batch
            for text, *way in ((source, here, there), (target, there, here))
            for key in keys(text, *way)
        )
        connection.executemany("INSERT INTO unsorted VALUES (?, ?, ?)", rows)
    connection.execute(
        f"INSERT OR IGNORE INTO {TABLES[1]} (key, length, entry_id) "
        "SELECT key, length, entry_id FROM unsorted ORDER BY key, length, entry_id"
    )


def _entries() -> Iterator:
    """Every paragraph, lead and headline of generated stories, as if each stood in a story."""
    from accounts import languages
    from cms.demo import generated
    from translation.memory.entering import entries_of
    from translation.memory.pair import Pair

    source, target = languages.codes()[:2]

    def pairs() -> Iterator[Pair]:
        for number, story in enumerate(generated.stories(10_000_000)):
            texts = [story.headline, story.lead, *story.paragraphs]
            for at, text in enumerate(texts):
                yield Pair(
                    source_language=source,
                    language=target,
                    source=text[source],
                    target=text[target],
                    where=f"article:{number:032x}:body:p{at}",
                    before="",
                    after="",
                )

    return entries_of(pairs())


def _plain(value: object) -> object:
    """As SQLite takes it."""
    return str(value) if hasattr(value, "isoformat") else value


def _insert(table: str, columns: list[str]) -> str:
    places = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    for pragma in ("synchronous = OFF", "cache_size = -400000", "temp_store = FILE"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _copy(source: Path, target: Path, entries: int) -> None:
    connection = _open(target)
    connection.execute("ATTACH ? AS source", [str(source)])
    for table, number in zip(TABLES, ("id", "entry_id"), strict=True):
        connection.execute(
            f"INSERT INTO {table} SELECT * FROM source.{table} WHERE {number} <= ?", [entries]
        )
    connection.commit()
    connection.close()


def _stream(source: sqlite3.Connection, there, table: str) -> None:
    rows = source.execute(f"SELECT * FROM {table}")
    columns = ", ".join(one[0] for one in rows.description)
    with there.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        while batch := rows.fetchmany(_BATCH):
            for row in batch:
                copy.write_row(row)
