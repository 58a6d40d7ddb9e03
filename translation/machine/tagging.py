"""A text as it is sent to a service, and its answer as inline HTML again.

Marks, links and breaks are numbered and sent as tags; what they are (a link's address, say) stays
here and is put back by number. Words that are not to be translated are sent within tags of their
own. A service may move tags, and nothing else: an answer that lost one, has one twice, nests them
wrongly or has any other is Garbled.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from html import escape, unescape

from django.utils.translation import gettext as _t


class Garbled(ValueError):
    """Why an answer cannot be used, as a sentence."""


class Style(Enum):
    """XML for a service that takes any tags, HTML for one that knows HTML's."""

    XML = "xml"
    HTML = "html"


# The tags of words to keep, by which a service is told to leave them alone.
KEEP = {Style.XML: "k", Style.HTML: "span"}

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*?)?)\s*(/?)>")
_NUMBER = re.compile(r"""\s(?:i|id)\s*=\s*["']?(\d{1,4})["']?(?=\s|$)""")
_TAG_LIKE = re.compile("<[A-Za-z/!?]")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_IN_SOURCE = re.compile(r"(<[^>]*>)")
# More than this many times the source's length, and so many characters on top, is no translation.
TIMES, ON_TOP = 5, 200


@dataclass(frozen=True, kw_only=True)
class Tagged:
    """`text` is what is sent. `marks` are tags as they stand between < and >, `kept` words; both by
    number. `length` is that of the source's words."""

    text: str
    style: Style
    marks: dict[int, str] = field(default_factory=dict)
    kept: dict[int, str] = field(default_factory=dict)
    length: int = 0


def tagged(source: str, *, marked: bool, style: Style, keep: Iterable[str] = ()) -> Tagged:
    """`source` is inline HTML where `marked`, else plain text."""
    writer = _Writer(style, keep)
    for part in _IN_SOURCE.split(source) if marked else [source]:
        if marked and part.startswith("</"):
            writer.close()
        elif marked and part.startswith("<"):
            writer.open(part[1:-1])
        else:
            writer.words(unescape(part) if marked else part)
    return Tagged(
        text="".join(writer.parts),
        style=style,
        marks=writer.marks,
        kept=writer.kept,
        length=writer.length,
    )


class _Writer:
    def __init__(self, style: Style, keep: Iterable[str]) -> None:
        self.style = style
        self.parts: list[str] = []
        self.marks: dict[int, str] = {}
        self.kept: dict[int, str] = {}
        self.length = 0
        self._stack: list[str] = []
        words = sorted({one for one in keep if one.strip()}, key=len, reverse=True)
        either = "|".join(map(re.escape, words))
        self._keep = re.compile(rf"(?<!\w)({either})(?!\w)") if words else None

    def _number(self) -> int:
        return len(self.marks) + len(self.kept) + 1

    def open(self, mark: str) -> None:
        number, name = self._number(), mark.partition(" ")[0]
        self.marks[number] = mark
        if self.style is Style.XML:
            self.parts.append(f'<x i="{number}"/>' if name == "br" else f'<g i="{number}">')
        else:
            self.parts.append(f'<{name} id="{number}">')
        if name != "br":
            self._stack.append("g" if self.style is Style.XML else name)

    def close(self) -> None:
        self.parts.append(f"</{self._stack.pop()}>")

    def words(self, text: str) -> None:
        self.length += len(text)
        at = 0
        for match in self._keep.finditer(text) if self._keep else ():
            self.parts.append(escape(text[at : match.start()], quote=False))
            self._put_kept(match[1])
            at = match.end()
        self.parts.append(escape(text[at:], quote=False))

    def _put_kept(self, word: str) -> None:
        number = self._number()
        self.kept[number] = word
        shown = escape(word, quote=False)
        if self.style is Style.XML:
            self.parts.append(f'<k i="{number}">{shown}</k>')
        else:
            self.parts.append(f'<span translate="no" id="{number}">{shown}</span>')


