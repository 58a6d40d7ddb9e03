"""Who is mailed when: everything that a person has been told and has not read, in one mail, once
the newsroom has been quiet about it for a while, and never more often than the settings say. What
readers see old text of waits for less.

Several sweeps may run at once: whoever writes to a person holds their `Digest`, and looks again at
what is due when it is theirs. A mail is sent before what it told is marked as told, in one
transaction: a sweep that is killed in between sends it again (at least once), under the same
Message-ID, so that a mailbox can know it for the same.
"""

import datetime
import logging
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone

from accounts.models import User
from cms.notices.entries import entries, with_all
from cms.notices.letter import letter
from translation.models import Digest, Notice

logger = logging.getLogger(__name__)

# After no server would take a mail.
PAUSE = datetime.timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class _Waiting:
    """Of one person: since when there is something to tell, or something urgent, and when there
    was last more."""

    first: datetime.datetime
    last: datetime.datetime
    urgent: datetime.datetime | None

    def is_due(self, digest: Digest | None, now: datetime.datetime) -> bool:
        if digest and digest.failed_at and now - digest.failed_at < PAUSE:
            return False
        most, quiet, soon = (
            datetime.timedelta(minutes=minutes)
            for minutes in (
                settings.DIGEST_MINUTES,
                settings.DIGEST_QUIET_MINUTES,
                settings.DIGEST_URGENT_MINUTES,
            )
        )
        rested = now - digest.sent_at if digest and digest.sent_at else None
        if self.urgent and now - self.urgent >= soon and (rested is None or rested >= soon):
            return True
        is_time = now - self.last >= quiet or now - self.first >= most
        return is_time and (rested is None or rested >= most)


def send_due(now: datetime.datetime | None = None) -> int:
    """Returns how many mails were sent."""
    now, sent = now or timezone.now(), 0
    waiting = _waiting()
    digests = {one.person_id: one for one in Digest.objects.filter(person__in=waiting)}
    for person, one in waiting.items():
        if not one.is_due(digests.get(person), now):
            continue
        try:
            sent += _send(person, now)
        except Exception:
            # The others are not to wait for it.
            logger.exception("Person %s could not be mailed", person)
            Digest.objects.filter(person=person).update(failed_at=now)
    return sent


def _waiting(person: int | None = None) -> dict[int, _Waiting]:
    unsent = Notice.objects.unsent().filter(person__is_active=True, person__wants_digest=True)
    unsent = unsent.exclude(person__email="").order_by()
    if person is not None:
        unsent = unsent.filter(person=person)
    found = unsent.values_list("person").annotate(
        first=Min("waiting_since"),
        last=Max("changed_at"),
        first_urgent=Min("waiting_since", filter=Q(is_urgent=True)),
    )
    return {
        pk: _Waiting(first=first, last=last, urgent=urgent) for pk, first, last, urgent in found
    }


def _send(pk: int, now: datetime.datetime) -> bool:
    Digest.objects.get_or_create(person_id=pk)
    with transaction.atomic():
        digest = Digest.objects.select_for_update(skip_locked=True).filter(person=pk).first()
        waiting = _waiting(pk).get(pk)
        if digest is None or waiting is None or not waiting.is_due(digest, now):
            return False  # another sweep was quicker, or the person
        person = User.objects.get(pk=pk)
        unsent = Notice.objects.of(person).unsent()
        told = list(with_all(unsent).order_by("-is_urgent", "changed_at", "pk"))
        digest.number += 1
        digest.sent_at, digest.failed_at = now, None
        letter(person, entries(told), number=digest.number).send()
        digest.save()
        for notice in told:
            # What came in meanwhile is for the next.
            same = Notice.objects.filter(pk=notice.pk, changed_at=notice.changed_at)
            same.update(waiting_since=None)
    return True
