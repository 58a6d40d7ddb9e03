"""Who is named in a credit, and for which organisation."""

import re
from collections.abc import Iterator

from articles.manuscript.conventions import conventions, words
from articles.manuscript.model import Credit
from articles.manuscript.shapes import is_name

_SEPARATOR = re.compile(
    rf"( ?, | & | (?:{'|'.join(sorted(map(re.escape, words('conjunctions'))))}) )"
)


def credits(text: str, *, language: str, archival: str = "") -> Iterator[Credit]:
    """Everyone named in "A/B og C/D". Names without an organisation that stand together with one
    that has it share it: "A and B/NTB".
    """
    for group in text.strip(" .;,").split(";"):
        pairs = [_pair(piece, language) for piece in _pieces(group)]
        shared = ""
        for index in range(len(pairs) - 1, -1, -1):
            creator, organisation = pairs[index]
            pairs[index] = creator, organisation or shared
            shared = pairs[index][1]
        for creator, organisation in pairs:
            parts = [part for part in (organisation, archival) if part]
            if creator or parts:
                named = {language: ", ".join(parts)} if parts else {}
                yield Credit(creator=creator, organisation=named)


def _pieces(group: str) -> list[str]:
    """The group split into one piece for each name. Commas and conjunctions are also parts of
    organisations' names, so after a slash only a name with a slash of its own begins a new piece.
    """
    first, *rest = _SEPARATOR.split(group.strip())
    pieces = [first]
    for separator, part in zip(rest[::2], rest[1::2], strict=True):
        current, person = pieces[-1], part.partition("/")[0].strip()
        if separator.strip() == "," and "/" not in current and _only_organisation(part):
            pieces[-1] = f"{current}/{part}"
        elif ("/" in part and is_name(person) and " " in person) or (
            "/" not in current
            and all(is_name(name.strip()) and " " in name.strip() for name in (current, person))
        ):
            pieces.append(part)
        else:
            pieces[-1] = f"{current}{separator}{part}"
    return [piece.strip() for piece in pieces if piece.strip()]


def _only_organisation(text: str) -> bool:
    return "/" not in text and (_is_agency(text) or text.strip().casefold() in words("archival"))


def _is_agency(text: str) -> bool:
    """In capitals, as "NTB" and "AFP Photo"; but "KARI NORDMANN" is a person."""
    first, *rest = text.split() or [""]
    if not first.isupper() or len(first) < 2:
        return False
    return not rest or (len(first) <= 5 and not text.isupper())


def _pair(piece: str, language: str) -> tuple[str, str]:
    creator, slash, organisation = (part.strip() for part in piece.partition("/"))
    if slash:
        parts = (part.strip() for part in organisation.split("/"))
        organisation = "/".join(_without_article(part, language) for part in parts)
        both = _is_agency(creator) and _is_agency(organisation) and " " not in creator
        return ("", f"{creator}/{organisation}") if both else (creator, organisation)
    bare = _without_article(piece, language)
    return ("", bare) if bare != piece or _is_agency(piece) else (piece, "")


def _without_article(name: str, language: str) -> str:
    own = conventions().get(language)
    articles = own.articles if own else ()
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in articles else name
