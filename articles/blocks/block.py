from collections.abc import Iterable
from dataclasses import dataclass

from articles.blocks.text import text_of

# Block types, and the element each is written as.
TYPES = {
    "paragraph": "p",
    "subhead": "h2",
    "minor_subhead": "h3",
    "bullet": "li",
    "numbered": "li",
    "quote": "blockquote",
    "photo": "figure",
    "fact_box": "aside",
    "also_read": "p",
}
LISTS = {"bullet": "ul", "numbered": "ol"}
# The attribute in which a reference names what it points at.
REF_ATTRIBUTES = {
    "photo": "data-photo",
    "fact_box": "data-fact-box",
    "also_read": "data-also-read",
}


@dataclass(frozen=True, kw_only=True)
class Block:
    """`ref` is the id of the photo, fact box or story of a reference. `only` marks a block that
    only this language has, such as an explanation for foreign readers; `after` is the source's
    block that it follows while this language lacks that one, and could not tell by its order."""

    id: str
    type: str
    html: str = ""
    ref: str = ""
    only: bool = False
    after: str = ""

    @property
    def text(self) -> str:
        return text_of(self.html)

    @property
    def is_reference(self) -> bool:
        """Stands by itself in every language: there is nothing in it to translate."""
        return self.type in REF_ATTRIBUTES and not self.html


def write(blocks: Iterable[Block]) -> str:
    """The body's HTML; list items in a row share a list."""
    parts: list[str] = []
    open_list = ""
    for block in blocks:
        wanted = LISTS.get(block.type, "")
        if wanted != open_list:
            parts += [f"</{open_list}>"] if open_list else []
            parts += [f"<{wanted}>"] if wanted else []
            open_list = wanted
        parts.append(_element(block))
    if open_list:
        parts.append(f"</{open_list}>")
    return "".join(parts)


def _element(block: Block) -> str:
    tag = TYPES[block.type]
    attributes = f' data-id="{block.id}"'
    if block.ref:
        attributes += f' {REF_ATTRIBUTES[block.type]}="{block.ref}"'
    if block.only:
        attributes += ' data-only=""'
    if block.only and block.after:
        attributes += f' data-after="{block.after}"'
    inner = block.html
    if block.type == "photo" and inner:
        inner = f"<figcaption>{inner}</figcaption>"
    return f"<{tag}{attributes}>{inner}</{tag}>"


def refs(blocks: Iterable[Block], type: str) -> list[str]:
    """The ids that the blocks of this type point at, in order."""
    return [block.ref for block in blocks if block.type == type and block.ref]
