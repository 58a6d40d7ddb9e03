"""The bell, the page behind it, and the start page's pile of what is new."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import State
from tests.factories import (
    make_article,
    make_editor,
    make_journalist,
    make_published_article,
    make_translator,
    make_version,
    paragraphs,
)
from tests.translation.stories import change, make_translated, publish_source
from translation import behind, telling
from translation.models import Notice

pytestmark = pytest.mark.django_db

PAGE = "/admin/desk/notices/"
CHANGED = paragraphs("Torsken kom sent i år.", "Prisen er høy.")


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def nils():
    return make_editor("Nils")


@pytest.fixture
def browser(kari):
    client = Client()
    client.force_login(kari)
    return client


def make_stale(kari, by, **fields):
    version = make_translated(kari, **fields)
    behind.follow(change(version.article, body_nb=CHANGED), by=by)
    return version


def told(answer) -> tuple[list[str], list[str]]:
    return tuple([one.headline for one in answer.context[name]] for name in ("new", "old"))


def test_the_bell_counts_what_is_unread_on_every_page(browser, kari, nils):
    assert b"bell-count" not in browser.get("/admin/").content
    make_stale(kari, nils)
    make_stale(kari, nils)

    for url in ("/admin/", PAGE, reverse("admin:articles_article_changelist")):
        page = browser.get(url).content.decode()
        assert '<span class="bell-count" aria-hidden="true">2</span>' in page
        assert "2 unread notices" in page


def test_a_notice_shows_the_words_and_leads_to_the_row(browser, kari, nils):
    version = make_stale(kari, nils)

    page = browser.get(PAGE).content.decode()

    row = f"article:{version.article_id}:body:b1"
    assert f'href="/admin/translation/{version.article_id}/en/#{row}"' in page
    assert "Nils changed the source: 1 text to look at" in page
    assert "<del>" in page
    assert "<ins>" in page


def test_the_unread_stand_first_and_the_urgent_before_them(browser, kari, nils):
    make_stale(kari, nils, headline_nb="Lest")
    telling.mark_read(kari)
    make_stale(kari, nils, headline_nb="Ulest")
    article = make_published_article(by=nils, headline_nb="Leserne ser gammel tekst")
    make_version(article, "en", state=State.PUBLISHED, translator=kari)
    behind.follow(change(article, body_nb=CHANGED), by=nils)
    publish_source(article, by=nils)
    make_stale(kari, nils, headline_nb="Nyest")

    assert told(browser.get(PAGE)) == (
        ["Leserne ser gammel tekst", "Nyest", "Ulest"],
        ["Lest"],
    )


def test_opening_the_workbench_is_reading(browser, kari, nils):
    version, _other = make_stale(kari, nils), make_stale(kari, nils)

    browser.get(reverse("translation:side-by-side", args=[version.article_id, "en"]))

    assert telling.unread(kari).number == 1
    assert Notice.objects.get(version=version).waiting_since is None


def test_an_editor_who_looks_in_reads_nothing_for_the_translator(kari, nils):
    version = make_stale(kari, nils)
    client = Client()
    client.force_login(nils)

    client.get(reverse("translation:side-by-side", args=[version.article_id, "en"]))

    assert telling.unread(kari).number == 1


@pytest.mark.parametrize("which", ["one", "all", "another's", "nonsense"])
def test_notices_are_marked_as_read(which, browser, kari, nils):
    per = make_translator("Per", into=("en",))
    first, _second, others = make_stale(kari, nils), make_stale(kari, nils), make_stale(per, nils)
    keys = {
        "one": first.notices.get().pk,
        "all": "",
        "another's": others.notices.get().pk,
        "nonsense": "-1",
    }

    answer = browser.post(PAGE + "read/", {"notice": keys[which]})

    assert answer.status_code == 302
    assert telling.unread(kari).number == {"one": 1, "all": 0}.get(which, 2)
    assert telling.unread(per).number == 1


def test_a_returned_story_leads_its_writer_to_the_form(nils):
    writer = make_journalist(interface_language="en")
    article = make_article(by=writer)
    telling.tell(
        writer, telling.Kind.RETURNED, article.version("nb"), by=nils, text="Hvem sier <dette>?"
    )
    client = Client()
    client.force_login(writer)

    page = client.get(PAGE).content.decode()

    assert f'href="/admin/articles/article/{article.pk}/change/"' in page
    assert "Nils returned this to you" in page
    assert "Hvem sier &lt;dette&gt;?" in page


def test_the_page_costs_the_same_few_queries(browser, kari, nils, django_assert_num_queries):
    make_stale(kari, nils)
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        browser.get(PAGE)
    for _ in range(5):
        make_stale(kari, nils)

    with django_assert_num_queries(len(asked)):
        browser.get(PAGE)

    assert len(asked) <= 10


def test_the_switch_for_mail_is_ones_own(browser, kari):
    assert "checked" in browser.get(PAGE).content.decode()

    browser.post(PAGE + "by-mail/", {})
    kari.refresh_from_db()
    assert not kari.wants_digest
    browser.post(PAGE + "by-mail/", {"on": "on"})

    kari.refresh_from_db()
    assert kari.wants_digest


def test_the_start_page_has_what_is_new(browser, kari, nils):
    make_stale(kari, nils)

    page = browser.get("/admin/")

    (pile,) = (one for one in page.context["start"].piles if one.key == "notices")
    assert (pile.count, pile.rows[0].title) == (1, "Skreien er kommet til Lofoten")
    telling.mark_read(kari)
    assert "notices" not in [one.key for one in browser.get("/admin/").context["start"].piles]


def test_whoever_is_not_logged_in_is_told_nothing():
    assert Client().get(PAGE).status_code == 302
    assert Client().post(PAGE + "read/").status_code == 302
