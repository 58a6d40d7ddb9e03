"""Parts of docs/bench.md that are measured and written by themselves."""

import re
from pathlib import Path

_SECTION = re.compile(
    r"<!-- (?P<name>\w+): made by .*? -->\n.*?<!-- end of (?P=name) -->\n", re.DOTALL
)


def write(page: Path, name: str, maker: str, text: str) -> None:
    """In place of the section that had this name, or at the end."""
    section = f"<!-- {name}: made by {maker} -->\n{text}\n<!-- end of {name} -->\n"
    before = page.read_text(encoding="utf-8") if page.exists() else ""
    for old in _SECTION.finditer(before):
        if old["name"] == name:
            page.write_text(before.replace(old[0], section), encoding="utf-8")
            return
    page.write_text(f"{before.rstrip()}\n\n{section}", encoding="utf-8")


def all_of(page: Path) -> str:
    """All sections, to be kept where the rest is written anew."""
    if not page.exists():
        return ""
    found = _SECTION.finditer(page.read_text(encoding="utf-8"))
    return "".join(f"\n{one[0]}" for one in found)
