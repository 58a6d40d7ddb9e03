from abc import ABC, abstractmethod
from typing import ClassVar

from django.utils.functional import Promise

from translation.checks import examples, traits
from translation.checks.examples import Examples
from translation.checks.finding import Finding
from translation.checks.pair import Pair


class Check(ABC):
    """One thing that may be wrong with a translation. A check of ours is listed in
    `translation.checks.CHECKS` and has `examples` in `examples.toml`, under its code.

    `name` is what it is called, `about` what it looks for, in a sentence. `needs` are traits that
    the translation's language must have (`settings.LANGUAGE_TRAITS`), `needs_both` those that both
    must; without them there is nothing to ask.
    """

    code: ClassVar[str]
    name: ClassVar[str | Promise]
    about: ClassVar[str | Promise]
    blocking: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ()
    needs_both: ClassVar[tuple[str, ...]] = ()

    @property
    def examples(self) -> Examples:
        return examples.of_check(self.code)

    def has_traits(self, pair: Pair) -> bool:
        for one in self.needs:
            if not traits.has(pair.language, one):
                return False
        for one in self.needs_both:
            if not (traits.has(pair.language, one) and traits.has(pair.source_language, one)):
                return False
        return True

    def check(self, pair: Pair) -> Finding | None:
        return self.find(pair) if self.has_traits(pair) else None

    @abstractmethod
    def find(self, pair: Pair) -> Finding | None:
        """What is wrong with this pair, both of whose texts are there; None where nothing is."""

    def finding(
        self, sentence: str | Promise, matter: str, span: tuple[int, int] | None = None
    ) -> Finding:
        return Finding(
            code=self.code, sentence=sentence, blocking=self.blocking, matter=matter, span=span
        )
