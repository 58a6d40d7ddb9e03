"""A story out to another tool, changed there, looked at and imported, in a browser."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.test_side_by_side import log_in
from tests.factories import make_translator, paragraphs
from tests.translation.exchange.files import with_targets
from tests.translation.stories import change, make_translation, one_of
from translation import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(translator=kari)


def exported(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    return Path(download.value.path()).read_bytes()


def upload(page: Page, folder: Path, content: bytes) -> None:
    file = folder / "from the agency.xlf"
    file.write_bytes(content)
    page.get_by_label("File from the translation tool").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()


def test_a_story_is_exported_changed_looked_at_and_imported(page, version, kari, tmp_path):
    actions.save_segment(version, one_of(version, "lead").key, "Large catches.", by=kari)
    log_in(page, kari)
    page.goto(reverse("translation:side-by-side", args=[version.article_id, "en"]))
    page.get_by_role("link", name="Export").click()
    file = exported(page)
    file = with_targets(
        file, {"headline": "The cod", "lead": "Big catches.", "b1": "Early.", "b2": "Dear."}
    )
    # While it is away, the newsroom goes on.
    actions.save_segment(version, one_of(version, "b1").key, "It came early.", by=kari)
    change(version.article, body_nb=paragraphs("Torsken kom tidlig i år.", "Prisen er lav."))

    page.goto(reverse("translation:side-by-side", args=[version.article_id, "en"]))
    page.get_by_role("link", name="Import").click()
    upload(page, tmp_path, file)
    expect(page.get_by_role("heading", name="What this file would change")).to_be_visible()
    expect(page.locator('.delivery-change[data-fate="conflict"]')).to_have_count(1)
    expect(page.locator('.delivery-change [data-fate="stale"]')).to_have_count(1)
    assert not Article.objects.get(pk=version.article_id).headline_en
    page.get_by_label("Put the delivered text in place of the one here").check()
    page.get_by_role("button", name="Import 3 texts").click()

    expect(page.get_by_text("4 texts are written.")).to_be_visible()
    assert one_of(version, "headline").target == "The cod"
    assert one_of(version, "lead").target == "Big catches."
    assert one_of(version, "b1").target == "Early."
    assert (one_of(version, "b2").status, one_of(version, "b2").target) == ("stale", "Dear.")


def test_ticked_translations_of_the_list_are_exported_together(page, version, kari):
    make_translation(translator=kari)
    log_in(page, kari)
    page.goto(reverse("translation:queue"))

    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Export the ticked ones").click()
    expect(page.get_by_text("2 translations")).to_be_visible()

    assert exported(page).startswith(b"PK")


def test_what_cannot_be_read_is_told_where_it_was_chosen(page, version, kari, tmp_path):
    log_in(page, kari)
    page.goto(reverse("translation:exchange"))

    upload(page, tmp_path, b"<html><body>")

    expect(page.get_by_text("is not XML")).to_be_visible()
    expect(page.get_by_label("File from the translation tool")).to_be_visible()
