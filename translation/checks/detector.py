"""Which of two languages a few words are written in, by their letters and by the words themselves.

Each language with a sample text (`settings.LANGUAGE_TRAITS`) has a model: how often each three
letters follow one another, and which words are common. A word weighs as much as it is likelier in
one language than in the other; names weigh nothing.
"""

import math
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from translation.checks import traits

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
# No word tells more than this: one that a language has borrowed must not decide alone.
_MOST = 4.0
_SMOOTHING = 0.2
_LETTERS = 60.0
# What the words together must tell, and each of them on the average.
_ENOUGH, _ENOUGH_EACH = 9.0, 1.4
FEWEST = 3
# Of a text that is the very same on both sides.
_ENOUGH_OF_SAME, FEWEST_OF_SAME = 3.0, 2


class Model:
    def __init__(self, sample: str, common: frozenset[str]):
        words = [word.casefold() for word in _WORD.findall(sample)]
        self.words = Counter(words)
        for word in common:
            self.words[word] += 3
        self.total = sum(self.words.values())
        self.triples: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        for word, times in self.words.items():
            padded = f"  {word} "
            # A common word says little of what other words look like.
            weight = 1 + math.log(times)
            for at in range(len(padded) - 2):
                self.triples[padded[at : at + 3]] += weight  # type: ignore[assignment]
                self.pairs[padded[at : at + 2]] += weight  # type: ignore[assignment]

    def likelihood(self, word: str) -> float:
        """The natural logarithm of how likely the word is."""
        padded = f"  {word} "
        by_letters = sum(
            math.log(
                (self.triples[padded[at : at + 3]] + _SMOOTHING)
                / (self.pairs[padded[at : at + 2]] + _SMOOTHING * _LETTERS)
            )
            for at in range(len(padded) - 2)
        )
        return math.log(math.exp(by_letters) / 2 + self.words[word] / self.total / 2)


@lru_cache
def _model(sample: Path, common: frozenset[str]) -> Model:
    return Model(sample.read_text(encoding="utf-8"), common)


def model(language: str) -> Model:
    common = settings.LANGUAGE_TRAITS[language].get("common_words", frozenset())
    return _model(traits.trait(language, "sample"), common)


def words_of(text: str) -> list[str]:
    """Those that tell a language: a word with a capital may be a name."""
    return [word for word in _WORD.findall(text) if word.islower()]


def leaning(words: list[str], towards: str, away_from: str) -> float:
    """How much more the words look like one language than the other; 0 where they tell nothing."""
    one, other = model(towards), model(away_from)
    return sum(_weight(word, one, other) for word in words)


def is_known(word: str, language: str) -> bool:
    """Whether it is a word of the language's sample, or one of its common words."""
    return word in model(language).words


def leans(word: str, towards: str, away_from: str) -> bool:
    return leaning([word], towards, away_from) > 0


@lru_cache(maxsize=8192)
def _weight(word: str, one: Model, other: Model) -> float:
    return max(-_MOST, min(_MOST, one.likelihood(word) - other.likelihood(word)))


def is_written_in(text: str, language: str, rather_than: str, *, is_same: bool = False) -> bool:
    """`is_same` says that the text is letter for letter its own source: then less is enough."""
    words = words_of(text)
    if is_same and len(words) >= FEWEST_OF_SAME:
        return leaning(words, language, rather_than) >= _ENOUGH_OF_SAME
    if len(words) < FEWEST:
        return False
    told = leaning(words, language, rather_than)
    return told >= _ENOUGH and told >= _ENOUGH_EACH * len(words)
