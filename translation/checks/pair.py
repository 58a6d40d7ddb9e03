import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A text and its translation, as inline HTML or plain text. `field` is the field's name
    ("headline", "body"), `limit` the most characters that readers of the field are shown."""

    source: str
    target: str
    source_language: str
    language: str
    field: str = "body"
    limit: int = 0

    @cached_property
    def source_text(self) -> str:
        return plain_text(self.source)

    @cached_property
    def target_text(self) -> str:
        return plain_text(self.target)


def plain_text(html: str) -> str:
    """The characters a person sees: a break is one "\\n", and spaces are left as they stand, so that
    places can be told by counting."""
    text = _TAG.sub("", _BREAK.sub("\n", html)) if "<" in html else html
    return unescape(text) if "&" in text else text
