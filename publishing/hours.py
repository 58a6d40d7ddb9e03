"""What is scheduled, when its hour has come. Several sweeps may look at once: each act is made under
the rows' locks, and by the first."""

import datetime
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles import planning, workflow
from articles.models import Article, LanguageVersion, LogEntry, State
from articles.problems import NotAllowed, NotReady, Problem
from articles.shown import shown
from media import renditions
from publishing import actions, gate, tasks

logger = logging.getLogger(__name__)

# What an editor does to one of several languages scheduled together that leaves the others as they
# are. Anything else, such as returning it, is not meant for the others.
_SET_APART = frozenset({"unschedule", "schedule", "publish"})


@dataclass(kw_only=True)
class Outcome:
    published: list[LanguageVersion] = field(default_factory=list)
    held_back: list[LanguageVersion] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class _Act:
    """What was scheduled as one."""

    article_id: Any
    hour: datetime.datetime
    languages: tuple[str, ...]


def publish_due(now: datetime.datetime | None = None) -> Outcome:
    """Publish what is scheduled for this hour or an earlier one; languages that were scheduled
    together go out together, or none of them.

    What the gate refuses is taken off the schedule; the log, the start page and a mail tell why.
    """
    outcome = Outcome()
    for act in list(_acts(now or timezone.now())):
        try:
            # Drawn before any row is locked; publishing then finds them there.
            for photo in shown(Article.objects.get(pk=act.article_id)).photos.values():
                renditions.ensure(photo)
            _perform(act, outcome)
        except Exception:
            # It stays due, and must not keep the others waiting.
            logger.exception("Article %s could not be published at its hour", act.article_id)
    return outcome


def _acts(now: datetime.datetime) -> Iterator[_Act]:
    """The source's first: a translation may wait for it."""
    found: dict[_Act, int] = {}
    due = LanguageVersion.objects.due(now).select_related("article").order_by("publish_at", "pk")
    for version in due:
        assert version.publish_at
        act = _Act(
            article_id=version.article_id,
            hour=version.publish_at,
            languages=_together(_scheduled(version)),
        )
        found[act] = min(found.get(act, 1), 0 if version.is_source else 1)
    return iter(sorted(found, key=lambda act: (act.hour, found[act])))


@transaction.atomic
def _perform(act: _Act, outcome: Outcome) -> None:
    versions = list(
        LanguageVersion.objects.select_for_update(of=("self",))
        .select_related("article")
        .filter(
            article=act.article_id,
            language__in=act.languages,
            state=State.READY,
            publish_at=act.hour,
        )
        .order_by("pk")
    )
    if not versions:
        return  # Another sweep was quicker, or an editor.
    scheduled = _scheduled(versions[0])
    problems: Mapping[str, Sequence[Problem]] = _beforehand(act, versions, scheduled)
    if not problems:
        accepted = _accepted(versions)
        try:
            outcome.published += actions.publish(versions, by=scheduled.by, accepted=accepted)
        except NotReady:
            problems = _refused(versions, scheduled.by, accepted)
        except NotAllowed as refusal:
            sentence = refusal.args[0]
            problems = {"": [Problem(code="not_allowed", place="version", sentence=sentence)]}
    if problems:
        entries = planning.hold_back(versions, by=scheduled.by, problems=problems)
        outcome.held_back += versions
        tasks.tell_of_held_back.enqueue([entry.pk for entry in entries])


def _beforehand(
    act: _Act, versions: Sequence[LanguageVersion], scheduled: LogEntry
) -> dict[str, list[Problem]]:
    """Why the gate need not even be asked, by the language it is about."""
    if not scheduled.by.is_editor:
        sentence = format_lazy(
            _("{person}, who scheduled it, is no longer an editor."), person=scheduled.by
        )
        return {"": [Problem(code="editor_gone", place="publish_at", sentence=sentence)]}
    there = {version.language for version in versions}
    return {
        language: [
            Problem(
                code="twin_moved_on",
                place=f"version:{language}",
                sentence=format_lazy(
                    _("It was to go out together with this, and is now in the state “{state}”."),
                    state=State(other.state).label,
                ),
            )
        ]
        for language in act.languages
        if language not in there
        and (other := LanguageVersion.objects.get(article=act.article_id, language=language))
        and not _was_set_apart(act, language)
    }


def _was_set_apart(act: _Act, language: str) -> bool:
    rows = LogEntry.objects.filter(article_id=act.article_id, language=language)
    own = rows.filter(move="schedule", detail__publish_at=workflow.stored(act.hour)).latest("pk")
    following = rows.filter(move__in=planning.ON_THE_WAY, pk__gt=own.pk).order_by("pk").first()
    return following is not None and following.move in _SET_APART


def _refused(
    versions: Sequence[LanguageVersion], by: User, accepted: Iterable[str]
) -> dict[str, list[Problem]]:
    """By language where several were to go out."""
    ticked = set(accepted)
    return {
        language if len(versions) > 1 else "": [
            problem for problem in problems if problem.blocking or problem.key not in ticked
        ]
        for language, problems in gate.ask(versions, by=by).items()
    }


def _scheduled(version: LanguageVersion) -> LogEntry:
    """The row of the act that set the hour."""
    rows = LogEntry.objects.filter(
        article_id=version.article_id, language=version.language, move="schedule"
    )
    return rows.select_related("by").latest("pk")


def _together(entry: LogEntry) -> tuple[str, ...]:
    return tuple(entry.detail.get("together", [entry.language]))


def _accepted(versions: Iterable[LanguageVersion]) -> list[str]:
    return [key for version in versions for key in _scheduled(version).detail.get("accepted", [])]
