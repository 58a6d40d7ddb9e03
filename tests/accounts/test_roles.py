"""What each role may in the admin, as one table."""

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth.models import Group, Permission
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from articles.models import State
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

# v view, a add, c change, d delete. A model that is not in the row of a role is hidden from it.
WRITER = {
    "articles.article": "vacd",
    "articles.factbox": "vac",
    "articles.tag": "vac",
    "articles.section": "v",
    "articles.author": "v",
    "media.photo": "vac",
    "publishing.publication": "v",
    "translation.memoryentry": "v",
    "translation.term": "v",
}
TABLE = {
    Role.JOURNALIST: WRITER,
    Role.TRANSLATOR: {
        "articles.article": "vc",
        "articles.factbox": "v",
        "articles.tag": "v",
        "articles.section": "v",
        "articles.author": "v",
        "media.photo": "v",
        "publishing.publication": "v",
        "translation.memoryentry": "v",
        "translation.term": "vac",
    },
    Role.EDITOR: WRITER
    | dict.fromkeys(
        ["articles.factbox", "articles.tag", "articles.section", "articles.author", "media.photo"],
        "vacd",
    )
    | {"publishing.republication": "v"}
    | {
        "translation.machineuse": "v",
        "translation.memoryentry": "vd",
        "translation.term": "vacd",
    },
    Role.PHOTO_EDITOR: {
        "articles.article": "v",
        "articles.factbox": "v",
        "articles.tag": "v",
        "articles.section": "v",
        "articles.author": "v",
        "media.photo": "vacd",
        "publishing.publication": "v",
        "translation.memoryentry": "v",
        "publishing.republication": "v",
    },
    Role.ADMINISTRATOR: WRITER
    | dict.fromkeys(
        ["articles.factbox", "articles.tag", "articles.section", "articles.author", "media.photo"],
        "vacd",
    )
    | {
        "accounts.user": "vac",
        "api.clientkey": "vac",
        "api.delivery": "v",
        "api.endpoint": "vacd",
        "publishing.republication": "v",
        "translation.machineuse": "v",
        "translation.memoryentry": "vd",
        "translation.term": "vacd",
    },
}
MODELS = sorted({model for row in TABLE.values() for model in row})


def granted(person: User, model: str) -> str:
    """What the admin of a model lets this person do, asked of no thing in particular."""
    request = RequestFactory().get("/")
    request.user = person
    model_admin = site.get_model_admin(apps.get_model(model))
    may = model_admin.get_model_perms(request)
    return "".join(
        letter
        for letter, name in zip("vacd", ("view", "add", "change", "delete"), strict=True)
        if may[name]
    )


# The admin asks these of a thing, not of the model: who may delete or change it depends on it.
ASKED_OF_A_THING = {"articles.article": "d", "publishing.publication": "", "accounts.user": "d"}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("role", Role)
def test_the_admin_grants_a_role_what_the_table_says(role, model):
    expected = set(TABLE[role].get(model, "")) - set(ASKED_OF_A_THING.get(model, ""))

    assert set(granted(make_user(role), model)) == expected


@pytest.mark.parametrize("model", MODELS)
def test_staff_without_a_role_may_nothing(model):
    assert granted(make_user(), model) == ""


def test_every_model_of_the_admin_stands_in_the_table():
    ours = {
        model._meta.label_lower
        for model in site._registry
        if not model.__module__.startswith("django")
    }

    # The queue of tasks is the machine's business, and no role sees it.
    assert {label for label in ours if not label.startswith("django_tasks")} <= set(MODELS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("model", MODELS)
def test_the_pages_agree_with_the_table(role, model):
    client = Client()
    client.force_login(make_user(role))
    name = model.replace(".", "_")

    seen = client.get(reverse(f"admin:{name}_changelist")).status_code
    added = client.get(reverse(f"admin:{name}_add")).status_code

    assert seen == (200 if "v" in TABLE[role].get(model, "") else 403)
    assert added == (200 if "a" in TABLE[role].get(model, "") else 403)


@pytest.mark.parametrize("role", Role)
def test_the_log_and_the_publications_are_nobodys_to_change(role):
    person = make_user(role)

    for model in ("articles.logentry", "publishing.publication", "publishing.tombstone"):
        app, name = model.split(".")
        may = [
            verb for verb in ("add", "change", "delete") if person.has_perm(f"{app}.{verb}_{name}")
        ]
        assert may == ([] if role != Role.ADMINISTRATOR else may)
    assert "c" not in granted(person, "publishing.publication")


def test_the_roles_are_those_of_the_newsroom_and_an_administrator_has_all_there_is():
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)
    granted_to_all = Group.objects.get(name=Role.ADMINISTRATOR).permissions.all()
    apps_of_ours = ["accounts", "api", "articles", "media", "publishing", "translation"]
    ours = Permission.objects.filter(content_type__app_label__in=apps_of_ours)
    assert not ours.exclude(pk__in=granted_to_all).exists()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", State)
def test_who_has_no_part_in_a_story_changes_it_only_as_an_editor(role, state):
    person = make_user(role, translates_into=["nb"])
    story = make_article(state=state)
    request = RequestFactory().get("/")
    request.user = person
    model_admin = site.get_model_admin(type(story))

    may = model_admin.has_change_permission(request, story)

    assert may == (role in (Role.EDITOR, Role.ADMINISTRATOR) and state != State.WITHDRAWN)


def test_a_person_may_have_several_roles():
    person = make_user(Role.JOURNALIST, Role.TRANSLATOR, translates_into=["en"])

    assert person.is_journalist
    assert person.is_translator_into("en")
    assert not person.is_translator_into("nb")
    assert not person.is_editor
    assert set(granted(person, "articles.article")) == {"v", "a", "c"}


def test_a_superuser_is_an_administrator_and_an_editor_without_any_role():
    person = make_user(is_superuser=True)

    assert person.is_administrator
    assert person.is_editor
    assert not person.is_journalist
