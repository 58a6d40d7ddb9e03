"""What stands beside a row in the workbench: its history, by keyboard alone, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_workbench import field, open_as, row, text_of
from tests.factories import make_editor, make_translator
from tests.translation.stories import make_translation, one_of
from translation import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(translator=kari)


def test_an_earlier_text_is_brought_back_by_keyboard_and_that_is_undone(page: Page, version, kari):
    key = one_of(version, "lead").key
    actions.save_segment(version, key, "A lead of Kari’s.", by=kari)
    actions.save_segment(version, key, "Spoilt.", by=make_editor("Eva"))
    open_as(page, kari, version)

    field(page, version, "lead").click()
    page.keyboard.press("Alt+r")
    expect(page.locator("#aid-past")).to_contain_text("Eva")
    expect(page.locator("#aid-past button:focus")).to_have_text("Bring this text back")
    page.keyboard.press("Enter")

    expect(field(page, version, "lead")).to_have_value("A lead of Kari’s.")
    expect(row(page, version, "lead")).to_contain_text("Saved at")
    assert text_of(version, "lead_en") == "A lead of Kari’s."
    expect(field(page, version, "lead")).to_be_focused()
    page.keyboard.press("Alt+z")
    expect(field(page, version, "lead")).to_have_value("Spoilt.")
    expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    assert text_of(version, "lead_en") == "Spoilt."


def test_what_another_has_written_meanwhile_is_not_overwritten_by_an_earlier_text(
    page: Page, version, kari
):
    key = one_of(version, "lead").key
    actions.save_segment(version, key, "First.", by=kari)
    actions.save_segment(version, key, "Second.", by=kari)
    open_as(page, kari, version)
    field(page, version, "lead").click()
    page.keyboard.press("Alt+r")
    expect(page.locator("#aid-past button:focus")).to_have_text("Bring this text back")
    actions.save_segment(version, key, "Theirs.", by=make_editor())

    page.keyboard.press("Enter")

    expect(row(page, version, "lead")).to_contain_text("Somebody else has changed this text")
    assert text_of(version, "lead_en") == "Theirs."


def test_the_history_follows_the_row_and_escape_leads_back(page: Page, version, kari):
    actions.save_segment(version, one_of(version, "b1").key, "It came early.", by=kari)
    open_as(page, kari, version)

    field(page, version, "b1").click()
    page.keyboard.press("Alt+r")
    expect(page.locator(".past")).to_contain_text("It came early.")
    page.keyboard.press("Escape")
    expect(field(page, version, "b1")).to_be_focused()
    page.keyboard.press("Control+Enter")

    expect(page.locator(".past")).not_to_contain_text("It came early.")
