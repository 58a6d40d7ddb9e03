"""The side-by-side page in a browser: translating by keyboard alone, and losing no text."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from articles.models import Article, State
from tests.factories import make_article, make_editor, make_translator, paragraphs
from tests.translation.stories import change, make_translation, one_of
from translation import actions
from translation.segments import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(translator=kari)


def log_in(page: Page, person) -> None:
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_of(page)}]
    )


def base_of(page: Page) -> str:
    page.goto("/admin/login/")
    return page.evaluate("location.origin")


def open_page(page: Page, version) -> None:
    page.goto(reverse("translation:side-by-side", args=[version.article_id, version.language]))
    expect(row(page, version, "headline").get_by_role("textbox")).to_be_visible()


def row(page: Page, version, name: str) -> Locator:
    return page.locator(f'[data-key="{one_of(version, name).key}"]')


def text_of(version, column: str) -> str:
    return getattr(Article.objects.get(pk=version.article_id), column)


def test_a_story_is_translated_and_finished_by_keyboard(page, version, kari):
    log_in(page, kari)
    open_page(page, version)

    page.keyboard.press("Alt+ArrowDown")
    for text in ("The cod is here", "Fishermen report large catches.", "It came early."):
        page.keyboard.type(text)
        page.keyboard.press("Control+Enter")
    page.keyboard.type("The price is ")
    page.keyboard.press("Control+b")
    page.keyboard.type("high")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#progress-sentence")).to_contain_text("4 of 4")
    page.get_by_role("button", name="Finish translation").press("Enter")
    expect(page.get_by_text("is now with the desk")).to_be_visible()

    assert text_of(version, "headline_en") == "The cod is here"
    assert text_of(version, "body_en") == paragraphs(
        "It came early.", "The price is <strong>high</strong>"
    )
    version.refresh_from_db()
    assert version.state == State.REVIEW


def test_an_answer_that_comes_late_takes_no_progress_back(page, version, kari):
    late = []

    def answer(route):
        answered = route.fetch()
        if late:
            route.fulfill(response=answered)
        else:
            late.append((route, answered))

    log_in(page, kari)
    open_page(page, version)
    page.route("**/save/", answer)
    page.keyboard.press("Alt+ArrowDown")
    for text in ("The cod is here", "Fishermen report large catches."):
        page.keyboard.type(text)
        page.keyboard.press("Control+Enter")
    expect(row(page, version, "lead")).to_contain_text("Saved at")

    for route, answered in late:
        route.fulfill(response=answered)

    expect(row(page, version, "headline")).to_contain_text("Saved at")
    expect(page.locator("#progress-sentence")).to_contain_text("2 of 4")


def test_a_row_is_saved_a_while_after_the_last_key(page, version, kari):
    log_in(page, kari)
    open_page(page, version)

    row(page, version, "lead").get_by_role("textbox").press_sequentially("A lead")

    expect(row(page, version, "lead")).to_contain_text("Not saved yet")
    expect(row(page, version, "lead")).to_contain_text("Saved at", timeout=6000)
    assert text_of(version, "lead_en") == "A lead"


def test_opening_a_page_and_leaving_it_writes_nothing(page, kari):
    version = make_translation(article=make_article(written_in=("nb", "en")), translator=kari)
    before = Article.objects.get(pk=version.article_id).updated_at
    log_in(page, kari)
    open_page(page, version)

    for name in ("headline", "b1", "lead"):
        row(page, version, name).get_by_role("textbox").click()
    page.goto(reverse("translation:queue"))

    assert Article.objects.get(pk=version.article_id).updated_at == before
    assert one_of(version, "b1").status == Status.UNCONFIRMED


def test_a_source_edited_meanwhile_shows_what_changed_and_keeps_the_text(page, version, kari):
    log_in(page, kari)
    open_page(page, version)
    change(version.article, body_nb=paragraphs("Torsken kom sent i år.", "Prisen er høy."))

    paragraph = row(page, version, "b1")
    paragraph.get_by_role("textbox").press_sequentially("The cod came early this year.")
    page.keyboard.press("Control+Enter")

    expect(paragraph).to_have_attribute("data-status", "stale")
    expect(paragraph.locator("del")).to_contain_text("tidlig")
    expect(paragraph.locator("ins")).to_contain_text("sent")
    expect(paragraph.get_by_role("textbox")).to_have_text("The cod came early this year.")
    paragraph.get_by_role("button", name="Still right").click()
    expect(paragraph).to_have_attribute("data-status", "translated")


def test_text_written_after_the_login_has_run_out_is_saved_after_the_next(page, version, kari):
    log_in(page, kari)
    open_page(page, version)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    row(page, version, "lead").get_by_role("textbox").fill("Written too late.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="Log in in a new tab")).to_be_visible()
    assert not text_of(version, "lead_en")

    log_in(page.context.new_page(), kari)
    page.get_by_role("button", name="I have logged in: save now").click()

    expect(row(page, version, "lead")).to_contain_text("Saved at")
    expect(page.locator("#notice-login")).to_be_hidden()
    assert text_of(version, "lead_en") == "Written too late."


def test_a_dropped_connection_loses_no_text(page, version, kari):
    log_in(page, kari)
    open_page(page, version)
    page.context.set_offline(True)

    row(page, version, "lead").get_by_role("textbox").fill("Written in a tunnel.")
    page.keyboard.press("Tab")
    expect(page.locator("#notice-offline")).to_be_visible()
    page.context.set_offline(False)

    expect(row(page, version, "lead")).to_contain_text("Saved at")
    assert text_of(version, "lead_en") == "Written in a tunnel."


def test_a_closed_tab_loses_no_text(page, version, kari):
    log_in(page, kari)
    open_page(page, version)
    page.context.set_offline(True)
    row(page, version, "b1").get_by_role("textbox").fill("Never saved.")
    page.keyboard.press("Tab")
    expect(page.locator("#notice-offline")).to_be_visible()
    later = page.context.new_page()
    page.close()
    page.context.set_offline(False)

    open_page(later, version)

    paragraph = row(later, version, "b1")
    expect(paragraph).to_contain_text("Saved at")
    expect(paragraph.get_by_role("textbox")).to_have_text("Never saved.")
    assert text_of(version, "body_en") == paragraphs("Never saved.")


def test_a_text_kept_from_a_closed_tab_is_offered_where_another_has_written_since(
    page, version, kari
):
    log_in(page, kari)
    open_page(page, version)
    page.context.set_offline(True)
    row(page, version, "b1").get_by_role("textbox").fill("Mine.")
    page.keyboard.press("Tab")
    expect(page.locator("#notice-offline")).to_be_visible()
    later = page.context.new_page()
    page.close()
    later.context.set_offline(False)
    actions.save_segment(version, one_of(version, "b1").key, "Theirs.", by=make_editor())

    open_page(later, version)
    paragraph = row(later, version, "b1")
    expect(paragraph).to_contain_text("You wrote this, and it was never saved:")
    assert text_of(version, "body_en") == paragraphs("Theirs.")
    paragraph.get_by_role("button", name="Put it back").click()
    later.keyboard.press("Control+Enter")

    expect(paragraph).to_contain_text("Saved at")
    assert text_of(version, "body_en") == paragraphs("Mine.")


@pytest.mark.parametrize(("choice", "stands"), [("Use mine", "Mine."), ("Use theirs", "Theirs.")])
def test_of_two_writers_the_second_chooses(page, version, kari, choice, stands):
    log_in(page, kari)
    open_page(page, version)
    actions.save_segment(version, one_of(version, "lead").key, "Theirs.", by=make_editor())

    lead = row(page, version, "lead")
    lead.get_by_role("textbox").fill("Mine.")
    page.keyboard.press("Control+Enter")
    expect(lead).to_contain_text("Theirs.")
    lead.get_by_role("button", name=choice).click()

    expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    expect(lead.get_by_role("textbox")).to_have_value(stands)
    assert text_of(version, "lead_en") == stands


def test_the_filter_shows_what_is_open(page, version, kari):
    actions.save_segment(version, one_of(version, "lead").key, "A lead.", by=kari)
    log_in(page, kari)
    open_page(page, version)

    page.get_by_role("button", name="Not translated").click()

    expect(row(page, version, "lead")).to_be_hidden()
    expect(row(page, version, "headline")).to_be_visible()
