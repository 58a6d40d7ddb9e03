"""Pairs of texts that show what each check means, and those that the checks are measured by."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts import languages
from translation.checks.pair import Pair

_FOLDER = Path(__file__).parent
# The rules of the checks have been mended until they were right about the first set. The second is for
# measuring, and is moved into the first when it has been looked at.
MEASURED, HELD_OUT = "measured.toml", "held_out.toml"


@dataclass(frozen=True)
class Examples:
    """`good` are right in both directions; of a `failure` the last text of the two is wrong."""

    good: tuple[Pair, ...]
    failure: tuple[Pair, ...]


@dataclass(frozen=True)
class Seeded:
    """A translation with an error that the check of this code should find."""

    code: str
    pair: Pair


def of_check(code: str) -> Examples:
    given = _read("examples.toml").get(code, {})
    field = given.get("field", "body")
    return Examples(
        good=tuple(pair for texts in given.get("good", ()) for pair in _both_ways(texts, field)),
        failure=tuple(next(_both_ways(texts, field)) for texts in given.get("failure", ())),
    )


def good(name: str = MEASURED) -> Iterator[Pair]:
    """Those of the set that are right, in every direction."""
    for given in _read(name)["pair"]:
        yield from _both_ways(_texts(given), given.get("field", "body"))


def seeded(name: str = MEASURED) -> Iterator[Seeded]:
    for given in _read(name)["pair"]:
        texts, field = _texts(given), given.get("field", "body")
        for wrong in given.get("wrong", ()):
            for language, text in _texts(wrong).items():
                for source_language in texts:
                    if source_language != language:
                        pair = _pair({**texts, language: text}, source_language, language, field)
                        yield Seeded(wrong["code"], pair)


def _texts(given: dict[str, Any]) -> dict[str, str]:
    return {code: given[code] for code in languages.codes() if code in given}


def _both_ways(texts: dict[str, str], field: str) -> Iterator[Pair]:
    for source_language, language in permutations(texts, 2):
        yield _pair(texts, source_language, language, field)


def _pair(texts: dict[str, str], source_language: str, language: str, field: str) -> Pair:
    return Pair(
        source=texts[source_language],
        target=texts[language],
        source_language=source_language,
        language=language,
        field=field,
        limit=settings.SEARCH_LENGTHS.get(field, 0),
    )


@lru_cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
