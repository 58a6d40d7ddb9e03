"""What a worker's sweep looks for: hours that have come, and tasks that were left lying."""

import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

# No task of ours takes a tenth of this: whoever had one for so long was killed.
LEFT_AFTER = datetime.timedelta(minutes=10)
MOST_ATTEMPTS = 5
KEPT_FOR = datetime.timedelta(days=7)


def take_up_left_tasks(
    now: datetime.datetime | None = None, *, left_after: datetime.timedelta = LEFT_AFTER
) -> int:
    """Put back on the queue what a killed worker left running, and what failed: a failed task
    after 2, 4, 8 … minutes, five times in all. Returns how many.

    Every task of ours may be run twice: the second time changes nothing. What has been tried five
    times stays as it is, for a person to look at; what ended well is forgotten after a week.
    """
    now = now or timezone.now()
    with transaction.atomic():
        DBTaskResult.objects.successful().filter(finished_at__lt=now - KEPT_FOR).delete()
        unfinished = DBTaskResult.objects.select_for_update(skip_locked=True)
        left = [
            one
            for one in unfinished.running()
            if one.started_at < now - left_after and len(one.worker_ids) < MOST_ATTEMPTS
        ]
        failed = [one for one in unfinished.failed() if _is_due(one, now)]
        for task in left + failed:
            task.status = TaskResultStatus.READY
            task.save(update_fields=["status"])
    return len(left) + len(failed)


def _is_due(task: DBTaskResult, now: datetime.datetime) -> bool:
    attempts = len(task.worker_ids)
    pause = datetime.timedelta(minutes=2**attempts)
    return attempts < MOST_ATTEMPTS and task.finished_at < now - pause
