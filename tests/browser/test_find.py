"""Finding in both languages, and the way back to where one was."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_workbench import field, open_as, row
from tests.factories import make_article, make_translator, paragraphs
from tests.translation.stories import make_translation, one_of
from translation import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(
        article=make_article(body_nb=paragraphs("Torsken kom.", "Prisen er høy.")), translator=kari
    )


def test_escape_shows_all_rows_again_and_leads_back_to_the_row(page: Page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b1").click()
    page.keyboard.type("The cod")

    page.keyboard.press("Alt+f")
    page.keyboard.type("PRISEN")
    expect(row(page, version, "b2")).to_be_visible()
    expect(row(page, version, "b1")).to_be_hidden()
    page.keyboard.press("Escape")

    expect(page.locator("#find")).to_have_value("")
    expect(page.locator("#find-number")).to_have_text("")
    expect(row(page, version, "b1")).to_be_visible()
    page.keyboard.type(" came")
    expect(field(page, version, "b1")).to_have_text("The cod came")


def test_escape_before_any_row_was_gone_into_clears_the_words_alone(page: Page, version, kari):
    open_as(page, kari, version)

    page.locator("#find").click()
    page.keyboard.type("prisen")
    expect(row(page, version, "b1")).to_be_hidden()
    page.keyboard.press("Escape")

    expect(page.locator("#find")).to_have_value("")
    expect(row(page, version, "b1")).to_be_visible()


def test_words_of_the_translation_are_found_and_enter_leads_to_the_first(page: Page, version, kari):
    actions.save_segment(version, one_of(version, "b2").key, "The price is high.", by=kari)
    open_as(page, kari, version)

    page.locator("#find").click()
    page.keyboard.type("price")
    expect(page.locator("#find-number")).to_contain_text("1")
    page.keyboard.press("Enter")

    expect(row(page, version, "b2")).to_be_focused()
    expect(row(page, version, "lead")).to_be_hidden()
