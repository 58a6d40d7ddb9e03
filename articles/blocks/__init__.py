"""The body of a story: HTML made of blocks, each with an id that is the same in every language.

The one place that parses, validates, numbers, aligns and writes blocks. It knows no database.

A *block* is one aligned unit (`TYPES`). Its `html` is *inline*: text with `strong`, `em`, `a` and
`br`, written in one canonical way. A *reference* points at a photo, a fact box or another story
by id and has no text of its own; only a photo may have a caption. `clean` gives the canonical
form, in which bodies are stored; it never raises, lets nothing through that is not listed here,
and loses no visible text.

    block       what a block is, and how it is written
    text        plain text, its digest
    inline      marks and white space within a block
    sanitising  any HTML into well-nested HTML of known elements
    canonical   the quick way to read what is canonical already
    reading     any HTML into blocks
    aligning    two languages' blocks side by side
"""

from articles.blocks.aligning import Aligned, align, compose, place, put
from articles.blocks.block import LISTS, REF_ATTRIBUTES, TYPES, Block, refs, write
from articles.blocks.reading import clean, clean_inline, parse
from articles.blocks.text import digest, plain_to_inline, text_of

__all__ = [
    "LISTS",
    "REF_ATTRIBUTES",
    "TYPES",
    "Aligned",
    "Block",
    "align",
    "clean",
    "clean_inline",
    "compose",
    "digest",
    "parse",
    "place",
    "plain_to_inline",
    "put",
    "refs",
    "text_of",
    "write",
]
