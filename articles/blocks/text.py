import hashlib
import re
from html import escape, unescape

from articles.blocks.sanitising import tidy

# What no text may hold: controls, byte order marks, halves of characters, and the two code points
# that no XML takes.
UNWANTED = "\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff"
# White space that means no more than a space. Hard and thin spaces are kept: they are meant.
LINE_SPACES = "\t\r\n\f\v\x85\u2028\u2029"

_UNWANTED = re.compile(f"[{UNWANTED}]")
_SPACES = re.compile(f"[ {LINE_SPACES}]+")

_ATTRIBUTES = '(?: [a-z-]+="[^"<>]*")*'
_MARK_TAG = re.compile(f"</?(?:strong|em|b|i|a){_ATTRIBUTES}>")
_KNOWN_TAG = re.compile(
    f"</?(?:br|p|h[1-6]|ul|ol|li|blockquote|figure|figcaption|aside){_ATTRIBUTES}>"
)
_OTHER_TAG = re.compile("<[a-zA-Z/!?]")
_ANY_TAG = re.compile("<[^>]*>")


def fold(text: str) -> str:
    """White space folded, hard spaces kept, what is no text taken out."""
    return _SPACES.sub(" ", _UNWANTED.sub("", text))


def text_of(html: str) -> str:
    """Plain text of a body or a segment, all white space folded; also of text that is plain."""
    if "<" in html:
        text = _KNOWN_TAG.sub(" ", _MARK_TAG.sub("", html))
        if _OTHER_TAG.search(text):
            text = _ANY_TAG.sub(" ", _MARK_TAG.sub("", tidy(html)))
    else:
        text = html
    if "&" in text:
        text = unescape(text)
    return " ".join(text.split())


def plain_to_inline(text: str) -> str:
    return escape(fold(text).strip(" "), quote=False)


def digest(text: str) -> str:
    """What staleness compares, of inline HTML or of plain text: marks count, white space does
    not."""
    return hashlib.sha256(" ".join(text.split()).encode(errors="surrogatepass")).hexdigest()
