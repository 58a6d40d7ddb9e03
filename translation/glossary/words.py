"""Words of a text with their places, and how texts are made alike before they are compared."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GONE = dict.fromkeys(map(ord, _INVISIBLE))
_ALIKE = {ord("’"): "'", ord("ʼ"): "'", ord("‑"): "-", ord("‐"): "-"}
_SPACES = re.compile(r"\s+")
# A letter may be written as two, and a word have soft hyphens in it.
_WORD = re.compile(rf"[^\W_](?:[{_INVISIBLE}\u0300-\u036f]*[^\W_])*[\u0300-\u036f]*")


class Word(NamedTuple):
    start: int
    end: int


def words(text: str) -> list[Word]:
    return [Word(*found.span()) for found in _WORD.finditer(text)]


def written(text: str) -> str:
    """As a form is kept: letters in one piece, every space the same, one apostrophe and hyphen."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_GONE).translate(_ALIKE)
    return _SPACES.sub(" ", text).strip()


def kept(text: str) -> str:
    """As a rendering is kept, for people to read: a hard space and a curved apostrophe are meant."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_GONE)
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()


def folded(text: str) -> str:
    return written(text).casefold()


def heads(text: str) -> set[str]:
    """The words of a text in small letters."""
    return {_folded_word(text[word.start : word.end]) for word in words(text)}


# A newsroom's words come again, and making one like another takes longer than remembering it.
_folded_word = lru_cache(maxsize=50_000)(folded)


def head_of(text: str) -> str:
    """The first word, as in `heads`; "" where there is none."""
    opening = text.partition(" ")[0]
    if opening.isalpha():
        return _folded_word(opening)
    first = _WORD.search(text)
    return _folded_word(first[0]) if first else ""
