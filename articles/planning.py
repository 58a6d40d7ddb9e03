"""The hours of a language version that editors set, and what became of them. None of it is a move:
the state stays, and the log says who and when."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages, sentences
from accounts.models import User
from articles import permissions, workflow
from articles.models import LanguageVersion, LogEntry, State
from articles.moves import MOVES
from articles.problems import NotAllowed, Problem

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
def hold_back(
    versions: Sequence[LanguageVersion], *, by: User, problems: Mapping[str, Sequence[Problem]]
) -> list[LogEntry]:
    """Take off the schedule what could not go out at its hour. `by` had scheduled it; `problems`
    says why, by the language it is about, or under "". Give versions whose rows are locked."""
    kept = [_kept(problem, language) for language, some in problems.items() for problem in some]
    entries = []
    for version in versions:
        detail: dict[str, Any] = {"reasons": kept}
        if version.publish_at:
            detail["publish_at"] = workflow.stored(version.publish_at)
        version.publish_at, version.note = None, ""
        version.save(update_fields=["publish_at", "note", "updated_at"])
        entries.append(_log(version, HELD_BACK, by, "", detail))
    return entries


def _kept(problem: Problem, language: str) -> dict[str, Any]:
    """As the log has it: for good, and for readers of every language."""
    return {
        "language": language,
        "code": problem.code,
        "place": problem.place,
        "sentence": sentences.in_every_language(problem.sentence),
    }


def reasons(detail: Mapping[str, Any]) -> list[str]:
    """Why it was held back, of the log row's `detail`: a sentence each, in the reader's language."""
    found = []
    for one in detail.get("reasons", ()):
        sentence = sentences.read(one["sentence"])
        about = capfirst(str(languages.name(one["language"]))) if one["language"] else ""
        found.append(f"{about}: {sentence}" if about else sentence)
    return found


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
