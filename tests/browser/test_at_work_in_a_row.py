"""A row while somebody is at work in it: what is saved midway, what undo brings back, what is typed
while the server has not answered yet."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_side_by_side import log_in
from tests.browser.test_workbench import field, open_as, row, text_of
from tests.factories import make_article, make_editor, make_translator, paragraphs
from tests.translation.stories import change, make_translation, one_of
from translation import actions
from translation.models import SegmentRecord
from translation.segments import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    """Its first block is stale, its second is translated."""
    body = paragraphs("Brua koster 900 millioner.", "Arbeidet tar tre år.")
    version = make_translation(article=make_article(body_nb=body), translator=kari)
    for name, text in (("b1", "The bridge costs 900 million."), ("b2", "It takes three years.")):
        actions.save_segment(version, one_of(version, name).key, text, by=kari)
    change(
        version.article, body_nb=paragraphs("Brua koster 950 millioner.", "Arbeidet tar tre år.")
    )
    return version


def late(page: Page, of: str):
    """The first answer to that request waits until it is let go."""
    held = []

    def hold(route):
        answered = route.fetch()
        if held:
            route.fulfill(response=answered)
        else:
            held.append((route, answered))

    def let_go():
        while not held:
            page.wait_for_timeout(50)
        for route, answered in held:
            route.fulfill(response=answered)

    page.route(f"**/{of}/", hold)
    return let_go


def test_a_stale_row_stays_so_while_one_is_at_it(page: Page, version, kari):
    open_as(page, kari, version)
    stale = row(page, version, "b1")
    field(page, version, "b1").click()
    page.keyboard.press("End")

    page.keyboard.type(" And more.")
    expect(stale).to_contain_text("Saved at")

    expect(stale).to_have_attribute("data-status", "stale")
    expect(stale.locator("del")).to_contain_text("900")
    assert "And more." in text_of(version, "body_en")
    assert one_of(version, "b1").status == Status.STALE
    field(page, version, "b2").click()
    expect(stale).to_have_attribute("data-status", "translated")
    assert one_of(version, "b1").status == Status.TRANSLATED
    # What was written and what it stood for are one thing to undo.
    field(page, version, "b1").click()
    page.keyboard.press("Alt+z")
    expect(stale).to_have_attribute("data-status", "stale")
    assert "And more." not in text_of(version, "body_en")


def test_save_and_go_on_confirms_what_was_saved_midway(page: Page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b1").click()
    page.keyboard.type("!")
    expect(row(page, version, "b1")).to_contain_text("Saved at")

    page.keyboard.press("Control+Enter")

    expect(row(page, version, "b1")).to_have_attribute("data-status", "translated")


def test_undoing_a_copied_source_brings_the_stale_text_back_as_stale(page: Page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b1").click()
    page.keyboard.press("Alt+c")
    field(page, version, "b2").click()
    expect(row(page, version, "b1")).to_have_attribute("data-status", "translated")
    field(page, version, "b1").click()

    page.keyboard.press("Alt+z")

    expect(field(page, version, "b1")).to_have_text("The bridge costs 900 million.")
    expect(row(page, version, "b1")).to_have_attribute("data-status", "stale")
    assert one_of(version, "b1").status == Status.STALE
    assert "900" in text_of(version, "body_en")


def test_taking_back_what_one_typed_leaves_a_reviewed_row_reviewed(page: Page, version, kari):
    record = one_of(version, "b2").record
    record.state = SegmentRecord.State.REVIEWED
    record.save()
    open_as(page, kari, version)
    reviewed = row(page, version, "b2")
    field(page, version, "b2").click()
    page.keyboard.type("x")
    expect(reviewed).to_have_attribute("data-status", "translated")

    page.keyboard.press("Backspace")

    expect(reviewed).to_have_attribute("data-status", "reviewed")
    assert one_of(version, "b2").status == Status.REVIEWED


@pytest.mark.parametrize(
    ("name", "key", "act"), [("b1", "Alt+s", "confirm"), ("b2", "Alt+l", "leave-out")]
)
def test_what_is_typed_before_an_answer_comes_is_kept_and_saved(
    page: Page, version, kari, name, key, act
):
    open_as(page, kari, version)
    let_go = late(page, act)
    field(page, version, name).click()
    page.keyboard.press("End")
    page.keyboard.press(key)

    page.keyboard.type(" Typed on.")
    let_go()

    expect(field(page, version, name)).to_contain_text("Typed on.")
    expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    assert "Typed on." in text_of(version, "body_en")


def test_what_was_typed_before_the_answer_to_an_undo_is_kept(page: Page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b2").click()
    page.keyboard.press("End")
    page.keyboard.type(" Or four.")
    expect(row(page, version, "b2")).to_contain_text("Saved at")
    let_go = late(page, "undo")
    page.keyboard.press("Alt+z")

    page.keyboard.type(" Or five.")
    let_go()

    expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    assert "Or five." in text_of(version, "body_en")


def test_a_late_refusal_says_nothing_of_a_text_that_is_another_by_now(page: Page, version, kari):
    open_as(page, kari, version)
    let_go = late(page, "save")
    field(page, version, "headline").click()
    page.keyboard.insert_text("Bridge " * 100)
    page.keyboard.press("Control+Enter")
    field(page, version, "headline").fill("The bridge")

    let_go()

    expect(row(page, version, "headline")).to_contain_text("Saved at")
    expect(row(page, version, "headline").locator(".segment-notice")).to_be_hidden()
    assert text_of(version, "headline_en") == "The bridge"


@pytest.mark.parametrize(
    ("name", "key", "status"), [("b1", "Alt+s", "translated"), ("b2", "Alt+l", "left_out")]
)
def test_what_is_asked_for_without_a_connection_is_done_when_it_is_back(
    page: Page, version, kari, name, key, status
):
    open_as(page, kari, version)
    field(page, version, name).click()
    page.context.set_offline(True)

    page.keyboard.press(key)
    expect(row(page, version, name)).to_contain_text("Not done yet")
    page.context.set_offline(False)

    expect(row(page, version, name)).to_have_attribute("data-status", status)
    expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    assert one_of(version, name).status == status


def test_a_new_block_below_an_empty_one_stands_where_it_was_put(page: Page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b1").click()
    page.keyboard.press("Alt+n")
    page.keyboard.press("Alt+n")

    page.keyboard.type("Storskaret is a pass.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#all-saved")).to_have_text("Everything is saved")

    body = text_of(version, "body_en")
    assert body.index("costs") < body.index("Storskaret") < body.index("three")


def test_undoing_a_move_moves_the_row_back(page: Page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b1").click()
    page.keyboard.press("Alt+n")
    page.keyboard.type("Storskaret is a pass.")
    page.keyboard.press("Control+Enter")
    only = page.locator('.segment[data-status="only"]')
    only.get_by_role("textbox").click()
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(page.locator(".segment").last).to_contain_text("Only in this language")

    page.keyboard.press("Alt+z")

    expect(page.locator(".segment").last).to_contain_text("Arbeidet")
    body = text_of(version, "body_en")
    assert body.index("Storskaret") < body.index("three")


def test_cells_of_a_table_are_pasted_as_text(page: Page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b2").click()
    page.keyboard.press("Control+a")

    page.evaluate(
        """(html) => {
          const data = new DataTransfer()
          data.setData("text/html", html)
          data.setData("text/plain", "Three years")
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
        }""",
        "<table><caption>T</caption><thead><tr><th>In</th></tr></thead>"
        "<tbody><tr><td>three <b>years</b></td></tr></tbody></table>",
    )

    expect(field(page, version, "b2")).to_have_text("T In three years")
    expect(field(page, version, "b2").locator("strong")).to_have_text("years")


def test_nothing_is_saved_in_the_name_of_another_who_has_logged_in(page: Page, version, kari):
    open_as(page, kari, version)
    log_in_beside(page, make_editor("Nils", interface_language="en"))

    field(page, version, "b2").click()
    page.keyboard.type("Mine. ")

    notice = page.locator("#notice-login")
    expect(notice).to_contain_text("Somebody else has logged in in this browser.")
    expect(notice).not_to_contain_text("You are no longer logged in.", use_inner_text=True)
    assert "Mine." not in text_of(version, "body_en")
    log_in_beside(page, kari)
    notice.get_by_role("button", name="I have logged in: save now").click()
    expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    assert one_of(version, "b2").record.by == kari


def log_in_beside(page: Page, person) -> None:
    """In another tab of the same browser."""
    other = page.context.new_page()
    log_in(other, person)
    other.close()


def test_a_row_that_one_only_looks_at_shows_what_another_window_has_saved(
    page: Page, version, kari
):
    open_as(page, kari, version)
    field(page, version, "b2").click()
    actions.save_segment(version, one_of(version, "b2").key, "Three years, at least.", by=kari)

    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(field(page, version, "b2")).to_have_text("Three years, at least.")
    expect(field(page, version, "b2")).to_be_focused()
