"""A remembered translation with the marks and links of the source that is to be translated now."""

import re

from articles import blocks

_LINK = re.compile('<a href="([^"]*)">')
_TAG = re.compile(r"</?(strong|em|a)\b[^>]*>")


def adapted(target: str, *, remembered: str, source: str) -> str:
    """`target` translates `remembered`; all three are inline HTML.

    A link whose place in the sources is the same leads where `source` has it lead now, and stays as
    it was localised where the address has not changed. A mark that `source` does not have is taken
    off its words.
    """
    before, now = _LINK.findall(remembered), _LINK.findall(source)
    keeps_links = len(before) == len(now)

    def link(address: str) -> str:
        """The address in the translation: "" where there is to be none."""
        if address in now and address not in before:
            return address
        if not keeps_links:
            return address if address in now else ""
        at = before.index(address) if address in before else places.get(address, -1)
        if at < 0:
            return ""
        return address if before[at] == now[at] else now[at]

    # A localised link stands for the link of the source that has its place among the links.
    in_target = _LINK.findall(target)
    places = {one: at for at, one in enumerate(in_target)} if len(in_target) == len(before) else {}
    wanted = {tag for tag in ("strong", "em") if f"<{tag}>" in source}
    open_links: list[bool] = []

    def write(match: re.Match[str]) -> str:
        tag, whole = match[1], match[0]
        if tag != "a":
            return whole if tag in wanted else ""
        if whole == "</a>":
            return whole if open_links and open_links.pop() else ""
        found = _LINK.fullmatch(whole)
        address = link(found[1]) if found else ""
        open_links.append(bool(address))
        return f'<a href="{address}">' if address else ""

    return blocks.clean_inline(_TAG.sub(write, target))
