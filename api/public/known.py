"""Sections, tags and authors that no story has now, or has under another slug: asked only where
nothing was found, so that a slug of today costs nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.utils.translation import gettext_lazy as _

from api.public import parameters
from publishing.models import KnownSlug, Live, LiveAuthor, LiveTag

Kind = KnownSlug.Kind


@dataclass(frozen=True)
class Known:
    """Who had a slug last. `now` is the slug that stories have it under: its own where one does,
    "" where none is left."""

    kind: str
    slug: str
    ref: int
    name: str
    now: str


class Renamed(Exception):
    """Stories stand under another slug now. `slugs` has it by kind; `cache_tags` are of what was
    renamed."""

    def __init__(self, language: str, found: Mapping[str, Known]) -> None:
        self.slugs = {kind: one.now for kind, one in found.items()}
        super().__init__(self.slugs)
        # An author has no tag of its own: whatever changes in the language purges such a list.
        tags = [f"{kind}-{one.ref}" for kind, one in found.items() if kind != Kind.AUTHOR]
        self.cache_tags = ",".join([f"articles-{language}", *tags])


def explain_nothing(asked: Mapping[str, Any]) -> None:
    """Raises Renamed for former slugs, and a Problem for what has never been before readers.
    Whatever has been is known for good, though all its stories be gone."""
    named = {kind: asked[kind] for kind in Kind.values if kind in asked}
    if not named:
        return
    found = _last_of(asked["language"], named)
    if missing := [kind for kind in named if kind not in found]:
        detail = _("No published story in this language has this.")
        raise parameters.refusal([parameters.error(kind, detail) for kind in missing])
    _refuse_former(asked["language"], found)


def of(kind: str, language: str, slug: str) -> Known | None:
    """The one that had the slug last. Raises Renamed where its stories have another by now."""
    found = _last_of(language, {kind: slug})
    _refuse_former(language, found)
    return found.get(kind)


def _refuse_former(language: str, found: Mapping[str, Known]) -> None:
    former = {kind: one for kind, one in found.items() if one.now not in ("", one.slug)}
    if former:
        raise Renamed(language, former)


def _last_of(language: str, slugs: Mapping[str, str]) -> dict[str, Known]:
    """By kind, in one query."""
    wanted = Q()
    for kind, slug in slugs.items():
        wanted |= Q(kind=kind, slug=slug)
    rows = KnownSlug.objects.filter(wanted, language=language).order_by("pk")
    found = rows.values_list(
        *("kind", "slug", "ref", "name"),
        Case(*(When(kind=kind, then=Exists(_shown(kind))) for kind in slugs)),
        Case(*(When(kind=kind, then=Subquery(_slug_shown(kind))) for kind in slugs)),
    )
    # While a thing is being renamed, documents have the one slug or the other: the one asked for
    # holds until the last has changed.
    return {
        kind: Known(kind, slug, ref, name, slug if holds else shown or "")
        for kind, slug, ref, name, holds, shown in found
    }


def _slug_shown(kind: str) -> QuerySet[KnownSlug]:
    names = KnownSlug.objects.filter(kind=kind, language=OuterRef("language"), ref=OuterRef("ref"))
    return names.filter(Exists(_shown(kind))).order_by("-pk").values("slug")[:1]


def _shown(kind: str) -> QuerySet[Any]:
    """What is live under a known slug, looked up by the slug: for that there is an index."""
    name = {"language": OuterRef("language")}
    if kind == Kind.SECTION:
        rows = Live.objects.filter(**name, section_slug=OuterRef("slug"))
        return rows.filter(section_id=OuterRef("ref"))
    if kind == Kind.TAG:
        return LiveTag.objects.filter(**name, slug=OuterRef("slug"), tag_id=OuterRef("ref"))
    return LiveAuthor.objects.filter(**name, slug=OuterRef("slug"), author_id=OuterRef("ref"))
