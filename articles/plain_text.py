"""Text that is shown as it stands, without markup."""

import re
import unicodedata

from django.utils.html import strip_tags

# A hard space stays: «10 000» must not break over two lines.
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def plain(text: str) -> str:
    """One paragraph of plain text: no tags, no control characters, single spaces."""
    text = _SPACES.sub(" ", strip_tags(text))
    return "".join(one for one in text if unicodedata.category(one) != "Cc").strip()
