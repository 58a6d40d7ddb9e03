"""The glossary in the workbench: terms underlined in the source, put in by key, and what is forbidden
told as one types."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_workbench import field, open_as, row, text_of
from tests.factories import make_article, make_term, make_translator, paragraphs
from tests.translation.stories import change, make_translation, one_of
from translation import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARKED = "Mye<br>10\u00a0000 <strong>tor</strong>sker &amp; <em>sild</em> i <a href='https://a.example'>havna</a>."


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    make_term(nb="torsk", en="cod, not codfish", note="The fish.")
    make_term(nb="sild", en="herring")
    make_term(nb="havn", en="harbour")
    article = make_article(
        headline_nb="Torsk <b> & sild", body_nb=paragraphs(MARKED, "Silda er her.")
    )
    return make_translation(article=article, translator=kari)


def underlined(page, version, name: str) -> list[str]:
    terms = row(page, version, name).locator(".segment-source .term")
    expect(terms.first).to_be_visible()
    return terms.all_inner_texts()


def test_terms_are_underlined_across_marks_breaks_and_hard_spaces(page, version, kari):
    open_as(page, kari, version)

    assert underlined(page, version, "b1") == ["tor", "sker", "sild", "havna"]
    assert underlined(page, version, "headline") == ["Torsk", "sild"]
    first = row(page, version, "b1").locator(".term").first
    expect(first).to_have_attribute("title", "cod – not codfish – The fish.")


def test_a_key_puts_the_renderings_in_one_after_the_other(page, version, kari):
    open_as(page, kari, version)
    underlined(page, version, "b1")
    field(page, version, "b1").click()
    expect(page.locator("#aid-terms li")).to_have_count(3)

    for word in (" and ", " in the ", ""):
        page.keyboard.press("Alt+t")
        page.keyboard.type(word)
    page.keyboard.press("Control+Enter")

    expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    assert text_of(version, "body_en") == paragraphs("cod and herring in the harbour")


def test_a_forbidden_rendering_is_told_as_one_types_and_dismissed_by_itself(page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b1").click()

    page.keyboard.type("Codfish in the harbour")
    findings = page.locator("#aid-findings li")
    forbidden = findings.filter(has_text="is not used here")
    expect(forbidden).to_have_attribute("data-severity", "blocking")
    missing = findings.filter(has_text="“herring” in the glossary")
    expect(missing).to_have_attribute("data-severity", "warning")
    missing.get_by_role("button").click()
    page.keyboard.type("None today")
    page.keyboard.press("Enter")

    expect(missing).to_contain_text("Dismissed by Kari: None today")
    expect(forbidden.get_by_role("button")).to_be_visible()


def test_a_source_that_changes_has_its_own_terms_again(page, version, kari):
    actions.save_segment(version, one_of(version, "b2").key, "The herring is here.", by=kari)
    open_as(page, kari, version)
    assert underlined(page, version, "b2") == ["Silda"]
    change(version.article, body_nb=paragraphs(MARKED, "Båten med torsk er her."))

    field(page, version, "b2").click()
    page.keyboard.press("End")
    page.keyboard.type(" Now.")
    page.keyboard.press("Control+Enter")

    expect(row(page, version, "b2")).to_have_attribute("data-status", "stale")
    field(page, version, "b2").click()
    expect(page.locator("#aid-terms li")).to_have_count(1)
    expect(page.locator("#aid-terms li")).to_contain_text("torsk")
    page.keyboard.press("Alt+s")
    expect(row(page, version, "b2")).to_have_attribute("data-status", "translated")
    assert underlined(page, version, "b2") == ["torsk"]
