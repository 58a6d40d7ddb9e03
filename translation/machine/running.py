"""A whole version through the machine, in the background.

A task is one question to the service. What came of it is written in one transaction, with how far
the run has come and the task of the next: whoever is killed is followed by one who goes on from
there. What stands by then, was left out, or has another source is left alone.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import override
from django_tasks import task

from accounts import languages
from accounts.models import User
from articles import blocks
from articles.models import LanguageVersion
from translation import permissions, remembered
from translation.machine import budget
from translation.machine.configured import service
from translation.machine.proposing import Proposed, prepared, propose
from translation.models import MachineRun
from translation.pretranslating import put_all
from translation.segments import Segment, Status
from translation.writing import claim_if_free, refuse_unless_open, segments_of

State = MachineRun.State
# Above what one question can take, and below the sweep's patience.
BUSY = datetime.timedelta(minutes=3)


@dataclass(frozen=True, kw_only=True)
class Started:
    """`run` is what goes on in the background, if anything."""

    from_memory: int
    run: MachineRun | None


@transaction.atomic
def fill(version: LanguageVersion, *, by: User) -> Started:
    """From memory at once, and the rest by machine in the background. Raises NotAllowed."""
    locked = _held(version, by)
    known = remembered.fill(locked, by=by)
    claim_if_free(locked, by)
    return Started(from_memory=len(known), run=start(locked, by=by))


@transaction.atomic
def start(version: LanguageVersion, *, by: User) -> MachineRun | None:
    """Have all that is open translated by machine; None where nothing is, or no service is
    configured. One that is under way already is returned, and taken up again where nobody seems to
    have it. Raises NotAllowed."""
    locked = _held(version, by)
    run = MachineRun.objects.unfinished().filter(version=locked).first()
    if run:
        if run.busy_until is None or run.busy_until < timezone.now():
            pretranslate.enqueue(run.pk)
        return run
    number = len(open_segments(locked))
    if not number or service() is None:
        return None
    run = MachineRun.objects.create(version=locked, by=by, total=number)
    pretranslate.enqueue(run.pk)
    return run


def _held(version: LanguageVersion, by: User) -> LanguageVersion:
    rows = LanguageVersion.objects.select_for_update(of=("self",)).select_related("article")
    held = rows.get(pk=version.pk)
    refuse_unless_open(held, by)
    return held


@task()
def pretranslate(pk: int) -> int:
    """Returns how many texts were written."""
    run = _claim(pk)
    if run is None:
        return 0
    with override(run.by.interface_language):
        try:
            return _next(run)
        except Exception:
            _stop(pk, _t("Something went wrong here. It has been noted; try again."))
            raise


def _claim(pk: int) -> MachineRun | None:
    """The run for this worker alone; None where it is over, or another has it."""
    now = timezone.now()
    free = Q(busy_until=None) | Q(busy_until__lt=now)
    unfinished = MachineRun.objects.unfinished().filter(free, pk=pk)
    claimed = unfinished.update(state=State.RUNNING, busy_until=now + BUSY)
    if not claimed:
        return None
    return MachineRun.objects.select_related("version__article", "by").get(pk=pk)


def _next(run: MachineRun) -> int:
    asked = service()
    if asked is None:
        _stop(run.pk, _t("Translation by machine is no longer configured."))
        return 0
    if not permissions.is_open(run.by, run.version):
        _stop(run.pk, _closed(run))
        return 0
    waiting = [one for one in open_segments(run.version) if one.key not in run.refused]
    if not waiting:
        _stop(run.pk)
        return 0
    batch = prepared(asked, waiting, room=budget.left(asked.code))
    proposed = propose(asked, batch, context=_context(run.version))
    return _write(run, proposed)


@transaction.atomic
def _write(run: MachineRun, proposed: Proposed) -> int:
    version = LanguageVersion.objects.select_for_update().get(pk=run.version_id)
    if not permissions.is_open(run.by, version):
        _stop(run.pk, _closed(run))
        return 0
    outcome = put_all(version, proposed.proposals, by=run.by)
    row = MachineRun.objects.select_for_update().get(pk=run.pk)
    row.written += len(outcome.written)
    row.refused |= proposed.refused | outcome.refused
    row.busy_until = None
    row.save(update_fields=["written", "refused", "busy_until"])
    if proposed.problem:
        _stop(run.pk, proposed.problem)
    else:
        pretranslate.enqueue(run.pk)
    return len(outcome.written)


def _stop(pk: int, problem: str = "") -> None:
    MachineRun.objects.filter(pk=pk).update(
        state=State.FAILED if problem else State.DONE,
        problem=problem,
        busy_until=None,
        finished_at=timezone.now(),
    )


def open_segments(version: LanguageVersion) -> list[Segment]:
    return [one for one in segments_of(version) if one.status == Status.OPEN]


def _closed(run: MachineRun) -> str:
    return _t("The %(language)s text can no longer be changed by %(person)s.") % {
        "language": languages.name(run.version.language),
        "person": run.by,
    }


def _context(version: LanguageVersion) -> str:
    """What the story is about, in the language that is translated from."""
    article = version.article
    texts = (
        blocks.text_of(languages.text(article, name, article.source_language))
        for name in ("headline", "lead")
    )
    return "\n".join(filter(None, texts))
