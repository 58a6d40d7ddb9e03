"""Published stories straight in the tables that the public API reads, without a newsroom's work
before them. The documents are made up here, so that a test knows their bytes."""

import datetime
import hashlib
import itertools
import json
import re
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.models import ClientKey, RequestCount
from articles.models import Article
from publishing import events, search
from publishing.models import (
    Address,
    Event,
    KnownSlug,
    Live,
    LiveAuthor,
    LiveTag,
    Publication,
    SearchEntry,
    Tombstone,
)

START = datetime.datetime(2025, 1, 1, 12, tzinfo=datetime.UTC)
SECTIONS = {"politics": 1, "culture": 2}
TAGS = {"fisheries": 11, "energy": 12, "transport": 13}
AUTHORS = {"kari-nordmann": 21, "ola-nordmann": 22}
REST = {
    "dateline": "",
    "body": {"html": "æøå", "blocks": []},
    "photos": [],
    "fact_boxes": [],
    "also_read": [],
    "corrections": [],
    "seo": {"title": "A title", "description": ""},
    "json_ld": {"publisher": {"name": "The newsroom"}},
    "version": 1,
    "digest": "0" * 64,
}
_numbers = itertools.count(1)


def moment(minutes: float) -> datetime.datetime:
    return START + datetime.timedelta(minutes=minutes)


