"""What a service of machine translation is to the rest."""

from dataclasses import dataclass
from typing import Protocol

from translation.machine import Pairs
from translation.machine.tagging import Style


@dataclass(frozen=True, kw_only=True)
class Job:
    """Of which languages, by our codes. `context` is text around, which is not translated;
    `glossary` the service's own name of our glossary there."""

    source_language: str
    language: str
    context: str = ""
    glossary: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """As many texts as were asked for, in their order. `characters` is what the service says that
    it counted; None where it does not say."""

    texts: list[str]
    characters: int | None = None


class Service(Protocol):
    """Everything may raise Trouble."""

    code: str
    name: str
    style: Style
    # In one question.
    most_texts: int
    most_characters: int
    keeps_glossaries: bool

    def translate(self, texts: list[str], job: Job) -> Answer: ...

    def put_glossary(self, known: str, pairs: Pairs, job: Job) -> str:
        """Have the pairs, and no others, in a glossary: the `known` one where that still stands.
        Returns its name."""
        ...

    def remove_glossary(self, known: str) -> None: ...

    def state(self) -> str:
        """That it answers and takes our key and languages, in a sentence for whoever runs us."""
        ...
