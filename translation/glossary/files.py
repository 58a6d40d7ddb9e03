"""A glossary as a file, whatever its format: units that each say one term, or why they are refused.
Nothing here asks the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _t

from accounts import languages
from translation.glossary.entry import Entry

MAX_BYTES = 2 * 1024 * 1024
MOST_TERMS = 5_000


class FileError(ValueError):
    """The file as a whole cannot be read; the sentence says why, where, and what to do."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)


@dataclass(frozen=True, kw_only=True)
class Unit:
    """`line` is where it begins. `tells` are the fields of a term that the file says something of
    ("note", "part_of_speech", "untranslatable"), `spoken` the languages. With `problems` it is
    refused; they are sentences."""

    line: int
    entry: Entry
    tells: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Contents:
    """`remarks` are sentences about what the file has and is not read."""

    units: list[Unit] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def refuse_if_large(size: int) -> None:
    if size > MAX_BYTES:
        raise FileError(
            _t("The file is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 1024 // 1024}
        )


def refuse_if_many(terms: int) -> None:
    if terms > MOST_TERMS:
        raise FileError(
            _t("The file has more than %(limit)s terms. Split it, and read in each part.")
            % {"limit": MOST_TERMS}
        )


def language_of(code: str) -> str:
    """The newsroom's language that a file's code means ("nb-NO", "no", "en_GB"); "" for none."""
    return languages.of_tag(code) or ""


def cut(entry: Entry, spoken: Iterable[str]) -> Entry:
    """Of its renderings those in these languages, for a file that speaks no others."""
    wanted = set(spoken)
    return replace(
        entry, renderings=tuple(one for one in entry.renderings if one.language in wanted)
    )
