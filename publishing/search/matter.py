"""What of a frozen story is searched: the words of its headline, those beside it, and the rest."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from publishing.search import words

_END_OF_BLOCK = re.compile(r"</(?:p|li|h2|h3|blockquote|figcaption)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")


@dataclass(frozen=True, kw_only=True)
class Matter:
    """Texts without markup. `text` is what a snippet is cut from: lead, body, captions, fact
    boxes, a line each. `names` are found as well, but not shown."""

    language: str
    headline: str
    beside: str
    text: str
    names: str

    @cached_property
    def headline_words(self) -> str:
        return self._searchable(self.headline)

    @cached_property
    def beside_words(self) -> str:
        return self._searchable(self.beside)

    @cached_property
    def forms(self) -> list[str]:
        """All words in order; between two lines stands an empty one, over which no phrase goes.
        Behind them, as lines of their own, the numbers that the text sets apart."""
        lines = f"{self.headline}\n{self.beside}\n{self.text}\n{self.names}"
        numbers = dict.fromkeys(words.numbers(lines))
        return [*words.forms_of_lines(lines), *(form for one in numbers for form in (one, ""))]

    @cached_property
    def stems(self) -> list[str]:
        return [form and words.stem(form, self.language) for form in self.forms]

    def _searchable(self, text: str) -> str:
        """Stems, then the words as written, each between spaces."""
        forms = [*words.forms(text), *words.numbers(text)]
        stems = [words.stem(form, self.language) for form in forms]
        return f" {' '.join(stems)} | {' '.join(forms)} "


class Entry(NamedTuple):
    """A live version to be found. `shared` is that part of what was frozen."""

    live_id: int
    published_at: int
    matter: Matter
    shared: Mapping[str, Any]


def of(content: Mapping[str, Any]) -> Matter:
    story, shared = content["story"], content["shared"]
    boxes = story["fact_boxes"]
    paragraphs = [
        story["lead"],
        *(plain(block["html"]) for block in story["blocks"] if "html" in block),
        *(photo["caption"] for photo in story["photos"]),
        *(line for box in boxes for line in (box["title"], plain(box["html"]))),
    ]
    beside = [story["kicker"], story["lead"], *(tag["name"] for tag in shared["tags"])]
    names = [story["dateline"], (shared["section"] or {}).get("name", "")]
    names += [byline["name"] for byline in shared["bylines"]]
    return Matter(
        language=story["language"],
        headline=_one_line(story["headline"]),
        beside=_lines(beside),
        text=_lines(dict.fromkeys(paragraphs)),
        names=_lines(names),
    )


def plain(markup: str) -> str:
    """Text of our own sanitised markup; a block ends its line."""
    return html.unescape(_TAG.sub("", _END_OF_BLOCK.sub("\n", markup)))


def _lines(texts: Iterable[str]) -> str:
    lines = (_one_line(line) for text in texts for line in text.split("\n"))
    return "\n".join(filter(None, lines)).replace("\x00", "")


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
