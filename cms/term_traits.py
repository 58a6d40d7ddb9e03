"""How the glossary's terms are inflected in each language; a part of `settings.LANGUAGE_TRAITS`.

A language without them has its terms found as they are written, and in the forms given by hand.

- `inflection`: by part of speech ("" where none is told), rules of (ending, in its place, suffixes):
  where a word has the ending (a regular expression), the ending is replaced, and each suffix added.
- `agreeing`: such rules for the words before the last of a term ("grønne …").
- `joints`: what may stand between the parts of a compound; () where words are not compounded.
"""

from typing import Any

_NB_NOUN = (
    (r"$", "", "s"),
    (r"(?<!e)$", "", "en ens et ets a as er ers ene enes e es"),
    (r"e$", "", "en ens et ets er ers ene enes a as"),
    # regel – reglene, våpen – våpnene, artikkel – artiklene
    (r"(?<=[^aeiouyæøå])e([lrn])$", r"\1", "er ers ene enes a as"),
    (r"([^aeiouyæøå])\1e([lrn])$", r"\1\2", "er ers ene enes a as"),
    # fisker – fiskerne
    (r"er$", "er", "ne nes"),
    # program – programmet
    (r"(?<=[aeiouyæøå])m$", "mm", "en ens et ets er ers ene enes a as"),
    # museum – museet
    (r"um$", "", "et ets er ers ene enes a as"),
)
_NB_NAME = ((r"(?<![sxz])$", "", "s"), (r"(?<=[sxz])$", "", "'"))
_NB_ADJECTIVE = (
    (r"$", "", "t e ere est este"),
    (r"([^aeiouyæøå])\1$", r"\1", "t"),
    (r"(?<=[aeiouyæøå])$", "", "tt"),
    (r"e([lrn])$", r"\1", "e ere"),
    (r"(?<=ig)$|(?<=som)$", "", "st ste"),
)
_NB_VERB = (
    (r"e$", "", "er es et a te t de d ende"),
    (r"(?<!e)$", "", "r s dde dd tt ende"),
    (r"e$", "", ""),
)

NB: dict[str, Any] = {
    "inflection": {
        "": _NB_NOUN,
        "noun": _NB_NOUN,
        "name": _NB_NAME,
        "adjective": _NB_ADJECTIVE,
        "verb": _NB_VERB,
    },
    "agreeing": ((r"(?<!e)$", "", "e t"), (r"([^aeiouyæøå])\1$", r"\1", "t")),
    "joints": ("", "s", "e", "-"),
}

_EN_NAME = ((r"$", "", "'s"), (r"(?<=s)$", "", "'"))
_EN_NOUN = (
    *_EN_NAME,
    (r"(?<![sxz])(?<![cs]h)(?<![^aeiou]y)$", "", "s s'"),
    (r"(?<=[sxzo])$|(?<=[cs]h)$", "", "es es'"),
    (r"(?<=[^aeiou])y$", "ie", "s s'"),
    (r"(?<=[^f])fe?$", "ve", "s s'"),
)
_EN_VERB = (
    (r"$", "", "s ing ed"),
    (r"e$", "", "ing ed"),
    (r"(?<=[^aeiou])y$", "i", "es ed"),
    (r"(?<=[sxz])$|(?<=[cs]h)$", "", "es"),
    (r"(?<=[aeiou])([bdglmnprt])$", r"\1\1", "ing ed"),
)
_EN_ADJECTIVE = (
    (r"$", "", "er est"),
    (r"e$", "", "er est"),
    (r"y$", "i", "er est"),
)

EN: dict[str, Any] = {
    "inflection": {
        "": _EN_NOUN,
        "noun": _EN_NOUN,
        "name": _EN_NAME,
        "adjective": _EN_ADJECTIVE,
        "verb": _EN_VERB,
    },
    "agreeing": (),
    "joints": (),
}