def utc(at: datetime.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def make_live(
    language: str = "en",
    *,
    article: Article | None = None,
    slug: str = "",
    section: str = "politics",
    tags: tuple[str, ...] = ("fisheries",),
    authors: tuple[str, ...] = ("kari-nordmann",),
    published_at: datetime.datetime = START,
    updated_at: datetime.datetime | None = None,
    at: datetime.datetime | None = None,
    **told: Any,
) -> Live:
    """`at` is when the document was frozen: the time it was updated, unless told. `told` stands in
    the document in place of what is there else."""
    article = article or Article.objects.create(source_language=language)
    slug = slug or f"story-{next(_numbers)}"
    updated_at = updated_at or published_at
    card = card_of(language, article, slug, section, tags, authors, published_at, updated_at)
    document = json.dumps({**json.loads(card), **REST, "source_language": language, **told})
    live = Live.objects.create(
        article=article,
        language=language,
        publication=make_publication(article, language, document, at or updated_at),
        slug=slug,
        headline=slug,
        section_id=SECTIONS.get(section),
        section_slug=section,
        section_name=section.title(),
        section_position=SECTIONS.get(section, 0),
        card=card,
        published_at=published_at,
        updated_at=updated_at,
        changed_at=updated_at,
        cache_tags=",".join(
            events.cache_tags(article.pk, SECTIONS.get(section), (TAGS[tag] for tag in tags))
        ),
    )
    _tell_twins(article)
    repeated: dict[str, Any] = {"live": live, "language": language, "published_at": published_at}
    for tag in tags:
        LiveTag.objects.create(**repeated, tag_id=TAGS[tag], slug=tag, name=tag.title())
    for author in authors:
        LiveAuthor.objects.create(
            **repeated, author_id=AUTHORS[author], slug=author, name=author.title()
        )
    Address.objects.create(language=language, slug=slug, article=article)
    shown = [("section", section, SECTIONS.get(section))]
    shown += [("tag", tag, TAGS[tag]) for tag in tags]
    shown += [("author", author, AUTHORS[author]) for author in authors]
    KnownSlug.objects.remember(
        KnownSlug(kind=kind, language=language, slug=one, ref=ref, name=one.title())
        for kind, one, ref in shown
        if ref
    )
    return live


def make_found(
    language: str = "en",
    *,
    headline: str = "A story",
    lead: str = "",
    body: tuple[str, ...] = (),
    kicker: str = "",
    caption: str = "",
    fact_box: str = "",
    **options: Any,
) -> Live:
    """A live version whose text can be searched for. `body` is HTML, a paragraph each."""
    live = make_live(language, **options)
    named = list(LiveTag.objects.filter(live=live).values("slug", "name"))
    content = {
        "story": {
            "language": language,
            "headline": headline,
            "kicker": kicker,
            "lead": lead,
            "dateline": "",
            "blocks": [{"id": "b", "type": "paragraph", "html": html} for html in body],
            "photos": [{"caption": caption}] if caption else [],
            "fact_boxes": [{"title": "", "html": fact_box}] if fact_box else [],
        },
        "shared": {
            "section": {"slug": live.section_slug, "name": live.section_name},
            "tags": named,
            "bylines": list(LiveAuthor.objects.filter(live=live).values("slug", "name")),
        },
    }
    search.index(live.pk, live.published_at, content)
    return live


def _tell_twins(article: Article) -> None:
    for live in Live.objects.filter(article=article):
        others = Live.objects.filter(article=article).exclude(pk=live.pk).order_by("language")
        live.twins = " ".join(f"{one.language}/{one.slug}" for one in others)
        live.save(update_fields=["twins"])


def make_publication(
    article: Article, language: str, document: str, at: datetime.datetime
) -> Publication:
    versions = Publication.objects.filter(article=article, language=language).count()
    digest = hashlib.sha256(document.encode()).hexdigest()
    return Publication.objects.create(
        article=article,
        language=language,
        version=versions + 1,
        content="{}",
        document=document,
        digest=digest,
        content_digest=digest,
        reason=Publication.Reason.PUBLISHED,
        at=at,
    )


def card_of(
    language: str,
    article: Article,
    slug: str,
    section: str,
    tags: tuple[str, ...],
    authors: tuple[str, ...],
    published_at: datetime.datetime,
    updated_at: datetime.datetime,
) -> str:
    card = {
        "id": str(article.pk),
        "language": language,
        "slug": slug,
        "url": f"https://news.example/{language}/{slug}",
        "kicker": "",
        "headline": slug,
        "lead": "Ærlig «talt»",
        "section": {"slug": section, "name": section.title()} if section else None,
        "tags": [{"slug": tag, "name": tag.title()} for tag in tags],
        "bylines": [
            {"name": author.title(), "slug": author, "role": "writer"} for author in authors
        ],
        "photo": None,
        "published_at": utc(published_at),
        "updated_at": utc(updated_at),
        "alternates": [],
    }
    # Spaces that no JSON library would write: whoever parses and writes anew is found out.
    return json.dumps(card, ensure_ascii=False, separators=(" ,", " : "))


def make_twins() -> tuple[Live, Live]:
    """One story, live in every language there is."""
    first, second = (code for code, _name in settings.LANGUAGES)
    live = make_live(first)
    return live, make_live(second, article=live.article)


def rename(live: Live, slug: str) -> None:
    """What publishing again under another slug leaves behind."""
    Live.objects.filter(pk=live.pk).update(slug=slug)
    _tell_twins(live.article)
    Address.objects.create(language=live.language, slug=slug, article_id=live.article_id)


def withdraw(live: Live, reason: str = "It was wrong.") -> Tombstone:
    article, language = live.article, live.language
    Live.objects.filter(pk=live.pk).delete()
    _tell_twins(article)
    return Tombstone.objects.create(
        article=article, language=language, reason=reason, at=moment(60)
    )


class Queries(CaptureQueriesContext):
    """What is asked of the database within it; the public API may ask the published tables alone."""

    def __init__(self) -> None:
        super().__init__(connection)

    def __exit__(self, *exc: Any) -> None:
        super().__exit__(*exc)
        others = {
            table for table in connection.introspection.django_table_names() if table not in PUBLIC
        }
        for query in self.captured_queries:
            named = set(re.findall(r"\w+", query["sql"]))
            touched = others & named
            assert not touched, f"{touched} in {query['sql']}"


PUBLIC = {
    model._meta.db_table
    for model in (
        *(
            Address,
            Event,
            KnownSlug,
            Live,
            LiveAuthor,
            LiveTag,
            Publication,
            SearchEntry,
            Tombstone,
        ),
        *(ClientKey, RequestCount),
    )
}
