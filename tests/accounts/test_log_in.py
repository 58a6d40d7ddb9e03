"""Logging in, and who a person is after that."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from accounts.models import User, validate_language_codes
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_journalist,
    make_translator,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db

PASSWORD = "nordlys-over-fjorden"


def log_in(client, email: str, password: str = PASSWORD):
    return client.post(reverse("admin:login"), {"username": email, "password": password})


@pytest.mark.parametrize(
    "typed", ["kari@example.org", "Kari@Example.org", "KARI@EXAMPLE.ORG", " kari@example.org "]
)
def test_the_case_of_an_e_mail_address_does_not_matter(client, typed):
    kari = make_editor(email="Kari@example.org", password=PASSWORD)

    log_in(client, typed)

    assert client.session["_auth_user_id"] == str(kari.pk)


def test_addresses_are_kept_in_small_letters():
    assert make_editor(email="KARI@Example.ORG").email == "kari@example.org"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("kari@example.org", "galt"),
        ("kari@example.org", ""),
        ("ingen@example.org", PASSWORD),
        ("kari@example.org\x00", PASSWORD),
        ("", ""),
        ("ikke en adresse", PASSWORD),
    ],
)
def test_who_is_not_known_stays_outside(client, email, password):
    make_editor(email="kari@example.org", password=PASSWORD)

    answer = log_in(client, email, password)

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}])
def test_who_has_left_or_is_no_staff_stays_outside(client, fields):
    make_editor(email="kari@example.org", password=PASSWORD, **fields)

    answer = log_in(client, "kari@example.org")

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_who_is_deactivated_while_logged_in_is_out_at_the_next_page(client):
    kari = make_editor(email="kari@example.org", password=PASSWORD)
    log_in(client, "kari@example.org")
    assert client.get(reverse("admin:index")).status_code == 200

    User.objects.filter(pk=kari.pk).update(is_active=False)

    assert client.get(reverse("admin:index")).status_code == 302


@pytest.mark.parametrize(
    "make", [make_editor, make_journalist, lambda **f: make_user("Administrator", **f)]
)
def test_who_has_left_has_no_role_left(make):
    person = make(is_active=False)

    assert not any([person.is_editor, person.is_journalist, person.is_administrator])
    assert not person.has_perm("articles.view_article")


def test_who_has_left_translates_into_nothing():
    kari = make_translator(into=("en",), is_active=False)

    assert not kari.is_translator_into("en")
    assert User.objects.translators_into("en") == []


def test_translators_are_named_by_language_and_in_order():
    make_translator("Åse", into=("nb",))
    both = make_translator("Berit", into=("nb", "en"))
    english = make_translator("Anna", into=("en",))
    make_journalist("Ingrid", translates_into=["en"])

    assert User.objects.translators_into("en") == [english, both]


def test_two_people_cannot_share_an_address_whatever_its_case():
    make_editor(email="kari@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="KARI@example.org", name="Kari")])


@pytest.mark.parametrize("codes", [["xx"], ["nb", "xx"], "nb", {"nb": 1}, None, [1]])
def test_only_the_newsrooms_languages_are_translated_into(codes):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        validate_language_codes(codes)


def test_people_whom_anything_names_cannot_be_deleted():
    journalist, translator, author = make_journalist(), make_translator(), make_journalist()
    make_author(user=author)
    make_version(make_article(by=journalist), "en", state="translation", translator=translator)

    for person in (journalist, translator, author):
        with pytest.raises(ProtectedError):
            person.delete()


def test_nobody_is_deleted_by_the_admin(client):
    client.force_login(make_user("Administrator"))
    person = make_journalist()
    url = reverse("admin:accounts_user_delete", args=[person.pk])

    assert client.post(url, {"post": "yes"}).status_code == 403
    many = client.post(
        reverse("admin:accounts_user_changelist"),
        {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"},
    )
    assert many.status_code < 500
    assert User.objects.filter(pk=person.pk).exists()


def test_a_first_name_is_the_first_word_of_the_name():
    assert make_editor("Biret Ánne Skáidi").get_short_name() == "Biret"
    assert make_editor("Plass", email="x@example.org").get_full_name() == "Plass"
    assert str(User(email="uten@example.org")) == "uten@example.org"
    assert User(email="uten@example.org").get_short_name() == "uten@example.org"


@pytest.mark.parametrize("language", ["nb", "en"])
def test_each_sees_the_desk_in_their_own_language(client, language):
    client.force_login(make_editor(interface_language=language))

    page = client.get(reverse("admin:index")).content.decode()

    assert f'<html lang="{language}"' in page
