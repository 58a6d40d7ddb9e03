"""What is met by whoever opens the address that a button posts to."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import LogEntry, State
from publishing.models import Republication
from tests.factories import make_editor, make_translator
from tests.translation.stories import make_translated

pytestmark = pytest.mark.django_db
ON_A_STORY = [
    "translation:claim",
    "translation:give-back",
    "translation:confirm-all",
    "translation:review-all",
    "translation:pretranslate",
    "translation:finish",
]


@pytest.mark.parametrize("name", ON_A_STORY)
def test_a_button_of_the_workbench_opened_as_an_address_leads_to_the_workbench(name: str):
    version = make_translated(make_translator("Kari", into=("en",)))
    before = LogEntry.objects.count()
    browser = Client()
    browser.force_login(make_editor("Nils"))

    answer = browser.get(reverse(name, args=[version.article_id, "en"]))

    page = reverse("translation:side-by-side", args=[version.article_id, "en"])
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert browser.get(page).status_code == 200
    version.refresh_from_db()
    assert version.state == State.TRANSLATION
    assert LogEntry.objects.count() == before


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("desk:notices-read", "desk:notices"),
        ("desk:notices-by-mail", "desk:notices"),
        ("admin:translation_term_decide", "admin:translation_term_proposals"),
        ("accounts:interface-language", "admin:index"),
    ],
)
def test_a_button_opened_as_an_address_leads_to_its_page(name: str, page: str):
    browser = Client()
    browser.force_login(make_editor("Nils", wants_digest=True))

    answer = browser.get(reverse(name))

    assert (answer.status_code, answer["Location"]) == (302, reverse(page))
    assert browser.delete(reverse(name)).status_code == 405


def test_who_opens_the_address_of_republishing_again_starts_nothing():
    row = Republication.objects.create(reason="photo_changed", ref="1", name="", state="failed")
    browser = Client()
    browser.force_login(make_editor("Nils"))

    answer = browser.get(reverse("admin:publishing_republication_again", args=[row.pk]))

    page = reverse("admin:publishing_republication_change", args=[row.pk])
    assert (answer.status_code, answer["Location"]) == (302, page)
    row.refresh_from_db()
    assert row.state == "failed"
