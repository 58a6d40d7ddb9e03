"""What the workbench costs: opening it, saving a segment, telling what is stale, and how long until one
can type in a browser, for a story of 60 blocks and one of 6. Run as `python -m bench.translating`;
writes its section of docs/bench.md. Fails where a target is missed.

Function calls and queries are the same on every machine; milliseconds are the median of this one's.
"""

import argparse
import datetime
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench import database, ready, section, servers
from bench.report import PAGE, mark, table

LONG, SHORT = 60, 6
# So many more queries the long story may cost than the short one.
MORE_QUERIES = 0
_ROUNDS = 15
_SENTENCE = "Torsken kom tidlig til øya i år, og prisen er høyere enn den var i fjor vinter."
_ABOUT = """## The workbench

A story of {long} blocks, and one of {short}, half of each translated, as an editor opens it: the whole
request on the server, in one process, on a copy of the archive of {articles:,} stories; medians of
{rounds}. **Times the short one's** says what the length costs. The queries may not grow with it.
{date}.
"""


@dataclass(frozen=True)
class Cost:
    calls: int
    queries: int
    ms: float


def main(arguments: list[str] | None = None) -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.translating", description=__doc__)
    asked.add_argument("--articles", type=int, default=5_000)
    asked.add_argument("--measure", action="store_true", help="what its process does")
    given = asked.parse_args(arguments)
    if given.measure:
        print(json.dumps(measured()))
        return 0
    server = database.start()
    database.fill(server, given.articles)
    environment = {**os.environ, **servers.ENVIRONMENT}
    database.manage(["collectstatic", "--no-input", "--verbosity", "0"], environment)
    with database.copy(server, given.articles) as address:
        found = _in_process(address)
        types, is_ready = ready.told(found, address)
    rows, holds = _rows(found["costs"])
    about = _ABOUT.format(
        long=LONG,
        short=SHORT,
        articles=given.articles,
        rounds=_ROUNDS,
        date=datetime.date.today().isoformat(),
    )
    head = ("", "ms", "times the short one's", "queries", "", "function calls")
    text = f"{about}\n{table(head, rows)}\n\n{types}"
    section.write(PAGE, "workbench", "`python -m bench.translating`", text)
    print(text)
    return 0 if holds and is_ready else 1


def _rows(costs: dict[str, list[dict[str, Any]]]) -> tuple[list[list[str]], bool]:
    rows, holds = [], True
    for name, (long, short) in costs.items():
        missed = ["queries"] if long["queries"] > short["queries"] + MORE_QUERIES else []
        holds = holds and not missed
        rows.append(
            [
                name,
                f"{long['ms']:.1f}",
                f"{long['ms'] / short['ms']:.1f}",
                str(long["queries"]),
                mark(missed),
                f"{long['calls']:,}",
            ]
        )
    return rows, holds


def _in_process(address: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.translating", "--measure"]
    environment = {**os.environ, **servers.ENVIRONMENT, "DATABASE_URL": address}
    done = subprocess.run(
        command, env=environment, cwd=database.ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measured() -> dict[str, Any]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from cms.demo import archive

    by = archive.editor()
    client = Client(SERVER_NAME=servers.HOST, headers={"X-Forwarded-Proto": "https"})
    client.force_login(by)
    costs: dict[str, list[Any]] = {}
    path = ""
    for blocks in (LONG, SHORT):
        version, key = _story(blocks, by)
        place = [str(version.article_id), version.language]
        path = path or reverse("translation:side-by-side", args=place)
        for name, task in _tasks(client, version, key, place).items():
            costs.setdefault(name, []).append(asdict(_cost(task)))
    cookie = settings.SESSION_COOKIE_NAME
    return {"costs": costs, "path": path, "cookie": cookie, "session": client.cookies[cookie].value}


def _tasks(client: Any, version: Any, key: str, place: list[str]) -> dict[str, Callable[[], Any]]:
    from django.urls import reverse

    from translation.staleness import stale_segments

    texts = iter(range(10_000))
    page = reverse("translation:side-by-side", args=place)
    save = reverse("translation:save", args=place)

    def answered(response: Any) -> None:
        if response.status_code != 200:
            raise RuntimeError(f"{response.status_code}: {response.content[:200]!r}")

    return {
        "opening the workbench": lambda: answered(client.get(page)),
        "saving a segment": lambda: answered(
            client.post(
                save,
                {"key": key, "text": f"Text {next(texts)}."},
                content_type="application/json",
            )
        ),
        "telling what is stale": lambda: stale_segments(version.article, version.language),
    }


def _story(number: int, by: Any) -> tuple[Any, str]:
    """In translation, and the key of a segment of it."""
    from accounts import languages
    from articles import blocks
    from articles.blocks import Block
    from articles.models import Article, LanguageVersion, State
    from translation import actions

    source = languages.codes()[0]
    language = languages.others(source)[0]
    body = [
        Block(id=f"b{place}", type="paragraph", html=f"{place}. {_SENTENCE}")
        for place in range(number)
    ]
    article = Article.objects.create(
        source_language=source,
        **{
            languages.column(name, code): text
            for code, some in ((source, body), (language, body[::2]))
            for name, text in (
                ("headline", "Torsk"),
                ("lead", _SENTENCE),
                ("body", blocks.write(some)),
            )
        },
    )
    LanguageVersion.objects.create(article=article, language=source, state=State.DRAFT)
    version = LanguageVersion.objects.create(
        article=article, language=language, state=State.TRANSLATION
    )
    actions.confirm_all(version, by=by)
    return version, f"article:{article.pk}:body:b0"


def _cost(task: Callable[[], object]) -> Cost:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    task()
    with CaptureQueriesContext(connection) as queries:
        task()
    asked = len(queries)  # a request to come empties the log
    took = []
    for _round in range(_ROUNDS):
        begun = time.perf_counter()
        task()
        took.append((time.perf_counter() - begun) * 1000)
    return Cost(calls=_calls(task), queries=asked, ms=median(took))


def _calls(task: Callable[[], object]) -> int:
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        task()
    finally:
        sys.setprofile(None)
    return counted


if __name__ == "__main__":
    sys.exit(main())
