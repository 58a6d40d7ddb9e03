"""What a key or a button does not do is told in sight; what it does can be taken back."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import State
from tests.browser.test_beside_a_row import open_closed
from tests.browser.test_workbench import field, open_as, row, text_of
from tests.factories import (
    make_article,
    make_editor,
    make_journalist,
    make_term,
    make_translator,
    paragraphs,
)
from tests.translation.stories import change, make_translation, one_of
from translation import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    body = paragraphs("Flåten fikk 4\u00a0200 tonn i Finn\u00admark.", "Torskekvoten er delt.")
    return make_translation(article=make_article(body_nb=body), translator=kari)


def test_a_key_that_can_do_nothing_says_why_in_sight(page: Page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b1").click()
    told = page.locator("#notice-told")

    for key, sentence in (
        ("Alt+9", "There is no such suggestion."),
        ("Alt+z", "There is nothing to undo in this row."),
        ("Alt+m", "Every mark of the source stands"),
        ("Alt+t", "There is no term"),
        ("Alt+x", "There is no warning to dismiss."),
        ("Alt+s", "That cannot be done with this row"),
    ):
        page.keyboard.press(key)
        expect(told).to_contain_text(sentence)
        expect(told).to_be_in_viewport(ratio=1)

    assert text_of(version, "body_en") == ""


def test_finishing_leads_to_the_row_that_is_not_saved_and_says_so(page: Page, version, kari):
    for name in ("headline", "lead", "b1", "b2"):
        actions.save_segment(version, one_of(version, name).key, f"Text {name}.", by=kari)
    open_as(page, kari, version)
    actions.save_segment(version, one_of(version, "b1").key, "Theirs.", by=make_editor())
    field(page, version, "b1").fill("Mine.")
    page.keyboard.press("Control+Enter")
    expect(row(page, version, "b1")).to_contain_text("Not saved: choose a text")
    field(page, version, "headline").click()

    page.get_by_role("button", name="Finish translation").click()

    expect(page.locator("#notice-told")).to_contain_text("Some rows are not saved yet")
    expect(field(page, version, "b1")).to_be_focused()
    page.keyboard.press("Alt+b")
    expect(page.get_by_role("button", name="Use mine")).to_be_focused()
    version.refresh_from_db()
    assert version.state == State.TRANSLATION


def test_finishing_leads_to_what_blocks_until_it_is_dismissed(page: Page, version, kari):
    for name in ("headline", "lead", "b1"):
        actions.save_segment(version, one_of(version, name).key, f"Text {name}.", by=kari)
    copied = "Torskekvoten er delt mellom store og små båter."
    change(version.article, body_nb=paragraphs("Flåten fikk lite.", copied))
    actions.save_segment(version, one_of(version, "b1").key, "Text b1.", by=kari)
    open_as(page, kari, version)
    field(page, version, "b2").click()

    page.keyboard.press("Alt+c")
    page.keyboard.press("Control+s")

    expect(page.locator("#finish-shut")).to_have_text("Left to do: blocked by a check (1)")
    expect(page.get_by_role("button", name="Blocked by a check 1")).to_be_visible()
    field(page, version, "headline").click()
    page.get_by_role("button", name="Finish translation").click(force=True)
    expect(page.locator("#notice-told")).to_contain_text("Left to do: blocked by a check (1)")
    expect(field(page, version, "b2")).to_be_focused()
    expect(page.locator(".finding").first).to_be_visible()

    page.keyboard.press("Alt+x")
    page.keyboard.type("A quotation")
    page.keyboard.press("Enter")

    expect(page.locator("#finish-shut")).to_be_empty()
    expect(page.get_by_role("button", name="Blocked by a check")).to_be_hidden()
    page.get_by_role("button", name="Finish translation").click(force=True)
    page.wait_for_url("**/admin/translation/")
    version.refresh_from_db()
    assert version.state == State.REVIEW


def test_the_key_stands_at_the_one_warning_that_it_dismisses(page: Page, version, kari):
    change(version.article, body_nb=paragraphs("De fikk 12 kroner i mai.", "Kvoten er delt."))
    text = "They  got 13 kroner in June"
    actions.save_segment(version, one_of(version, "b1").key, text, by=kari)
    open_as(page, kari, version)

    field(page, version, "b1").click()

    findings = page.locator(".finding")
    expect(findings.nth(2)).to_be_visible()
    expect(findings.locator("kbd")).to_have_count(1)
    expect(findings.first.locator("kbd")).to_have_text("Alt X")
    page.keyboard.press("Alt+x")
    page.keyboard.type("As agreed")
    page.keyboard.press("Enter")
    expect(findings.first).to_contain_text("Dismissed by Kari")
    expect(findings.first.locator("kbd")).to_have_count(0)
    expect(findings.nth(1).locator("kbd")).to_have_text("Alt X")


def test_a_text_too_long_to_check_is_told_of_in_place_of_what_was_found_before(
    page: Page, version, kari
):
    actions.save_segment(version, one_of(version, "b1").key, "They got 4,300 tonnes.", by=kari)
    open_as(page, kari, version)
    field(page, version, "b1").click()
    expect(page.locator(".finding").first).to_contain_text("4,300")

    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" More." * 4_000)

    findings = page.locator(".finding")
    expect(findings).to_have_count(1)
    expect(findings).to_contain_text("up to 20000 are checked")
    expect(findings.get_by_role("button")).to_have_count(0)


def test_a_list_within_a_refusal_is_painted_as_the_refusal(page: Page, version, kari):
    open_as(page, kari, version)

    page.evaluate("document.querySelector('#finish').submit()")

    line = page.locator(".messagelist li li").first
    expect(line).to_contain_text("not translated into English yet")
    expect(line).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(line).to_have_css("background-image", "none")
    box = page.locator(".messagelist > li.error")
    assert line.evaluate("it => getComputedStyle(it).color") == box.evaluate(
        "it => getComputedStyle(it).color"
    )


@pytest.mark.parametrize("way", ["key", "button"])
def test_a_dismissal_is_taken_back(page: Page, version, kari, way):
    actions.save_segment(version, one_of(version, "b1").key, "They got 4,300 tonnes.", by=kari)
    open_as(page, kari, version)
    field(page, version, "b1").click()
    finding = page.locator(".finding").first
    expect(finding).to_be_visible()
    page.keyboard.press("Alt+x")
    page.keyboard.type("As agreed")
    page.keyboard.press("Enter")
    expect(finding).to_contain_text("Dismissed by Kari: As agreed")

    if way == "key":
        page.keyboard.press("Alt+z")
    else:
        finding.get_by_role("button", name="Take back").click()

    expect(finding.get_by_role("button", name="Dismiss")).to_be_visible()
    expect(finding).not_to_contain_text("Dismissed by")
    expect(field(page, version, "b1")).to_be_focused()
    expect(row(page, version, "b1").locator("[data-warned]")).to_be_visible()
    assert "4,300 tonnes" in text_of(version, "body_en")


def test_hard_spaces_and_soft_hyphens_are_found_as_one_types_them(page: Page, version, kari):
    open_as(page, kari, version)

    for words in ("4 200 tonn", "finnmark"):
        page.locator("#find").fill(words)
        expect(page.locator("#find-number")).to_have_text("Rows found: 1")
        expect(row(page, version, "b1")).to_be_visible()
        found = page.evaluate("[...CSS.highlights.get('found')].map(String)")
        assert [one.replace("\u00a0", " ").replace("\u00ad", "").lower() for one in found] == [
            words
        ]


def test_what_stands_beside_the_rows_gives_way_to_a_notice_in_the_bar(page: Page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b2").click()
    page.context.set_offline(True)

    page.keyboard.type("Shared.")
    page.keyboard.press("Tab")
    expect(page.locator("#notice-offline")).to_be_visible()
    page.mouse.wheel(0, 2000)

    below = """() => document.querySelector("#side").getBoundingClientRect().top
        - document.querySelector(".translation-bar").getBoundingClientRect().bottom"""
    page.wait_for_function(f"({below})() >= 0")
    expect(page.get_by_role("tab", name="Preview")).to_be_in_viewport(ratio=1)
    page.context.set_offline(False)
    expect(page.locator("#all-saved")).to_have_text("Everything is saved")


def test_a_term_within_a_compound_is_put_in_by_key(page: Page, version, kari):
    make_term(nb="torsk", en="cod")
    open_as(page, kari, version)
    expect(row(page, version, "b2").locator(".term")).to_have_text("Torskekvoten")
    field(page, version, "b2").click()

    page.keyboard.press("Alt+t")

    expect(field(page, version, "b2")).to_have_text("cod")


def test_a_text_without_a_space_stays_within_its_field(page: Page, version, kari):
    open_as(page, kari, version)

    field(page, version, "headline").fill("x" * 130)

    width = "field => field.scrollWidth - field.clientWidth"
    assert field(page, version, "headline").evaluate(width) <= 0
    assert row(page, version, "headline").evaluate(width) <= 0


def test_the_help_sheet_of_who_may_only_read_has_the_keys_that_work_there(page: Page, version):
    ola = make_journalist("Ola", interface_language="en")
    open_closed(page, ola, version)

    page.keyboard.press("Alt+h")
    sheet = page.locator("#keys")
    expect(sheet).to_contain_text("History of the row")
    expect(sheet).not_to_contain_text("Copy the source")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+k")

    expect(page.get_by_role("dialog", name="Translated before")).to_be_visible()
