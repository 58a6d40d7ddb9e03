"""The table: printed, and written to docs/bench.md."""

import datetime
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench import section
from bench.cases import Case
from bench.database import ROOT
from bench.load import Measured
from bench.publishing import Published

PAGE = ROOT / "docs" / "bench.md"
# How much slower anything may be in the largest archive than in the smallest.
GROWTH = 1.1
PUBLISHING = 50.0

_ABOUT = """# Benchmark

Written by `make bench`. What counts are shares, taken in one run with rounds that alternate between
the floor and what is held against it: each number is the median of {rounds} rounds of {seconds} s,
with {connections} connections from the same machine ({machine}, {cores} cores, PostgreSQL on it
as well). {date}.

The **floor** is a bare Django view without middleware that selects one stored document, or twenty
stored cards, and sends them: gunicorn, two sync workers, no prepared statements. **Same server** is
the public API on the same server, with all that production has on; **shipped** is the production
set-up of the README (granian, two workers). Growth is how many times longer an answer takes in the
larger archive than in the smaller, each against its own floor's. Targets are those of the three, in
this order; ✗ names what misses its own.

A list's first page, and what is narrowed or searched, are remembered until the next change for
readers. So what is asked over and over costs one short question; the rows with “another each time”
are of questions that nobody asked before. Of a list before a time, the floor is twenty cards before
the same time. A search has no floor that does the like, and is shown beside the list's without a
target: it ranks up to a hundred stories and cuts a piece of text from each that it shows.
"""


@dataclass(kw_only=True)
class Results:
    """Of one archive. Shares are of the same round's floor."""

    articles: int
    floors: dict[str, list[Measured]] = field(default_factory=dict)
    plain: dict[str, list[Measured]] = field(default_factory=dict)
    shipped: dict[str, list[Measured]] = field(default_factory=dict)

    def share(self, of: dict[str, list[Measured]], case: str) -> float:
        pairs = zip(of[case], self.floors[case], strict=True)
        return median(one.rate / floor.rate for one, floor in pairs)


@dataclass(frozen=True)
class Line:
    cells: tuple[str, ...]
    holds: bool = True


def lines(cases: Sequence[Case], results: Sequence[Results]) -> Iterable[Line]:
    for case in cases:
        for one in results:
            plain, shipped = (one.share(of, case.name) for of in (one.plain, one.shipped))
            growth = 1.0
            if one is not results[0]:
                growth = results[0].share(results[0].plain, case.name) / plain
            targets, missed = [], []
            if case.target is not None:
                targets.append(f"≥ {case.target}")
                if plain < case.target:
                    missed.append("same server")
            if case.shipped is not None:
                targets.append(f"≥ {case.shipped}")
                if shipped < case.shipped:
                    missed.append("shipped")
            if targets and one is not results[0]:
                targets.append(f"≤ {GROWTH}")
                if growth > GROWTH:
                    missed.append("growth")
            yield Line(
                (
                    case.name,
                    f"{one.articles:,}",
                    f"{_rate(one.floors[case.name])}",
                    f"{plain:.2f}",
                    f"{shipped:.2f}",
                    "" if one is results[0] else f"{growth:.2f}",
                    ", ".join(targets),
                    mark(missed) if targets else "",
                    f"{median(m.p99 for m in one.plain[case.name]):.1f} / "
                    f"{median(m.p99 for m in one.shipped[case.name]):.1f}",
                ),
                not missed,
            )


def mark(missed: Sequence[str]) -> str:
    return f"✗ {', '.join(missed)}" if missed else "✓"


def write(
    cases: Sequence[Case],
    results: Sequence[Results],
    publishing: Published,
    processes: dict[str, tuple[float, list[int]]],
    *,
    rounds: int,
    seconds: int,
    connections: int,
) -> bool:
    """Whether every target holds."""
    head = ("", "articles", "floor, answers/s", "same server", "shipped", "growth", "targets", "", "p99, ms")  # fmt: skip
    rows = list(lines(cases, results))
    text = [
        _ABOUT.format(
            rounds=rounds,
            seconds=seconds,
            connections=connections,
            machine=platform.machine(),
            cores=os.cpu_count(),
            date=datetime.date.today().isoformat(),
        ),
        table(head, [row.cells for row in rows]),
        "",
        "Publishing by the real action (the gate, both languages frozen, the index, the events), one "
        "process, on a copy of the smaller archive. The page has asked the gate before, so that what the "
        "checks found in the texts is remembered; the second row is of stories that this process has "
        "never read:",
        "",
        table(
            ("", "stories/s", "target", "", "processor time of each: Python, ms", "database, ms"),
            [
                (
                    "bilingual stories",
                    f"{publishing.rate:.0f}",
                    f"≥ {PUBLISHING:.0f}",
                    mark([] if publishing.rate >= PUBLISHING else ["stories/s"]),
                    f"{publishing.python:.1f}",
                    f"{publishing.database:.1f}",
                ),
                ("stories never read before", f"{publishing.unread:.0f}", "", "", "", ""),
            ],
        ),
        "",
        table(
            ("", "starts in, s", "memory of each process, MB"),
            [
                (name, f"{started:.1f}", ", ".join(f"{one >> 20}" for one in memory))
                for name, (started, memory) in processes.items()
            ],
        ),
    ]
    page = "\n".join(text) + "\n" + section.all_of(PAGE)
    PAGE.write_text(page, encoding="utf-8")
    print(page)
    for row in rows:
        if not row.holds:
            print(f"Below its target: {', '.join(row.cells)}")
    if publishing.rate < PUBLISHING:
        print(f"Below its target: publishing, {publishing.rate:.1f}")
    return all(row.holds for row in rows) and publishing.rate >= PUBLISHING


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _rate(measured: Sequence[Measured]) -> str:
    return f"{median(one.rate for one in measured):,.0f}"
