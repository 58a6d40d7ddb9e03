"""What the workbench costs: opening it, saving a segment, and telling what is stale, for a story of
60 blocks. Run as `python -m bench.translating`; prints a table. Function calls are the same on every
machine; milliseconds are the median of this one's."""

import os
import sys
import time
from collections.abc import Callable
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - apps are there from here on
from django.template.loader import render_to_string  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from accounts import languages  # noqa: E402
from articles import blocks  # noqa: E402
from articles.blocks import Block  # noqa: E402
from articles.models import Article, LanguageVersion, State  # noqa: E402
from cms.demo import archive  # noqa: E402
from translation import actions  # noqa: E402
from translation.page import page_of  # noqa: E402
from translation.staleness import stale_segments  # noqa: E402

BLOCKS = 60
_ROUNDS = 15
_SENTENCE = "Torsken kom tidlig til øya i år, og prisen er høyere enn den var i fjor vinter."


def main() -> None:
    by = archive.editor()
    with transaction.atomic():
        version = _story()
        actions.confirm_all(version, by=by)
        key = next(
            one.segment.key
            for group in page_of(version, by=by).groups
            for one in group.rows
            if one.segment.block
        )
        texts = iter(range(1_000))

        def save() -> None:
            actions.save_segment(version, key, f"Text {next(texts)}.", by=by)

        def open_page() -> None:
            page = page_of(version, by=by)
            for group in page.groups:
                context = {"group": group, "page": page}
                render_to_string("translation/_group.html", context)

        print(f"| {BLOCKS} blocks | calls | queries | ms |\n| --- | --- | --- | --- |")
        for name, task in (
            ("opening the workbench", open_page),
            ("saving a segment", save),
            ("staleness", lambda: stale_segments(version.article, version.language)),
        ):
            print(f"| {name} | {_calls(task):,} | {_queries(task)} | {_time(task):.1f} |")
        transaction.set_rollback(True)


def _story() -> LanguageVersion:
    source = languages.codes()[0]
    language = languages.others(source)[0]
    body = blocks.write(
        Block(id=f"b{number}", type="paragraph", html=f"{number}. {_SENTENCE}")
        for number in range(BLOCKS)
    )
    article = Article.objects.create(
        source_language=source,
        **{
            languages.column(name, code): text
            for code in (source, language)
            for name, text in (("headline", "Torsk"), ("lead", _SENTENCE), ("body", body))
        },
    )
    LanguageVersion.objects.create(article=article, language=source, state=State.DRAFT)
    return LanguageVersion.objects.create(
        article=article, language=language, state=State.TRANSLATION
    )


def _calls(task: Callable[[], object]) -> int:
    task()
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


def _queries(task: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        task()
    return len(queries)


def _time(task: Callable[[], object]) -> float:
    took = []
    for _round in range(_ROUNDS):
        begun = time.perf_counter()
        task()
        took.append((time.perf_counter() - begun) * 1000)
    return median(took)


if __name__ == "__main__":
    main()