def restored(answer: str, sent: Tagged, *, marked: bool) -> str:
    """The answer as inline HTML where `marked`, else as plain text. Raises Garbled."""
    if len(answer) > TIMES * len(sent.text) + ON_TOP:
        raise Garbled(_t("The answer is far longer than the source."))
    reader = _Reader(sent)
    at = 0
    for match in _TAG.finditer(answer):
        reader.words(answer[at : match.start()])
        reader.tag(match[1] == "/", match[2].lower(), match[3], match[4] == "/")
        at = match.end()
    reader.words(answer[at:])
    text = reader.finish()
    return text if marked else unescape(text)


class _Reader:
    def __init__(self, sent: Tagged) -> None:
        self.sent = sent
        self.parts: list[str] = []
        self.seen: set[int] = set()
        self.plain: list[str] = []
        # Of what is open: the tag's name, its number, and how many words stood before it.
        self._stack: list[tuple[str, int, int]] = []

    def words(self, text: str) -> None:
        if _TAG_LIKE.search(text):
            raise Garbled(_t("The answer has marks that the source does not have."))
        if self._in_kept or not text:
            return
        plain = _ENTITY.sub(lambda match: unescape(match[0]), text)
        self.plain.append(plain)
        self.parts.append(escape(plain, quote=False))

    @property
    def _in_kept(self) -> bool:
        return bool(self._stack) and self._stack[-1][1] in self.sent.kept

    def tag(self, closes: bool, name: str, attributes: str, is_empty: bool) -> None:
        if closes:
            self._close(name)
            return
        found = _NUMBER.search(attributes)
        number = int(found[1]) if found else 0
        if name != self._name_of(number) or self._in_kept:
            raise Garbled(_t("The answer has marks that the source does not have."))
        if number in self.seen:
            raise Garbled(_t("The answer has a mark or link of the source twice."))
        self.seen.add(number)
        mark = self.sent.marks.get(number, "")
        if mark == "br":
            self.parts.append("<br>")
            if not is_empty and self.sent.style is Style.XML:
                self._stack.append((name, number, -1))
            return
        if mark:
            self.parts.append(f"<{mark}>")
        self._stack.append((name, number, self._number_of_words()))
        if is_empty:
            self._close(name)

    def _name_of(self, number: int) -> str:
        style = self.sent.style
        if number in self.sent.kept:
            return KEEP[style]
        mark = self.sent.marks.get(number, "").partition(" ")[0]
        if style is Style.HTML or not mark:
            return mark
        return "x" if mark == "br" else "g"

    def _close(self, name: str) -> None:
        if name == "br" and self.sent.style is Style.HTML:
            return
        if not self._stack or self._stack[-1][0] != name:
            raise Garbled(_t("The answer’s marks are not closed as they were opened."))
        _name, number, before = self._stack.pop()
        if number in self.sent.kept:
            # Whatever the service has made of it.
            self.plain.append(self.sent.kept[number])
            self.parts.append(escape(self.sent.kept[number], quote=False))
            return
        if before < 0:
            return
        if self._number_of_words() == before:
            raise Garbled(_t("In the answer, a mark or link of the source has no words."))
        self.parts.append(f"</{self.sent.marks[number].partition(' ')[0]}>")

    def _number_of_words(self) -> int:
        return sum(1 for text in self.plain if text.strip())

    def finish(self) -> str:
        if self._stack:
            raise Garbled(_t("The answer’s marks are not closed as they were opened."))
        plain = "".join(self.plain)
        if not plain.strip():
            raise Garbled(_t("There was no text in the answer."))
        if self.sent.marks.keys() - self.seen:
            raise Garbled(_t("The answer lacks a mark or link of the source."))
        for number in sorted(self.sent.kept.keys() - self.seen):
            if self.sent.kept[number] not in plain:
                raise Garbled(
                    _t("The answer lacks “%(word)s”, which is not to be translated.")
                    % {"word": self.sent.kept[number]}
                )
        return "".join(self.parts)
