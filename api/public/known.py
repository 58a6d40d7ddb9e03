"""Sections, tags and authors that no story has now: asked only where nothing was found."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from api.public import parameters
from publishing.models import KnownSlug


def refuse_unknown(asked: Mapping[str, Any]) -> None:
    """What has ever been before readers is known, whatever has become of its stories."""
    named = [kind for kind in KnownSlug.Kind.values if kind in asked]
    if not named:
        return
    wanted = Q()
    for kind in named:
        wanted |= Q(kind=kind, slug=asked[kind])
    found = KnownSlug.objects.filter(wanted, language=asked["language"])
    known = set(found.values_list("kind", flat=True))
    if missing := [kind for kind in named if kind not in known]:
        detail = _("No published story in this language has this.")
        raise parameters.refusal([parameters.error(kind, detail) for kind in missing])


def of(kind: str, language: str, slug: str) -> KnownSlug | None:
    """The one that had the slug last."""
    found = KnownSlug.objects.filter(kind=kind, language=language, slug=slug)
    return found.order_by("-pk").first()
