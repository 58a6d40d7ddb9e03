"""The glossary for services of machine translation, which `translation.machine.terms` asks for."""

from collections import defaultdict
from uuid import UUID

from translation.models import Rendering


def terms(source_language: str, language: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Each accepted rendering of the source with the one to use, and what stays as it is; one query,
    in an order that is always the same."""
    accepted = Rendering.objects.filter(
        language__in=[source_language, language], forbidden=False
    ).order_by("term_id", "position", "pk")
    by_term: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    keep: dict[str, None] = {}
    rows = accepted.values_list("term_id", "term__untranslatable", "language", "text")
    for term, untranslatable, code, text in rows:
        if untranslatable:
            keep[text] = None
        else:
            by_term[term][code].append(text)
    pairs = [
        (text, found[language][0])
        for found in by_term.values()
        if found.get(language)
        for text in found.get(source_language, ())
    ]
    return pairs, list(keep)
