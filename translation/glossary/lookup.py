"""The terms that given texts may have in them: a query for each language, and one for what is found,
however many the texts."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection

from accounts import statements
from translation.glossary import matching
from translation.glossary.matching import Form, Hit, Index
from translation.glossary.words import head_of, heads
from translation.models import Rendering, Term, WordForm

_STATEMENT = (
    f"SELECT f.text, r.term_id, r.forbidden FROM {WordForm._meta.db_table} f "  # noqa: S608 (our tables)
    f"JOIN {Rendering._meta.db_table} r ON r.id = f.rendering_id "
    "WHERE f.language = %s AND f.head "
)
_BY_VENDOR: dict[str, tuple[str, Callable[[list[str]], Any]]] = {
    "postgresql": (_STATEMENT + "= ANY(%s)", list),
    "sqlite": (_STATEMENT + "IN (SELECT value FROM json_each(%s))", json.dumps),  # noqa: S608
}


@dataclass(frozen=True, kw_only=True)
class Known:
    """A term with its renderings by language, those to use first."""

    term: Term
    renderings: dict[str, list[Rendering]] = field(default_factory=lambda: defaultdict(list))

    def accepted(self, language: str, *, source_language: str) -> list[str]:
        """What it may be called; what is not translated is called as in the other language."""
        own = [one.text for one in self.renderings.get(language, ()) if not one.forbidden]
        if own or not self.term.untranslatable:
            return own
        theirs = self.renderings.get(source_language, ())
        return [one.text for one in theirs if not one.forbidden]

    def forbidden(self, language: str) -> list[Rendering]:
        return [one for one in self.renderings.get(language, ()) if one.forbidden]


class Glossary:
    def __init__(self, indexes: dict[str, Index], terms: set[UUID]):
        self._indexes, self._terms = indexes, terms

    @cached_property
    def _known(self) -> dict[UUID, Known]:
        """Looked up when the first of them is asked for."""
        return _known(self._terms)

    @classmethod
    def of_texts(
        cls, whole: Iterable[tuple[str, str]] = (), *, compounded: Iterable[tuple[str, str]] = ()
    ) -> "Glossary":
        """Texts are plain, each with its language. Of those in `compounded` the parts of words are
        asked about as well, which makes the question longer."""
        asked: dict[str, set[str]] = defaultdict(set)
        for language, text in whole:
            asked[language] |= heads(text)
        for language, text in compounded:
            for head in heads(text):
                asked[language] |= {head, *matching.parts(head, language)}
        by_language: dict[str, list[Form]] = defaultdict(list)
        for text, language, term, is_forbidden in _forms(asked):
            by_language[language].append(Form(text, term, is_forbidden))
        terms = {form.term for found in by_language.values() for form in found}
        indexes = {language: Index(language, found) for language, found in by_language.items()}
        return cls(indexes, terms)

    def hits(self, language: str, text: str) -> list[Hit]:
        index = self._indexes.get(language)
        return index.hits(text) if index and text else []

    def __getitem__(self, term: UUID) -> Known:
        return self._known[term]


def begun_by_forbidden(texts: Sequence[tuple[str, str]]) -> list[bool]:
    """Of each text, with its language, whether a forbidden rendering may stand there: its first word
    does. A query for each language."""
    asked: dict[str, set[str]] = defaultdict(set)
    heads_of = [heads(text) for _language, text in texts]
    for (language, _text), own in zip(texts, heads_of, strict=True):
        asked[language] |= own
    begin: dict[str, set[str]] = defaultdict(set)
    for text, language, _term, _forbidden in _forms(asked, " AND r.forbidden"):
        begin[language].add(head_of(text))
    return [
        not own.isdisjoint(begin[language])
        for (language, _text), own in zip(texts, heads_of, strict=True)
    ]


def _forms(
    asked: dict[str, set[str]], condition: str = ""
) -> Iterator[tuple[str, str, UUID, bool]]:
    """A few hundred words go as one value: as so many, they would take longer to write into the
    question than to be looked up."""
    statement, put = _BY_VENDOR[connection.vendor]
    for language, found in asked.items():
        if not found:
            continue
        with statements.cursor(connection) as cursor:
            cursor.execute(statement + condition, [language, put(sorted(found))])
            for text, term, is_forbidden in cursor.fetchall():
                yield (
                    text,
                    language,
                    term if isinstance(term, UUID) else UUID(term),
                    bool(is_forbidden),
                )


def _known(terms: set[UUID]) -> dict[UUID, Known]:
    known: dict[UUID, Known] = {}
    if not terms:
        return known
    renderings = Rendering.objects.filter(term__in=terms).select_related("term")
    for one in renderings.order_by("position", "pk"):
        known.setdefault(one.term_id, Known(term=one.term))
        known[one.term_id].renderings[one.language].append(one)
    return known
