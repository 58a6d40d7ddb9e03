"""A whole translation without a mouse: from the queue to the desk, every act of it by key."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, State
from tests.browser.test_side_by_side import log_in
from tests.browser.test_workbench import row
from tests.factories import make_article, make_translator, paragraphs
from tests.translation.stories import make_translation, one_of
from translation.memory.entering import enter
from translation.memory.pair import Pair
from translation.models import WordCount
from translation.segments import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEAD = "Fiskerne melder om store fangster på yttersiden."
BODY = paragraphs(
    "Torsken kom <strong>tidlig</strong> i år.", "Prisen er 40 kroner.", "Båten heter «Havly»."
)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """As somebody who sees where the focus is."""
    for _step in range(150):
        page.keyboard.press(key)
        if focused(page).startswith(name):
            return
    raise AssertionError(f"“{name}” is not reached by {key}")


def test_a_translation_is_taken_written_checked_and_finished_by_keyboard_alone(page: Page):
    kari = make_translator("Kari", into=("en",), interface_language="en")
    version = make_translation(article=make_article(lead_nb=LEAD, body_nb=BODY))
    remembered = "Fishermen report large catches on the outer side."
    enter([Pair(source_language="nb", language="en", source=LEAD, target=remembered)])
    log_in(page, kari)
    page.goto("/admin/translation/")
    keys = page.keyboard

    # Out of the pool, and into the first open row.
    tab_to(page, "Take it")
    keys.press("Enter")
    expect(row(page, version, "b3").locator(".ProseMirror")).to_be_visible()
    keys.press("Alt+ArrowDown")
    keys.type("The cod is here")
    keys.press("Control+Enter")

    # The lead as it was translated before.
    expect(page.locator(".suggestion")).to_contain_text("100 %")
    keys.press("Alt+1")
    keys.press("Control+Enter")

    # The source's mark, on the word at the cursor.
    keys.type("The cod came early")
    keys.press("Alt+m")
    keys.press("End")
    keys.press("Control+b")
    keys.type(" this year.")
    keys.press("Control+Enter")

    # A warning, dismissed with a reason, and a note that asks.
    keys.type("The price is 4 euros.")
    expect(page.locator(".finding").first).to_be_visible()
    keys.press("Alt+x")
    keys.type("Converted for foreign readers")
    keys.press("Enter")
    expect(page.locator(".finding").first).to_contain_text("Dismissed by Kari")
    keys.press("Alt+o")
    keys.type("Is the rate right?")
    keys.press("Control+Enter")
    expect(row(page, version, "b2").locator("[data-noted]")).to_contain_text("1")
    keys.press("Control+Enter")

    # A first try that is taken back, and one that stands.
    keys.press("Alt+c")
    keys.press("Alt+z")
    keys.type("The boat is called “Havly”.")
    keys.press("Control+Enter")
    expect(page.locator("#progress-sentence")).to_contain_text("5 of 5")

    tab_to(page, "Finish translation", "Shift+Tab")
    keys.press("Enter")
    expect(page.get_by_text("is now with the desk")).to_be_visible()

    version.refresh_from_db()
    assert (version.state, version.translator) == (State.REVIEW, kari)
    article = Article.objects.get(pk=version.article_id)
    assert article.headline_en == "The cod is here"
    assert article.lead_en == remembered
    assert article.body_en == paragraphs(
        "The cod came <strong>early</strong> this year.",
        "The price is 4 euros.",
        "The boat is called “Havly”.",
    )
    assert one_of(version, "b2").status == Status.TRANSLATED
    kinds = dict(WordCount.objects.filter(by=kari).values_list("segment", "kind"))
    assert kinds[one_of(version, "lead").key] == WordCount.Kind.SAME
    assert len(kinds) == 5
