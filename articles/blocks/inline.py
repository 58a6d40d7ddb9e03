import re
from html import escape, unescape

from articles.blocks.sanitising import MARKS
from articles.blocks.text import LINE_SPACES, UNWANTED, fold

# The marks that a run of text has, as they are written between < and >, the outermost first.
Marks = tuple[str, ...]

_HREF = re.compile(r"(?:https?://|mailto:)[^\s]+|/(?![/\\])[^\s]*", re.IGNORECASE)
_LINK = re.compile('<a href="([^"]*)">')
_TAG = re.compile("(<[^>]*>)")
_ODD = re.compile(f"[{UNWANTED}{LINE_SPACES}]")
_OTHER_ENTITY = re.compile("&(?!amp;|lt;|gt;)")


class Line:
    """Gathers text with its marks and writes it in one canonical way: marks in a fixed order,
    neighbours joined, white space folded, breaks within and never at the ends."""

    __slots__ = ("_last", "_runs", "is_empty")

    def __init__(self) -> None:
        self._runs: list[tuple[str, Marks]] = []  # "\n" is a break
        self._last = ""
        self.is_empty = True

    def add(self, text: str, marks: Marks = ()) -> None:
        self.add_folded(fold(text), marks)

    def add_folded(self, text: str, marks: Marks) -> None:
        if text.startswith(" ") and self._last in ("", " ", "\n"):
            text = text[1:]
        if text:
            self._runs.append((text, marks))
            self._last = text[-1]
            self.is_empty = self.is_empty and text.isspace()

    def add_break(self) -> None:
        if self._last == " ":
            text, marks = self._runs.pop()
            if text != " ":
                self._runs.append((text[:-1], marks))
        if self._runs:
            self._runs.append(("\n", ()))
            self._last = "\n"

    def html(self) -> str:
        parts: list[str] = []
        opened: list[str] = []
        for text, marks in [*_settled(self._runs), ("", ())]:
            shared = 0
            for one, other in zip(opened, marks, strict=False):
                if one != other:
                    break
                shared += 1
            while len(opened) > shared:
                parts.append(f"</{opened.pop().partition(' ')[0]}>")
            for mark in marks[shared:]:
                parts.append(f"<{mark}>")
                opened.append(mark)
            parts.append(escape(text, quote=False).replace("\n", "<br>"))
        return "".join(parts)


def _settled(runs: list[tuple[str, Marks]]) -> list[tuple[str, Marks]]:
    """Nothing blank at the end, and blanks and breaks marked as what stands round them: a mark on
    a space shows nothing, and one that stops at a break would be two to translate."""
    runs = list(runs)
    while runs:
        text, marks = runs.pop()
        if text := text.rstrip(" \n"):
            runs.append((text, marks))
            break
    ahead: list[Marks] = []
    following: Marks = ()
    for text, marks in reversed(runs):
        following = following if text.isspace() else marks
        ahead.append(following)
    settled: list[tuple[str, Marks]] = []
    before: Marks = ()
    for (text, marks), after in zip(runs, reversed(ahead), strict=True):
        if text.isspace():
            settled.append((text, tuple(mark for mark in before if mark in after)))
        else:
            settled.append((text, marks))
            before = marks
    return settled


class OpenMarks:
    """Which marks are open while a text is read, each once, however they were nested."""

    __slots__ = ("_counts", "_links", "now")

    def __init__(self) -> None:
        self._counts = {"strong": 0, "em": 0}
        self._links: list[str] = []
        self.now: Marks = ()

    def start(self, tag: str, href: str = "") -> None:
        if tag == "a":
            self._links.append(_link(href))
        else:
            self._counts[MARKS[tag]] += 1
        self._renew()

    def end(self, tag: str) -> None:
        if tag == "a":
            del self._links[-1:]
        else:
            self._counts[MARKS[tag]] -= 1
        self._renew()

    def _renew(self) -> None:
        link = self._links[-1] if self._links else ""
        marks = (mark for mark, count in self._counts.items() if count > 0)
        self.now = (link, *marks) if link else tuple(marks)


def _link(href: str) -> str:
    href = fold(href).strip().replace(" ", "%20")
    return f'a href="{escape(href)}"' if _HREF.fullmatch(href) else ""


def is_canonical(html: str) -> bool:
    """Would be written just so, and has text to show."""
    if _ODD.search(html) or ("&" in html and _OTHER_ENTITY.search(html)):
        return False
    if "<" not in html:
        has_blanks = html[:1] == " " or html[-1:] == " " or "  " in html
        return not (has_blanks or ">" in html or html.isspace() or not html)
    line, marks = Line(), OpenMarks()
    for part in _TAG.split(html):
        if not part.startswith("<"):
            line.add_folded(unescape(part) if "&" in part else part, marks.now)
        elif part == "<br>":
            line.add_break()
        elif part in ("<strong>", "<em>"):
            marks.start(part[1:-1])
        elif part in ("</strong>", "</em>", "</a>"):
            marks.end(part[2:-1])
        elif link := _LINK.fullmatch(part):
            marks.start("a", unescape(link[1]))
        else:
            return False
    return not line.is_empty and line.html() == html
