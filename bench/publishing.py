"""How many bilingual stories a second one process publishes by the real action: the gate, the
freezing of both languages, the index, the events. Run as `python -m bench.publishing NUMBER` on a
database that may be written to; prints JSON."""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import django

_WARM_UP = 10


@dataclass(frozen=True)
class Published:
    """Stories a second, and of each story the milliseconds of processor time here and in the
    database: those tell the same on a busy machine. `unread` is the rate of stories whose texts this
    process has never checked."""

    rate: float
    python: float
    database: float
    unread: float


def main(number: int) -> None:
    print(json.dumps(asdict(measured(number))))


def measured(number: int) -> Published:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    from articles.models import LanguageVersion
    from cms.demo import archive
    from publishing import actions, gate

    keys = archive.add_ready(2 * number + _WARM_UP)
    _settle()
    by = archive.editor()
    # As the page has them from which one publishes.
    versions = LanguageVersion.objects.select_related("article")
    stories = [list(versions.filter(article=key)) for key in keys]

    def publish(some: list[list[LanguageVersion]]) -> None:
        for one in some:
            actions.publish(one, by=by)

    publish(stories[:_WARM_UP])
    stories, unread = stories[_WARM_UP : _WARM_UP + number], stories[_WARM_UP + number :]
    begun = time.perf_counter()
    publish(unread)
    unread_rate = len(unread) / (time.perf_counter() - begun)
    # As the page tells before one publishes.
    for one in stories:
        gate.ask(one, by=by)
    database = _database_clock()
    before = time.perf_counter(), time.process_time(), database()
    publish(stories)
    after = time.perf_counter(), time.process_time(), database()
    took, python, there = (end - start for start, end in zip(before, after, strict=True))
    return Published(
        rate=number / took,
        python=1000 * python / number,
        database=1000 * there / number,
        unread=unread_rate,
    )


def _settle() -> None:
    """What PostgreSQL has left to do of copying the archive and filling it, it would do meanwhile."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def _database_clock() -> Callable[[], float]:
    """Seconds of processor time that the connection's own process in PostgreSQL has had."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    times = Path(f"/proc/{pid}/schedstat")
    return lambda: int(times.read_text(encoding="ascii").split()[0]) / 1e9


if __name__ == "__main__":
    main(int(sys.argv[1]))
