"""The administrators' page of what workers do in the background."""

import importlib
import pkgutil

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.roles import Role
from cms.background_admin import WORK
from tests.factories import make_editor, make_user

LIST = "admin:django_tasks_database_dbtaskresult_changelist"
APPS = ["accounts", "media", "articles", "translation", "publishing", "api"]
PAGE = "admin:django_tasks_database_dbtaskresult_change"


def make_task(status: str = TaskResultStatus.FAILED, *, attempts: int = 5, **fields):
    now = timezone.now()
    return DBTaskResult.objects.create(
        **{
            "status": status,
            "args_kwargs": {"args": [7], "kwargs": {}},
            "task_path": "publishing.republishing.republish",
            "backend_name": "default",
            "run_after": now,
            "started_at": now,
            "finished_at": now,
            "worker_ids": [f"worker{number}" for number in range(attempts)],
            "exception_class_path": "builtins.OSError",
            "traceback": "Traceback: <full disk>",
            **fields,
        }
    )


def browser_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def tasks_of_ours() -> set[str]:
    found = set()
    for name in APPS:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if ".migrations" not in module.name and ".management" not in module.name:
                things = vars(importlib.import_module(module.name)).values()
                found |= {one.module_path for one in things if isinstance(one, Task)}
    return found


def test_every_task_has_a_name_that_people_understand():
    assert tasks_of_ours() == set(WORK)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Background work", "Republish", "Failed for good", "What is done"]),
        ("nb", ["Arbeid i bakgrunnen", "Publiser på nytt", "Mislyktes for godt"]),
    ],
)
def test_an_administrator_finds_what_failed_in_their_own_language(language: str, words: list[str]):
    task = make_task()
    browser = browser_of(make_user(Role.ADMINISTRATOR, interface_language=language))

    listed = browser.get(reverse(LIST), {"status": "FAILED"}).content.decode()
    page = browser.get(reverse(PAGE, args=[task.pk])).content.decode()

    assert all(word in listed for word in words)
    assert "Queue name" not in listed
    assert words[1] in page
    assert reverse("admin:publishing_republication_change", args=[7]) in page
    assert "Traceback: &lt;full disk&gt;" in page
    if language == "nb":
        assert "Task" not in listed.replace("django_tasks_database", "")


@pytest.mark.django_db
def test_what_is_tried_again_is_told_apart_from_what_is_given_up():
    browser = browser_of(make_user(Role.ADMINISTRATOR, interface_language="en"))
    make_task(attempts=2)

    listed = browser.get(reverse(LIST)).content.decode()

    assert "Failed, is tried again" in listed
    assert "Failed for good" not in listed


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["status=READY", "work=api.tasks.deliver_webhooks"])
def test_the_list_is_filtered(query: str):
    browser = browser_of(make_user(Role.ADMINISTRATOR))
    make_task()

    found = browser.get(f"{reverse(LIST)}?{query}")

    assert list(found.context["cl"].result_list) == []


@pytest.mark.django_db
def test_a_task_of_a_former_release_is_shown_by_its_path():
    browser = browser_of(make_user(Role.ADMINISTRATOR))
    task = make_task(task_path="publishing.tasks.gone", args_kwargs={"args": [], "kwargs": {}})

    assert "publishing.tasks.gone" in browser.get(reverse(LIST)).content.decode()
    assert browser.get(reverse(PAGE, args=[task.pk])).status_code == 200


@pytest.mark.django_db
def test_only_administrators_see_it_and_find_the_way_there():
    editor, administrator = make_editor("Nils"), make_user(Role.ADMINISTRATOR)
    republications = reverse("admin:publishing_republication_changelist")

    assert browser_of(editor).get(reverse(LIST)).status_code == 403
    assert reverse(LIST) not in browser_of(editor).get(republications).content.decode()
    assert reverse(LIST) in browser_of(administrator).get(republications).content.decode()
