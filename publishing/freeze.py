"""Inserting Publications and pointing Live at them."""

import datetime
import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Min, Q
from django.utils import timezone

from accounts.models import User
from accounts.statements import Insert, Query
from articles.models import Article
from publishing import content as frozen
from publishing import document, events, search
from publishing.content import Content
from publishing.document import Surroundings
from publishing.events import Change
from publishing.models import (
    Address,
    Event,
    KnownSlug,
    Live,
    LiveAuthor,
    LiveTag,
    LiveUse,
    Publication,
    Tombstone,
)

Renew = Callable[[Content], Content]

_ARTICLE = Article._meta.pk
_LIVES: Query[Live] = Query(lambda article: Live.objects.filter(article=article), _ARTICLE)
_HISTORY: Query[Publication] = Query(
    lambda article: (
        Publication.objects.filter(article=article)
        .order_by()
        .values_list("language")
        .annotate(last=Max("version"), first_at=Min("at", filter=Q(version=1)))
    ),
    _ARTICLE,
)
_insert_publications = Insert(Publication)
_insert_lives = Insert(Live)
_insert_tags = Insert(LiveTag)
_insert_authors = Insert(LiveAuthor)
_insert_uses = Insert(LiveUse)
_insert_addresses = Insert(Address, ignore_conflicts=True)


def publish(
    article: Article,
    contents: Iterable[Content],
    *,
    by: User,
    notes: Mapping[str, str],
    at: datetime.datetime | None = None,
) -> bool:
    """Publish these languages of a story, which then are no longer withdrawn; the twins that are
    live already are made to point at them. Call it in a transaction that holds the article's row.

    Returns whether any language of it had been published before."""
    # Whole seconds, as the API tells them: who asks for "later than that" gets no story twice.
    at = (at or timezone.now()).replace(microsecond=0)
    history = _history(article.pk)
    # What was never published has nothing live, and was not withdrawn.
    lives = {live.language: live for live in _LIVES(article.pk)} if history else {}
    contents = list(contents)
    slugs = {language: live.slug for language, live in lives.items()}
    slugs |= {one["story"]["language"]: one["story"]["slug"] for one in contents}
    pointed_to = _cards(ref for one in contents for ref in _pointers(one))
    pointings = []
    for one in contents:
        story = one["story"]
        before = lives.pop(story["language"], None)
        live = before or Live(article=article, language=story["language"])
        # The story's first hour is its own for good, also where it was withdrawn in between.
        earlier = history.get(live.language)
        live.published_at = earlier.first_at if earlier else at
        live.updated_at, live.frozen_at = at, timezone.now()
        pointings.append(
            _Pointing(
                live=live,
                content=one,
                surroundings=_surroundings(one, slugs, pointed_to),
                reason=Publication.Reason.UPDATED if before else Publication.Reason.PUBLISHED,
                by=by,
                note=notes.get(story["language"], ""),
                at=at,
            )
        )
    changes = _point(pointings, history)
    _insert_addresses(
        Address(language=one["story"]["language"], slug=one["story"]["slug"], article=article)
        for one in contents
    )
    if history:
        taken_up = [one["story"]["language"] for one in contents]
        Tombstone.objects.filter(article=article, language__in=taken_up).delete()
    changes += _refresh(lives.values(), reason=Publication.Reason.TWIN, by=by, at=at)
    events.tell(changes)
    return bool(history)


def refresh(
    lives: Iterable[Live],
    *,
    reason: str,
    by: User | None = None,
    at: datetime.datetime | None = None,
    renew: Renew | None = None,
) -> int:
    """Publish anew what stands round these documents, and what `renew` puts into their frozen
    content: names, credits, files. What is written in the stories stays as frozen.

    Returns how many were changed by it: an unchanged document gets no new version.
    """
    changes = _refresh(lives, reason=reason, by=by, at=at, renew=renew)
    events.tell(changes)
    return len(changes)


def _refresh(
    lives: Iterable[Live],
    *,
    reason: str,
    by: User | None = None,
    at: datetime.datetime | None = None,
    renew: Renew | None = None,
) -> list[Change]:
    at = (at or timezone.now()).replace(microsecond=0)
    changes = []
    for live in lives:
        current = Publication.objects.get(pk=live.publication_id)
        content = json.loads(current.content)
        if renew:
            content = renew(content)
        twins = Live.objects.filter(article=live.article_id)
        slugs = dict(twins.values_list("language", "slug"))
        surroundings = _surroundings(content, slugs, _cards(_pointers(content)))
        same = document.render(
            content,
            surroundings,
            version=current.version,
            published_at=live.published_at,
            updated_at=live.updated_at,
        )
        if same.digest != current.digest:
            pointing = _Pointing(
                live=live, content=content, surroundings=surroundings, reason=reason, by=by, at=at
            )
            changes += _point([pointing], _history(live.article_id))
    return changes


def _pointers(content: Content) -> list[str]:
    story = content["story"]
    in_body = [block["also_read"] for block in story["blocks"] if block["type"] == "also_read"]
    return story["also_read"] + in_body


def _cards(ids: Iterable[str]) -> dict[str, dict[str, document.Value]]:
    """Cards of the live stories among these, by id and language."""
    wanted = {uuid.UUID(ref) for ref in ids}
    found: dict[str, dict[str, document.Value]] = {}
    if wanted:
        rows = Live.objects.filter(article__in=wanted)
        for pk, language, card in rows.values_list("article_id", "language", "card"):
            found.setdefault(str(pk), {})[language] = json.loads(card)
    return found


