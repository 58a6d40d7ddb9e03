"""`make bench`: measure, print a table and write docs/bench.md. Fails where a target is missed.

With its defaults it takes about half an hour, and the first time a quarter of an hour more: the
archives that it makes are kept in var/bench. Each part of the page between markers can be made alone.
"""

import argparse
import json
import os
import subprocess
import sys
from contextlib import ExitStack

from bench import cases, database, load, memories, report, servers, translating
from bench.cases import Case
from bench.publishing import Published
from bench.report import Results

PRODUCT, FLOOR = "cms.wsgi:application", "bench.floor_wsgi:application"


def main() -> int:
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
    asked.add_argument("--articles", type=int, nargs="+", default=[5_000, 50_000])
    asked.add_argument("--rounds", type=int, default=9)
    asked.add_argument("--seconds", type=int, default=2)
    asked.add_argument("--published", type=int, default=300)
    given = asked.parse_args()
    if not load.is_there():
        print("The load comes from wrk: install it (on Debian and Ubuntu: apt-get install wrk).")
        return 2
    server = database.start()
    addresses = {number: database.fill(server, number) for number in given.articles}
    static_files()
    results, processes = [], {}
    for number, address in addresses.items():
        wanted = cases.of(address)
        with ExitStack() as stack:
            running = [
                stack.enter_context(servers.running(name, command, address, path))
                for name, command, path in (
                    ("floor", servers.gunicorn(FLOOR), wanted[2].floor[0]),
                    ("same server (gunicorn)", servers.gunicorn(PRODUCT), wanted[2].paths[0]),
                    ("shipped (granian)", servers.granian(PRODUCT), wanted[2].paths[0]),
                )
            ]
            found = Results(articles=number)
            for turn in range(given.rounds + 1):
                one_round(wanted, running, found, given.seconds, counts=turn > 0)
            results.append(found)
            processes = {one.name: (one.started_in, one.memory()) for one in running}
    with database.copy(server, given.articles[0]) as address:
        published = publishing(address, given.published)
    holds = report.write(
        wanted,
        results,
        published,
        processes,
        rounds=given.rounds,
        seconds=given.seconds,
        connections=load.CONNECTIONS,
    )
    translates = translating.main(["--articles", str(given.articles[0])])
    finds = memories.main([])
    return 0 if holds and translates == 0 and finds == 0 else 1


def one_round(
    wanted: list[Case],
    running: list[servers.Server],
    found: Results,
    seconds: int,
    *,
    counts: bool,
) -> None:
    """The first one warms up and does not count."""
    floor, plain, shipped = running
    for case in wanted:
        for server, paths, headers, into in (
            (floor, case.floor, {}, found.floors),
            (plain, case.paths, case.headers, found.plain),
            (shipped, case.paths, case.headers, found.shipped),
        ):
            measured = load.measure(server, paths, seconds=seconds, headers=headers)
            if counts:
                into.setdefault(case.name, []).append(measured)


def static_files() -> None:
    environment = {**os.environ, **servers.ENVIRONMENT}
    database.manage(["collectstatic", "--no-input", "--verbosity", "0"], environment)


def publishing(address: str, number: int) -> Published:
    environment = {**os.environ, **servers.ENVIRONMENT, "DATABASE_URL": address}
    command = [sys.executable, "-m", "bench.publishing", str(number)]
    done = subprocess.run(
        command, env=environment, cwd=database.ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Published(**json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    sys.exit(main())
