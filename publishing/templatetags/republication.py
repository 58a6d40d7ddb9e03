"""`{% republication_of original %}`: on the page of a thing, how far its change has come on its way
into the documents that show it."""

from typing import Any

from django import template
from django.db.models import Model

from articles.models import Author, Section, Tag
from media import renditions
from media.models import Photo
from publishing import republishing
from publishing.models import Publication, Republication

register = template.Library()

REASONS: dict[type[Model], str] = {
    Photo: Publication.Reason.PHOTO,
    Tag: Publication.Reason.TAG,
    Section: Publication.Reason.SECTION,
    Author: Publication.Reason.AUTHOR,
}


@register.inclusion_tag("admin/publishing/republication_of.html")
def republication_of(thing: Any) -> dict[str, Any]:
    """The last one, while it is under way or has failed."""
    row = None
    if reason := REASONS.get(type(thing)):
        row = Republication.objects.of(reason, thing.pk).first()
    told = row is not None and row.state != Republication.State.DONE
    return {
        "republication": row if told else None,
        "is_prepared": not told and isinstance(thing, Photo) and _is_prepared(thing),
    }


def _is_prepared(photo: Photo) -> bool:
    """Whether its files are made anew first; what shows it is republished when they are there."""
    is_behind = photo.renditions.exists() and not renditions.are_current(photo)
    return is_behind and republishing.lives(Publication.Reason.PHOTO, str(photo.pk)).exists()
