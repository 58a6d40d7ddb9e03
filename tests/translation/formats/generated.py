"""Marked-up blocks as chance makes them, the same for the same seed: canonical, as they are stored."""

import random
from collections.abc import Iterator

from articles import blocks

_WORDS = [
    *(
        "torsk",
        "Ærlig",
        "fangst",
        "10\u00a0000",
        "5 < 6",
        "Ødegård & sønner",
        "«sitat»",
        "–",
        "1,5",
    ),
    *("a\u2009b", "]]>", "&amp;", '"hermetegn"', "'", "𝄞", "日本", "<g0>", "{1}", "e\u0301"),
]
_ADDRESSES = [
    *("https://example.org/", "https://example.org/?a=1&b=2", "/artikkel/æøå", "mailto:a@b.no"),
    *('https://example.org/"x"', "https://example.org/'y'#z"),
]


def make_blocks(number: int, seed: int = 1) -> Iterator[str]:
    """Texts with marks in each other, links, breaks, and characters that XML minds."""
    chance = random.Random(seed)
    while number:
        html = blocks.clean_inline(_text(chance, depth=3))
        if html and blocks.text_of(html):
            number -= 1
            yield html


def shuffled(html: str, seed: int) -> str:
    """A translation: other words, some marks fewer or more, links that lead elsewhere."""
    chance = random.Random(seed)
    parts = [_text(chance, depth=1), html.replace("example.org", chance.choice(["a.no", "b.no"]))]
    chance.shuffle(parts)
    return blocks.clean_inline(" ".join(parts))


def _text(chance: random.Random, depth: int) -> str:
    return "".join(_piece(chance, depth) for _ in range(chance.randint(1, 5)))


def _piece(chance: random.Random, depth: int) -> str:
    kind = chance.choice(["text", "text", "strong", "em", "a", "br"])
    if kind == "text" or (depth == 0 and kind != "br"):
        word = chance.choice(_WORDS)
        return _escaped(word) + chance.choice(["", " "])
    if kind == "br":
        return "<br>"
    inner = _text(chance, depth - 1)
    if kind == "a":
        address = _escaped(chance.choice(_ADDRESSES)).replace('"', "&quot;")
        return f'<a href="{address}">{inner}</a>'
    return f"<{kind}>{inner}</{kind}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
