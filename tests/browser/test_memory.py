"""The translation memory beside the rows, in a browser and by keyboard."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_workbench import field, open_as, row, text_of
from tests.factories import make_article, make_translator, paragraphs
from tests.translation.memory.pairs import SOURCE, TARGET, make_entry
from tests.translation.stories import make_translation, one_of
from translation.models import SegmentRecord

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LATE = SOURCE.replace("tidlig", "sent")


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    body = paragraphs(f"{LATE[:-1]} i dag.", "Les mer.", "Les mer.")
    return make_translation(article=make_article(body_nb=body), translator=kari)


def test_a_suggestion_is_read_and_taken_by_key(page: Page, version, kari):
    make_entry(by=kari.pk, marked=True)
    open_as(page, kari, version)

    field(page, version, "b1").click()
    found = page.locator("#aid-suggestions .suggestion")
    expect(found).to_have_count(1)
    expect(found.locator("[data-percent]")).to_contain_text(" %")
    expect(found.locator("del")).to_contain_text(["tidlig"])
    expect(found.locator("ins")).to_contain_text(["sent", "i dag"])
    page.keyboard.press("Alt+1")
    expect(field(page, version, "b1")).to_have_text(TARGET)
    page.keyboard.press("Control+Enter")
    expect(row(page, version, "b1")).to_have_attribute("data-status", "translated")

    assert TARGET in text_of(version, "body_en")
    assert SegmentRecord.objects.get(block="b1").origin == "memory"

    field(page, version, "b1").click()
    page.keyboard.press("End")
    page.keyboard.type(" Today.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    assert SegmentRecord.objects.get(block="b1").origin == "person"


def test_a_repeated_text_is_filled_in_and_confirmed_by_key(page: Page, version, kari):
    open_as(page, kari, version)

    field(page, version, "b2").click()
    page.keyboard.type("Read more.")
    page.keyboard.press("Control+Enter")

    expect(row(page, version, "b3")).to_have_attribute("data-status", "pretranslated")
    expect(field(page, version, "b3")).to_have_text("Read more.")
    expect(page.locator("#announcer")).to_have_text("Rows with the same source, filled in: 1")
    # The next open row, where the person is by now.
    page.keyboard.press("Control+Enter")
    expect(row(page, version, "b3")).to_have_attribute("data-status", "translated")
    assert one_of(version, "b3").target == "Read more."


def test_what_was_translated_before_is_found_and_put_in_by_keyboard(page: Page, version, kari):
    make_entry(source="Konsesjonen gjelder i 30 år.", target="The licence is valid for 30 years.")
    make_entry(source="Ny konsesjon", target="New licence")
    open_as(page, kari, version)
    field(page, version, "b1").click()
    page.keyboard.type("A text: .")
    page.keyboard.press("ArrowLeft")
    # The editor learns of a moved cursor by an event that comes after the key.
    page.wait_for_timeout(200)

    page.keyboard.press("Alt+k")
    dialog = page.get_by_role("dialog", name="Translated before")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("konsesjon")
    expect(dialog.get_by_role("status")).to_have_text("Found: 2")
    expect(dialog.locator("mark")).to_have_text(["konsesjon", "Konsesjon"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    expect(field(page, version, "b1")).to_have_text("A text: New licence.")
    expect(field(page, version, "b1")).to_be_focused()
    page.keyboard.press("Alt+k")
    page.keyboard.press("Control+a")
    page.keyboard.type("laks og ørret")
    expect(dialog.get_by_role("status")).to_have_text("Nothing like that was translated before.")
    page.keyboard.press("Escape")
    expect(field(page, version, "b1")).to_be_focused()


def test_a_question_that_is_lost_does_not_keep_the_next_from_being_answered(
    page: Page, version, kari
):
    make_entry(source="Ny konsesjon", target="New licence")
    open_as(page, kari, version)
    held: list[Route] = []
    page.route("**/concordance/**", lambda route: held.append(route))
    field(page, version, "b1").click()
    page.keyboard.press("Alt+k")
    with page.expect_request("**/concordance/**"):
        page.keyboard.type("ny")
    with page.expect_request("**/concordance/**"):
        page.keyboard.type(" konsesjon")
    page.wait_for_timeout(200)

    lost, following = held
    lost.abort()
    following.continue_()

    dialog = page.get_by_role("dialog", name="Translated before")
    expect(dialog.get_by_role("status")).to_have_text("Found: 1")


def test_the_sentence_just_saved_is_suggested_in_the_next_row(page: Page, kari):
    body = paragraphs(SOURCE, LATE, f"{LATE[:-1]} i dag.")
    version = make_translation(article=make_article(body_nb=body), translator=kari)
    open_as(page, kari, version)
    found = page.locator("#aid-suggestions .suggestion")
    field(page, version, "b3").click()
    expect(page.locator(".aid-none")).to_be_hidden()
    expect(found).to_have_count(0)

    field(page, version, "b1").click()
    page.keyboard.type(TARGET)
    page.keyboard.press("Control+Enter")

    expect(field(page, version, "b2")).to_be_focused()
    expect(found).to_have_count(1)
    expect(found).to_contain_text(TARGET)
    # Where one has been before and there was nothing, too.
    field(page, version, "b3").click()
    expect(found.locator("ins").last).to_contain_text("i dag")
    page.keyboard.press("Alt+1")
    expect(field(page, version, "b3")).to_have_text(TARGET)
