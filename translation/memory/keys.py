"""By what a text is found in the memory: exactly, by its digest; and what is like it, by keys. Both
are salted with the direction, so that each language pair is a memory of its own in the same tables.
"""

import hashlib
import re
from itertools import pairwise
from zlib import crc32

# The longest words of a text tell most of what it is about; their first letters stand for all their
# inflected forms. Two words that follow each other are rarer than either, and tell texts apart that a
# newsroom's standing phrases make alike: of those, without the small words between, some are taken
# that are the same for every text that has them.
WORDS = 4
PAIRS = 6
LETTERS = 6
SMALL = 3
LONGEST = 32_767

_WORDS = re.compile(r"\w+")


def normal(text: str) -> str:
    """What two texts have in common that are the same: plain text, white space folded."""
    return " ".join(text.split())


def digest(text: str, source_language: str, language: str) -> int:
    """64 bits, as databases take them. 0, which stands for no text, is never one of a text."""
    text = normal(text)
    if not text:
        return 0
    salted = f"{source_language}>{language}\n{text}".encode(errors="surrogatepass")
    return int.from_bytes(hashlib.sha256(salted).digest()[:8], "big", signed=True) or 1


def keys(text: str, source_language: str, language: str) -> frozenset[int]:
    """At most `WORDS` and `PAIRS` numbers of 32 bits together."""
    words = _WORDS.findall(text.casefold())
    longest = sorted(set(words), key=lambda word: (-len(word), word))[:WORDS]
    stems = [word[:LETTERS] for word in words if len(word) > SMALL]
    salt = f"{source_language}>{language}\n"
    pairs = {_number(f"{salt}{one} {other}") for one, other in pairwise(stems)}
    return frozenset(
        [*(_number(f"{salt}{word[:LETTERS]}") for word in longest), *sorted(pairs)[:PAIRS]]
    )


def _number(text: str) -> int:
    return crc32(text.encode(errors="surrogatepass")) - 2**31


def length(text: str) -> int:
    return min(len(normal(text)), LONGEST)
