"""Addresses made of headlines and names."""

import re
import unicodedata
from collections.abc import Callable

MAX_LENGTH = 80

# Letters that Unicode does not take apart into a base letter and a mark.
LETTERS = str.maketrans(
    {
        "æ": "ae",
        "ø": "o",
        "å": "a",
        "đ": "d",
        "ð": "d",
        "ŋ": "n",
        "ŧ": "t",
        "ł": "l",
        "ß": "ss",
        "þ": "th",
        "œ": "oe",
        "ı": "i",
    }
)


def slugify(text: str) -> str:
    """ "Ærlig Ødegård!" gives "aerlig-odegard"; cut at a word's end at 80 characters; may be ""."""
    text = text.casefold().translate(LETTERS)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", text)).strip("-")
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rpartition("-")[0] or slug[:MAX_LENGTH]
    return slug


_SLUG = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")


def as_slug(text: str) -> str:
    """What somebody typed as a slug: kept where it is one, made into one where it is not. Text
    that no slug can be made of ("???") comes back as it is."""
    return text if _SLUG.fullmatch(text) else slugify(text) or text


_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def is_like_an_id(slug: str) -> bool:
    """Whether it has the form of a story's id, by which the story can be asked for as well: another
    story's would be found in its place."""
    return bool(_ID.fullmatch(slug))


def unique_slug(text: str, taken: Callable[[str], bool], fallback: str = "") -> str:
    """The text's slug, with a number behind it where `taken` says that it stands already."""
    base = slugify(text) or fallback
    slug, number = base, 2
    while slug and (is_like_an_id(slug) or taken(slug)):
        slug, number = f"{base}-{number}", number + 1
    return slug
