"""What the glossary says of a translation, for `translation.checks.lookups`.

A term counts as rendered where one of its accepted renderings stands anywhere in the translation, in
whatever form, or as part of a compound. A compound in the source is never held against anybody.
"""

from collections.abc import Sequence
from uuid import UUID

from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from translation.checks import Finding, Pair
from translation.glossary import matching
from translation.glossary.lookup import Glossary, begun_by_forbidden
from translation.glossary.matching import Hit

MISSING, FORBIDDEN = "term_missing", "term_forbidden"
# More than these in one piece of text are not told of: the first ones say enough.
_MOST = 20


class GlossaryChecks:
    """`names` are what its checks are called, by code."""

    names: dict[str, str | Promise] = {
        MISSING: _("Term of the glossary"),
        FORBIDDEN: _("Forbidden by the glossary"),
    }

    def may_block(self, pairs: Sequence[Pair]) -> list[Pair]:
        """Those whose translation has a word that a forbidden rendering begins with."""
        texts = [(one.language, one.target_text) for one in pairs]
        begun = begun_by_forbidden(texts)
        return [pair for pair, there in zip(pairs, begun, strict=True) if there]

    def __call__(self, pairs: Sequence[Pair]) -> list[list[Finding]]:
        if not pairs:
            return []
        # Most sources have no term in them, and to look for compounds in a translation is a long
        # question: it is asked of the others alone.
        sources = Glossary.of_texts([(one.source_language, one.source_text) for one in pairs])
        told = [one for one in pairs if sources.hits(one.source_language, one.source_text)]
        if not told:
            return [[] for _pair in pairs]
        glossary = Glossary.of_texts(
            [(one.source_language, one.source_text) for one in told],
            compounded=[(one.language, one.target_text) for one in told],
        )
        found = {id(one): _of_pair(one, glossary)[:_MOST] for one in told}
        return [found.get(id(one), []) for one in pairs]


def _of_pair(pair: Pair, glossary: Glossary) -> list[Finding]:
    there = matching.without_compounds(glossary.hits(pair.source_language, pair.source_text))
    if not there:
        return []
    here = glossary.hits(pair.language, pair.target_text)
    asked = list(dict.fromkeys(term for hit in there for term in hit.terms))
    forbidden = [found for hit in here if (found := _forbidden(pair, glossary, hit, asked))]
    told = {term for _finding, term in forbidden}
    missing = []
    seen: set[UUID] = set()
    for hit in there:
        if seen.isdisjoint(hit.terms) and told.isdisjoint(hit.terms):
            missing += _missing(pair, glossary, hit, here)
        seen.update(hit.terms)
    return [*(finding for finding, _term in forbidden), *missing]


def _forbidden(
    pair: Pair, glossary: Glossary, hit: Hit, asked: list[UUID]
) -> tuple[Finding, UUID] | None:
    """A rendering that a term of the source must not have, unless another of its terms may."""
    if hit.is_compound:
        return None
    forms = [form for form in hit.forms if form.term in asked]
    if not forms or any(not form.is_forbidden for form in forms):
        return None
    term = forms[0].term
    accepted = glossary[term].accepted(pair.language, source_language=pair.source_language)
    written = pair.target_text[hit.start : hit.end]
    sentence = (
        format_lazy(
            _("“{written}” is not used here; the glossary says {renderings}"),
            written=written,
            renderings=_listed(accepted),
        )
        if accepted
        else format_lazy(_("the glossary forbids “{written}” here"), written=written)
    )
    finding = Finding(
        code=FORBIDDEN,
        sentence=sentence,
        blocking=True,
        matter=f"{term}|{forms[0].text.casefold()}",
        span=(hit.start, hit.end),
    )
    return finding, term


def _missing(pair: Pair, glossary: Glossary, hit: Hit, here: list[Hit]) -> list[Finding]:
    """Where several terms share the source's word, any of them may be meant."""
    renderings = []
    for term in hit.terms:
        accepted = glossary[term].accepted(pair.language, source_language=pair.source_language)
        if not accepted:
            return []
        if any(not form.is_forbidden for form in matching.of_term(here, term)):
            return []
        renderings += accepted
    written = pair.source_text[hit.start : hit.end]
    return [
        Finding(
            code=MISSING,
            sentence=format_lazy(
                _("“{written}” is {renderings} in the glossary"),
                written=written,
                renderings=_listed(renderings),
            ),
            matter="|".join(sorted(str(term) for term in hit.terms)),
        )
    ]


def _listed_now(renderings: list[str]) -> str:
    return ", ".join(_t("“%(text)s”") % {"text": one} for one in dict.fromkeys(renderings))


_listed = lazy(_listed_now, str)
