"""What stands beside a segment in its source: by that one text is told from the same elsewhere."""

from accounts import languages
from articles import blocks
from translation.segments import BODIES, Segment

Sides = tuple[str | None, str | None]
Seen = dict[tuple[str, str], list[tuple[str, str]]]


def neighbours(segment: Segment, seen: Seen | None = None) -> Sides:
    """The source's text before it and after it in the same body, as inline HTML; "" at an end, None
    for a field, which has none. `seen` holds what was read for one to be used for the next."""
    if segment.field not in BODIES:
        return None, None
    seen = {} if seen is None else seen
    place = (segment.key.rpartition(":")[0], segment.source_language)
    if place not in seen:
        body = languages.text(segment.thing, segment.field, segment.source_language)
        seen[place] = [(one.id, one.html) for one in blocks.parse(body) if one.html]
    written = seen[place]
    at = next((at for at, (block, _html) in enumerate(written) if block == segment.block), None)
    if at is None:
        return None, None
    before = written[at - 1][1] if at else ""
    after = written[at + 1][1] if at + 1 < len(written) else ""
    return before, after
