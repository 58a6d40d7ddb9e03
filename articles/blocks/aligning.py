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
    neighbour before it that the source still has."""
    there = {block.id for block in source}
    by_id = {block.id: block for block in target}
    behind: dict[str, list[Block]] = {}
    neighbour = ""
    for block in target:
        if block.id in there:
            neighbour = block.id
        else:
            behind.setdefault(neighbour, []).append(block)
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
    return replace(row.source, html=html if row.source.html or not row.source.ref else "")


def put(source: list[Block], target: list[Block], block_id: str, html: str) -> list[Block]:
    """The target's body with one block's text set; an empty text takes the block away."""
    html = clean_inline(html)
    own = {block.id: block for block in target}
    model = next((block for block in source if block.id == block_id), None)
    changed = [
        replace(block, html=html) if block.id == block_id else block
        for block in target
        if html or block.id != block_id
    ]
    if html and block_id not in own and model:
        changed.append(replace(model, html=html))
    return compose(source, changed)
