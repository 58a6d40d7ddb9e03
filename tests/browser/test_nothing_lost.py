"""Words that came in by pasting, or were not saved when the story went to somebody else."""

import pytest
from playwright.sync_api import expect

from articles.models import LanguageVersion
from tests.browser.test_workbench import field, open_as, row, text_of
from tests.factories import make_article, make_translator, paragraphs
from tests.translation.stories import make_translation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """(field, html) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  field.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(
        article=make_article(body_nb=paragraphs("Torsken kom.", "Prisen er høy.")), translator=kari
    )


def test_pasted_paragraphs_and_items_become_one_text_and_none_is_lost(page, version, kari):
    open_as(page, kari, version)
    written = field(page, version, "b1")
    written.click()

    written.evaluate(
        PASTE, "<p>One <b>two</b>.</p><p>Three.</p><ul><li>Four</li><li><p>Five</p></li></ul>"
    )

    expect(written).to_have_text("One two. Three. Four Five")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    assert text_of(version, "body_en") == paragraphs("One <strong>two</strong>. Three. Four Five")


def test_text_that_was_not_saved_when_the_story_went_to_another_is_told_and_listed(
    page, version, kari
):
    ola = make_translator("Ola", into=("en",))
    open_as(page, kari, version)
    field(page, version, "b1").click()
    LanguageVersion.objects.filter(pk=version.pk).update(translator=ola)

    page.keyboard.type("The cod came")
    page.keyboard.press("Control+Enter")

    notice = row(page, version, "b1").locator(".segment-notice")
    expect(notice).to_contain_text("Ola is translating this now.")
    expect(notice.get_by_role("button")).to_be_hidden()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    kept = page.locator("#notice-homeless")
    expect(kept).to_contain_text("The cod came")
    kept.get_by_role("link", name="Paragraph: Torsken kom.").click()
    expect(row(page, version, "b1")).to_be_focused()
    assert text_of(version, "body_en") == ""
    kept.get_by_role("button").click()
    page.reload()
    expect(page.locator("#find")).to_be_visible()
    expect(kept).to_be_hidden()


class TestTwoWindows:
    """Of one person, with the same story in both."""

    @pytest.fixture
    def other(self, page, version, kari):
        """The second window, which has saved; the first has a text for the same row."""
        open_as(page, kari, version)
        other = page.context.new_page()
        other.goto(page.url)
        field(page, version, "b1").click()
        field(other, version, "b1").click()
        other.keyboard.type("The price is high.")
        other.keyboard.press("Control+Enter")
        expect(other.locator("#all-saved")).to_have_text("Everything is saved")
        page.bring_to_front()
        page.keyboard.type("Dear.")
        page.keyboard.press("Control+Enter")
        expect(row(page, version, "b1")).to_contain_text("Not saved: choose a text")
        return other

    def test_the_one_that_comes_second_chooses_between_two_of_the_persons_own_texts(
        self, page, version, other
    ):
        notice = row(page, version, "b1").locator(".segment-notice")

        expect(notice).to_contain_text("You have changed this text in another window")
        expect(notice.get_by_text("Somebody else")).to_be_hidden()
        notice.get_by_role("button", name="Use this one").first.click()

        expect(page.locator("#all-saved")).to_have_text("Everything is saved")
        assert text_of(version, "body_en") == paragraphs("Dear.")

    def test_what_one_has_not_saved_is_offered_in_the_other_when_it_closes(
        self, page, version, other
    ):
        notice = row(other, version, "b1").locator(".segment-notice")
        expect(notice).to_be_hidden()

        page.close()

        expect(notice).to_contain_text("Dear.")
        other.reload()
        expect(notice).to_contain_text("Dear.")
        assert text_of(version, "body_en") == paragraphs("The price is high.")
        notice.get_by_role("button", name="Put it back").click()
        other.keyboard.press("Control+Enter")
        expect(other.locator("#all-saved")).to_have_text("Everything is saved")
        assert text_of(version, "body_en") == paragraphs("Dear.")
        other.reload()
        expect(field(other, version, "b1")).to_have_text("Dear.")
        expect(notice).to_be_hidden()


def test_a_refusal_goes_when_the_text_that_was_refused_is_changed_or_taken_away(
    page, version, kari
):
    open_as(page, kari, version)
    headline = row(page, version, "headline")
    for away in ("Backspace", "Alt+z"):
        field(page, version, "headline").click()
        page.keyboard.insert_text("Cod " * 100)
        page.keyboard.press("Control+Enter")
        expect(headline.locator(".segment-notice")).to_contain_text("Try again")
        field(page, version, "headline").click()

        if away == "Backspace":
            page.keyboard.press("Control+a")
        page.keyboard.press(away)

        expect(headline.locator(".segment-notice")).to_be_hidden()
        expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    assert not text_of(version, "headline_en")
