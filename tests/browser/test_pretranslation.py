"""The button for pretranslation, in a browser, with a service and a worker that take their time."""

import threading

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Page, expect

from tests.factories import make_article, make_translator, paragraphs
from tests.translation.machine import services
from tests.translation.stories import make_translation, one_of
from translation.machine import running
from translation.segments import Status

# The page asks anew every second and a half, and has the rows one by one.
SOON = 20_000

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def server(settings):
    with services.running(services.LibreTranslate) as server:
        settings.MACHINE_TRANSLATION = "libretranslate"
        settings.MACHINE_TRANSLATION_URL = server.url
        settings.MACHINE_TRANSLATION_KEY = services.KEY
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        yield server


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    body = paragraphs(*(f"Avsnitt <strong>{number}</strong> om torsk." for number in range(9)))
    return make_translation(article=make_article(body_nb=body), translator=kari)


def open_as(page: Page, person, version) -> None:
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.goto("/admin/login/")
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": session,
        "url": page.evaluate("location.origin"),
    }
    page.context.add_cookies([cookie])
    page.goto(reverse("translation:side-by-side", args=[version.article_id, version.language]))


def row(page: Page, version, name: str):
    return page.locator(f'[data-key="{one_of(version, name).key}"]')


def work_once() -> None:
    """The next task, as the worker would run it: in a connection of its own."""

    def run() -> None:
        try:
            task = DBTaskResult.objects.ready().order_by("enqueued_at").first()
            task.delete()
            running.pretranslate.func(*task.args_kwargs["args"])
        finally:
            connection.close()

    worker = threading.Thread(target=run)
    worker.start()
    worker.join()


def test_rows_come_in_while_one_works_and_a_person_stands_for_each(page, server, version, kari):
    open_as(page, kari, version)
    panel = page.locator("#pretranslation")
    expect(panel).to_contain_text("From memory, and the rest by LibreTranslate.", timeout=SOON)
    panel.get_by_role("button", name="Pretranslate what is open").click()
    expect(panel).to_contain_text("By machine: 0 of 11 texts so far.", timeout=SOON)
    row(page, version, "b7").get_by_role("textbox").click()
    page.keyboard.type("I type this")

    work_once()
    expect(panel).to_contain_text("By machine: 8 of 11 texts so far.", timeout=SOON)
    first = row(page, version, "b1")
    expect(first).to_have_attribute("data-status", "pretranslated", timeout=SOON)
    expect(first).to_contain_text("by machine", timeout=SOON)
    expect(first.locator(".ProseMirror strong")).to_have_text("0'", timeout=SOON)
    work_once()
    work_once()
    expect(panel).to_contain_text("texts.", timeout=SOON)
    expect(page.locator("#announcer")).to_contain_text("By machine", timeout=SOON)
    expect(panel.get_by_role("button")).to_be_hidden(timeout=SOON)

    expect(row(page, version, "b7").get_by_role("textbox")).to_have_text(
        "I type this", timeout=SOON
    )
    page.keyboard.press("Control+Enter")
    expect(row(page, version, "b7")).to_have_attribute("data-status", "translated", timeout=SOON)
    assert one_of(version, "b7").target == "I type this"
    expect(page.locator("#confirm-all")).to_be_hidden(timeout=SOON)
    first.get_by_role("button", name="Confirm").click()
    expect(first).to_have_attribute("data-status", "translated", timeout=SOON)
    assert one_of(version, "b1").record.by == kari
    assert one_of(version, "b2").status == Status.PRETRANSLATED
