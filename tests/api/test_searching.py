"""`q`: what it finds is held in tests/publishing/test_search.py; here, how it is answered."""

import json

import pytest
from django.test import Client

from articles.models import Byline, State
from publishing import actions
from publishing.models import Live
from tests.api.live import Queries, make_found, make_live, moment, withdraw
from tests.api.test_articles import ARTICLES, ask, slugs
from tests.api.test_parameters import refused
from tests.api.test_schema import schema, validate
from tests.factories import (
    confirm_all,
    make_article,
    make_author,
    make_editor,
    make_published_article,
    make_section,
    make_tag,
    make_version,
)

pytestmark = pytest.mark.django_db
__all__ = ["schema"]


def make_stories(count: int, **options) -> list[str]:
    """Slugs of stories about cod, the best first."""
    made = [
        make_found(headline="Cod", published_at=moment(1440 * (n // 3)), **options)
        for n in range(count)
    ]
    return [live.slug for live in made[::-1]]


def test_a_card_is_as_stored_with_the_place_where_the_words_stand(client: Client):
    live = make_found(headline="Fisheries", lead="Big «cod» & more", body=("“Cod”, he said",))

    response = ask(client, q="cod")

    card = response.content.decode().partition('"results":[')[2].removesuffix("]}")
    assert card.startswith(f"{live.card[:-1]},")
    assert json.loads(card)["snippet"] == "Big «<mark>cod</mark>» &amp; more"


@pytest.mark.parametrize(
    ("q", "snippet"),
    [
        ("lofoten", "The cod has come to <mark>Lofoten</mark>"),
        ("harvest", "<mark>Harvest</mark> &amp; sea"),
        ("quotas", "Nets · <mark>Quotas</mark>"),
        ("economy", "<mark>Economy</mark>"),
        ("aasheim", "Ingrid <mark>Aasheim</mark>"),
        # The lead and the text go first, and a word that stands nowhere to be shown marks nothing.
        ("cod", "The <mark>cod</mark> came early this year."),
        ("svolvaer", "Fishermen report large catches on the outer side."),
    ],
)
def test_a_snippet_shows_the_words_wherever_they_stand(client: Client, q: str, snippet: str):
    make_published_article(
        kicker_en="Harvest & sea",
        dateline="Svolvaer",
        section=make_section(name_en="Economy"),
        tags=(make_tag(name_en="Nets"), make_tag(name_en="Quotas")),
        authors=(make_author("Ingrid Aasheim"),),
    )

    with Queries() as queries:
        (card,) = ask(client, q=q).json()["results"]

    assert card["snippet"] == snippet
    assert len(queries) == 1


def test_a_snippet_names_a_person_with_two_roles_once(client: Client):
    ingrid, ola = make_author("Ingrid Aasheim"), make_author("Ola Nordmann")
    article = make_article(written_in=("nb", "en"), authors=(ingrid, ola))
    Byline.objects.create(article=article, author=ingrid, role="photographer", position=2)
    for language in ("nb", "en"):
        make_version(article, language, state=State.READY)
    confirm_all(article, "en")
    actions.publish(list(article.versions.all()), by=make_editor())

    (card,) = ask(client, q="aasheim").json()["results"]

    assert len(card["bylines"]) == 3
    assert card["snippet"] == "Ingrid <mark>Aasheim</mark> · Ola Nordmann"


def test_an_answer_has_the_described_shape(client: Client, schema):
    make_found(headline="Cod")

    validate(ask(client, q="cod").json(), "CardPage", schema)


@pytest.mark.parametrize("size", [1, 20, 100])
def test_a_page_costs_one_query_whatever_its_size(client: Client, size: int):
    make_stories(5)

    with Queries() as queries:
        response = ask(client, q="cod", page_size=size, section="politics", tag="fisheries")

    assert len(slugs(response)) == min(size, 5)
    assert len(queries) == 1


def test_a_word_that_is_nowhere_finds_nothing(client: Client):
    make_stories(1)

    assert ask(client, q="salmon").content == b'{"next":null,"previous":null,"results":[]}'


def test_a_section_that_nothing_is_published_under_is_refused_in_a_search_too(client: Client):
    make_stories(1)

    assert set(refused(ask(client, q="cod", section="nowhere"))) == {"section"}
    assert slugs(ask(client, q="salmon", section="politics")) == []


@pytest.mark.parametrize("q", ["", " ", '"', "*", "🐟", "-cod", "&|!:*'\\", "a" * 201, "cod\x00"])
def test_a_question_without_a_word_is_refused_by_name(client: Client, q: str):
    with Queries() as queries:
        assert set(refused(ask(client, q=q))) == {"q"}

    assert len(queries) == 0


def test_paging_meets_every_match_once_and_comes_back_the_same_way(client: Client):
    expected = make_stories(17)

    pages = [ask(client, q="cod", page_size=4)]
    while following := pages[-1].json()["next"]:
        pages.append(client.get(following))
    back = [pages[-1]]
    while preceding := back[-1].json()["previous"]:
        back.append(client.get(preceding))

    assert [slug for page in pages for slug in slugs(page)] == expected
    assert [slugs(page) for page in back] == [slugs(page) for page in pages[::-1]]
    assert pages[0].json()["previous"] is None


def test_paging_repeats_nothing_while_stories_come_and_go(client: Client):
    expected = make_stories(9)
    first = ask(client, q="cod", page_size=3).json()
    withdraw_by_slug(expected[1])
    make_found(headline="Cod", published_at=moment(1440 * 400))

    second = client.get(first["next"])
    third = client.get(second.json()["next"])

    assert slugs(second) + slugs(third) == expected[3:]


def test_links_lead_on_where_all_that_followed_has_been_withdrawn(client: Client):
    stories = make_stories(4)
    following = ask(client, q="cod", page_size=3).json()["next"]
    withdraw_by_slug(stories[3])

    empty = client.get(following)
    back = client.get(empty.json()["previous"])

    assert slugs(empty) == []
    assert empty.json()["next"] is None
    assert slugs(back) == stories[:3]


def test_a_cursor_of_another_list_is_refused(client: Client):
    make_stories(3)
    listed = ask(client, page_size=1).json()["next"].rpartition("cursor=")[2]
    found = ask(client, q="cod", page_size=1).json()["next"].rpartition("cursor=")[2]

    assert set(refused(ask(client, q="cod", cursor=listed))) == {"cursor"}
    assert set(refused(ask(client, cursor=found))) == {"cursor"}


@pytest.mark.parametrize(
    "other",
    [
        {"q": "cods"},
        {"section": "politics"},
        {"published_after": "2025-01-01T11:00:00Z"},
        {"updated_after": "2025-01-01T11:00:00Z"},
        {"language": "nb"},
    ],
)
def test_a_cursor_of_another_search_is_refused(client: Client, other: dict[str, str]):
    make_stories(3)
    asked = {"language": "en", "q": "cod", "page_size": 1}
    following = client.get(ARTICLES, asked).json()["next"]
    cursor = following.rpartition("cursor=")[2]

    wider = client.get(ARTICLES, asked | {"page_size": 2, "cursor": cursor})
    elsewhere = client.get(ARTICLES, asked | {"cursor": cursor} | other)

    assert len(slugs(wider)) == 2
    assert set(refused(elsewhere)) == {"cursor"}


def test_the_filters_narrow_a_search(client: Client):
    old = make_found(headline="Cod", section="culture", published_at=moment(0), tags=("energy",))
    new = make_found(headline="Cod", published_at=moment(60), authors=("ola-nordmann",))

    assert slugs(ask(client, q="cod", section="culture")) == [old.slug]
    assert slugs(ask(client, q="cod", tag="energy")) == [old.slug]
    assert slugs(ask(client, q="cod", author="ola-nordmann")) == [new.slug]
    assert slugs(ask(client, q="cod", published_before="2025-01-01T12:30:00Z")) == [old.slug]
    assert slugs(ask(client, q="cod", published_after="2025-01-01T12:30:00Z")) == [new.slug]
    assert slugs(ask(client, q="cod", updated_after="2025-01-01T12:30:00Z")) == [new.slug]


def test_a_search_by_update_passes_over_what_was_only_rendered_anew(client: Client):
    live = make_found(headline="Cod", published_at=moment(0))
    Live.objects.filter(pk=live.pk).update(changed_at=moment(60))

    assert slugs(ask(client, q="cod", updated_after="2025-01-01T12:00:00Z")) == []
    assert slugs(ask(client, q="cod", updated_after="2025-01-01T11:59:59Z")) == [live.slug]


@pytest.mark.parametrize(("q", "is_found"), [("cod b", True), ("cod br", True), ("cod b ", False)])
def test_a_last_word_that_is_only_begun_does_not_hide_what_is_there(
    client: Client, q: str, is_found: bool
):
    live = make_found(headline="Cod at the bridge")

    assert slugs(ask(client, q=q)) == ([live.slug] if is_found else [])


def test_a_withdrawn_story_is_not_found(client: Client):
    live = make_found(headline="Cod")
    withdraw(live)

    assert slugs(ask(client, q="cod")) == []


def test_a_page_says_what_caches_need(client: Client):
    live = make_found(headline="Cod", updated_at=moment(60))

    response = ask(client, q="cod")

    assert response["Last-Modified"] == "Wed, 01 Jan 2025 13:00:00 GMT"
    assert response["Cache-Tag"] == f"articles-en,section-1,article-{live.article_id}"
    held = {"If-None-Match": response["ETag"]}
    same = client.get(ARTICLES, {"language": "en", "q": "cod"}, headers=held)
    assert same.status_code == 304
    make_found(headline="Cod")
    changed = client.get(ARTICLES, {"language": "en", "q": "cod"}, headers=held)
    assert changed.status_code == 200


def withdraw_by_slug(slug: str) -> None:
    withdraw(Live.objects.get(slug=slug))


def test_a_story_that_is_not_indexed_yet_breaks_nothing(client: Client):
    make_live()

    assert slugs(ask(client, q="story")) == []
