"""The page that takes a manuscript, and the report of what was recognised."""

import io
import threading

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from articles.models import Article
from cms.desk import manuscripts
from tests.factories import make_editor, make_journalist, make_section, make_user

pytestmark = pytest.mark.django_db

TEXT = (
    "Ærlig talt om ålen\n\nIngressen sier hva det gjelder, i én setning.\n\nBrødteksten står her."
)
MB = 1024 * 1024


@pytest.fixture
def journalist():
    return make_journalist(interface_language="en")


@pytest.fixture
def browser(journalist):
    client = Client()
    client.force_login(journalist)
    return client


def url() -> str:
    return reverse("desk:import")


def post(browser, *, content: bytes | None = None, name="fil.txt", **fields):
    page = browser.get(url()).context["form"]["page"].value()
    posted = {"page": page, "language": "nb", "text": "", "section": ""} | fields
    if content is not None:
        posted["file"] = SimpleUploadedFile(name, content)
    return browser.post(url(), posted)


def errors_of(answer) -> str:
    assert answer.status_code == 422
    assert not Article.objects.exists()
    return str(answer.context["form"].errors)


def word_file(*paragraphs: str) -> bytes:
    document, target = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(target)
    return target.getvalue()


def test_a_pasted_text_becomes_a_story_with_a_report(browser, journalist):
    section = make_section()

    answer = post(browser, text=TEXT, section=section.pk)
    report = browser.get(answer["Location"])

    story = Article.objects.get()
    assert answer["Location"] == reverse("desk:import-report", args=[story.pk])
    assert (story.headline_nb, story.created_by) == ("Ærlig talt om ålen", journalist)
    assert story.section == section
    page = report.content.decode()
    assert "1 headline" in page
    assert "Brødteksten står her." in page
    assert reverse("admin:articles_article_change", args=[story.pk]) in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sak.txt", TEXT.encode()),
        ("sak.txt", TEXT.encode("utf-8-sig")),
        ("sak.txt", TEXT.replace("é", "e").encode("cp1252")),
        ("sak.md", b"# " + TEXT.encode()),
        ("SAK.MARKDOWN", b"# " + TEXT.encode()),
        ("sak.docx", word_file(*TEXT.split("\n\n"))),
        ("uten ending", TEXT.encode()),
        ("../../ondsinnet<script>.txt", TEXT.encode()),
    ],
)
def test_a_file_becomes_a_story(browser, name, content):
    answer = post(browser, content=content, name=name)

    assert answer.status_code == 302
    assert Article.objects.get().headline_nb == "Ærlig talt om ålen"


def test_a_text_and_a_file_are_too_much(browser):
    answer = post(browser, text=TEXT, content=TEXT.encode())

    assert "Paste a text or choose a file, not both." in errors_of(answer)


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_neither_is_too_little(browser, text):
    assert "Paste a text or choose a file." in errors_of(post(browser, text=text))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no text"),
        (b"\x00\x01\x02\x03", "not text"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "damaged"),
        (b"x" * (2 * MB + 1), "2.0 MB"),
        (b"x" * (3 * MB), "3.0 MB"),
    ],
)
def test_a_file_that_is_no_manuscript_is_told_at_its_field(browser, content, told):
    answer = post(browser, content=content)

    assert told in errors_of(answer)
    assert "file" in answer.context["form"].errors


@pytest.mark.parametrize("way", ["file", "text"])
def test_a_size_is_told_as_the_reader_of_the_page_writes_decimals(way):
    client = Client()
    client.force_login(make_journalist(interface_language="nb"))
    size = int(2.9 * MB)

    answer = post(client, **{"content": b"x" * size} if way == "file" else {"text": "x" * size})

    assert "Manuskriptet er på 2,9 MB" in errors_of(answer)


