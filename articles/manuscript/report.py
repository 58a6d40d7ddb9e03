"""What became of every line of a manuscript, and in a few sentences what was recognised."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Role = Literal[
    "headline",
    "kicker",
    "lead",
    "byline",
    "dateline",
    "paragraph",
    "subhead",
    "quote",
    "bullet",
    "caption",
    "repeated_caption",
    "background_title",
    "background_item",
    "also_read_heading",
    "also_read",
    "tags_heading",
    "tag",
    "twin_link",
    "unplaced",
]


@dataclass(frozen=True, kw_only=True)
class Line:
    """`number` counts from 1: the line of a text, the paragraph of a Word file. A caption that was
    seen before is a "repeated_caption"; numbered points are "bullet" too.
    """

    number: int
    text: str
    role: Role


@dataclass(frozen=True, kw_only=True)
class Report:
    """`lines` has every line of the source that is not blank. `counts` are of things, not lines:
    folded captions are one "photo". `boxes` are titles of fact boxes with how many points each
    has. `notes` say what the file held that no manuscript takes in, such as pictures.
    """

    lines: tuple[Line, ...]
    counts: Counter[str] = field(default_factory=Counter)
    boxes: tuple[tuple[str, int], ...] = ()
    notes: tuple[str | Promise, ...] = ()

    @property
    def unplaced(self) -> tuple[Line, ...]:
        """The lines that fitted nowhere: they stand in the body as paragraphs."""
        return tuple(line for line in self.lines if line.role == "unplaced")

    def summary(self) -> list[str]:
        """Sentences in the language that is active now."""
        sentences = [
            sentence(self.counts[thing]) % {"count": self.counts[thing]}
            for thing, sentence in _SENTENCES.items()
            if self.counts[thing]
        ]
        sentences += [
            ngettext(
                "1 fact box “%(title)s” with %(count)d point",
                "1 fact box “%(title)s” with %(count)d points",
                points,
            )
            % {"title": title, "count": points}
            for title, points in self.boxes
        ]
        sentences += [sentence() for thing, sentence in _MISSING.items() if not self.counts[thing]]
        if self.unplaced:
            sentences.append(
                ngettext(
                    "%(count)d line could not be placed and stands in the body as a paragraph",
                    "%(count)d lines could not be placed and stand in the body as paragraphs",
                    len(self.unplaced),
                )
                % {"count": len(self.unplaced)}
            )
        return [*sentences, *(str(note) for note in self.notes)]


# Functions, for the language is known when the summary is asked for, and the literal strings must
# stand inside the calls for makemessages to find them.
_SENTENCES: dict[str, Callable[[int], str]] = {
    "kicker": lambda n: ngettext("%(count)d kicker", "%(count)d kickers", n),
    "headline": lambda n: ngettext("%(count)d headline", "%(count)d headlines", n),
    "lead": lambda n: ngettext("%(count)d lead", "%(count)d leads", n),
    "byline": lambda n: ngettext("%(count)d byline", "%(count)d bylines", n),
    "dateline": lambda n: ngettext("%(count)d dateline", "%(count)d datelines", n),
    "photo": lambda n: ngettext("%(count)d photo", "%(count)d photos", n),
    "illustration": lambda n: ngettext("%(count)d illustration", "%(count)d illustrations", n),
    "paragraph": lambda n: ngettext("%(count)d paragraph", "%(count)d paragraphs", n),
    "subhead": lambda n: ngettext("%(count)d subhead", "%(count)d subheads", n),
    "quote": lambda n: ngettext("%(count)d block quote", "%(count)d block quotes", n),
    "point": lambda n: ngettext("%(count)d point in lists", "%(count)d points in lists", n),
    "also_read": lambda n: ngettext(
        "%(count)d article to read also", "%(count)d articles to read also", n
    ),
    "tag": lambda n: ngettext("%(count)d tag", "%(count)d tags", n),
    "twin_link": lambda n: ngettext(
        "%(count)d link to the other language", "%(count)d links to the other language", n
    ),
}
_MISSING: dict[str, Callable[[], str]] = {
    "headline": lambda: _("No headline was found"),
    "lead": lambda: _("No lead was found"),
    "body": lambda: _("No body was found"),
}
