"""The photo editor's piles."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from cms.start.pile import SHOWN, Pile, Row
from media.models import Photo
from publishing.models import LiveUse


def piles(user: User) -> Iterable[Pile]:
    if not (user.is_photo_editor or user.is_administrator):
        return
    photos = Photo.objects.select_related("created_by").prefetch_related("credits", "renditions")
    yield _pile(
        key="photos-without-file",
        title=_("Waiting for their picture"),
        empty=_("Every photo has its file."),
        photos=photos.without_file(),
        filtered="file=none",
    )
    yield _pile(
        key="photos-without-credit",
        title=_("Without credit"),
        empty=_("Every photo has a credit."),
        photos=photos.with_file().without_credit(),
        filtered="file=there&lacking=credit",
    )
    for code in languages.codes():
        column = languages.column("alt_text", code)
        name = languages.name(code)
        yield _pile(
            key=f"photos-without-{column}",
            title=format_lazy(_("Without alternative text in {language}"), language=name),
            empty=format_lazy(
                _("Every photo has an alternative text in {language}."), language=name
            ),
            photos=photos.with_file().without_text("alt_text", code),
            filtered=f"file=there&lacking={column}",
        )
    # What ran out earlier matters only where readers still see it.
    shown = LiveUse.objects.filter(kind=LiveUse.Kind.PHOTO, ref=OuterRef("pk"))
    running_out = photos.with_rights_running_out()
    run_out = photos.with_rights_run_out().filter(Exists(shown))
    yield _pile(
        key="photos-running-out",
        title=_("Rights that run out"),
        empty=_("No rights run out in the next 30 days."),
        photos=(running_out | run_out).order_by("rights_until"),
        filtered="rights=soon",
        is_urgent=True,
    )


def _pile(
    *,
    key: str,
    title: str | Promise,
    empty: str | Promise,
    photos: QuerySet[Photo],
    filtered: str,
    is_urgent: bool = False,
) -> Pile:
    found = list(photos[: SHOWN + 1])
    return Pile(
        key=key,
        title=title,
        empty=empty,
        rows=[_row(photo) for photo in found[:SHOWN]],
        count=len(found) if len(found) <= SHOWN else photos.count(),
        all_url=reverse("admin:media_photo_changelist") + "?" + filtered,
        is_urgent=is_urgent,
    )


def _row(photo: Photo) -> Row:
    smallest = min(photo.renditions.all(), key=lambda one: one.width, default=None)
    return Row(
        title=str(photo),
        url=reverse("admin:media_photo_change", args=[photo.pk]),
        thumbnail=smallest.file.url if smallest else "",
        done=_("Added"),
        by=str(photo.created_by or ""),
        at=photo.created_at,
        missing=list(_missing(photo)),
    )


def _missing(photo: Photo) -> Iterable[str | Promise]:
    if not photo.file:
        yield _("no file")
    if not any(
        credit.creator
        or any(languages.text(credit, "organisation", code) for code in languages.codes())
        for credit in photo.credits.all()
    ):
        yield _("no credit")
    for code in languages.codes():
        if not languages.text(photo, "alt_text", code):
            yield format_lazy(_("no alternative text in {language}"), language=languages.name(code))
    if photo.rights_until:
        date = date_format(photo.rights_until, "SHORT_DATE_FORMAT")
        words = (
            _("rights ran out {date}") if photo.rights_have_run_out else _("rights run out {date}")
        )
        yield format_lazy(words, date=date)
