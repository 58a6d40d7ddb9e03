"""Lines that were broken by width, put together again to the paragraphs that they were."""

from collections.abc import Sequence
from itertools import pairwise

from articles.manuscript import shapes
from articles.manuscript.captions import ends_in_credit
from articles.manuscript.lines import SourceLine
from articles.manuscript.points import opens_point

_NARROWEST, _WIDEST = 40, 100
_FEWEST_BREAKS = 3
_SHARE = 0.7


def unwrap(lines: Sequence[SourceLine], *, always: bool = False) -> list[SourceLine]:
    """The same text, in whole paragraphs.

    With `always`, as in Markdown files, a paragraph ends at a blank line only. Else lines are put
    together only where the text was plainly wrapped at a width: there a line ends because the next
    word had no room, and most lines that follow each other without a blank one do so.
    """
    width = max((len(line.text) for line in lines), default=0)
    if not always and not _is_wrapped(lines, width):
        return list(lines)
    # Collected first: putting one line after the other together would copy the first ones often.
    groups: list[list[SourceLine]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        goes_on = (
            last is not None
            and line.joined
            and (always or _had_no_room(last, line, width))
            and not _stands_alone(last)
            and not _opens(line)
        )
        if goes_on:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [SourceLine.of(group) for group in groups]


def _is_wrapped(lines: Sequence[SourceLine], width: int) -> bool:
    if not _NARROWEST <= width <= _WIDEST:
        return False
    pairs = [(one, other) for one, other in pairwise(lines) if other.joined]
    broken = sum(_had_no_room(one, other, width) for one, other in pairs)
    return len(pairs) >= _FEWEST_BREAKS and broken >= _SHARE * len(pairs)


def _had_no_room(line: SourceLine, following: SourceLine, width: int) -> bool:
    return len(line.text) + 1 + len(following.text.partition(" ")[0]) > width


def _stands_alone(line: SourceLine) -> bool:
    return (
        shapes.section(line.text) is not None
        or shapes.is_twin_link(line.text)
        or ends_in_credit(line.text)
    )


def _opens(line: SourceLine) -> bool:
    return opens_point(line.text) or (_stands_alone(line) and not ends_in_credit(line.text))
