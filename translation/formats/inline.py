"""Text with codes as the elements of XLIFF, and back. Codes are recognised by their numbers alone:
what stands inside a `ph` or a `bpt` is the tool's business.
"""

from collections.abc import Callable, Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from lxml import etree

from translation.formats.codes import CodesDiffer, Content, Tag
from translation.formats.parsing import local

Make = Callable[[Tag], etree._Element]


def write(parent: etree._Element, content: Content, make: Make) -> None:
    """Put the content into the element. `make` gives the empty element of a code that begins or
    stands alone; codes nest, as they do in canonical HTML."""
    into = parent
    last: etree._Element | None = None
    for one in content:
        if isinstance(one, str):
            if last is None:
                into.text = (into.text or "") + one
            else:
                last.tail = (last.tail or "") + one
        elif one.kind == "end":
            last, into = into, into.getparent()
        else:
            made = make(one)
            into.append(made)
            into, last = (made, None) if one.kind == "start" else (into, made)


def read(element: etree._Element) -> Content:
    """Raises CodesDiffer for an element that no version of XLIFF has there."""
    joined: list[str | Tag] = []
    for one in _pieces(element, _links(element)):
        if isinstance(one, str) and joined and isinstance(joined[-1], str):
            joined[-1] += one
        elif one:
            joined.append(one)
    return tuple(joined)


def _links(element: etree._Element) -> dict[str, str]:
    """By `rid`, the ids of what begins a pair: the end of a pair may have an id of its own."""
    return {
        one.get("rid"): one.get("id", "")
        for one in element.iter()
        if local(one) in ("bpt", "bx", "it") and one.get("rid") and one.get("pos") != "close"
    }


def _pieces(element: etree._Element, links: dict[str, str]) -> Iterator[str | Tag]:
    yield element.text or ""
    for child in element:
        name, number = local(child), child.get("id", "")
        if name in ("g", "pc"):
            yield Tag("start", number)
            yield from _pieces(child, links)
            yield Tag("end", number)
        elif name in ("x", "ph"):
            yield Tag("alone", number)
        elif name in ("bpt", "bx", "sc") or (name == "it" and child.get("pos") == "open"):
            yield Tag("start", number)
        elif name in ("ept", "ex") or (name == "it" and child.get("pos") == "close"):
            yield Tag("end", links.get(child.get("rid") or number, number))
        elif name == "ec":
            yield Tag("end", child.get("startRef") or number)
        elif name == "mrk":
            yield from _pieces(child, links)
        elif name not in ("sm", "em", "cp", ""):
            # A `cp` is a control character that XML cannot hold, and no text of ours does.
            raise CodesDiffer(
                format_lazy(_("there is “{name}” in the text, which is no code"), name=name[:40])
            )
        yield child.tail or ""
