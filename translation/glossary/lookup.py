"""The terms that given texts may have in them: two queries, however many the texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from translation.glossary import matching
from translation.glossary.matching import Form, Hit, Index
from translation.glossary.words import heads
from translation.models import Rendering, Term, WordForm

# More words than this are asked about in several queries: some thousand paragraphs.
_MOST = 10_000


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
    def __init__(self, indexes: dict[str, Index], known: dict[UUID, Known]):
        self._indexes, self._known = indexes, known

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
        return cls(indexes, _known(terms))

    def hits(self, language: str, text: str) -> list[Hit]:
        index = self._indexes.get(language)
        return index.hits(text) if index and text else []

    def __getitem__(self, term: UUID) -> Known:
        return self._known[term]


def _forms(asked: dict[str, set[str]]) -> Iterator[tuple[str, str, UUID, bool]]:
    pairs = [(language, head) for language, found in asked.items() for head in sorted(found)]
    for start in range(0, len(pairs), _MOST):
        some: dict[str, list[str]] = defaultdict(list)
        for language, head in pairs[start : start + _MOST]:
            some[language].append(head)
        wanted = Q()
        for language, found in some.items():
            wanted |= Q(language=language, head__in=found)
        yield from WordForm.objects.filter(wanted).values_list(
            "text", "language", "rendering__term_id", "rendering__forbidden"
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
