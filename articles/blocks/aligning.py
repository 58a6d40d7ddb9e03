from dataclasses import dataclass, replace

from articles.blocks.block import Block
from articles.blocks.reading import clean_inline


@dataclass(frozen=True, kw_only=True)
class Aligned:
    """One row of two bodies side by side. An orphan is a block whose source is gone."""

    source: Block | None = None
    target: Block | None = None

    @property
    def kind(self) -> str:
        if self.source and self.target:
            return "pair"
        if self.source:
            return "open"
        return "only" if self.target and self.target.only else "orphan"


def align(source: list[Block], target: list[Block]) -> list[Aligned]:
    """Rows in the source's order. What only the target has keeps its place after its nearest
    neighbour before it that the source still has; where it was put after a block that the target
    still lacks, after that."""
    there = {block.id for block in source}
    by_id = {block.id: block for block in target}
    lacking = there - by_id.keys()
    behind: dict[str, list[Block]] = {}
    neighbour = ""
    for block in target:
        if block.id in there:
            neighbour = block.id
        else:
            place = block.after if block.after in lacking else neighbour
            behind.setdefault(place, []).append(block)
    rows = [Aligned(target=block) for block in behind.get("", [])]
    for block in source:
        rows.append(Aligned(source=block, target=by_id.get(block.id)))
        rows += [Aligned(target=extra) for extra in behind.get(block.id, [])]
    return rows


def compose(source: list[Block], target: list[Block]) -> list[Block]:
    """The target's body as it is to stand: in the source's order, with the source's types and
    references, and without what is not translated."""
    return [block for row in align(source, target) if (block := _composed(row))]


def _composed(row: Aligned) -> Block | None:
    if row.source is None:
        # A picture or box that the source has let go goes here too; a caption's text does not.
        return None if row.target and row.target.is_reference else row.target
    html = row.target.html if row.target else ""
    # A picture stands even where its caption is not translated yet.
    if not html and not row.source.ref:
        return None
    if html and row.target and not row.source.html:
        # A caption that the source has let go is an orphan, or kept for readers of this language.
        return replace(row.source, html=html, only=row.target.only)
    return replace(row.source, html=html)


def place(source: list[Block], target: list[Block], block: Block, after: str) -> list[Block]:
    """The target's body with a block that only it has put, or moved, behind the one with the id
    `after`, which either side may have; at the start where that is ""."""
    others = [one for one in target if one.id != block.id]
    where = next((at for at, one in enumerate(others) if one.id == after), None)
    if where is not None:
        block = replace(block, after=others[where].after)
    elif after:
        rows = align(source, others)
        order = [(row.source or row.target or block).id for row in rows]
        before = set(order[: order.index(after)]) if after in order else set(order)
        where = max((at for at, one in enumerate(others) if one.id in before), default=-1)
        block = replace(block, after=after if after in order else "")
    else:
        where = -1
        block = replace(block, after="")
    return compose(source, [*others[: where + 1], block, *others[where + 1 :]])


def put(source: list[Block], target: list[Block], block_id: str, html: str) -> list[Block]:
    """The target's body with one block's text set; an empty text takes the block away."""
    html = clean_inline(html)
    changed = []
    for row in align(source, target):
        block = row.target or row.source
        if block and block.id == block_id:
            changed += [replace(block, html=html)] if html else []
        elif row.target:
            changed.append(row.target)
    return compose(source, changed)
