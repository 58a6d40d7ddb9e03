"""The order of the board: a story stands in the first group that any of its versions belongs to, the
last saved first. Each group is looked for by itself, from the notices and the versions' states, so
that a page costs the same however many stories stand still.
"""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from articles.models import LanguageVersion, State
from cms.board.wanted import Wanted, without_a_version
from publishing.models import Live
from translation.models import Notice, NoticedChange

PAGE = 40
_ASKED_FOR = [State.REVIEW, State.READY, State.PUBLISHED]


class Group(TextChoices):
    OLD_TEXT = "old-text", _("Readers see old text")
    BEHIND = "behind", _("Source changed")
    OVERDUE = "overdue", _("Overdue")
    MISSING = "missing", _("Missing")
    TRANSLATION = "translation", _("In translation")
    REVIEW = "review", _("On the desk or ready")
    WRITING = "writing", _("Being written")
    STANDING = "standing", _("Up to date")


@dataclass(frozen=True, kw_only=True)
class Place:
    """The last row of a page, for the next to go on from."""

    group: Group
    updated_at: datetime.datetime
    pk: uuid.UUID

    def __str__(self) -> str:
        return f"{self.group.value}~{self.updated_at.isoformat()}~{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """None for what was not written here."""
        try:
            group, at, pk = text.split("~")
            updated_at = parse_datetime(at)
            if updated_at is None or timezone.is_naive(updated_at):
                return None
            return cls(group=Group(group), updated_at=updated_at, pk=uuid.UUID(pk))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, kw_only=True)
class Found:
    keys: list[tuple[uuid.UUID, Group]]
    next: Place | None


def find(wanted: Wanted, after: Place | None) -> Found:
    """A page of stories, in order, with the place to go on from."""
    stories, codes = wanted.stories(), wanted.codes
    groups = [Group.OLD_TEXT, Group.BEHIND] if wanted.stale else list(Group)
    rows: list[tuple[Group, datetime.datetime, uuid.UUID]] = []
    earlier = Q()
    for group in groups:
        mine = _CONDITIONS[group](codes)
        wanted_here = after is None or groups.index(group) >= _index(groups, after.group)
        if wanted_here and len(rows) <= PAGE:
            here = stories.filter(mine).filter(~earlier if earlier else Q())
            if after and after.group == group:
                here = here.filter(_beyond(after))
            left = PAGE + 1 - len(rows)
            found = here.order_by("-updated_at", "-pk").values_list("updated_at", "pk")[:left]
            rows += [(group, updated_at, pk) for updated_at, pk in found]
        earlier |= mine
    shown = rows[:PAGE]
    more = len(rows) > PAGE
    last = shown[-1] if more else None
    return Found(
        keys=[(pk, group) for group, _at, pk in shown],
        next=Place(group=last[0], updated_at=last[1], pk=last[2]) if last else None,
    )


def _index(groups: list[Group], group: Group) -> int:
    return groups.index(group) if group in groups else 0


def _beyond(place: Place) -> Q:
    same = Q(updated_at=place.updated_at, pk__lt=place.pk)
    return Q(updated_at__lt=place.updated_at) | same


# Where few stories are in a group, its condition names them as a set for a database to begin with;
# what is missing is asked of each story.


def _of(versions: QuerySet[LanguageVersion]) -> Q:
    return Q(pk__in=versions.order_by().values("article"))


def _noticed(codes: list[str]) -> QuerySet[Notice]:
    noticed = Notice.objects.standing().of_changes().order_by()
    return noticed.filter(version__language__in=codes)


def _old_text(codes: list[str]) -> Q:
    live = Live.objects.filter(
        article=OuterRef("version__article"), language=OuterRef("version__language")
    )
    seen = NoticedChange.objects.filter(notice=OuterRef("pk"), seen_since__isnull=False)
    noticed = _noticed(codes).filter(Exists(live), Exists(seen))
    return Q(pk__in=noticed.values("version__article"))


def _behind(codes: list[str]) -> Q:
    return Q(pk__in=_noticed(codes).values("version__article"))


def _overdue(codes: list[str]) -> Q:
    return _of(LanguageVersion.objects.overdue().filter(language__in=codes))


def _missing(codes: list[str]) -> Q:
    """Once the source is done: nobody misses the translation of a draft."""
    source = LanguageVersion.objects.filter(
        article=OuterRef("pk"), language=OuterRef("source_language"), state__in=_ASKED_FOR
    )
    return without_a_version(codes) & Q(Exists(source))


def _in(*states: str) -> Callable[[list[str]], Q]:
    return lambda codes: _of(LanguageVersion.objects.filter(state__in=states, language__in=codes))


def _all(codes: list[str]) -> Q:
    return ~Q(pk=None)


_CONDITIONS: dict[Group, Callable[[list[str]], Q]] = {
    Group.OLD_TEXT: _old_text,
    Group.BEHIND: _behind,
    Group.OVERDUE: _overdue,
    Group.MISSING: _missing,
    Group.TRANSLATION: _in(State.TRANSLATION),
    Group.REVIEW: _in(State.REVIEW, State.READY),
    Group.WRITING: _in(State.DRAFT),
    Group.STANDING: _all,
}
