"""What waits for an editor, as the boxes of the start page and the filter of the list of stories
show it."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import planning
from articles.models import LanguageVersion, LogEntry, State
from media.models import Photo

Versions = QuerySet[LanguageVersion]
# As a body that was saved has it.
_PHOTO = re.compile('data-photo="([0-9a-f-]{36})"')


@dataclass(frozen=True, kw_only=True)
class Waits:
    title: str | Promise
    versions: Callable[[], Versions]


def url_of(key: str) -> str:
    """The list of the very stories that wait so."""
    return reverse("admin:articles_article_changelist") + f"?waits={key}"


def with_last_move(versions: Versions) -> Versions:
    """`last_move`, `last_at`, `last_by` and `last_detail`, of the log."""
    if "last_move" in versions.query.annotations:
        return versions
    log = LogEntry.objects.filter(
        article=OuterRef("article"), language=OuterRef("language"), move__in=planning.ON_THE_WAY
    ).order_by("-pk")
    return versions.annotate(
        last_move=Subquery(log.values("move")[:1]),
        last_at=Subquery(log.values("at")[:1]),
        last_by=Subquery(log.values("by__name")[:1]),
        last_detail=Subquery(log.values("detail")[:1]),
    )


def one_a_story(versions: Versions) -> Versions:
    """Languages that wait together are one row: its marks tell of both."""
    first = versions.order_by().filter(article=OuterRef("article"), pk__lt=OuterRef("pk"))
    return versions.filter(~Exists(first))


def _one_an_hour(versions: Versions) -> Versions:
    """Languages that go out at the same hour are one row."""
    same = versions.order_by().filter(
        article=OuterRef("article"), publish_at=OuterRef("publish_at"), pk__lt=OuterRef("pk")
    )
    return versions.filter(~Exists(same))


def _held_back() -> Versions:
    unscheduled = with_last_move(LanguageVersion.objects.ready().filter(publish_at=None))
    return one_a_story(unscheduled.filter(last_move=planning.HELD_BACK)).order_by("-last_at")


def _on_the_desk() -> Versions:
    return with_last_move(LanguageVersion.objects.on_the_desk()).order_by("last_at")


def _ready() -> Versions:
    unscheduled = with_last_move(
        one_a_story(LanguageVersion.objects.ready().filter(publish_at=None))
    )
    others = Q(last_move=None) | ~Q(last_move=planning.HELD_BACK)
    return unscheduled.filter(others).order_by("last_at")


def _scheduled() -> Versions:
    scheduled = LanguageVersion.objects.ready().exclude(publish_at=None)
    return _one_an_hour(scheduled).order_by("publish_at")


def _without_picture() -> Versions:
    """On the desk or ready, with a photo that has no file yet: the lead photo, or one in a body. Of
    all bodies, those of these stories alone are read."""
    waiting = LanguageVersion.objects.filter(state__in=[State.REVIEW, State.READY])
    texts = [f"article__{column}" for column in languages.columns("body")]
    photos: dict[uuid.UUID, set[uuid.UUID]] = {}
    for pk, lead, *bodies in waiting.values_list("article", "article__lead_photo", *texts):
        refs = {uuid.UUID(ref) for body in bodies for ref in _PHOTO.findall(body or "")}
        photos[pk] = refs | ({lead} if lead else set())
    shown = set().union(*photos.values())
    lacking = set(Photo.objects.without_file().filter(pk__in=shown).values_list("pk", flat=True))
    found = [pk for pk, refs in photos.items() if refs & lacking]
    return with_last_move(one_a_story(waiting.filter(article__in=found))).order_by("last_at")


# By the key in the address of the list.
WAITS = {
    "held-back": Waits(title=_("Held back at the hour"), versions=_held_back),
    "review": Waits(title=_("On the desk"), versions=_on_the_desk),
    "ready": Waits(title=_("Ready to publish"), versions=_ready),
    "scheduled": Waits(title=_("Scheduled"), versions=_scheduled),
    "without-picture": Waits(title=_("Held back by a missing picture"), versions=_without_picture),
}
