"""Which lines are points of a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from articles.manuscript.conventions import words
from articles.manuscript.lines import SourceLine

_BULLETS = "·•‣▪▫◦●○■□∙*\uf0b7"
_DASHES = "-–—−"
_NUMBER = re.compile(r"(\d{1,3})[.)] (?=\S)")
_WORD = re.compile(r"\w+")
_QUOTES = '"”“»«'
_LONGEST_POINT = 1000


@dataclass(frozen=True, kw_only=True)
class Point:
    """`length` characters are its mark. Where it is not `sure`, the line may as well be running
    text: a dash opens what someone says, a number a date.
    """

    kind: Literal["bullet", "numbered"]
    length: int
    sure: bool


def points(lines: Sequence[SourceLine]) -> list[Point | None]:
    """A point, or None, for each line.

    The rule for dashes, which in Norwegian open speech: outside a fact box, dashes make a list
    only where two or more such lines follow each other and none of them reads as speech, that is,
    has a verb of saying, a question, an exclamation, a closing quote, or after a long dash the
    full stop of a sentence. Numbers make one where they count on from 1.
    """
    found = [_mark(line) for line in lines]
    start = 0
    while start < len(lines):
        sign = _sign(lines[start], found[start])
        end = start + 1
        while sign and end < len(lines) and _sign(lines[end], found[end]) == sign:
            end += 1
        if sign and _is_list(lines[start:end], sign):
            for index in range(start, end):
                found[index] = _sure(found[index])
        start = end
    return found


def opens_point(text: str) -> bool:
    return bool(
        _BULLETS.find(text[0]) >= 0 or text[:2] in {f"{dash} " for dash in _DASHES}
    ) or bool(_NUMBER.match(text))


def _mark(line: SourceLine) -> Point | None:
    text = line.text
    if line.style in ("bullet", "numbered"):
        kind: Literal["bullet", "numbered"] = "bullet" if line.style == "bullet" else "numbered"
        return Point(kind=kind, length=0, sure=True)
    if line.style:
        return None
    if text[0] in _BULLETS and (text[1:2] == " " or (text[0] != "*" and text[1:2].isalnum())):
        return Point(kind="bullet", length=2 if text[1] == " " else 1, sure=True)
    if text[0] in _DASHES and text[1:2] == " " and len(text) > 2:
        return Point(kind="bullet", length=2, sure=False)
    if number := _NUMBER.match(text):
        return Point(kind="numbered", length=number.end(), sure=False)
    return None


def _sign(line: SourceLine, point: Point | None) -> str:
    """What an unsure point must share with its neighbours to make a list with them."""
    if point is None or point.sure:
        return ""
    return line.text[0] if point.kind == "bullet" else "number"


def _is_list(run: Sequence[SourceLine], sign: str) -> bool:
    if len(run) < 2:
        return False
    if sign == "number":
        numbers = [_NUMBER.match(line.text) for line in run]
        return all(found and int(found[1]) == n for n, found in enumerate(numbers, start=1))
    return not any(_reads_as_speech(line.text) for line in run)


def _reads_as_speech(text: str) -> bool:
    if len(text) > _LONGEST_POINT or text[-1] in "?!" + _QUOTES:
        return True
    if text[0] != "-" and text[-1] == ".":
        return True
    return not words("speech_verbs").isdisjoint(_WORD.findall(text.casefold()))


def _sure(point: Point | None) -> Point | None:
    return point and Point(kind=point.kind, length=point.length, sure=True)
