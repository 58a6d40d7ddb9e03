"""What somebody typed into a search box, as terms that a story must have.

Words are found in all their forms. Words in quotes stand in that order, and so do those that are
joined by a hyphen or the like ("nord-norge"). A minus before a word leaves out what has it. The
last word may be the beginning of one, as long as no space or quote ends it; of one or two letters
behind other words, it is left out. A number is found whether its thousands are set apart or not.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from publishing.search import words

# No question needs more, and each costs.
MOST_TERMS = 12
# What begins with less is half the dictionary.
SHORTEST_BEGINNING = 3

_PIECE = re.compile(
    r'(-?)(?:["“”«»„](?P<quoted>[^"“”«»„]*)(?P<end>["“”«»„]?)|(?P<word>[^\s"“”«»„]+))'
)


@dataclass(frozen=True)
class Term:
    """One word, or several that stand in this order. `typed` are the same as written, where the
    last of them may go on; `forms` are as written anyway, and tell only which match goes first."""

    stems: tuple[str, ...]
    typed: tuple[str, ...] = ()
    forms: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Query:
    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether its last word may be the beginning of one."""
        return any(term.typed for term in self.wanted)


@lru_cache(maxsize=2_000)
def read(text: str, language: str) -> Query | None:
    """None where there is no word to look for."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    common: list[Term] = []
    text = words.with_whole_numbers(text)
    for piece in _PIECE.finditer(text):
        forms = tuple(words.forms(piece["quoted"] or piece["word"] or ""))
        if not forms:
            continue
        goes_on = piece.end() == len(text) and not piece["end"] and text[-1].isalnum()
        stems = tuple(words.stem(form, language) for form in forms)
        if piece[1]:
            unwanted.append(Term(stems))
        elif piece["word"] and len(forms) == 1 and forms[0] in words.common(language):
            common.append(Term(stems))
        else:
            is_short = len(forms[-1]) < SHORTEST_BEGINNING
            if goes_on and is_short and wanted and len(forms) == 1 and forms[0].isalpha():
                # Somebody is typing: what is there before it is found until the word is longer.
                continue
            goes_on = goes_on and not is_short
            wanted.append(Term(stems, forms if goes_on else (), forms))
    # Words such as "and" stand in every story: they are asked for only where there is no other.
    wanted = list(dict.fromkeys(wanted or common))[:MOST_TERMS]
    if not wanted:
        return None
    return Query(tuple(wanted), tuple(dict.fromkeys(unwanted))[:MOST_TERMS])
