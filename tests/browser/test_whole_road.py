"""The whole road in a browser: a manuscript becomes a story in two languages, changes, and is
taken down again."""

import pytest
from playwright.sync_api import APIResponse, Locator, Page, expect

from articles.models import Article
from tests.factories import make_editor, make_journalist, make_section, make_translator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "skrei-i-mars"
MANUSCRIPT = """Fergen kommer tilbake til Sørøya

Etter to år uten båt får øya igjen daglig samband med fastlandet.

Read in English

Hasvik (Nordbrisen): Den første fergen går mandag 7. desember.

Mer plass

Den nye fergen tar 40 biler og 120 passasjerer.

Bakgrunn

• Den gamle fergen ble tatt ut av drift i 2024.

• Fylket betaler 90 millioner kroner i året for sambandet.

Stikkord: ferge, øyer
"""
ENGLISH = {
    "Fergen kommer tilbake til Sørøya": "The ferry comes back to Sørøya",
    "Etter to år uten båt får øya igjen daglig samband med fastlandet.": (
        "After two years without a boat the island again has a daily link to the mainland."
    ),
    "Den første fergen går mandag 7. desember.": "The first ferry leaves on Monday 7 December.",
    "Mer plass": "More room",
    "Den nye fergen tar 40 biler og 120 passasjerer.": (
        "The new ferry takes 40 cars and 120 passengers."
    ),
    "Bakgrunn": "Background",
    "Den gamle fergen ble tatt ut av drift i 2024.": (
        "The old ferry was taken out of service in 2024."
    ),
    "Fylket betaler 90 millioner kroner i året for sambandet.": (
        "The county pays 90 million kroner a year for the link."
    ),
}


@pytest.fixture
def people():
    found = {
        "journalist": make_journalist("Ingrid", interface_language="en"),
        "translator": make_translator("Eleanor", into=("en",), interface_language="en"),
        "editor": make_editor("Jorunn", interface_language="en"),
    }
    for person in found.values():
        person.set_password(PASSWORD)
        person.save()
    return found


def log_in(page: Page, person) -> None:
    page.context.clear_cookies()
    page.goto("/admin/login/")
    page.locator("[name=username]").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/admin/")


def open_story(page: Page, article: Article) -> None:
    page.goto(f"/admin/articles/article/{article.pk}/change/")


def panel_of(page: Page, language: str) -> Locator:
    return page.locator(".version-panel", has=page.locator(f"#version-{language}"))


def make_move(page: Page, language: str, label: str) -> None:
    """Press a move's button on the story's page, and confirm it on the move's own page."""
    panel_of(page, language).get_by_role("link", name=label, exact=True).click()
    page.locator("#content-main").get_by_role("button", name=label, exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def write_headline(page: Page, text: str) -> None:
    page.locator("#id_headline_nb").fill(text)
    page.locator("input[name=_save]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def translate_all(page: Page) -> None:
    for source, target in ENGLISH.items():
        row = page.locator("[data-key]", has=page.get_by_text(source, exact=True)).last
        box = row.get_by_role("textbox")
        box.click()
        page.keyboard.insert_text(target)
        with page.expect_response(lambda answer: "/save/" in answer.url and answer.ok):
            page.keyboard.press("Control+Enter")


def document(page: Page, slug: str, language: str) -> APIResponse:
    return page.request.get(f"/api/v1/articles/{slug}/", params={"language": language})


def test_a_manuscript_becomes_a_story_in_two_languages_and_is_taken_down(page, people):
    make_section(name_nb="Samferdsel", name_en="Transport")

    # A journalist imports it, mends the headline and sends it to the desk.
    log_in(page, people["journalist"])
    page.goto("/admin/desk/import/")
    page.get_by_label("Norwegian").check()
    page.get_by_label("Paste the manuscript").fill(MANUSCRIPT)
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("link", name="Go on to the story").click()
    article = Article.objects.get()
    expect(page.locator("#id_headline_nb")).to_have_value("Fergen kommer tilbake til Sørøya")
    page.locator("#id_section").select_option(index=1)
    write_headline(page, "Fergen kommer tilbake til Sørøya")
    make_move(page, "nb", "Submit for review")

    # An editor approves the Norwegian and asks for the English.
    log_in(page, people["editor"])
    open_story(page, article)
    make_move(page, "nb", "Approve")
    make_move(page, "en", "Request translation")

    # A translator finds it, finishes it block by block and hands it to the desk.
    log_in(page, people["translator"])
    page.goto(f"/admin/translation/{article.pk}/en/")
    translate_all(page)
    page.get_by_role("button", name="Finish translation").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    article.refresh_from_db()
    assert article.headline_en == ENGLISH[article.headline_nb]

    # The editor approves it, names one of the tags in English and lets the other be, and publishes
    # both as one act.
    log_in(page, people["editor"])
    open_story(page, article)
    make_move(page, "en", "Approve")
    panel_of(page, "nb").get_by_role("link", name="Publish", exact=True).click()
    page.locator(".move-warning", has_text="øyer").get_by_role("link", name="Go there").click()
    page.locator("#id_name_en").fill("Islands")
    page.get_by_role("button", name="Save", exact=True).click()
    open_story(page, article)
    panel_of(page, "nb").get_by_role("link", name="Publish", exact=True).click()
    page.locator(".move-warning").get_by_label("ferge").check()
    page.locator("#content-main").get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    norwegian = document(page, article.slug_nb, "nb").json()
    english = document(page, article.slug_en, "en").json()
    assert norwegian["headline"] == article.headline_nb
    assert "takes 40 cars" in english["body"]["html"]
    assert english["fact_boxes"][0]["title"] == "Background"
    assert {tag["name"] for tag in english["tags"]} == {"Islands", "ferge"}
    assert english["alternates"][0]["slug"] == article.slug_nb

    # The source changes: readers still see the old text, and the English shows as stale.
    open_story(page, article)
    write_headline(page, "Fergen kommer likevel ikke tilbake")
    assert document(page, article.slug_nb, "nb").json() == norwegian
    expect(page.locator(".version-panel .state-mark[data-stale]")).to_contain_text("EN")
    page.goto(f"/admin/translation/{article.pk}/en/")
    stale = page.locator("[data-key$=':headline:']")
    expect(stale.locator("del").first).to_be_visible()

    # It is withdrawn, with a reason in each language, and gone for readers.
    open_story(page, article)
    page.locator(".version-panel").first.get_by_role("link", name="Withdraw", exact=True).click()
    english = page.get_by_role("checkbox", name="Take the English version from readers")
    english.uncheck()
    expect(page.get_by_text("The English version stays with readers.")).to_be_visible()
    expect(page.locator("[name=note_en]")).to_be_hidden()
    english.check()
    expect(page.get_by_text("The English version is taken from readers at once.")).to_be_visible()
    page.locator("[name=note_nb]").fill("Saken bygde på feil opplysninger.")
    page.locator("[name=note_en]").fill("The story was based on wrong information.")
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    for language, slug, reason in (
        ("nb", article.slug_nb, "Saken bygde på feil opplysninger."),
        ("en", article.slug_en, "The story was based on wrong information."),
    ):
        gone = document(page, slug, language)
        assert gone.status == 410
        assert gone.json()["reason"] == reason
