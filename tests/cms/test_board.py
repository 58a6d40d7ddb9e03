"""The desk's board: which stories it shows, in which order, and how each language stands."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, State
from cms.board.groups import PAGE, Place
from tests.factories import (
    make_article,
    make_editor,
    make_journalist,
    make_published_article,
    make_section,
    make_translator,
    make_version,
    paragraphs,
)
from tests.translation.stories import change, make_translated, publish_source
from translation import actions, behind

pytestmark = pytest.mark.django_db

URL = "/admin/desk/board/"
CHANGED = paragraphs("Torsken kom sent i år.", "Prisen er høy.")
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def nils():
    return make_editor("Nils", interface_language="en")


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",))


@pytest.fixture
def browser(nils):
    client = Client()
    client.force_login(nils)
    return client


def make_one_of_each(kari, nils) -> dict[str, Article]:
    """A story for each group, made in the reverse of their order."""
    found = {"standing": make_published_article(by=nils)}
    found["writing"] = make_article()
    found["review"] = make_article(written_in=("nb", "en"), state=State.PUBLISHED)
    make_version(found["review"], "en", state=State.READY)
    found["translation"] = make_article(state=State.PUBLISHED)
    make_version(found["translation"], "en", state=State.TRANSLATION)
    found["missing"] = make_article(state=State.PUBLISHED)
    found["overdue"] = make_article(state=State.PUBLISHED)
    make_version(found["overdue"], "en", state=State.TRANSLATION, due_on=YESTERDAY)
    found["behind"] = make_translated(kari, state=State.REVIEW).article
    behind.follow(change(found["behind"], body_nb=CHANGED), by=nils)
    found["old-text"] = make_published_article(by=nils)
    behind.follow(change(found["old-text"], body_nb=CHANGED), by=nils)
    publish_source(found["old-text"], by=nils)
    return dict(reversed(found.items()))


def shown(answer) -> dict[str, Article]:
    assert answer.status_code == 200
    return {row.group.value: row.article for row in answer.context["rows"]}


def cell(answer, article, language="en"):
    (row,) = (one for one in answer.context["rows"] if one.article == article)
    (found,) = (one for one in row.cells if one.language == language)
    return found


def test_what_readers_see_old_text_of_stands_first_and_what_stands_still_last(browser, kari, nils):
    made = make_one_of_each(kari, nils)

    found = shown(browser.get(URL))

    assert list(found.items()) == list(made.items())


def test_a_withdrawn_story_is_not_shown(browser):
    article = make_article(state=State.WITHDRAWN)
    make_version(article, "en", state=State.WITHDRAWN)

    assert shown(browser.get(URL)) == {}


def test_old_text_is_told_of_with_how_much_and_since_when(browser, nils, kari):
    article = make_published_article(by=nils)
    version = make_version(article, "en", state=State.PUBLISHED, translator=kari)
    behind.follow(change(article, body_nb=CHANGED), by=nils)
    publish_source(article, by=nils)

    answer = browser.get(URL)

    found = cell(answer, article)
    assert found.has_old_text
    assert (found.behind, found.translator) == (1, kari)
    assert found.since.seen == version.notices.get().changes.get().seen_since
    assert not cell(answer, article, "nb").has_old_text
    assert "Readers see old text" in answer.content.decode()


def test_what_no_reader_has_seen_is_a_changed_source_and_stands_below_old_text(browser, nils):
    seen, unseen = (make_published_article(by=nils) for _ in range(2))
    for article in (seen, unseen):
        behind.follow(change(article, body_nb=CHANGED), by=nils)
    publish_source(seen, by=nils)
    Article.objects.filter(pk=unseen.pk).update(updated_at=timezone.now())

    answer = browser.get(URL)

    groups = [(row.group.value, row.article) for row in answer.context["rows"]]
    assert groups == [("old-text", seen), ("behind", unseen)]
    found = cell(answer, unseen)
    assert (found.behind, found.has_old_text) == (1, False)
    assert answer.content.decode().count('class="board-old-text"') == 1


def test_what_the_columns_say_counts_and_not_what_was_told(browser, kari, nils):
    """Nobody was told of this one: it is behind all the same."""
    version = make_translated(kari)
    change(version.article, body_nb=CHANGED)

    found = cell(browser.get(URL), version.article)

    assert (found.behind, found.since) == (1, None)


def test_progress_date_and_translator_are_those_of_the_translation(browser, kari):
    article = make_article(
        state=State.PUBLISHED, headline_en="The cod has come to Lofoten", body_en=""
    )
    version = make_version(
        article, "en", state=State.TRANSLATION, translator=kari, due_on=YESTERDAY
    )
    actions.confirm_all(version, by=kari)

    answer = browser.get(URL)

    found = cell(answer, article)
    assert (found.standing.settled, found.standing.total) == (1, 4)
    assert 0 < found.standing.percent_of_words < 100
    assert (found.is_overdue, found.translator) == (True, kari)
    page = answer.content.decode()
    assert "1 of 4 segments" in page
    assert f'href="/admin/translation/{article.pk}/en/"' in page


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        ("stale", ["old-text", "behind"]),
        ("state=none", ["missing", "writing"]),
        ("state=translation", ["overdue", "translation"]),
        ("language=nb&state=draft", ["writing"]),
        ("language=nonsense&state=nonsense&section=x&translator=-1", None),
        ("translator=99999999999999999999", None),
        ("q=finnes+ikke", []),
    ],
)
def test_the_board_is_narrowed(asked, groups, browser, kari, nils):
    made = make_one_of_each(kari, nils)

    found = shown(browser.get(f"{URL}?{asked}"))

    wanted = list(made) if groups is None else groups
    if asked != "language=nb&state=draft":
        assert list(found) == wanted
    assert set(found.values()) <= set(made.values())


def test_it_is_narrowed_to_a_section_a_translator_and_a_headline(browser, kari):
    section = make_section()
    mine = make_translated(kari, section=section, headline_nb="Ærfugl på Runde").article
    make_translated(make_translator(into=("en",)), headline_nb="Noe annet")

    for asked in (f"section={section.pk}", f"translator={kari.pk}", "q=ærfugl"):
        rows = browser.get(f"{URL}?{asked}").context["rows"]
        assert [row.article for row in rows] == [mine]


def test_one_language_has_a_column_alone(browser):
    make_article()

    columns = browser.get(f"{URL}?language=en").context["columns"]

    assert [code for code, _name in columns] == ["en"]


def test_pages_go_on_where_the_last_ended_over_all_groups(browser, kari, nils):
    made = list(make_one_of_each(kari, nils).values())
    for number in range(PAGE):
        make_article(headline_nb=f"Utkast {number}")
    seen, url = [], URL

    while url:
        answer = browser.get(url)
        seen += [row.article for row in answer.context["rows"]]
        url = answer.context["next"] and URL + answer.context["next"]

    assert len(seen) == len(set(seen)) == PAGE + len(made)
    assert [one for one in seen if one in made] == made


@pytest.mark.parametrize(
    "after", ["", "x", "behind~now~1", "behind~2026-01-01T00:00:00~" + "0" * 32, "x~y~z~w"]
)
def test_a_place_that_is_none_is_the_first(after, browser):
    article = make_article()

    assert Place.read(after) is None
    assert list(shown(browser.get(URL, {"after": after})).values()) == [article]


def test_it_costs_the_same_few_queries(browser, kari, nils, django_assert_num_queries):
    make_one_of_each(kari, nils)
    browser.get(URL)
    with CaptureQueriesContext(connection) as asked:
        browser.get(URL)
    for _ in range(2):
        make_one_of_each(kari, nils)

    with django_assert_num_queries(len(asked)):
        browser.get(URL)

    assert len(asked) <= 30


def test_translators_see_it_and_journalists_do_not(kari):
    for person, status in ((kari, 200), (make_journalist(), 403)):
        client = Client()
        client.force_login(person)

        assert client.get(URL).status_code == status


def test_only_editors_are_offered_to_ask_for_what_is_missing(browser, kari):
    article = make_article(state=State.PUBLISHED)
    request = f"/admin/desk/articles/{article.pk}/en/request/"
    client = Client()
    client.force_login(kari)

    assert request in browser.get(URL).content.decode()
    assert request not in client.get(URL).content.decode()
