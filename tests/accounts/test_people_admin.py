"""How an administrator keeps the people of the newsroom."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from tests.factories import make_editor, make_journalist, make_translator, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    person = make_user(Role.ADMINISTRATOR, name="Åse Brekke", interface_language="en")
    client.force_login(person)
    return person


def groups(*roles: str) -> list[int]:
    return [Group.objects.get(name=role).pk for role in roles]


def form_of(person: User, **fields) -> dict:
    return {
        "name": person.name,
        "email": person.email,
        "interface_language": person.interface_language,
        "groups": [group.pk for group in person.groups.all()],
        "translates_into": person.translates_into,
        "is_active": "on",
    } | fields


def change(client, person: User, **fields):
    url = reverse("admin:accounts_user_change", args=[person.pk])
    answer = client.post(url, form_of(person, **fields))
    person.refresh_from_db()
    return answer


def test_a_new_person_can_log_in_with_the_roles_given(client, administrator):
    answer = client.post(
        reverse("admin:accounts_user_add"),
        {
            "name": "Kari Lunde",
            "email": "Kari@Example.org",
            "interface_language": "nb",
            "groups": groups(Role.TRANSLATOR),
            "translates_into": ["en"],
            "password1": "sommer-og-vinter",
            "password2": "sommer-og-vinter",
        },
    )

    kari = User.objects.get(email="kari@example.org")
    assert answer.status_code == 302
    assert kari.is_staff
    assert kari.is_translator_into("en")
    assert client.login(username="kari@example.org", password="sommer-og-vinter")


def test_two_people_cannot_share_an_e_mail_address_in_another_case(client, administrator):
    make_journalist(email="kari@example.org")
    other = make_journalist(email="ola@example.org")

    answer = change(client, other, email="KARI@example.org")

    assert answer.status_code == 200
    assert other.email == "ola@example.org"


def test_a_translator_must_have_a_language(client, administrator):
    person = make_journalist()

    answer = change(client, person, groups=groups(Role.TRANSLATOR), translates_into=[])

    assert "Choose the languages this translator works into." in answer.content.decode()
    assert not person.groups.filter(name=Role.TRANSLATOR).exists()


def test_who_leaves_is_deactivated_and_cannot_be_deleted(client, administrator):
    person = make_editor()

    change(client, person, is_active="")
    refused = client.post(reverse("admin:accounts_user_delete", args=[person.pk]), {"post": "yes"})

    assert refused.status_code == 403
    assert not person.is_active


def test_nobody_shuts_themselves_out(client, administrator):
    answer = change(client, administrator, is_active="")

    assert "You cannot deactivate yourself." in answer.content.decode()
    assert administrator.is_active


def test_the_form_makes_nobody_a_superuser(client, administrator):
    person = make_journalist()

    change(client, person, is_superuser="on", is_staff="on", user_permissions=["1"])

    assert not person.is_superuser
    assert person.user_permissions.count() == 0


def test_roles_and_languages_are_said_in_the_readers_language(client, administrator):
    make_translator("Kari Lunde", into=("en",))

    page = client.get(reverse("admin:accounts_user_changelist")).content.decode()

    assert "Translator" in page
    assert '<td class="field-languages_column">English</td>' in page


@pytest.mark.parametrize("role", [Role.JOURNALIST, Role.TRANSLATOR, Role.EDITOR, Role.PHOTO_EDITOR])
def test_only_administrators_see_the_people(client, role):
    client.force_login(make_user(role))

    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 403


def test_the_list_of_people_takes_the_same_queries_however_many(
    client, administrator, django_assert_max_num_queries
):
    url = reverse("admin:accounts_user_changelist")
    make_journalist()
    with django_assert_max_num_queries(12) as few:
        client.get(url)
    for _number in range(10):
        make_translator()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url)


def test_an_administrator_sets_a_new_password(client, administrator):
    person = make_journalist()

    client.post(
        reverse("admin:auth_user_password_change", args=[person.pk]),
        {"password1": "nordlys-over-fjorden", "password2": "nordlys-over-fjorden"},
    )

    person.refresh_from_db()
    assert person.check_password("nordlys-over-fjorden")


def test_the_password_page_speaks_the_readers_language_alone(client):
    client.force_login(make_user(Role.ADMINISTRATOR, interface_language="nb"))
    person = make_journalist()
    person.set_password("fyrlykt-og-tåke")
    person.save()

    page = client.get(reverse("admin:auth_user_password_change", args=[person.pk])).content.decode()

    assert "det nåværende passordet går tapt" in page
    assert "If disabled" not in page
