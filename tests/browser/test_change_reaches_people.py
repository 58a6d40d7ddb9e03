"""A source is edited while another translates it: the row, the bell, the page behind it and the mail
all tell the translator which words."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import State
from cms.notices import digests
from tests.browser.test_workbench import open_as, row
from tests.factories import make_article, make_journalist, make_translator, make_version
from tests.translation.stories import one_of
from translation import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def log_in(page: Page, person) -> None:
    page.goto("/admin/login/")
    page.locator("[name=username]").fill(person.email)
    page.locator("[name=password]").fill("secret")
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/admin/")


def test_a_source_edited_during_translation_by_another(page, browser, live_server):
    ingrid = make_journalist("Ingrid", interface_language="en", password="secret")
    kari = make_translator("Kari", into=("en",), interface_language="en")
    article = make_article(by=ingrid, written_in=("nb", "en"), state=State.DRAFT)
    version = make_version(article, "en", state=State.TRANSLATION, translator=kari)
    actions.confirm_all(version, by=kari)
    open_as(page, kari, version)
    expect(page.locator(".bell-count")).to_have_count(0)

    desk = browser.new_context(base_url=live_server.url, locale="en-GB")
    hers = desk.new_page()
    log_in(hers, ingrid)
    hers.goto(f"/admin/articles/article/{article.pk}/change/")
    hers.locator("[name=lead_nb]").fill("Fiskerne melder om små fangster på yttersiden.")
    hers.get_by_role("button", name="Save").click()
    expect(hers.locator(".messagelist")).to_be_visible()
    desk.close()

    page.evaluate("dispatchEvent(new Event('focus'))")
    lead = row(page, version, "lead")
    expect(lead).to_have_attribute("data-status", "stale")
    expect(lead.locator("del")).to_contain_text("store")
    expect(lead.locator("ins")).to_contain_text("små")

    page.goto("/admin/")
    expect(page.locator(".bell-count")).to_have_text("1")
    page.locator(".bell").click()
    notice = page.locator(".notice")
    expect(notice).to_contain_text("Ingrid changed the source: 1 text to look at")
    expect(notice.locator("del")).to_contain_text("store")

    assert digests.send_due(timezone.now() + datetime.timedelta(minutes=31)) == 1
    (sent,) = mail.outbox
    assert sent.to == [kari.email]
    assert "Fiskerne melder om [store → små] fangster på yttersiden." in sent.body

    notice.get_by_role("link", name="Open").click()
    expect(row(page, version, "lead")).to_be_in_viewport()
    expect(page.locator(".bell-count")).to_have_count(0)
    actions.confirm(version, one_of(version, "lead").key, by=kari)
    page.goto("/admin/desk/notices/")
    expect(page.locator(".notice")).to_have_count(0)
