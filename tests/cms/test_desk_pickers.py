"""What the editor's pickers find, and for whom."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from articles.models import State
from cms.desk.pickers import PAGE_SIZE
from tests.factories import (
    make_article,
    make_editor,
    make_fact_box,
    make_photo,
    make_rendition,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db

PICKERS = ["pick-photos", "pick-fact-boxes", "pick-articles"]


@pytest.fixture
def browser():
    client = Client()
    client.force_login(make_editor(interface_language="en"))
    return client


def ask(browser, name, **query) -> dict:
    answer = browser.get(reverse(f"desk:{name}"), query)
    assert answer.status_code == 200
    return answer.json()


def titles(found: dict) -> list[str]:
    return [one["title"] for one in found["results"]]


def make(name, **fields):
    return {
        "pick-photos": make_photo,
        "pick-fact-boxes": make_fact_box,
        "pick-articles": make_article,
    }[name](**fields)


@pytest.mark.parametrize("words", ["ødegård", "ØDEGÅRD", "Wasteland", "wasteland", "farm odegard"])
@pytest.mark.parametrize(
    ("name", "field"),
    [("pick-photos", "caption"), ("pick-fact-boxes", "title"), ("pick-articles", "headline")],
)
def test_things_are_found_in_either_language_and_case(browser, name, field, words):
    thing = make(name, **{f"{field}_nb": "Ødegård i Vest", f"{field}_en": "Wasteland farm Odegard"})
    make(name, **{f"{field}_nb": "Noe annet", f"{field}_en": "Something else"})

    assert [one["id"] for one in ask(browser, name, q=words)["results"]] == [str(thing.pk)]


def test_photos_are_found_by_who_took_them_and_stand_once(browser):
    photo = make_photo(creator="Liv Strand")
    photo.credits.create(creator="Liv Strand Hansen")
    make_photo(creator="Per Moen")

    assert [one["id"] for one in ask(browser, "pick-photos", q="liv")["results"]] == [str(photo.pk)]


def test_words_in_quotation_marks_are_looked_for_as_they_stand(browser):
    story = make_article(headline_nb="Høy pris på skrei")
    make_article(headline_nb="Pris på høy skrei")

    found = ask(browser, "pick-articles", q='"høy pris"')

    assert [one["id"] for one in found["results"]] == [str(story.pk)]


@pytest.mark.parametrize("name", PICKERS)
def test_the_rest_comes_page_by_page(browser, name):
    made = {str(make(name).pk) for _number in range(PAGE_SIZE + 3)}

    first, second, third = (ask(browser, name, page=page) for page in (1, 2, 3))

    pages = [[one["id"] for one in page["results"]] for page in (first, second, third)]
    assert [len(page) for page in pages] == [PAGE_SIZE, 3, 0]
    assert {*pages[0], *pages[1]} == made
    assert [first["more"], second["more"], third["more"]] == [True, False, False]


@pytest.mark.parametrize("page", ["0", "-1", "abc", "", "1.5", "²", "٣", "9" * 50, "\x00"])
@pytest.mark.parametrize("name", PICKERS)
def test_a_page_that_is_none_is_the_first(browser, name, page):
    thing = make(name)

    found = ask(browser, name, page=page)

    assert [one["id"] for one in found["results"]] == [str(thing.pk)]


@pytest.mark.parametrize("name", PICKERS)
def test_things_are_looked_up_by_their_ids_and_bad_ones_ignored(browser, name):
    first, second, _third = make(name), make(name), make(name)
    ids = [first.pk, "tull", "", "\x00", uuid.uuid4(), second.pk, "1" * 400]

    found = ask(browser, name, id=ids, q="ses bort fra")

    assert {one["id"] for one in found["results"]} == {str(first.pk), str(second.pk)}
    assert found["more"] is False


@pytest.mark.parametrize("name", PICKERS)
@pytest.mark.parametrize(
    "words", ["%", "_", "'; DROP TABLE", "\\", "'", "qx " * 5000, "x" * 90_000]
)
def test_odd_words_find_nothing_and_break_nothing(browser, name, words):
    make(name)

    assert ask(browser, name, q=words)["results"] == []


def test_a_photo_shows_its_credit_and_its_smallest_cut(browser):
    photo = make_photo(creator="Liv Strand", organisation={"nb": "Forsvaret", "en": "The Forces"})
    make_rendition(photo, ratio="16:9", width=1600, format="jpeg")
    small = make_rendition(photo, ratio="16:9", width=480)

    (found,) = ask(browser, "pick-photos")["results"]

    assert found["detail"] == "Photo: Liv Strand / The Forces"
    assert found["thumbnail"] == small.file.url


def test_a_placeholder_says_that_its_file_is_missing(browser):
    make_photo(with_file=False)

    (found,) = ask(browser, "pick-photos")["results"]

    assert (found["detail"], found["thumbnail"]) == ("No file yet", None)


def test_photos_with_a_file_come_before_those_that_wait_for_one(browser):
    first = make_photo()
    waiting = make_photo(with_file=False)
    last = make_photo()

    found = ask(browser, "pick-photos")["results"]

    assert [one["id"] for one in found] == [str(one.pk) for one in (last, first, waiting)]


@pytest.mark.parametrize(
    ("asked", "title"),
    [({"language": "nb"}, "Sild"), ({"language": "en"}, "Herring"), ({}, "Herring")],
)
@pytest.mark.parametrize(
    ("name", "field"), [("pick-photos", "caption"), ("pick-fact-boxes", "title")]
)
def test_things_are_named_in_the_language_of_the_text_or_of_the_page(
    browser, name, field, asked, title
):
    make(name, **{f"{field}_nb": "Sild", f"{field}_en": "Herring"})

    assert titles(ask(browser, name, **asked)) == [title]


@pytest.mark.parametrize(
    ("name", "field"), [("pick-photos", "caption"), ("pick-fact-boxes", "title")]
)
@pytest.mark.parametrize("asked", ["en", "tull", "\x00"])
def test_things_without_a_name_in_the_language_are_named_in_another(browser, name, field, asked):
    make(name, **{f"{field}_nb": "Sild", f"{field}_en": ""})

    assert titles(ask(browser, name, language=asked)) == ["Sild"]


def test_a_photo_without_a_file_has_a_frame_and_a_fact_box_none(browser):
    make_photo(with_file=False)
    make_fact_box()

    assert ask(browser, "pick-photos")["results"][0]["thumbnail"] is None
    assert "thumbnail" not in ask(browser, "pick-fact-boxes")["results"][0]


def test_a_fact_box_tells_its_languages(browser):
    make_fact_box(languages_of_text=("nb",))

    (found,) = ask(browser, "pick-fact-boxes")["results"]

    assert found["detail"] == "Norwegian"


def test_a_story_tells_its_stage_and_can_be_left_out(browser):
    story, other = make_article(state=State.REVIEW), make_article()
    make_version(other, "en", state=State.TRANSLATION)

    found = ask(browser, "pick-articles", **{"not": [other.pk, "tull"]})

    assert [(one["id"], one["detail"]) for one in found["results"]] == [
        (str(story.pk), "In review")
    ]


@pytest.mark.parametrize("name", PICKERS)
def test_a_page_takes_the_same_queries_however_many_things(
    browser, name, django_assert_max_num_queries
):
    def one():
        return make(name, lead_photo=make_photo()) if name == "pick-articles" else make(name)

    one()
    with django_assert_max_num_queries(12) as few:
        ask(browser, name)
    for _number in range(10):
        one()
    with django_assert_max_num_queries(len(few.captured_queries)):
        ask(browser, name)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", PICKERS)
def test_every_role_of_the_newsroom_may_look(name, role):
    client = Client()
    client.force_login(make_user(role))

    ask(client, name)


@pytest.mark.parametrize("name", PICKERS)
def test_staff_without_a_role_see_nothing(name):
    client = Client()
    client.force_login(make_user())

    assert client.get(reverse(f"desk:{name}")).status_code == 403


@pytest.mark.parametrize("name", PICKERS)
@pytest.mark.parametrize("who", ["nobody", "left", "no staff"])
def test_others_are_sent_to_log_in(client, name, who):
    if who != "nobody":
        person = make_editor(is_active=who != "left", is_staff=who != "no staff")
        client.force_login(person)

    answer = client.get(reverse(f"desk:{name}"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("name", PICKERS)
def test_pickers_are_only_read(browser, name):
    assert browser.post(reverse(f"desk:{name}")).status_code == 405
