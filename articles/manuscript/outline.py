"""What each line of a manuscript is by itself and next to its neighbours, before any is placed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.manuscript import captions, shapes
from articles.manuscript.captions import Placed
from articles.manuscript.lines import SourceLine
from articles.manuscript.model import Picture
from articles.manuscript.points import Point, points

_LONGEST_CAPTION_BEFORE_CREDIT = 500
_MOST_WORDS_IN_KICKER = 6
_LABELLED_HEADLINE_AMONG = 3


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`placed` is set for captions, `byline` has the names for lines that have no other reading,
    `section` is what the line opens and what stands in it on the same line.
    """

    line: SourceLine
    placed: Placed | None = None
    byline: tuple[str, ...] = ()
    point: Point | None = None
    section: tuple[shapes.Section, str] | None = None
    twin_link: bool = False

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def is_running(self) -> bool:
        """Text of the story: no caption, link, byline, or heading of the manuscript."""
        return not (
            self.placed
            or self.byline
            or self.section
            or self.twin_link
            or self.line.style in ("loose", "byline")
        )

    @property
    def is_heading(self) -> bool:
        return self.line.style in ("heading", "title")

    @property
    def is_sentence(self) -> bool:
        """Reads as running text, rather than as a subhead or a name."""
        return self.is_running and not self.is_heading and not shapes.is_short(self.text)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """`headline` and `kicker` are indexes of entries, or -1. `following` has for each entry the
    next one that is no caption and no link to the other language, or None.
    """

    entries: tuple[Entry, ...]
    pictures: tuple[Picture, ...]
    headline: int
    kicker: int
    following: tuple[Entry | None, ...] = field(repr=False)

    @property
    def marks_subheads(self) -> bool:
        """The file itself says which lines are subheads, so that none need be guessed."""
        return any(
            entry.is_heading and not entry.section
            for index, entry in enumerate(self.entries)
            if index != self.headline
        )


def outline(source: Sequence[SourceLine], *, language: str) -> Outline:
    lines = _with_credits(source)
    bylines = _bylines(lines)
    found = {
        index: caption
        for index, line in enumerate(lines)
        if index not in bylines and (caption := captions.caption(line, language=language))
    }
    images = [
        index
        for index in found
        if lines[index].style == "image" and index + 1 in found and not found[index].credits
    ]
    pictures, placed = captions.fold({i: found[i] for i in found.keys() - set(images)})
    for index in reversed(images):
        # An image's alternative text, and then its caption: one picture.
        placed[index] = Placed(picture=placed[index + 1].picture, first=False, repeated=False)
    entries = tuple(
        Entry(
            line=line,
            placed=placed.get(index),
            byline=bylines.get(index, ()),
            point=point,
            section=shapes.section(line.text) if line.style in ("", "heading", "title") else None,
            twin_link=shapes.is_twin_link(line.text),
        )
        for index, (line, point) in enumerate(zip(lines, points(lines), strict=True))
    )
    headline, kicker = _headline(entries)
    return Outline(
        entries=entries,
        pictures=tuple(pictures),
        headline=headline,
        kicker=kicker,
        following=_following(entries),
    )


def _with_credits(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """A credit on a line of its own right below one other line is the end of a caption."""
    result: list[SourceLine] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        last = result[-1] if len(result) > 1 else None
        ends = line.joined and not (after and after.joined) and captions.is_credit_alone(line.text)
        if (
            ends
            and last
            and not last.joined
            and last.style in ("", "caption")
            and len(last.text) <= _LONGEST_CAPTION_BEFORE_CREDIT
            and not captions.ends_in_credit(last.text)
            and not shapes.byline(last.text)
            and not shapes.section(last.text)
        ):
            result[-1] = SourceLine.of([last, line])
        else:
            result.append(line)
    return result


def _bylines(lines: Sequence[SourceLine]) -> dict[int, tuple[str, ...]]:
    """Bylines that have a label, and the photographer's right below any byline."""
    found: dict[int, tuple[str, ...]] = {}
    for index, line in enumerate(lines):
        names = shapes.byline(line.text)
        if names and shapes.after_label(line.text, "byline_labels") is not None:
            found[index] = names
        elif index and captions.is_credit_alone(line.text):
            above = lines[index - 1].text
            if (index - 1 in found or shapes.byline(above)) and (
                caption := captions.caption(line, language="")
            ):
                found[index] = tuple(credit.creator for credit in caption.credits if credit.creator)
    return {index: names for index, names in found.items() if names}


def _headline(entries: Sequence[Entry]) -> tuple[int, int]:
    """Where the headline and the kicker above it stand."""
    first = [
        index
        for index, entry in enumerate(entries)
        if entry.is_running
        and entry.line.style in ("", "title", "heading")
        and not shapes.byline(entry.text)
    ]
    kicker = next((i for i, entry in enumerate(entries) if entry.line.style == "kicker"), -1)
    if not first:
        return -1, kicker
    headline = _marked_headline(entries, first)
    if headline < 0:
        headline = first[0]
        if len(first) > 2 and _is_kicker_above(entries[first[0]], entries[first[1]]):
            headline = first[1]
    if kicker < 0 and first[0] < headline and _is_brief(entries[first[0]]):
        kicker = first[0]
    return headline, kicker


def _marked_headline(entries: Sequence[Entry], first: Sequence[int]) -> int:
    """The headline that is marked as one; -1 for none."""
    for index in first:
        if entries[index].line.style == "title":
            return index
    for index in first[:_LABELLED_HEADLINE_AMONG]:
        if shapes.after_label(entries[index].text, "headline_labels"):
            return index
    # A heading of the first level is the headline at the top, with at most a kicker above it;
    # farther down it is a subhead.
    for position, index in enumerate(first[:2]):
        entry = entries[index]
        if entry.is_heading and (position == 0 or _is_brief(entries[first[0]])):
            return index if position == 0 or entry.line.level == 1 else -1
    return -1


def _is_brief(entry: Entry) -> bool:
    return not entry.is_heading and len(entry.text.split()) <= _MOST_WORDS_IN_KICKER


def _is_kicker_above(entry: Entry, following: Entry) -> bool:
    if shapes.after_label(entry.text, "kicker_labels"):
        return True
    # A dateline in capitals is none, nor is a whole page in them.
    next_is_headline = not following.text.endswith(".") and not following.text.isupper()
    return shapes.is_kicker(entry.text) and next_is_headline and len(following.text) <= 200


def _following(entries: Sequence[Entry]) -> tuple[Entry | None, ...]:
    following: list[Entry | None] = []
    after: Entry | None = None
    for entry in reversed(entries):
        following.append(after)
        if not (entry.placed or entry.twin_link):
            after = entry
    return tuple(reversed(following))
