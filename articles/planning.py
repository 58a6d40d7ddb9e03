"""The hours of a language version that editors set, and what became of them. None of it is a move:
the state stays, and the log says who and when."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles import permissions, workflow
from articles.models import LanguageVersion, LogEntry, State
from articles.moves import MOVES
from articles.problems import NotAllowed

EMBARGO, HELD_BACK = "embargo", "hold_back"
_DONE = {EMBARGO: _("Embargo set"), HELD_BACK: _("Held back at its hour")}
# What the log has of a version's way, the clock's part in it included; an embargo is beside it.
ON_THE_WAY = (*MOVES, HELD_BACK)


def done(name: str) -> str:
    """What the log's rows of this name say was done."""
    return str(MOVES[name].done if name in MOVES else _DONE.get(name, name))


@transaction.atomic
def set_embargo(
    version: LanguageVersion, until: datetime.datetime | None, *, by: User
) -> LanguageVersion:
    """Keep the version from readers until an hour to come, or (None) no longer. Raises NotAllowed.

    What is before readers already stays there: an embargo holds back the next publication.
    """
    version = LanguageVersion.objects.select_for_update().get(pk=version.pk)
    if not permissions.may_edit(by, version):
        raise NotAllowed(_t("Only an editor can set an embargo."))
    if version.state == State.WITHDRAWN:
        raise NotAllowed(_t("This version is withdrawn. It opens again when an editor reopens it."))
    if until == version.embargo_until:
        return version
    if until is not None and until <= timezone.now():
        raise NotAllowed(_t("Choose an hour to come."))
    version.embargo_until = until
    version.save(update_fields=["embargo_until", "updated_at"])
    _log(version, EMBARGO, by, "", {"embargo_until": workflow.stored(until)} if until else {})
    return version


@transaction.atomic
def hold_back(versions: Sequence[LanguageVersion], *, by: User, note: str) -> list[LogEntry]:
    """Take off the schedule what could not go out at its hour. `by` had scheduled it; `note` says
    why. Give versions whose rows are locked."""
    entries = []
    for version in versions:
        detail = {"publish_at": workflow.stored(version.publish_at)} if version.publish_at else {}
        version.publish_at, version.note = None, note
        version.save(update_fields=["publish_at", "note", "updated_at"])
        entries.append(_log(version, HELD_BACK, by, note, detail))
    return entries


def _log(version: LanguageVersion, name: str, by: User, note: str, detail: dict) -> LogEntry:
    return LogEntry.objects.create(
        article_id=version.article_id,
        language=version.language,
        move=name,
        from_state=version.state,
        to_state=version.state,
        by=by,
        note=note,
        detail=detail,
    )
