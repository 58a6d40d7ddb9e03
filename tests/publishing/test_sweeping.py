from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from publishing import sweeping

pytestmark = pytest.mark.django_db


def make_task(status, *, ago=timedelta(0), attempts=1):
    now = timezone.now()
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="publishing.tasks.follow_story",
        backend_name="default",
        run_after=now,
        started_at=now - ago,
        finished_at=now - ago if status == TaskResultStatus.FAILED else None,
        worker_ids=[f"worker{number}" for number in range(attempts)],
    )


def test_a_task_whose_worker_was_killed_is_taken_up_again():
    task = make_task(TaskResultStatus.RUNNING, ago=timedelta(minutes=11))

    assert sweeping.take_up_left_tasks() == 1

    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY


def test_a_task_that_is_being_run_is_left_alone():
    task = make_task(TaskResultStatus.RUNNING, ago=timedelta(minutes=1))

    assert sweeping.take_up_left_tasks() == 0

    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


@pytest.mark.parametrize(
    ("attempts", "minutes", "taken_up"),
    [(1, 1, 0), (1, 3, 1), (2, 3, 0), (2, 5, 1), (4, 17, 1), (5, 600, 0)],
)
def test_a_failed_task_is_tried_again_after_ever_longer_pauses(attempts, minutes, taken_up):
    make_task(TaskResultStatus.FAILED, ago=timedelta(minutes=minutes), attempts=attempts)

    assert sweeping.take_up_left_tasks() == taken_up


def test_a_task_that_kills_its_worker_is_not_run_for_ever():
    make_task(TaskResultStatus.RUNNING, ago=timedelta(minutes=11), attempts=5)

    assert sweeping.take_up_left_tasks() == 0


def test_what_ended_well_is_forgotten_after_a_week():
    for days in (1, 8):
        task = make_task(TaskResultStatus.SUCCESSFUL)
        task.finished_at = timezone.now() - timedelta(days=days)
        task.save()

    sweeping.take_up_left_tasks()

    assert DBTaskResult.objects.count() == 1
