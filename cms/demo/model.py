"""The shapes of the demo newsroom's content: plain data, turned into rows elsewhere.

The texts are written in wrapped lines that are joined here; `~` stands for a hard space.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

# Language code to text; a language that has no text yet is not there.
Text = dict[str, str]

State = Literal[
    # Written in the source language only.
    "draft",
    "review",
    "published_source_only",
    # Source approved; the other side with a translator, some pieces still open.
    "in_translation",
    # Both sides whole.
    "translation_review",
    "ready",
    "published_both",
    # Live in both, thereafter changed: the source (stale), or the translation.
    "stale",
    "unpublished_changes",
    # Live in both, then taken down.
    "withdrawn",
]
BlockType = Literal[
    "paragraph",
    "subhead",
    "bullet",
    "numbered",
    "quote",
    "photo",
    "fact_box",
    "also_read",
]


@dataclass(frozen=True)
class Section:
    key: str
    name: Text
    slug: Text


@dataclass(frozen=True)
class Tag:
    """`medtop` is the code of an IPTC Media Topic, `wikidata` an id like "Q788"."""

    key: str
    name: Text
    medtop: str = ""
    wikidata: str = ""


@dataclass(frozen=True)
class Author:
    key: str
    name: str


@dataclass(frozen=True)
class Block:
    """`ref` names a photo, a fact box or a story; `text` is inline HTML (strong, em, a)."""

    type: BlockType
    text: Text = field(default_factory=dict)
    ref: str = ""


@dataclass(frozen=True)
class FactBox:
    key: str
    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Photo:
    """`scene` and `seed` draw it; `focal` is (x, y) in 0 to 1; each credit is a creator and the
    organisation's name by language."""

    key: str
    scene: str
    seed: int
    caption: Text
    alt_text: Text
    credits: tuple[tuple[str, Text], ...]
    copyright: str
    place: str
    taken_days_ago: int
    focal: tuple[float, float] = (0.5, 0.5)
    kind: str = "photo"
    digital_source_type: str = "digitalCapture"


@dataclass(frozen=True, kw_only=True)
class Story:
    """`authors` are pairs of an author's key and a byline role.

    `untranslated` lists the blocks (by index) and fields (by name) that the translator has left;
    `revision` the blocks changed after publication, in the changed language only.
    """

    key: str
    source_language: str
    state: State
    days_ago: int
    section: str
    dateline: str
    kicker: Text
    headline: Text
    lead: Text
    blocks: tuple[Block, ...]
    tags: tuple[str, ...]
    authors: tuple[tuple[str, str], ...]
    lead_photo: str
    lead_photo_caption: Text = field(default_factory=dict)
    seo_title: Text = field(default_factory=dict)
    seo_description: Text = field(default_factory=dict)
    also_read: tuple[str, ...] = ()
    untranslated: tuple[int | str, ...] = ()
    revision: dict[int, Text] = field(default_factory=dict)
    withdrawal: Text = field(default_factory=dict)
    note: str = ""


def text(nb: str = "", en: str = "") -> Text:
    return {
        code: written for code, written in (("nb", _joined(nb)), ("en", _joined(en))) if written
    }


def _joined(wrapped: str) -> str:
    return re.sub(r"[ \n]+", " ", wrapped).strip().replace("~", "\N{NO-BREAK SPACE}")


def paragraph(nb: str = "", en: str = "") -> Block:
    return Block("paragraph", text(nb, en))


def subhead(nb: str = "", en: str = "") -> Block:
    return Block("subhead", text(nb, en))


def bullet(nb: str = "", en: str = "") -> Block:
    return Block("bullet", text(nb, en))


def numbered(nb: str = "", en: str = "") -> Block:
    return Block("numbered", text(nb, en))


def quote(nb: str = "", en: str = "") -> Block:
    return Block("quote", text(nb, en))


def photo(ref: str, nb: str = "", en: str = "") -> Block:
    """A photo in the body; the texts only where this story needs another caption."""
    return Block("photo", text(nb, en), ref)


def fact_box(ref: str) -> Block:
    return Block("fact_box", ref=ref)


def also_read(ref: str) -> Block:
    return Block("also_read", ref=ref)
