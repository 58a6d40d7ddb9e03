"""The administrator's pile: people who cannot do their work yet."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from cms.start.pile import SHOWN, Pile, Row


def piles(user: User) -> Iterable[Pile]:
    if not user.is_administrator:
        return
    active = User.objects.filter(is_active=True)
    without_role = Q(is_superuser=False) & ~Q(groups__name__in=Role.values)
    without_language = Q(groups__name=Role.TRANSLATOR, translates_into=[])
    waiting = active.filter(without_role | without_language | Q(is_staff=False)).distinct()
    found = list(waiting.prefetch_related("groups")[: SHOWN + 1])
    yield Pile(
        key="people",
        title=_("People who cannot work yet"),
        empty=_("Everybody has a role, and every translator a language."),
        rows=[
            Row(
                title=str(person),
                url=reverse("admin:accounts_user_change", args=[person.pk]),
                done=_("Added"),
                at=person.date_joined,
                missing=list(_missing(person)),
            )
            for person in found[:SHOWN]
        ],
        count=len(found) if len(found) <= SHOWN else waiting.count(),
        all_url=reverse("admin:accounts_user_changelist"),
    )


def _missing(person: User) -> Iterable:
    roles = {group.name for group in person.groups.all()} & set(Role.values)
    if not roles and not person.is_superuser:
        yield _("no role")
    if Role.TRANSLATOR in roles and not person.translates_into:
        yield _("no language to translate into")
    if not person.is_staff:
        yield _("may not log in here")
