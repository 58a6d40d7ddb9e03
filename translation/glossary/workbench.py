"""The terms in the sources of one translation, for its page: `{terms: {key: {source, found}}}`.

`source` is the digest of the text that was looked through, as the rows have it. Each of `found` is
`{start, end, renderings: [{text, status}], note, hint}`: places count in the source's plain text
(`checks.pair.plain_text`: a break is one character) and in UTF-16 units, as scripts do; `status` is
"accepted" or "forbidden"; `hint` says that the term is only a part of the word there.
"""

from typing import Any

from accounts.models import User
from articles import blocks
from articles.models import LanguageVersion
from articles.shown import shown
from translation.answers import question
from translation.checks.pair import plain_text
from translation.glossary.lookup import Glossary
from translation.glossary.matching import Hit
from translation.segments import Segment, segments


@question
def terms(version: LanguageVersion, by: User) -> dict[str, Any]:
    found = segments(shown(version.article), version.language)
    texts = {one.key: source_text(one) for one in found if one.source}
    glossary = Glossary.of_texts(
        compounded=[(one.source_language, texts[one.key]) for one in found if one.source]
    )
    return {
        "terms": {
            one.key: {
                "source": blocks.digest(one.source),
                "found": _found(one, texts[one.key], glossary),
            }
            for one in found
            if one.source
        }
    }


def source_text(segment: Segment) -> str:
    return plain_text(segment.source) if segment.marked else segment.source


def _found(segment: Segment, text: str, glossary: Glossary) -> list[dict[str, Any]]:
    return [
        {
            "start": _units(text[: hit.start]),
            "end": _units(text[: hit.end]),
            "hint": hit.is_compound,
            **_told(segment, hit, glossary),
        }
        for hit in glossary.hits(segment.source_language, text)
    ]


def _told(segment: Segment, hit: Hit, glossary: Glossary) -> dict[str, Any]:
    """Of all the terms that share the word; a part of a word is told what to use, and no more."""
    accepted: list[str] = []
    forbidden: list[str] = []
    notes: list[str] = []
    for term in hit.terms:
        known = glossary[term]
        accepted += known.accepted(segment.language, source_language=segment.source_language)
        forbidden += [one.text for one in known.forbidden(segment.language)]
        notes += [known.term.note, *_notes(known.renderings.get(segment.language, ()))]
    if hit.is_compound:
        forbidden = []
    return {
        "renderings": [
            {"text": text, "status": status}
            for status, texts in (("accepted", accepted), ("forbidden", forbidden))
            for text in dict.fromkeys(texts)
        ],
        "note": " – ".join(filter(None, dict.fromkeys(notes))),
    }


def _notes(renderings: Any) -> list[str]:
    return [f"{one.text}: {one.note}" for one in renderings if one.note]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