def _surroundings(
    content: Content,
    slugs: Mapping[str, str],
    cards: Mapping[str, Mapping[str, document.Value]],
) -> Surroundings:
    language = content["story"]["language"]
    return Surroundings(
        alternates=sorted((code, slug) for code, slug in slugs.items() if code != language),
        pointed_to={
            ref: cards[ref].get(language) or next(iter(cards[ref].values()))
            for ref in _pointers(content)
            if ref in cards
        },
    )


@dataclass(frozen=True, kw_only=True)
class _Pointing:
    """A live row that is to show this content from now on."""

    live: Live
    content: Content
    surroundings: Surroundings
    reason: str
    by: User | None
    at: datetime.datetime
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class _Earlier:
    """What a language of a story was published as before: withdrawn in between or not."""

    last_version: int
    first_at: datetime.datetime


def _point(pointings: Sequence[_Pointing], history: Mapping[str, _Earlier]) -> list[Change]:
    """Insert the documents of one story and have the rows point at them, each table in one go."""
    publications, cards = [], []
    for one in pointings:
        earlier = history.get(one.live.language)
        version = earlier.last_version + 1 if earlier else 1
        rendered = document.render(
            one.content,
            one.surroundings,
            version=version,
            published_at=one.live.published_at,
            updated_at=one.live.updated_at,
        )
        cards.append(rendered.card)
        publications.append(
            Publication(
                article_id=one.live.article_id,
                language=one.live.language,
                version=version,
                content=frozen.dumps(one.content),
                document=rendered.document,
                digest=rendered.digest,
                content_digest=frozen.digest(one.content),
                reason=one.reason,
                note=one.note,
                by=one.by,
                at=one.at,
            )
        )
    _insert_publications(publications)
    before = [events.tags_of(one.live) if one.live.pk else set() for one in pointings]
    kinds = [Event.Kind.UPDATED if one.live.pk else Event.Kind.PUBLISHED for one in pointings]
    for one, publication, card in zip(pointings, publications, cards, strict=True):
        one.live.publication, one.live.changed_at = publication, one.at
        _fill(one.live, one.content, one.surroundings, card)
    _save([(one.live, one.content) for one in pointings])
    return [
        Change(kind=kind, live=one.live, reason=one.reason, tags=tags | events.tags_of(one.live))
        for one, kind, tags in zip(pointings, kinds, before, strict=True)
    ]


def _history(article_id: uuid.UUID) -> dict[str, _Earlier]:
    """By language, without those that were never published."""
    return {
        language: _Earlier(last_version=last, first_at=first_at)
        for language, last, first_at in _HISTORY.rows(article_id)
    }


def _fill(live: Live, content: Content, surroundings: Surroundings, card: str) -> None:
    """What lists filter by and what an answer says beside the document."""
    story, shared = content["story"], content["shared"]
    section = shared["section"] or {}
    live.slug, live.headline, live.card = story["slug"], story["headline"], card
    if live.section_id != section.get("id"):
        # Of the same section, the row knows the place better than what was frozen some time ago.
        live.section_position = section.get("position", 0)
    live.section_id = section.get("id")
    live.section_slug = section.get("slug", "")
    live.section_name = section.get("name", "")
    tag_ids = (tag["id"] for tag in shared["tags"])
    live.cache_tags = ",".join(events.cache_tags(live.article_id, live.section_id, tag_ids))
    live.twins = " ".join(f"{code}/{slug}" for code, slug in surroundings.alternates)


def _save(rows: Sequence[tuple[Live, Content]]) -> None:
    """The rows, and what stands beside each of them."""
    standing = [live for live, _content in rows if live.pk]
    _insert_lives(live for live, _content in rows if not live.pk)
    for live in standing:
        live.save()
    if standing:
        for beside in (LiveTag, LiveAuthor, LiveUse):
            beside.objects.filter(live__in=standing).delete()
    tags, authors, uses = [], [], []
    for live, content in rows:
        story, shared = content["story"], content["shared"]
        repeated = {"live": live, "language": live.language, "published_at": live.published_at}
        tags += [
            LiveTag(**repeated, tag_id=tag["id"], slug=tag["slug"], name=tag["name"])
            for tag in shared["tags"]
        ]
        bylines = {byline["id"]: byline for byline in shared["bylines"]}
        authors += [
            LiveAuthor(**repeated, author_id=pk, slug=byline["slug"], name=byline["name"])
            for pk, byline in bylines.items()
        ]
        shows = {(LiveUse.Kind.PHOTO, photo["id"]) for photo in story["photos"]}
        shows |= {(LiveUse.Kind.FACT_BOX, box["id"]) for box in story["fact_boxes"]}
        shows |= {(LiveUse.Kind.ALSO_READ, ref) for ref in _pointers(content)}
        uses += [LiveUse(live=live, kind=kind, ref=ref) for kind, ref in sorted(shows)]
    _insert_tags(tags)
    _insert_authors(authors)
    _insert_uses(uses)
    KnownSlug.objects.remember(row for _live, content in rows for row in _slugs(content))
    search.index_all([(live.pk, live.published_at, content) for live, content in rows])


def _slugs(content: Content) -> list[KnownSlug]:
    shared, kinds = content["shared"], KnownSlug.Kind
    shown = [(kinds.SECTION, shared["section"])] if shared["section"] else []
    shown += [(kinds.TAG, tag) for tag in shared["tags"]]
    shown += [(kinds.AUTHOR, byline) for byline in shared["bylines"]]
    language = content["story"]["language"]
    return [
        KnownSlug(kind=kind, language=language, slug=one["slug"], ref=one["id"], name=one["name"])
        for kind, one in shown
    ]
