"""Words as the index knows them. Texts and questions go through here on every database, so that
both find the same; æ, ø and å are letters like any other."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer
from django.conf import settings

LONGEST = 60

# A genitive belongs to its word: "the ocean's" speaks of the ocean.
_GENITIVE = re.compile(r"(?<=\w)['’ʼ]s\b")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
WORD = re.compile(r"[^\W_]+")
_WORD_OR_END = re.compile(r"[^\W_]+|\n")
# A number whose thousands are set apart: "4,300", "4.300", "4 300", by hard and narrow spaces, too.
_THOUSANDS = "[0-9]{0,2}(?P<apart>[,. \u00a0\u2009\u202f])[0-9]{3}(?:(?P=apart)[0-9]{3})*"
# What stands before it is looked at behind its first digit: to look for a digit is quicker.
NUMBER = re.compile(rf"[0-9](?<![\w.,][0-9]){_THOUSANDS}(?!\w)")
_QUOTED_OR_NUMBER = re.compile(
    rf'["“”«»„][^"“”«»„]*["“”«»„]?|[0-9](?<![\w.,-][0-9]){_THOUSANDS}(?!\w|[-.,]\w)'
)


def forms(text: str) -> list[str]:
    """The words of a text as they are written, in small letters."""
    return [form[:LONGEST] for form in WORD.findall(_plain(text))]


def forms_of_lines(text: str) -> list[str]:
    """Those of each line, with an empty one after each."""
    found = (form[:LONGEST] for form in _WORD_OR_END.findall(_plain(text)))
    return ["" if form == "\n" else form for form in [*found, "\n"]]


def numbers(text: str) -> list[str]:
    """In one word, "4300", those that a text sets apart: each is found by that as well as by what
    stands between."""
    return [in_one(found) for found in NUMBER.finditer(text)]


def with_whole_numbers(question: str) -> str:
    """With those in one word that are asked for apart, except in quotes, where words stand as they
    do in the text."""
    return _QUOTED_OR_NUMBER.sub(
        lambda found: in_one(found) if found["apart"] else found[0], question
    )


def in_one(number: re.Match[str]) -> str:
    return number[0].replace(number["apart"], "")[:LONGEST]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).lower()
    return _GENITIVE.sub("", text)


@lru_cache(maxsize=100_000)
def stem(form: str, language: str) -> str:
    """What the forms of a word have in common. Snowball's algorithms have the same names here as
    in PostgreSQL. They are slow in Python, hence the cache: a newsroom's words come again."""
    stem = _stemmer(language).stemWord(form) or form
    # Last, so that all forms of a word that ends like a genitive lose the same.
    left = settings.LANGUAGE_TRAITS[language].get("genitive_left", "")
    return re.sub(left, "", stem) if left else stem


# A stemmer is not safe to share between threads that run it at once; making one is cheap next to
# what it does, and the cache above calls it once a word.
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(settings.LANGUAGE_TRAITS[language]["search"])


def common(language: str) -> frozenset[str]:
    """Words that say nothing about what a text is about."""
    return settings.LANGUAGE_TRAITS[language]["common_words"]
