"""What a screen reader is told of the rows: what each field is, in which language, and its source."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import State
from tests.browser.test_beside_a_row import open_closed
from tests.browser.test_workbench import field, open_as, row
from tests.factories import make_article, make_journalist, make_photo, make_translator, paragraphs
from tests.translation.stories import all_of, change, make_translation, one_of
from translation import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    article = make_article(
        body_nb=paragraphs("Torsken kom.", "Prisen er høy."), lead_photo=make_photo(texts=("nb",))
    )
    return make_translation(article=article, translator=kari)


def test_every_field_is_named_by_what_it_is_and_the_language_it_is_in(page: Page, version, kari):
    open_as(page, kari, version)
    keys = [one.key for one in all_of(version)]

    names = {}
    for key in keys:
        box = page.locator(f'[data-key="{key}"]').get_by_role("textbox")
        expect(box).to_have_count(1)
        names[key] = box.aria_snapshot().partition('"')[2].partition('"')[0]

    assert len(keys) == 6
    assert all(name.endswith(" in English") for name in names.values()), names
    assert names[one_of(version, "headline").key] == "Headline in English"
    assert names[one_of(version, "alt_text").key] == "Alternative text in English"
    assert names[one_of(version, "b2").key] == "Paragraph in English"


def test_a_field_is_described_by_its_source_as_it_stands_now(page: Page, version, kari):
    open_as(page, kari, version)
    expect(field(page, version, "b1")).to_have_accessible_description("Paragraph Torsken kom.")
    expect(field(page, version, "headline")).to_have_accessible_description(
        f"Headline {version.article.headline_nb}"
    )

    change(version.article, body_nb=paragraphs("Torsken kom sent.", "Prisen er høy."))
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(field(page, version, "b1")).to_have_accessible_description("Paragraph Torsken kom sent.")


def test_a_block_that_is_added_is_named_and_described_as_its_own(page: Page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b1").click()
    page.keyboard.press("Alt+n")

    added = page.locator(".segment:focus-within").get_by_role("textbox")
    expect(added).to_have_accessible_name("Paragraph in English")
    expect(added).to_have_accessible_description(
        "Paragraph Written for readers of this language alone."
    )
    assert (
        page.evaluate("""[...document.querySelectorAll("main [id], #segments [id]")]
        .map(one => one.id).filter((id, at, all) => all.indexOf(id) !== at)""")
        == []
    )


def test_a_page_that_can_only_be_read_names_its_rows_and_has_no_field(page: Page, version, kari):
    actions.save_segment(version, one_of(version, "b1").key, "The cod came.", by=kari)
    open_closed(page, make_journalist("Ola", interface_language="en"), version)

    snapshot = row(page, version, "b1").aria_snapshot()

    assert version.state == State.REVIEW
    assert snapshot.startswith('- article "Paragraph"')
    assert "Torsken kom." in snapshot
    assert "The cod came." in snapshot
    assert "textbox" not in snapshot
