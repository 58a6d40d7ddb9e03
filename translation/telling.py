"""Telling one person something about one language version. What they are told stands in the admin,
and in a mail of all that they have not read by then. Call it in the transaction of what it tells.

What a change of a source has left behind is told by `behind`.
"""

import datetime
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from articles.models import LanguageVersion
from articles.permissions import authors_of
from articles.workflow import Act
from translation.models import Notice

# What has been read and asks for nothing more is kept for so long.
KEPT_FOR = datetime.timedelta(days=30)

Kind = Notice.Kind


class Unread(NamedTuple):
    number: int
    urgent: int


def tell(
    person: User,
    kind: str,
    version: LanguageVersion,
    *,
    by: User | None,
    about: str = "",
    text: str = "",
    place: str = "",
    is_urgent: bool = False,
) -> Notice | None:
    """Tell a person, unread, even where they have read an earlier one of the same kind and `about`
    ("" unless a version may have several, such as the key of a note). `place` is the key of the
    segment to open. Nobody is told of what they did themselves, nor who has left: None.
    """
    if person == by or not person.is_active:
        return None
    now = timezone.now()
    values = {
        "by": by,
        "text": text,
        "place": place,
        "is_urgent": is_urgent,
        "changed_at": now,
        "read_at": None,
        "waiting_since": now,
    }
    notice, _made = Notice.objects.update_or_create(
        person=person,
        version=version,
        kind=kind,
        about=about,
        defaults=values,
        create_defaults={**values, "since": now},
    )
    return notice


def take_back(kind: str, version: LanguageVersion, *, about: str = "") -> None:
    """From everybody: what was told is no longer so."""
    Notice.objects.filter(kind=kind, version=version, about=about).delete()


def unread(person: User) -> Unread:
    """For the bell: one query."""
    counted = Notice.objects.of(person).unread()
    found = counted.aggregate(number=Count("pk"), urgent=Count("pk", filter=Q(is_urgent=True)))
    return Unread(**found)


def mark_read(person: User, *, version: LanguageVersion | None = None, pk: int | None = None):
    """All of this person's, or those of one version, or one."""
    wanted = Notice.objects.filter(person=person).unread()
    if version is not None:
        wanted = wanted.filter(version=version)
    if pk is not None:
        wanted = wanted.filter(pk=pk)
    wanted.update(read_at=timezone.now(), waiting_since=None)


def tell_of_return(act: Act) -> None:
    """Whose text it is, with what has to be done before it comes back."""
    for version in act.versions:
        people = User.objects.filter(pk__in=authors_of(version))
        for person in people:
            tell(
                person, Kind.RETURNED, version, by=act.by, text=act.notes.get(version.language, "")
            )


def forget_finished(act: Act) -> None:
    """What its translator was told to do is done."""
    Notice.objects.filter(version__in=act.versions).exclude(kind=Kind.MENTIONED).delete()


def hand_over(version: LanguageVersion, *, by: User) -> None:
    """The version has another translator, or none. What they have not been told of yet goes along;
    what was said to the one before is theirs no more."""
    now, translator = timezone.now(), version.translator
    theirs = Notice.objects.filter(version=version)
    theirs.filter(kind__in=[Kind.ASSIGNED, Kind.RETURNED]).exclude(person=translator).delete()
    is_news = translator is not None and translator != by
    theirs.of_changes().update(
        person=translator,
        read_at=None if is_news else now,
        waiting_since=now if is_news else None,
    )
    if translator is not None:
        tell(translator, Kind.ASSIGNED, version, by=by, text=version.note)


def forget_old(now: datetime.datetime | None = None) -> None:
    now = now or timezone.now()
    old = Notice.objects.filter(read_at__lt=now - KEPT_FOR).exclude(kind=Kind.CHANGED)
    old.delete()
