"""What a manuscript says, in parts that an article has. Nothing here knows of any file or row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from articles.manuscript.report import Report

Kind = Literal["paragraph", "subhead", "quote", "bullet", "numbered", "picture", "background"]


@dataclass(frozen=True, kw_only=True)
class Credit:
    """Either part may be missing; an organisation is written in the languages of the captions."""

    creator: str
    organisation: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture, however often and in however many languages its caption stood there. `lead` is
    the first one, if it stood before the body; that one has no place in the body.
    """

    captions: Mapping[str, str]
    credits: tuple[Credit, ...]
    kind: Literal["photo", "illustration"]
    lead: bool


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One block of the body, or of a fact box.

    `html` is escaped, with no marks but strong, em and a[href] (http, https or mailto). Kinds
    "picture" and "background" have none: they say where the picture or the fact box of that index
    stands.
    """

    kind: Kind
    html: str = ""
    picture: int | None = None
    background: int | None = None


@dataclass(frozen=True, kw_only=True)
class Background:
    """A fact box. Its items are of the kinds "paragraph", "bullet", "numbered" and "quote"."""

    title: str
    items: tuple[Paragraph, ...]


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """All strings but `Paragraph.html` are plain text, without markup. "" or () where the
    manuscript says nothing. `also_read` holds titles or web addresses, as they stood there.
    """

    language: str
    kicker: str
    headline: str
    lead: str
    dateline: str
    bylines: tuple[str, ...]
    body: tuple[Paragraph, ...]
    pictures: tuple[Picture, ...]
    backgrounds: tuple[Background, ...]
    also_read: tuple[str, ...]
    tags: tuple[str, ...]
    twin_link: bool
    report: Report
