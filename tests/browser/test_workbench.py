"""The workbench's keys, undo, preview and what helps with a row, in a browser."""

import json

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from articles import blocks
from articles.models import Article, State
from tests.factories import make_article, make_editor, make_translator, paragraphs
from tests.translation.stories import change, make_translation, one_of
from translation import actions, assigning
from translation.segments import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARKED = 'Torsken kom <strong>tidlig</strong> til <a href="https://a.example/nb">Lofoten</a>.'


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(
        article=make_article(body_nb=paragraphs(MARKED, "Prisen er høy.")), translator=kari
    )


def open_as(page: Page, person, version) -> None:
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.goto("/admin/login/")
    address = page.evaluate("location.origin")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}
    page.context.add_cookies([cookie])
    page.goto(reverse("translation:side-by-side", args=[version.article_id, version.language]))
    expect(row(page, version, "b2").locator(".ProseMirror")).to_be_visible()


def row(page: Page, version, name: str) -> Locator:
    return page.locator(f'[data-key="{one_of(version, name).key}"]')


def field(page: Page, version, name: str) -> Locator:
    return row(page, version, name).get_by_role("textbox")


def text_of(version, column: str) -> str:
    return getattr(Article.objects.get(pk=version.article_id), column)


def test_marks_and_links_of_the_source_are_put_and_localised_by_keyboard(page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b1").click()

    page.keyboard.type("It came early")
    page.keyboard.press("Alt+m")
    page.keyboard.press("End")
    page.keyboard.press("Control+b")
    page.keyboard.type(" to Lofoten")
    page.keyboard.press("Alt+m")
    page.keyboard.press("Control+k")
    expect(page.locator("#link-dialog")).to_contain_text("https://a.example/nb")
    page.keyboard.type("https://a.example/en")
    page.keyboard.press("Enter")
    link = field(page, version, "b1").locator("a")
    expect(link).to_have_attribute("href", "https://a.example/en")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#all-saved")).to_have_text("Everything is saved")
    expect(row(page, version, "b1")).to_have_attribute("data-status", "translated")
    assert text_of(version, "body_en") == paragraphs(
        'It came <strong>early</strong> to <a href="https://a.example/en">Lofoten</a>'
    )


def test_an_address_that_leads_nowhere_is_refused_in_the_persons_words(page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b2").click()
    page.keyboard.type("High")
    page.keyboard.press("Control+k")
    address = page.locator("#link-dialog input")

    page.keyboard.type("example.com")
    page.keyboard.press("Enter")
    sentence = address.evaluate("input => input.validationMessage")
    expect(page.locator("#link-dialog")).to_be_visible()
    address.fill("/en/prices")
    mended = address.evaluate("input => input.validationMessage")
    page.keyboard.press("Enter")

    assert sentence.startswith("An address starts with https://")
    assert mended == ""
    expect(page.locator("#link-dialog")).to_be_hidden()
    expect(field(page, version, "b2").locator("a")).to_have_attribute("href", "/en/prices")


def test_a_mark_moves_to_another_word_by_keyboard(page, version, kari):
    actions.save_segment(version, one_of(version, "b1").key, "<strong>It</strong> came", by=kari)
    open_as(page, kari, version)
    field(page, version, "b1").click()

    page.keyboard.press("End")
    page.keyboard.press("Alt+Shift+M")
    page.keyboard.press("Control+Enter")

    expect(row(page, version, "b1")).to_contain_text("Saved at")
    assert text_of(version, "body_en") == paragraphs("It <strong>came</strong>")


def test_a_copied_source_is_undone_before_and_after_it_was_saved(page, version, kari):
    open_as(page, kari, version)
    field(page, version, "lead").fill("Mine.")
    page.keyboard.press("Alt+c")
    expect(field(page, version, "lead")).to_have_value(version.article.lead_nb)
    page.keyboard.press("Alt+z")
    expect(field(page, version, "lead")).to_have_value("Mine.")

    page.keyboard.press("Alt+c")
    expect(row(page, version, "lead")).to_contain_text("Saved at", timeout=6000)
    page.keyboard.press("Alt+z")
    expect(field(page, version, "lead")).to_have_value("Mine.")
    page.keyboard.press("Control+Enter")

    expect(row(page, version, "lead")).to_contain_text("Saved at")
    assert text_of(version, "lead_en") == "Mine."


def test_a_confirmation_is_undone_and_the_row_is_stale_again(page, version, kari):
    actions.save_segment(version, one_of(version, "b2").key, "The price is high.", by=kari)
    change(version.article, body_nb=paragraphs(MARKED, "Prisen er lav."))
    open_as(page, kari, version)

    field(page, version, "b2").click()
    page.keyboard.press("Alt+s")
    expect(row(page, version, "b2")).to_have_attribute("data-status", "translated")
    page.keyboard.press("Alt+z")

    expect(row(page, version, "b2")).to_have_attribute("data-status", "stale")
    expect(row(page, version, "b2").locator("del")).to_contain_text("høy")
    assert one_of(version, "b2").status == Status.STALE


def test_what_stands_below_keeps_its_place_while_a_stale_row_is_written_and_saved(
    page, version, kari
):
    actions.save_segment(version, one_of(version, "b1").key, "The cod came early.", by=kari)
    change(version.article, body_nb=paragraphs("Torsken kom sent.", "Prisen er høy."))
    open_as(page, kari, version)
    below = row(page, version, "b2")
    field(page, version, "b1").click()
    place = below.bounding_box()["y"] - row(page, version, "b1").bounding_box()["y"]

    page.keyboard.press("End")
    page.keyboard.type("!")
    expect(row(page, version, "b1")).to_contain_text("Saved at")
    page.keyboard.press("Alt+s")
    expect(row(page, version, "b1")).to_have_attribute("data-status", "translated")

    assert row(page, version, "b1").get_by_role("button", name="Still right").count() == 0
    now = below.bounding_box()["y"] - row(page, version, "b1").bounding_box()["y"]
    assert now == pytest.approx(place, abs=2)
    field(page, version, "b2").click()
    left = below.bounding_box()["y"] - row(page, version, "b1").bounding_box()["y"]
    assert left < place - 20


def test_a_block_for_foreign_readers_is_added_moved_and_removed_by_keyboard(page, version, kari):
    actions.save_segment(version, one_of(version, "b1").key, "Early.", by=kari)
    actions.save_segment(version, one_of(version, "b2").key, "High.", by=kari)
    open_as(page, kari, version)

    field(page, version, "b1").click()
    page.keyboard.press("Alt+n")
    page.keyboard.type("Lofoten is in the north.")
    page.keyboard.press("Control+Enter")
    only = page.locator('.segment[data-status="only"]')
    expect(only).to_contain_text("Saved at")
    assert "Early.</p><p" in text_of(version, "body_en")
    only.get_by_role("textbox").click()
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(only).to_contain_text("Saved at")
    expect(page.locator("#announcer")).to_have_text("Moved")
    assert text_of(version, "body_en").endswith('data-only="">Lofoten is in the north.</p>')
    only.get_by_role("button", name="Remove").click()
    expect(only).to_have_count(0)
    assert text_of(version, "body_en") == paragraphs("Early.", "High.")

    page.locator("#notice-undo").get_by_role("button", name="Undo").click()
    expect(only).to_have_count(1)
    expect(only).to_contain_text("Undone")
    assert text_of(version, "body_en").endswith('data-only="">Lofoten is in the north.</p>')


def test_an_editor_passes_a_typo_and_reviews_row_by_row(page, version, kari):
    marked = MARKED.replace("Torsken kom", "The cod came").replace("til", "to")
    for name in ("headline", "lead", "b1", "b2"):
        text = marked if name == "b1" else f"Text {name}."
        actions.save_segment(version, one_of(version, name).key, text, by=kari)
    actions.finish(version, by=kari)
    change(version.article, body_nb=paragraphs(MARKED, "Prisen er høy!"))
    open_as(page, make_editor(interface_language="en"), version)

    row(page, version, "b2").get_by_role("button", name="Only a typo in the source").click()
    expect(row(page, version, "b2")).to_have_attribute("data-status", "translated")
    field(page, version, "headline").click()
    for _row in range(4):
        page.keyboard.press("Control+Enter")

    expect(page.locator('.segment[data-status="reviewed"]')).to_have_count(4)
    version.refresh_from_db()
    assert version.state == State.REVIEW


def test_the_help_sheet_opens_by_key_within_a_text_and_outside_one(page, version, kari):
    open_as(page, kari, version)

    field(page, version, "b1").click()
    page.keyboard.press("?")
    expect(field(page, version, "b1")).to_have_text("?")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    field(page, version, "b1").click()
    page.keyboard.press("Alt+h")
    expect(page.locator("#keys")).to_be_visible()


def test_find_looks_in_both_languages(page, version, kari):
    actions.save_segment(version, one_of(version, "b2").key, "Costly fish.", by=kari)
    open_as(page, kari, version)

    for words, found in (("HØY", "b2"), ("costly", "b2"), ("tidlig", "b1")):
        page.keyboard.press("Escape")
        page.locator("#find").fill(words)
        expect(page.locator("#find-number")).to_have_text("Rows found: 1")
        expect(row(page, version, found)).to_be_visible()


def test_the_preview_shows_what_is_typed_and_what_is_saved(page, version, kari):
    open_as(page, kari, version)
    field(page, version, "b2").click()
    page.keyboard.press("Alt+p")
    place = page.locator(f'#preview [data-of="{one_of(version, "b2").key}"]')
    expect(place).to_have_class("preview-text preview-gap at-hand")

    page.keyboard.type("The price is high.")
    expect(place).to_have_text("The price is high.")
    page.keyboard.press("Control+Enter")

    expect(row(page, version, "b2")).to_contain_text("Saved at")
    expect(place).to_have_text("The price is high.")


def test_a_source_changed_by_another_shows_without_a_reload(page, version, kari):
    actions.save_segment(version, one_of(version, "b2").key, "The price is high.", by=kari)
    open_as(page, kari, version)
    body = paragraphs(MARKED, "Prisen er lav.", "Et nytt avsnitt.")
    change(version.article, body_nb=body)

    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(row(page, version, "b2")).to_have_attribute("data-status", "stale")
    expect(page.locator("#notice-new")).to_be_visible()


class TestHelp:
    """Against the addresses as agreed, answered here."""

    @pytest.fixture
    def asked(self, page):
        asked = []
        answers = {
            "suggestions": {
                "suggestions": [
                    {
                        "percent": 87,
                        "source": "Prisen var høy.",
                        "target": "The price was high.",
                        "diff": [
                            {"kind": "same", "html": "Prisen", "space": False},
                            {"kind": "removed", "html": "var", "space": True},
                            {"kind": "added", "html": "er", "space": True},
                            {"kind": "same", "html": "høy.", "space": True},
                        ],
                        "origin_label": "",
                        "by": "Kari",
                        "on": "3 Nov 2026",
                        "where": "Skreien",
                    }
                ]
            },
            "check": [
                {
                    "code": "numbers_differ",
                    "sentence": "A number differs",
                    "severity": "warning",
                    "dismissed": None,
                }
            ],
            "dismiss": {},
        }

        def answer(route):
            name = route.request.url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
            asked.append((name, route.request.post_data))
            if name == "dismiss":
                told = {"by": "Kari", "at": "2026", "why": "A score"}
                answers["check"][0]["dismissed"] = told
            found = answers.get(name, {})
            if name == "terms":
                rendering = {"text": "price", "status": "accepted"}
                term = {"start": 0, "end": 6, "hint": False, "renderings": [rendering], "note": "n"}
                source = blocks.digest("Prisen er høy.")
                found = {"terms": {page.key: {"source": source, "found": [term]}}}
            route.fulfill(status=200, content_type="application/json", body=json.dumps(found))

        page.route("**/help/*/**", answer)

        def with_addresses(route):
            named = [f'data-{name}-url="/help/{name}/"' for name in (*answers, "terms")]
            response = route.fetch()
            body = response.text().replace('id="segments"', f'{" ".join(named)} id="segments"')
            route.fulfill(response=response, body=body)

        page.route("**/admin/translation/*/en/", with_addresses)
        return asked

    def test_suggestions_findings_and_terms_go_by_keyboard(self, page, version, kari, asked):
        page.key = one_of(version, "b2").key
        open_as(page, kari, version)
        b2 = row(page, version, "b2")
        expect(b2.locator(".term")).to_have_text("Prisen")
        expect(b2.locator(".term")).to_have_attribute("title", "price – n")

        field(page, version, "b2").click()
        expect(page.locator(".suggestion")).to_contain_text("87 %")
        expect(page.locator(".suggestion-diff")).to_have_text("Prisen var er høy.")
        expect(page.locator(".suggestion-diff del")).to_have_text("var")
        page.keyboard.press("Alt+1")
        expect(field(page, version, "b2")).to_have_text("The price was high.")
        page.keyboard.press("Alt+t")
        expect(field(page, version, "b2")).to_have_text("The price was high.price")
        expect(page.locator(".finding")).to_contain_text("A number differs")
        expect(b2.locator("[data-warned]")).to_be_visible()
        page.keyboard.press("Alt+x")
        page.keyboard.type("A score")
        page.keyboard.press("Enter")

        expect(page.locator(".finding")).to_contain_text("Dismissed by Kari: A score")
        expect(b2.locator("[data-warned]")).to_be_hidden()
        said = json.loads(next(data for name, data in asked if name == "dismiss"))
        assert said == {"key": page.key, "code": "numbers_differ", "why": "A score"}


def test_a_link_to_a_row_leaves_the_focus_in_its_field(page: Page, kari, version):
    open_as(page, kari, version)
    address = f"{page.url}#{row(page, version, 'b2').get_attribute('data-key')}"

    page.goto("about:blank")
    page.goto(address)
    page.wait_for_load_state("load")

    expect(field(page, version, "b2")).to_be_focused()


def test_a_released_translation_is_taken_again_only_when_asked_to(page, version, kari):
    open_as(page, kari, version)
    assigning.assign(version, translator=None, due_on=None, by=make_editor("Nils"))

    field(page, version, "b2").fill("The price is high.")
    notice = row(page, version, "b2").locator(".segment-notice")
    expect(notice).to_contain_text("Nils has given this translation to anyone")
    version.refresh_from_db()
    assert version.translator is None
    assert "high" not in text_of(version, "body_en")
    expect(field(page, version, "b2")).to_have_text("The price is high.")

    notice.get_by_role("button", name="Take it").click()

    expect(row(page, version, "b2")).to_have_attribute("data-status", "translated")
    version.refresh_from_db()
    assert version.translator == kari
    assert "The price is high." in text_of(version, "body_en")


def test_undoing_a_joined_row_takes_its_text_out_of_the_row_above(page, version, kari):
    for name, text in (("b1", "The cod."), ("b2", "The price is high.")):
        actions.save_segment(version, one_of(version, name).key, text, by=kari)
    open_as(page, kari, version)
    change(version.article, body_nb=paragraphs(MARKED) + '<p data-id="b3">Sist.</p>')
    page.reload()
    second = row(page, version, "b2")
    second.get_by_role("button", name="Add to the row above").click()
    expect(field(page, version, "b1")).to_have_text("The cod. The price is high.")

    page.get_by_role("button", name="Undo").first.click()

    expect(second.get_by_role("textbox")).to_have_text("The price is high.")
    expect(field(page, version, "b1")).to_have_text("The cod.")
    assert text_of(version, "body_en") == paragraphs("The cod.", "The price is high.")
