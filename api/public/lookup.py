"""One published story by its address: the document, or else why it isn't there."""

import datetime
import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from api.public.caching import Held
from api.public.parameters import SLUG
from api.public.problems import KINDS, Problem
from api.public.reading import from_id, from_moment, moment, rows
from publishing.models import Address, Live, Tombstone
from publishing.times import utc

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """`document` is "" for a client that holds it already. `cache_tags` has commas between, `twins`
    spaces between "nb/slug"."""

    document: str
    digest: str
    modified: datetime.datetime
    cache_tags: str
    twins: str


class Moved(Exception):
    def __init__(self, slug: str, article_id: UUID) -> None:
        super().__init__(slug)
        self.slug = slug
        self.article_id = article_id


_STATEMENT = (
    "SELECT {document}, p.digest, CAST(p.at AS text), l.cache_tags, l.twins FROM publishing_live l "
    "JOIN publishing_publication p ON p.id = l.publication_id "
    "WHERE l.language = %s AND l.{key} = %s"
)
_BY_SLUG = _STATEMENT.format(document="p.document", key="slug")
_BY_ID = _STATEMENT.format(document="p.document", key="article_id")


def find(key: str, language: str, held: Held) -> Found:
    """One query where the story is there. Raises Moved or Problem where it isn't."""
    if _UUID.fullmatch(key):
        statement, value = _BY_ID, from_id(UUID(key))
    elif SLUG.fullmatch(key):
        statement, value = _BY_SLUG, key
    else:
        raise _nowhere([])
    condition, values = _unless_held(held)
    if condition:
        # The database need not even read the document for a client that has it.
        document = f"CASE WHEN {condition} THEN '' ELSE p.document END"
        statement = statement.replace("p.document", document, 1)
    found = rows(statement, [*values, language, value])
    if not found:
        _explain(key, language)
    document, digest, modified, cache_tags, twins = found[0]
    return Found(document, digest, moment(modified), cache_tags, twins)


def _unless_held(held: Held) -> tuple[str, list[Any]]:
    if held.anything:
        return "TRUE", []
    if held.digests:
        return f"p.digest IN ({', '.join(['%s'] * len(held.digests))})", [*held.digests]
    if held.before:
        return "p.at < %s", [from_moment(held.before)]
    return "", []


def _explain(key: str, language: str) -> NoReturn:
    """Why a story is not live at this address."""
    if _UUID.fullmatch(key):
        article = UUID(key)
    else:
        addresses = Address.objects.filter(slug=key).values_list("language", "article_id")
        found = dict(addresses)
        if not found:
            raise _nowhere([])
        article = found.get(language) or found[min(found)]
        # A former slug, or another language's.
        live = Live.objects.filter(article_id=article, language=language).exclude(slug=key)
        if slug := live.values_list("slug", flat=True).first():
            raise Moved(slug, article)
    alternates = _alternates(article)
    withdrawn = Tombstone.objects.filter(article_id=article, language=language)
    if stone := withdrawn.values("reason", "at").first():
        raise Problem(
            "withdrawn",
            KINDS["withdrawn"].meaning,
            headers=_purged_with(article),
            reason=stone["reason"],
            withdrawn_at=utc(stone["at"]),
            alternates=alternates,
        )
    raise _nowhere(alternates, article)


def _alternates(article: UUID) -> list[dict[str, str]]:
    """Where the story can be read, as the cards say it."""
    rows = Live.objects.filter(article_id=article).order_by("language")
    return [
        {
            "language": language,
            "slug": slug,
            "url": json.loads(card)["url"],
            "label": str(settings.LANGUAGE_TRAITS[language]["switch"]),
        }
        for language, slug, card in rows.values_list("language", "slug", "card")
    ]


def _purged_with(article: UUID) -> dict[str, str]:
    """So that caches forget what they were told of a story when it is published or withdrawn."""
    return {"Cache-Tag": f"article-{article}"}


def _nowhere(alternates: list[dict[str, str]], article: UUID | None = None) -> Problem:
    if alternates:
        detail = _("This story is published in another language: “alternates” says where.")
    else:
        detail = _("No story is published at this address in this language.")
    headers = _purged_with(article) if article else {}
    return Problem("not-found", detail, headers=headers, alternates=alternates)
