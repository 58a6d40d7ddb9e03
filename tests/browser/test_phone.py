"""On a phone: nothing lies outside the screen, and nothing covers what one has to read."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import (
    make_article,
    make_editor,
    make_photo,
    make_published_article,
    make_translator,
)
from tests.translation.stories import make_translation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 390, "height": 800})
    return page


def log_in(page: Page, person) -> None:
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.goto("/admin/login/")
    address = page.evaluate("location.origin")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}
    page.context.add_cookies([cookie])


def test_the_way_to_the_next_open_row_floats_at_the_foot_of_the_screen(phone):
    kari = make_translator("Kari", into=("en",), interface_language="en")
    version = make_translation(translator=kari)
    log_in(phone, kari)

    phone.goto(f"/admin/translation/{version.article_id}/en/")

    expect(phone.locator("#next-open")).to_be_visible()
    button = phone.locator("#next-open").bounding_box()
    count = phone.locator("#finish-shut").bounding_box()
    sheet = phone.locator("#side").bounding_box()
    assert 800 - 80 < button["y"] + button["height"] <= sheet["y"]
    assert count["y"] + count["height"] <= button["y"]


def test_publications_are_cards_that_lie_within_the_screen(phone):
    make_published_article(
        headline_nb="En svært lang tittel om skreien som er kommet til Lofoten i år",
        headline_en="A very long headline about the cod that has come to Lofoten this year",
    )
    log_in(phone, make_editor(interface_language="en"))

    phone.goto("/admin/publishing/publication/")

    cells = phone.locator("#result_list tbody :is(td, th)")
    assert cells.count() == 14
    for cell in cells.all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_a_photo_without_a_file_has_an_empty_frame_in_the_picker_and_the_field(page):
    make_photo(caption_en="The quay", with_file=False)
    editor = make_editor(interface_language="en")
    story = make_article(by=editor)
    log_in(page, editor)
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    frame = page.locator(".photo-picker .missing")
    expect(frame).to_be_hidden()

    page.get_by_role("button", name="Choose a photo").click()
    expect(page.locator(".picker-result .picker-no-picture")).to_be_visible()
    page.get_by_role("button", name="The quay").click()

    expect(frame).to_be_visible()
    expect(frame).to_have_text("No file yet")
    page.locator(".photo-picker").get_by_role("button", name="Remove").click()
    expect(frame).to_be_hidden()
