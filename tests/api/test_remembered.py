"""Pages that are kept: they cost one short question, and are gone with the first change."""

from collections.abc import Iterator

import pytest
from django.test import Client

from api.public import remembered
from articles.models import State
from publishing import actions
from tests.api.test_articles import ARTICLES, ask, slugs
from tests.factories import make_editor, make_published_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeps_pages(settings) -> Iterator[None]:
    settings.REMEMBERED_PAGES = 3
    remembered.forget()
    yield
    remembered.forget()


def make_story(headline: str):
    return make_published_article(headline_en=headline)


def test_a_search_asked_again_costs_one_question(client: Client, django_assert_num_queries):
    make_story("Cod in the harbour")
    first = ask(client, q="cod")

    with django_assert_num_queries(1):
        again = ask(client, q="cod")

    assert len(slugs(first)) == 1
    assert again.content == first.content
    assert again.headers == first.headers


def test_what_is_published_is_found_at_once(client: Client):
    make_story("Cod in the harbour")
    before = slugs(ask(client, q="cod"))

    make_story("More cod than ever in the harbour")

    assert len(slugs(ask(client, q="cod"))) == len(before) + 1


def test_what_is_withdrawn_is_gone_at_once(client: Client):
    article = make_story("Cod in the harbour")
    before = ask(client, q="cod")

    versions = list(article.versions.filter(state=State.PUBLISHED))
    reasons = {version.language: "It was wrong." for version in versions}
    actions.withdraw(versions, by=make_editor(), reasons=reasons)

    after = client.get(
        ARTICLES, {"language": "en", "q": "cod"}, headers={"if-none-match": before["ETag"]}
    )
    assert slugs(before) != []
    assert after.status_code == 200
    assert slugs(after) == []


def test_each_question_has_a_page_of_its_own_and_the_oldest_gives_way(client: Client, settings):
    make_story("Cod in the harbour")

    asked = [{"q": "cod"}, {"q": "herring"}, {"q": "cod", "language": "nb"}, {"q": "harbour"}]
    answers = [ask(client, **one) for one in asked]

    assert [len(slugs(one)) for one in answers] == [1, 0, 0, 1]
    assert answers[2].headers["Content-Language"] == "nb"
    assert len(remembered._kept) == settings.REMEMBERED_PAGES


def test_a_lists_first_page_asked_again_costs_one_question(
    client: Client, django_assert_num_queries
):
    make_story("Cod in the harbour")
    first = ask(client)

    with django_assert_num_queries(1):
        again = ask(client)

    assert again.content == first.content
    make_story("Herring in the harbour")
    assert len(slugs(ask(client))) == len(slugs(first)) + 1


def test_a_page_further_on_is_read_each_time(client: Client, django_assert_num_queries):
    make_story("Cod in the harbour")
    make_story("Herring in the harbour")
    page = ask(client, page_size="1").json()["next"]
    remembered.forget()
    first = client.get(page)

    with django_assert_num_queries(1):
        again = client.get(page)

    assert again.content == first.content
    assert len(slugs(again)) == 1
    assert not remembered._kept
