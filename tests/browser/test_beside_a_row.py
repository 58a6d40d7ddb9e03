"""What stands beside a row in the workbench: its history and its notes, by keyboard, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from articles.models import State
from tests.browser.test_side_by_side import log_in
from tests.browser.test_workbench import field, open_as, row, text_of
from tests.factories import make_article, make_editor, make_journalist, make_translator
from tests.translation.stories import change, make_translation, one_of
from translation import actions, noting
from translation.models import Note, NoteThread

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


class TestNotes:
    @pytest.fixture
    def ola(self):
        return make_journalist("Ola Nordmann", interface_language="en")

    @pytest.fixture
    def version(self, kari, ola):
        return make_translation(article=make_article(by=ola), translator=kari)

    def test_one_is_written_by_keyboard_and_names_somebody(self, page: Page, version, kari, ola):
        make_journalist("Olav")
        open_as(page, kari, version)

        field(page, version, "b1").click()
        page.keyboard.press("Alt+o")
        page.keyboard.type("Early in the year, @nord")
        expect(page.get_by_role("option")).to_have_text(["Ola Nordmann"])
        page.keyboard.press("Enter")
        page.keyboard.type("or in the day?")
        page.keyboard.press("Control+Enter")

        expect(page.locator(".note-text")).to_have_text(
            "Early in the year, @Ola Nordmann or in the day?"
        )
        expect(field(page, version, "b1")).to_be_focused()
        expect(row(page, version, "b1").locator("[data-noted]")).to_contain_text("1")
        note = Note.objects.get()
        assert list(note.mentions.all()) == [ola]
        page.get_by_role("button", name="With open notes").click()
        expect(row(page, version, "b1")).to_be_visible()
        expect(row(page, version, "b2")).to_be_hidden()

    def test_arrows_choose_among_people_and_escape_closes_the_list_alone(
        self, page: Page, version, kari
    ):
        make_journalist("Olav Aas")
        open_as(page, kari, version)
        field(page, version, "b1").click()
        page.keyboard.press("Alt+o")

        page.keyboard.type("@ol")
        expect(page.get_by_role("option")).to_have_text(["Ola Nordmann", "Olav Aas"])
        page.keyboard.press("Escape")
        expect(page.locator("#note-people")).to_be_hidden()
        page.keyboard.type("a")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")

        expect(page.locator("#note-text")).to_have_value("@Olav Aas ")

    def test_is_answered_and_resolved_by_somebody_who_cannot_write_the_text(
        self, page: Page, version, kari, ola
    ):
        noting.write(version, one_of(version, "b1").key, "Early when?", by=kari)
        page.set_default_timeout(10_000)
        open_closed(page, ola, version)

        row(page, version, "b1").locator("[data-noted]").click()
        expect(page.locator(".note-text")).to_have_text("Early when?")
        page.get_by_role("button", name="Answer").click()
        page.keyboard.type("in the year.")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".note-text").last).to_have_text("@Kari in the year.")
        page.get_by_role("button", name="Resolve").click()

        expect(page.get_by_text("1 resolved")).to_be_visible()
        expect(row(page, version, "b1").locator("[data-noted]")).to_be_hidden()
        thread = NoteThread.objects.get()
        assert thread.resolved_by == ola
        assert [note.by for note in thread.said] == [kari, ola]
        assert text_of(version, "body_en") == ""

    def test_who_is_named_sees_it_by_the_address_they_were_sent(self, page, version, kari, ola):
        noting.write(version, one_of(version, "b2").key, "High for whom, @Ola Nordmann?", by=kari)
        open_closed(page, ola, version)
        address = f"{page.url}#{one_of(version, 'b2').key}"

        page.goto("about:blank")
        page.goto(address)

        expect(row(page, version, "b2")).to_be_focused()
        expect(page.locator(".note-text")).to_have_text("High for whom, @Ola Nordmann?")
        expect(page.locator(".aid-none")).to_be_hidden()
        row(page, version, "b1").click()
        expect(page.locator(".note-text")).to_have_count(0)

    def test_one_by_somebody_else_is_counted_in_a_page_that_has_been_open(
        self, page: Page, version, kari, ola
    ):
        open_as(page, kari, version)
        expect(row(page, version, "b1").locator("[data-noted]")).to_be_hidden()

        noting.write(version, one_of(version, "b1").key, "Early when?", by=ola)
        page.evaluate("dispatchEvent(new Event('focus'))")

        expect(row(page, version, "b1").locator("[data-number]")).to_have_text("1")
        expect(row(page, version, "b2").locator("[data-noted]")).to_be_hidden()

    def test_one_that_is_not_sent_stays_with_its_row(self, page: Page, version, kari):
        open_as(page, kari, version)
        field(page, version, "b1").click()
        page.keyboard.press("Alt+o")
        page.keyboard.type("Not done")

        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator("#note-text")).to_be_hidden()
        field(page, version, "b1").click()

        expect(page.locator("#note-text")).to_have_value("Not done")
        page.context.set_offline(True)
        page.keyboard.press("Alt+o")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".note-error")).to_contain_text("No connection")
        page.context.set_offline(False)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".note-text")).to_have_text("Not done")

    def test_what_is_resolved_while_one_goes_on_is_told_of_its_own_row(
        self, page: Page, version, kari
    ):
        noting.write(version, one_of(version, "b1").key, "Early when?", by=kari)
        open_as(page, kari, version)
        held: list[Route] = []
        page.route("**/settle/", lambda route: held.append(route))
        field(page, version, "b1").click()
        page.get_by_role("button", name="Resolve").click()
        field(page, version, "b2").click()
        expect(page.locator(".note-text")).to_have_count(0)

        held[0].continue_()

        expect(row(page, version, "b1").locator("[data-noted]")).to_be_hidden()
        expect(page.locator("#aid-notes [data-threads]")).to_be_empty()

    def test_one_is_sent_once_however_often_one_presses(self, page: Page, version, kari):
        open_as(page, kari, version)
        held: list[Route] = []
        page.route("**/note/", lambda route: held.append(route))
        field(page, version, "b1").click()
        page.keyboard.press("Alt+o")
        page.keyboard.type("Early when?")

        page.keyboard.press("Control+Enter")
        page.keyboard.press("Control+Enter")
        page.wait_for_timeout(200)
        for route in held:
            route.continue_()

        expect(page.locator(".note-text")).to_have_text(["Early when?"])
        assert Note.objects.count() == 1

    def test_one_whose_segment_is_gone_is_resolved_below_the_rows(self, page: Page, version, kari):
        noting.write(version, one_of(version, "b1").key, "Early when?", by=kari)
        change(version.article, body_nb='<p data-id="b2">Prisen er høy.</p>')
        open_as(page, kari, version)

        lost = page.locator(".lost-note")
        expect(lost).to_contain_text("Early when?")
        lost.get_by_role("button", name="Resolve").click()

        expect(lost).to_have_count(0)
        assert not NoteThread.objects.get().is_open


def open_closed(page: Page, person, version) -> None:
    """As somebody who may not change it: there are no editors to wait for."""
    version.state = State.REVIEW
    version.save()
    log_in(page, person)
    page.goto(reverse("translation:side-by-side", args=[version.article_id, version.language]))
    # What the script gives a row that is only read: from then on the keys are heard.
    expect(row(page, version, "headline")).to_have_attribute("tabindex", "0")
