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
