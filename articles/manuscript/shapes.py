"""What one line looks like by its words alone: a heading of the manuscript, a byline, a dateline,
a subhead. All of it is time-linear on any text: lengths are asked first, patterns are bounded.
"""

import re
from typing import Literal

from articles.manuscript.conventions import words

Section = Literal["box", "also_read", "tags"]

LONGEST_SUBHEAD = 60
MOST_WORDS_IN_SUBHEAD = 9
_LONGEST_MARK = 120
_ENDS_A_SENTENCE = ".!?…:;,"
_CLOSING = "\"'”’»«“)] "
_OPENING_QUOTES = "\"'“”«„‘’"
_DASHES = "-–—−"
_URL = re.compile(r"\b(?:https?://|www\.)\S+")
_PLACE = r"[^\W\d_][\w .,'’/–-]{0,60}?"
_PLACE_AND_AGENCY = re.compile(rf"({_PLACE}) ?\(([^\W\d_][^()]{{1,60}})\)(?: ?[:–—] ?|\.?$)")
_PLACE_IN_CAPITALS = re.compile(rf"({_PLACE}) ?:(?: |$)")
_ADDRESS = re.compile(r"[(<\[]?[\w.+-]{1,64}@[\w.-]{1,255}[)>\]]?")
_SMALL_IN_NAMES = frozenset("von van de der den da di du la le ter ten zu bin ibn al".split())
_BETWEEN_NAMES = re.compile(
    rf", | ?/ ?|;| & | (?:{'|'.join(sorted(map(re.escape, words('conjunctions'))))}) "
)


def key(text: str) -> str:
    """The text as words are compared: no case, no colon or full stop around it."""
    return text.casefold().strip(" :.#*_")


def after_label(text: str, *kinds: str) -> str | None:
    """What follows the colon, where a word of these kinds stands before it; else None."""
    label, colon, _rest = text[:_LONGEST_MARK].partition(":")
    if not colon or key(label) not in words(*kinds):
        return None
    return text[len(label) + 1 :].strip()


def is_twin_link(text: str) -> bool:
    if len(text) > 2 * _LONGEST_MARK:
        return False
    shown = key(_URL.sub("", text).strip(" ()>→»"))
    shown = shown.removesuffix(" her").removesuffix(" here")
    return shown in words("twin_link")


def section(text: str) -> tuple[Section, str] | None:
    """The section that a line opens, and what stands in it on the same line. For a fact box that
    is its title.
    """
    if len(text) <= _LONGEST_MARK:
        name = key(text)
        if name in words("also_read"):
            return "also_read", ""
        if name in words("tags"):
            return "tags", ""
        if name in words("box") or _names_a_box(text):
            return "box", text.rstrip(" :.")
    if rest := after_label(text, "also_read"):
        return "also_read", rest
    if rest := after_label(text, "tags"):
        return "tags", rest
    return None


def _names_a_box(text: str) -> bool:
    if not is_short(text) or text[-1] in "?!":
        return False
    about = any(text.casefold().startswith(word + " ") for word in words("box_about"))
    return about or bool(after_label(text, "box"))


def is_short(text: str) -> bool:
    """Has the shape of a subhead: few words, and no end of a sentence but "?" or "!"."""
    return (
        0 < len(text) <= LONGEST_SUBHEAD
        and len(text.split()) <= MOST_WORDS_IN_SUBHEAD
        and not ends_sentence(text)
    )


def ends_sentence(text: str) -> bool:
    last = text[-_LONGEST_MARK:].rstrip(_CLOSING)[-1:]
    # A question or an exclamation is a subhead's too, unless someone says it.
    if last in ("?", "!"):
        return text[0] in _OPENING_QUOTES + _DASHES
    return last in _ENDS_A_SENTENCE


def may_be_subhead(text: str) -> bool:
    first = text.lstrip(_OPENING_QUOTES + _DASHES + " ")[:1]
    return is_short(text) and first.isalnum() and not first.islower()


def is_kicker(text: str) -> bool:
    return (
        len(text) <= LONGEST_SUBHEAD // 2
        and len(text.split()) <= 3
        and (text.isupper() or text.endswith(":"))
    )


def byline(text: str) -> tuple[str, ...]:
    """The names of a line like "By Kari Nordmann and Ola Hansen" or "Tekst: Kari Nordmann"."""
    if not text or len(text) > _LONGEST_MARK or text[-1] in ".?!…":
        return ()
    named = after_label(text, "byline_labels")
    labelled = named is not None
    if named is None:
        first, _, named = text.partition(" ")
        if first.casefold() not in words("byline") or not first[0].isupper():
            return ()
    named = _ADDRESS.sub("", named).strip(" ,")
    pieces = [piece.strip() for piece in _BETWEEN_NAMES.split(named)]
    names = tuple(piece for piece in pieces if is_name(piece))
    if not pieces or not is_name(pieces[0]) or any(len(piece.split()) > 5 for piece in pieces):
        return ()
    # "By Tuesday" is no byline: without a colon it takes a first name and a surname.
    return names if labelled or " " in names[0] or names[0].isupper() else ()


def is_name(text: str) -> bool:
    """Capitalised words only, with small ones such as "von" or "of" between them."""
    found = text.split()
    small = words("name_particles") | _SMALL_IN_NAMES
    return (
        0 < len(found) <= 8
        and found[0][0].isupper()
        and all(word[0].isupper() or word in small for word in found)
    )


def dateline(text: str) -> tuple[str, int]:
    """The place of a line like "Tromsø (High North News): …" or "OSLO: …", and how many
    characters it takes with all that belongs to it; ("", 0) where there is none.
    """
    start = text[: 2 * _LONGEST_MARK]
    for pattern in (_PLACE_AND_AGENCY, _PLACE_IN_CAPITALS):
        found = pattern.match(start)
        if not found:
            continue
        place = found[1].strip(" ,")
        if not is_name(place.replace("/", " ").replace("–", " ")):
            continue
        if pattern is _PLACE_IN_CAPITALS:
            fits = place.isupper() and len(place) > 3
        else:
            # "Kari Nordmann (Ap): …" is a politician who speaks.
            fits = found[2].isupper() or (found[2][0].isupper() and len(found[2]) > 3)
        if fits:
            return place, found.end()
    return "", 0


def tags(text: str) -> tuple[str, ...]:
    """The tags on a line, separated by commas or the like; () where it reads as a sentence."""
    if text.count("#") > 1:
        text = text.replace(" #", ", ")
    pieces = [piece.strip(" .#•·*-") for piece in re.split(r"[,;|•·]", text)]
    found = tuple(piece for piece in pieces if piece)
    fit = all(len(piece) <= LONGEST_SUBHEAD and len(piece.split()) <= 6 for piece in found)
    return found if fit else ()


def is_title(text: str) -> bool:
    """May be the title, or the address, of another story."""
    return len(text) <= 2 * _LONGEST_MARK and (text[-1] not in ".:;," or bool(_URL.search(text)))
