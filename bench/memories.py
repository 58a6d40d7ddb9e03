"""Look-ups in the translation memory at several sizes, on SQLite and PostgreSQL, and what they find of
what an exhaustive search finds. Run as `python -m bench.memories`; writes its section of
docs/bench.md. Fails where a target is missed.

A question is a text of a story that the memory does not hold, or one that it holds with a few words
changed. Exhaustive is rapidfuzz over every source.
"""

import argparse
import datetime
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles

from bench import database, memory_data, section
from bench.report import PAGE, table

TARGET_MS = 20.0
LEAST = 65
_SEED = 7
_ROUNDS = 5
_ABOUT = """## The translation memory

{number} questions each, half of them texts of stories that the memory does not hold, half texts that
it holds with up to three words changed or left out; one process, a warm cache. Milliseconds of a whole
look-up: **processor time**, of Python and of PostgreSQL's process together, which tells the same on a
busy machine and is held against the target; and by the clock, for each question the quickest of
{rounds}. **Found** is how many of the questions that an exhaustive search has an answer to (rapidfuzz
over every source, {least} % or more) get one; **as good** how many get one of the same percentage.
{date}.
"""


def main(arguments: list[str] | None = None) -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.memories", description=__doc__)
    asked.add_argument("--entries", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asked.add_argument("--questions", type=int, default=200)
    asked.add_argument("--measure", action="store_true", help="what each process does")
    given = asked.parse_args(arguments)
    if given.measure:
        print(json.dumps(measured(given.questions)))
        return 0
    server = database.start()
    largest = max(given.entries)
    memory_data.sqlite_with(largest, largest)
    rows, holds = [], True
    for number in sorted(given.entries):
        for name, address in (
            ("SQLite", memory_data.sqlite_with(number, largest)),
            ("PostgreSQL", memory_data.postgresql_with(server, number)),
        ):
            found = _in_process(address, given.questions)
            rows.append((name, f"{number:,}", *found["cells"]))
            holds = holds and found["cost"] < TARGET_MS
            print(" | ".join(rows[-1]), flush=True)
    head = (
        *("", "entries", f"processor time (< {TARGET_MS:.0f})"),
        *("median", "95 of 100", "found", "as good", "exhaustive"),
    )
    about = _ABOUT.format(
        number=given.questions, least=LEAST, rounds=_ROUNDS, date=datetime.date.today().isoformat()
    )
    section.write(PAGE, "memory", "`python -m bench.memories`", f"{about}\n{table(head, rows)}")
    return 0 if holds else 1


def _in_process(address: str, questions: int) -> dict:
    command = [sys.executable, "-m", "bench.memories", "--measure", "--questions", str(questions)]
    environment = {**os.environ, "DATABASE_URL": address, "DEBUG": "0", "SECRET_KEY": "x" * 60}
    done = subprocess.run(
        command, env=environment, cwd=database.ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def measured(number: int) -> dict:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    from rapidfuzz import fuzz, process

    from accounts import languages
    from translation.memory.keys import normal
    from translation.memory.lookup import Question, matches
    from translation.models import MemoryEntry

    source, target = languages.codes()[:2]
    asked = [
        Question(source=text, source_language=source, language=target) for text in questions(number)
    ]
    for question in asked:
        matches(question)
    processor = _processor_clock()
    before = processor()
    for question in asked:
        matches(question)
    cost = (processor() - before) * 1000 / len(asked)
    took, percents = [], []
    for question in asked:
        found = matches(question)
        percents.append(found[0].percent if found else 0)
        took.append(min(_milliseconds(lambda: matches(question)) for _round in range(_ROUNDS)))
    sources = [
        normal(one)
        for one in MemoryEntry.objects.values_list("source", flat=True).distinct().iterator()
    ]
    best, exhaustive = [], []
    for question in asked:
        begun = time.perf_counter()
        top = process.extractOne(question.text, sources, scorer=fuzz.ratio, score_cutoff=LEAST)
        exhaustive.append((time.perf_counter() - begun) * 1000)
        best.append(int(top[1]) if top else 0)
    answerable = [(ours, theirs) for ours, theirs in zip(percents, best, strict=True) if theirs]
    found_any = sum(ours >= LEAST for ours, _theirs in answerable)
    as_good = sum(ours >= theirs for ours, theirs in answerable)
    return {
        "cost": cost,
        "cells": [
            f"{cost:.1f}",
            f"{median(took):.1f}",
            f"{quantiles(took, n=20)[-1]:.1f}",
            f"{found_any} of {len(answerable)}",
            f"{as_good} of {len(answerable)}",
            f"{median(exhaustive):.0f}",
        ],
    }


def _processor_clock() -> Callable[[], float]:
    """Seconds of processor time that this process and the connection's own in PostgreSQL have had."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    times = Path(f"/proc/{pid}/schedstat")
    return lambda: time.process_time() + int(times.read_text(encoding="ascii").split()[0]) / 1e9


def _milliseconds(task: Callable[[], object]) -> float:
    begun = time.perf_counter()
    task()
    return (time.perf_counter() - begun) * 1000


def questions(number: int) -> list[str]:
    """The same ones each time for a memory of the same size."""
    from accounts import languages
    from cms.demo import generated
    from translation.models import MemoryEntry

    source = languages.codes()[0]
    rng = Random(_SEED)
    last = MemoryEntry.objects.latest("pk").pk
    chosen = [rng.randint(1, last) for _ in range(number // 2)]
    known = MemoryEntry.objects.in_bulk(chosen)
    texts = [_changed(known[pk].source, rng) for pk in chosen]
    for story in generated.stories(number, seed=_SEED):
        texts += [one[source] for one in (story.headline, story.lead, *story.paragraphs)]
        if len(texts) >= number:
            break
    return texts[:number]


def _changed(text: str, rng: Random) -> str:
    words = text.split()
    for _turn in range(rng.randint(1, 3)):
        at = rng.randrange(len(words))
        if rng.random() < 0.5 and len(words) > 3:
            del words[at]
        else:
            words[at] = rng.choice(["kommunestyret", "likevel", "vårfluer", "41", "hele"])
    return " ".join(words)


if __name__ == "__main__":
    sys.exit(main())
