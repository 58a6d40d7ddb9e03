"""How readers' text and the working copy stand to each other."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from articles.models import Article, FactBox, LanguageVersion
from articles.shown import Shown, shown_by
from media.models import Photo
from publishing import content
from publishing.addresses import article_url
from publishing.models import Live, LiveUse, Publication
from translation import staleness


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Of one language that readers see now. `unpublished_changes` compares content: a change of
    state or date, or a save that changes nothing, is none."""

    slug: str
    url: str
    version: int
    published_at: datetime.datetime
    updated_at: datetime.datetime
    unpublished_changes: bool


Marks = dict[tuple[uuid.UUID, str], Mark]


def marks(articles: Iterable[Article]) -> Marks:
    """For a list of stories, in the same few queries however many. Languages that are not live
    have none. Give articles with `content.WITH_EVERYTHING` prefetched."""
    return marks_of(shown_by(articles).values())


def marks_of(all_shown: Iterable[Shown]) -> Marks:
    by_id = {one.article.pk: one for one in all_shown}
    lives = Live.objects.filter(article__in=by_id.keys()).values_list(
        "article_id",
        "language",
        "slug",
        "published_at",
        "updated_at",
        "publication__version",
        "publication__content_digest",
    )
    found: Marks = {}
    for pk, language, slug, published_at, updated_at, version, digest in lives:
        working = content.digest(content.compose(by_id[pk], language))
        found[pk, language] = Mark(
            slug=slug,
            url=article_url(language, slug),
            version=version,
            published_at=published_at,
            updated_at=updated_at,
            unpublished_changes=working != digest,
        )
    return found


def saved_since_frozen() -> QuerySet[LanguageVersion]:
    """The versions before readers of which something was saved since the gate let them through:
    the story, or a photo or fact box that it shows. Only reading them tells what; those that
    stand still cost nothing."""
    saved_since = Q(article__updated_at__gt=F("frozen_at")) | Exists(
        LiveUse.objects.filter(
            Exists(_saved_since(Photo)) | Exists(_saved_since(FactBox)), live=OuterRef("pk")
        )
    )
    here = Live.objects.filter(article=OuterRef("article"), language=OuterRef("language"))
    return LanguageVersion.objects.filter(Exists(here.filter(saved_since)))


def before_readers(versions: Iterable[LanguageVersion]) -> set[int]:
    """The keys of those that readers see, in whatever state the working copy is."""
    by_place = {(one.article_id, one.language): one.pk for one in versions}
    lives = Live.objects.filter(article__in={pk for pk, _language in by_place})
    return {
        by_place[place]
        for place in lives.values_list("article_id", "language")
        if place in by_place
    }


def shown_to_readers(thing: FactBox | Photo) -> QuerySet[Article]:
    """The stories whose documents have this thing, and those that were saved since they were frozen:
    they may have it by now."""
    uses = LiveUse.objects.filter(ref=thing.pk).values("live")
    lives = Live.objects.filter(Q(pk__in=uses) | Q(article__updated_at__gt=F("frozen_at")))
    return Article.objects.filter(pk__in=lives.order_by().values("article"))


def may_be_out_of_step() -> QuerySet[LanguageVersion]:
    """Of these, `translation.staleness` tells which are."""
    return staleness.to_translate(saved_since_frozen())


def _saved_since(model: type[Photo] | type[FactBox]) -> QuerySet:
    return model.objects.filter(pk=OuterRef("ref"), updated_at__gt=OuterRef("live__frozen_at"))


def has_been_shown(photo: Photo) -> bool:
    """Whether any document, live or past, has this photo: what readers saw can be shown again."""
    if LiveUse.objects.filter(kind=LiveUse.Kind.PHOTO, ref=photo.pk).exists():
        return True
    return Publication.objects.filter(content__contains=str(photo.pk)).exists()
