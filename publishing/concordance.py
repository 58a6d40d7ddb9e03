"""How words have been translated in what is live: the texts of both languages side by side, block by
block, as they were frozen."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _t

from accounts import languages
from publishing import search
from publishing.models import Live
from publishing.search import query, words
from publishing.search.matter import plain
from publishing.search.query import Query, Term
from translation.concordance import Hit, Spans, Wanted

# Of each language the best ones; a story has many texts.
MOST_STORIES = 20


def in_archive(wanted: Wanted) -> Iterator[Hit]:
    """In all the forms of the words that were typed."""
    sides = (wanted.source_language, wanted.language)
    for language, other in (sides, sides[::-1]):
        asked = query.read(wanted.text, language)
        if asked is None:
            continue
        in_source = language == wanted.source_language
        for live, twin in _stories(asked, language, other):
            others = _texts(twin)
            for place, text in _texts(live).items():
                found = _spans(text, asked, language)
                if found and others.get(place):
                    yield Hit(
                        source=text if in_source else others[place],
                        target=others[place] if in_source else text,
                        found_in_source=found if in_source else (),
                        found_in_target=() if in_source else found,
                        origin_label=_t("Published"),
                        at=live.published_at,
                        where=_name(live, twin),
                    )


def _stories(asked: Query, language: str, other: str) -> list[tuple[Live, Live]]:
    """The best first, those that are live in the other language too."""
    sql, values = search.statement(
        search.Asked(query=asked, language=language, limit=MOST_STORIES), "l.slug"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        ids = [row[0] for row in cursor.fetchall()]
    found = _with_content().in_bulk(ids)
    lives = [found[pk] for pk in ids if pk in found]
    stories = [live.article_id for live in lives]
    twins = {
        one.article_id: one
        for one in _with_content().filter(article_id__in=stories, language=other)
    }
    return [(live, twins[live.article_id]) for live in lives if live.article_id in twins]


def _with_content() -> QuerySet[Live]:
    return Live.objects.select_related("publication").only(
        "article_id", "language", "headline", "published_at", "publication__content"
    )


def _texts(live: Live) -> dict[str, str]:
    """Plain texts by where they stand, the same place in every language."""
    story: dict[str, Any] = json.loads(live.publication.content)["story"]
    texts = {name: story[name] for name in ("kicker", "headline", "lead")}
    texts.update({f"b:{one['id']}": one["html"] for one in story["blocks"] if one.get("html")})
    texts.update({f"p:{one['id']}": one["caption"] for one in story["photos"]})
    return {place: plain(text).strip() for place, text in texts.items() if text}


def _name(live: Live, twin: Live) -> str:
    """Its headline, in the language of the page where it has one."""
    return twin.headline if twin.language == languages.active() else live.headline


def _spans(text: str, asked: Query, language: str) -> Spans:
    """Where the terms stand in the text; () where not all of them do."""
    there = [
        (one.span(), one[0].lower(), words.stem(one[0].lower()[: words.LONGEST], language))
        for one in words.WORD.finditer(text)
    ]
    numbers = [(one.span(), words.in_one(one)) for one in words.NUMBER.finditer(text)]
    found: list[tuple[int, int]] = []
    for term in asked.wanted:
        own = [
            span
            for span, number in numbers
            if len(term.stems) == 1 and _is(term, [(number, number)])
        ]
        own += [
            (there[at][0][0], there[at + len(term.stems) - 1][0][1])
            for at in range(len(there) - len(term.stems) + 1)
            if _is(term, [one[1:] for one in there[at : at + len(term.stems)]])
        ]
        if not own:
            return ()
        found += own
    return tuple(sorted(found))


def _is(term: Term, run: list[tuple[str, str]]) -> bool:
    if tuple(stem for _form, stem in run) == term.stems:
        return True
    forms = [form for form, _stem in run]
    *whole, last = term.typed or ("",)
    return bool(last) and forms[:-1] == whole and forms[-1].startswith(last)