def test_a_pasted_text_that_is_too_long_is_told_at_its_field(browser):
    answer = post(browser, text="ord " * (MB // 2 + 1000))

    assert "at most 2 MB" in errors_of(answer)
    assert "text" in answer.context["form"].errors


@pytest.mark.parametrize(
    "fields",
    [
        {"language": "xx"},
        {"language": ""},
        {"section": "abc"},
        {"section": "9" * 40},
        {"text": "a\x00b"},
        {"page": "\x00"},
        {"page": "x" * 500},
    ],
)
def test_odd_values_are_told(browser, fields):
    errors_of(post(browser, **({"text": TEXT} | fields)))


def test_the_text_that_was_refused_stands_there_still(browser):
    answer = post(browser, text=TEXT, language="xx")

    assert "Brødteksten står her." in answer.content.decode()


def test_the_button_pressed_twice_makes_one_story(browser):
    page = browser.get(url()).context["form"]["page"].value()
    posted = {"page": page, "language": "nb", "text": TEXT}

    first = browser.post(url(), posted)
    second = browser.post(url(), posted, follow=True)

    assert Article.objects.count() == 1
    assert second.redirect_chain[0][0] == first["Location"]
    assert "This manuscript has just been imported" in second.content.decode()


def test_another_text_from_the_same_page_is_another_story(browser):
    page = browser.get(url()).context["form"]["page"].value()

    browser.post(url(), {"page": page, "language": "nb", "text": TEXT})
    browser.post(url(), {"page": page, "language": "nb", "text": TEXT.replace("ålen", "laksen")})

    assert Article.objects.count() == 2


def test_the_same_text_from_a_new_page_is_another_story(browser):
    post(browser, text=TEXT)
    post(browser, text=TEXT)

    assert Article.objects.count() == 2


def test_nobody_reaches_the_story_of_another_by_naming_its_page(browser):
    posted = {"page": "kjent", "language": "nb", "text": TEXT}
    browser.post(url(), posted)
    other = Client()
    other.force_login(make_editor())

    other.post(url(), posted)

    assert Article.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_makes_the_story(browser, journalist):
    page = browser.get(url()).context["form"]["page"].value()
    posted = {"page": page, "language": "nb", "text": TEXT}
    start, answers = threading.Barrier(2), []

    def press():
        try:
            client = Client()
            client.force_login(journalist)
            start.wait()
            answers.append(client.post(url(), posted))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Article.objects.count() == 1


def test_the_report_says_what_did_not_fit(browser):
    headline = "ord " * 60
    text = TEXT.replace("Ærlig talt om ålen", headline.strip())

    report = browser.get(post(browser, text=f"# {text}")["Location"]).content.decode()

    story = Article.objects.get()
    assert "longer than the 200 characters" in report
    assert headline.strip() in story.body_nb


def test_the_report_of_a_very_long_text_shows_its_start(browser, monkeypatch):
    monkeypatch.setattr(manuscripts, "MOST_LINES", 2)

    report = browser.get(post(browser, text=TEXT)["Location"]).content.decode()

    assert "… and 1 more line" in report
    assert "Brødteksten står her." not in report


def test_the_report_of_another_story_leads_to_the_story(browser):
    answer = post(browser, text=TEXT)
    other = Client()
    other.force_login(make_editor())

    again = other.get(answer["Location"])

    story = reverse("admin:articles_article_change", args=[Article.objects.get().pk])
    assert again["Location"] == story


def test_markup_in_a_manuscript_is_shown_as_text(browser):
    text = TEXT.replace("Brødteksten", "<script>alert(1)</script>")

    report = browser.get(post(browser, text=text)["Location"]).content.decode()

    assert "<script>alert(1)" not in report
    assert "<script>" not in Article.objects.get().body_nb


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.JOURNALIST, 200),
        (Role.EDITOR, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.TRANSLATOR, 403),
        (Role.PHOTO_EDITOR, 403),
    ],
)
def test_those_who_write_import(role, status):
    client = Client()
    client.force_login(make_user(role))

    assert client.get(url()).status_code == status
    if status == 403:
        assert client.post(url(), {"language": "nb", "text": TEXT}).status_code == 403
        assert not Article.objects.exists()


def test_a_visitor_is_sent_to_log_in(client):
    assert client.get(url())["Location"].startswith(reverse("admin:login"))
