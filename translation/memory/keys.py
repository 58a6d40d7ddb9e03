"""By what a text is found in the memory: exactly, by its digest; and what is like it, by keys. Both
are salted with the direction, so that each language pair is a memory of its own in the same tables.
"""

import hashlib
import re
from zlib import crc32

# The longest words of a text tell most of what it is about; their first letters stand for all their
# inflected forms.
WORDS = 8
LETTERS = 6
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
    """At most `WORDS` numbers of 32 bits."""
    words = sorted(set(_WORDS.findall(text.casefold())), key=lambda word: (-len(word), word))
    salt = f"{source_language}>{language}\n"
    return frozenset(
        crc32(f"{salt}{word[:LETTERS]}".encode(errors="surrogatepass")) - 2**31
        for word in words[:WORDS]
    )


def length(text: str) -> int:
    return min(len(normal(text)), LONGEST)
