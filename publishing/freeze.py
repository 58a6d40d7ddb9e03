"""Inserting Publications and pointing Live at them."""

import datetime
import json
import uuid
from collections.abc import Callable, Iterable, Mapping

from django.utils import timezone

from accounts.models import User
from articles.models import Article
from publishing import content as frozen
from publishing import document, events, search
from publishing.content import Content
from publishing.document import Surroundings
from publishing.events import Change
from publishing.models import Address, Event, Live, LiveAuthor, LiveTag, LiveUse, Publication

Renew = Callable[[Content], Content]


def publish(
    article: Article,
    contents: Iterable[Content],
    *,
    by: User,
    notes: Mapping[str, str],
    at: datetime.datetime | None = None,
) -> None:
    """Publish these languages of a story; the twins that are live already are made to point at
    them. Call it in a transaction that holds the article's row."""
    # Whole seconds, as the API tells them: who asks for "later than that" gets no story twice.
    at = (at or timezone.now()).replace(microsecond=0)
    lives = {live.language: live for live in Live.objects.filter(article=article)}
    contents = list(contents)
    slugs = {language: live.slug for language, live in lives.items()}
    slugs |= {one["story"]["language"]: one["story"]["slug"] for one in contents}
    pointed_to = _cards(ref for one in contents for ref in _pointers(one))
    changes: list[Change] = []
    for one in contents:
        story = one["story"]
        before = lives.pop(story["language"], None)
        live = before or Live(article=article, language=story["language"], published_at=at)
        live.updated_at, live.frozen_at = at, timezone.now()
        change = _point(
            live,
            one,
            _surroundings(one, slugs, pointed_to),
            reason=Publication.Reason.UPDATED if before else Publication.Reason.PUBLISHED,
            by=by,
            note=notes.get(story["language"], ""),
            at=at,
        )
        changes.append(change)
        Address.objects.get_or_create(
            language=story["language"], slug=story["slug"], defaults={"article": article}
        )
    changes += _refresh(lives.values(), reason=Publication.Reason.TWIN, by=by, at=at)
    events.tell(changes)


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
            change = _point(live, content, surroundings, reason=reason, by=by, note="", at=at)
            changes.append(change)
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


def _point(
    live: Live,
    content: Content,
    surroundings: Surroundings,
    *,
    reason: str,
    by: User | None,
    note: str,
    at: datetime.datetime,
) -> Change:
    versions = Publication.objects.filter(article=live.article_id, language=live.language)
    last = versions.order_by("-version").values_list("version", flat=True).first() or 0
    rendered = document.render(
        content,
        surroundings,
        version=last + 1,
        published_at=live.published_at,
        updated_at=live.updated_at,
    )
    live.publication = Publication.objects.create(
        article_id=live.article_id,
        language=live.language,
        version=last + 1,
        content=frozen.dumps(content),
        document=rendered.document,
        digest=rendered.digest,
        content_digest=frozen.digest(content),
        reason=reason,
        note=note,
        by=by,
        at=at,
    )
    live.changed_at = at
    is_new = live.pk is None
    tags = set() if is_new else events.tags_of(live)
    _save(live, content, surroundings, rendered.card)
    return Change(
        kind=Event.Kind.PUBLISHED if is_new else Event.Kind.UPDATED,
        live=live,
        reason=reason,
        tags=tags | events.tags_of(live),
    )


def _save(live: Live, content: Content, surroundings: Surroundings, card: str) -> None:
    """The row, and beside it what lists filter by."""
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
    if live.pk:
        live.tags.all().delete()
        live.authors.all().delete()
        live.uses.all().delete()
    live.save()
    repeated = {"live": live, "language": live.language, "published_at": live.published_at}
    LiveTag.objects.bulk_create(
        LiveTag(**repeated, tag_id=tag["id"], slug=tag["slug"], name=tag["name"])
        for tag in shared["tags"]
    )
    authors = {byline["id"]: byline for byline in shared["bylines"]}
    LiveAuthor.objects.bulk_create(
        LiveAuthor(**repeated, author_id=pk, slug=byline["slug"], name=byline["name"])
        for pk, byline in authors.items()
    )
    uses = {(LiveUse.Kind.PHOTO, photo["id"]) for photo in story["photos"]}
    uses |= {(LiveUse.Kind.FACT_BOX, box["id"]) for box in story["fact_boxes"]}
    uses |= {(LiveUse.Kind.ALSO_READ, ref) for ref in _pointers(content)}
    LiveUse.objects.bulk_create(
        LiveUse(live=live, kind=kind, ref=ref) for kind, ref in sorted(uses)
    )
    search.index(live.pk, live.published_at, content)
