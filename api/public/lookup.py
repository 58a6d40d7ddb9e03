"""One published story by its address: the document, or else why it isn't there."""

import datetime
import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from django.conf import settings
from django.db.models import Case, F, Func, Q, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from api.public.caching import Held
from api.public.parameters import SLUG
from api.public.problems import Problem
from publishing.models import Address, Live, LiveTag, Tombstone
from publishing.times import utc

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """`document` is "" for a client that holds it already. `twins` are (language, slug)."""

    document: str
    digest: str
    modified: datetime.datetime
    article_id: UUID
    section_id: int | None
    tag_ids: list[str]
    twins: list[tuple[str, str]]


class Moved(Exception):
    def __init__(self, slug: str, article_id: UUID) -> None:
        super().__init__(slug)
        self.slug = slug
        self.article_id = article_id


class _Gathered(Func):
    """A column of the few rows that belong to a live one, in one text with spaces between. The SQL
    is by hand: to have the ORM compose it at each call would cost more than all the rest."""

    function = "STRING_AGG"
    template = "(SELECT %(function)s(%(value)s, ' ') FROM %(table)s t WHERE %(where)s)"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


_LIVE = Live._meta.db_table
_NOTHING = Value("", output_field=TextField())
_ROWS = Live.objects.values_list(
    "publication__digest",
    "publication__at",
    "article_id",
    "section_id",
    _Gathered(
        value="CAST(t.tag_id AS text)",
        table=LiveTag._meta.db_table,
        where=f"t.live_id = {_LIVE}.id",
    ),
    _Gathered(
        value="t.language || '/' || t.slug",
        table=_LIVE,
        where=f"t.article_id = {_LIVE}.article_id AND t.id <> {_LIVE}.id",
    ),
)


def find(key: str, language: str, held: Held) -> Found:
    """One query where the story is there. Raises Moved or Problem where it isn't."""
    if _UUID.fullmatch(key):
        rows = _ROWS.filter(language=language, article_id=UUID(key))
    elif SLUG.fullmatch(key):
        rows = _ROWS.filter(language=language, slug=key)
    else:
        raise _nowhere([])
    row = next(iter(rows.annotate(shown=_unless_held(held))), None)
    if row is None:
        _explain(key, language)
    digest, modified, article_id, section_id, tag_ids, twins, document = row
    return Found(
        document=document,
        digest=digest,
        modified=modified,
        article_id=article_id,
        section_id=section_id,
        tag_ids=(tag_ids or "").split(),
        twins=[(code, slug) for code, slug in (one.split("/") for one in (twins or "").split())],
    )


def _unless_held(held: Held) -> Any:
    """The document, which the database need not even read for a client that has it."""
    if held.anything:
        return _NOTHING
    if held.digests:
        same = Q(publication__digest__in=held.digests)
    elif held.before:
        same = Q(publication__at__lt=held.before)
    else:
        return F("publication__document")
    return Case(When(same, then=_NOTHING), default=F("publication__document"))


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
        if language in found:
            live = Live.objects.filter(article_id=article, language=language).exclude(slug=key)
            if slug := live.values_list("slug", flat=True).first():
                raise Moved(slug, article)
    alternates = _alternates(article)
    withdrawn = Tombstone.objects.filter(article_id=article, language=language)
    if stone := withdrawn.values("reason", "at").first():
        raise Problem(
            "withdrawn",
            _("The newsroom has taken this story down. “reason” says why."),
            headers=purged_with(article),
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


def purged_with(article: UUID) -> dict[str, str]:
    """So that caches forget what they were told of a story when it is published or withdrawn."""
    return {"Cache-Tag": f"article-{article}"}


def _nowhere(alternates: list[dict[str, str]], article: UUID | None = None) -> Problem:
    if alternates:
        detail = _("This story is published in another language: “alternates” says where.")
    else:
        detail = _("No story is published at this address in this language.")
    headers = purged_with(article) if article else {}
    return Problem("not-found", detail, headers=headers, alternates=alternates)
