import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from publishing.models import Live
from tests.api.live import Queries, make_live, make_twins, moment, withdraw

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"


def slugs(response) -> list[str]:
    assert response.status_code == 200, response.content
    return [card["slug"] for card in response.json()["results"]]


def ask(client: Client, **asked: object):
    return client.get(ARTICLES, {"language": "en", **asked})


def make_stories(count: int, **options) -> list[str]:
    """Their slugs, newest first. Each three are of one moment, as when a batch is published."""
    made = [make_live(published_at=moment(n // 3), **options).slug for n in range(count)]
    return made[::-1]


def test_cards_go_out_as_stored_newest_first(client: Client):
    old = make_live(published_at=moment(1))
    new = make_live(published_at=moment(2))
    make_live("nb")

    response = ask(client)

    assert response["Content-Type"] == "application/json"
    expected = f'{{"next":null,"previous":null,"results":[{new.card},{old.card}]}}'
    assert response.content.decode() == expected


def test_a_language_without_stories_has_an_empty_list(client: Client):
    make_live("nb")

    assert ask(client).content == b'{"next":null,"previous":null,"results":[]}'


@pytest.mark.parametrize("size", [1, 20, 100])
@pytest.mark.parametrize("asked", [{}, {"section": "politics"}, {"tag": "fisheries"}])
def test_a_page_costs_one_query_whatever_its_size(client: Client, size: int, asked: dict):
    make_stories(30)

    with Queries() as queries:
        response = ask(client, page_size=size, **asked)

    assert len(slugs(response)) == min(size, 30)
    assert len(queries) == 1


def test_a_page_has_twenty_stories_unless_told(client: Client):
    make_stories(21)

    assert len(slugs(ask(client))) == 20


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"section": "politics"},
        {"tag": "fisheries"},
        {"author": "kari-nordmann"},
        {"tag": "fisheries", "author": "kari-nordmann", "section": "politics"},
    ],
)
def test_paging_meets_every_story_once_and_comes_back_the_same_way(client: Client, asked: dict):
    expected = make_stories(17)
    make_live("nb", published_at=moment(3))

    pages = [ask(client, page_size=4, **asked)]
    while following := pages[-1].json()["next"]:
        pages.append(client.get(following))
    back = [pages[-1]]
    while preceding := back[-1].json()["previous"]:
        back.append(client.get(preceding))

    assert [slug for page in pages for slug in slugs(page)] == expected
    assert [slugs(page) for page in back] == [slugs(page) for page in pages[::-1]]
    assert pages[0].json()["previous"] is None


def test_paging_misses_and_repeats_nothing_while_stories_come_and_go(client: Client):
    expected = make_stories(9)
    first = ask(client, page_size=3).json()
    withdraw(Live.objects.get(slug=expected[2]))
    make_live(published_at=moment(100))

    second = client.get(first["next"])
    third = client.get(second.json()["next"])

    assert slugs(second) + slugs(third) == expected[3:]


def test_the_way_back_finds_what_is_new(client: Client):
    make_stories(6)
    second = client.get(ask(client, page_size=3).json()["next"]).json()
    new = make_live(published_at=moment(100)).slug

    first = client.get(second["previous"])
    newer = client.get(first.json()["previous"])

    assert slugs(newer) == [new]
    assert newer.json()["previous"] is None
    assert slugs(client.get(newer.json()["next"])) == slugs(first)


def test_links_lead_on_where_all_that_followed_has_been_withdrawn(client: Client):
    older = make_stories(4)
    following = ask(client, page_size=3).json()["next"]
    withdraw(Live.objects.get(slug=older[3]))

    empty = client.get(following)
    back = client.get(empty.json()["previous"])

    assert slugs(empty) == []
    assert empty.json()["next"] is None
    assert slugs(back) == older[:3]


def test_links_lead_on_where_all_that_came_before_has_been_withdrawn(client: Client):
    stories = make_stories(4)
    second = client.get(ask(client, page_size=1).json()["next"]).json()
    withdraw(Live.objects.get(slug=stories[0]))

    empty = client.get(second["previous"])
    first = client.get(empty.json()["next"])

    assert slugs(empty) == []
    assert empty.json()["previous"] is None
    assert slugs(first) == stories[1:2]


def test_links_are_whole_addresses_and_keep_what_was_asked(client: Client):
    make_stories(4)

    link = ask(client, page_size=2, tag="fisheries", published_after="2024-01-01T00:00:00+01:00")

    parts = urlsplit(link.json()["next"])
    assert (parts.scheme, parts.netloc, parts.path) == ("http", "testserver", ARTICLES)
    asked = parse_qs(parts.query)
    assert asked.pop("cursor")
    assert asked == {
        "language": ["en"],
        "page_size": ["2"],
        "tag": ["fisheries"],
        "published_after": ["2024-01-01T00:00:00+01:00"],
    }


def test_filters_combine(client: Client):
    wanted = make_live(
        section="culture", tags=("energy", "transport"), authors=("ola-nordmann",)
    ).slug
    make_live(section="politics", tags=("energy",), authors=("ola-nordmann",))
    make_live(section="culture", tags=("transport",), authors=("ola-nordmann",))
    make_live(section="culture", tags=("energy",), authors=("kari-nordmann",))
    every = {"section": "culture", "tag": "energy", "author": "ola-nordmann"}

    assert slugs(ask(client, **every)) == [wanted]
    for name in every:
        others = {key: value for key, value in every.items() if key != name}
        assert len(slugs(ask(client, **others))) == 2


def test_known_values_that_no_story_has_together_give_an_empty_list(client: Client):
    make_live(section="culture", tags=("energy",))
    make_live(section="politics", tags=("transport",))

    with Queries() as queries:
        response = ask(client, section="culture", tag="transport")

    assert slugs(response) == []
    assert len(queries) == 2


def test_a_section_tag_or_author_that_nothing_is_published_under_is_refused(client: Client):
    make_live("en", section="culture")
    make_live("nb", section="politics", tags=("energy",))

    with Queries() as queries:
        response = ask(client, section="politics", tag="energy", author="kari-nordmann")

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == ["section", "tag"]
    assert len(queries) == 2


@pytest.mark.parametrize("asked", [{}, {"tag": "fisheries"}, {"author": "kari-nordmann"}])
def test_times_are_bounds_that_are_not_themselves_within(client: Client, asked: dict):
    first, second, third = (
        make_live(published_at=moment(n), updated_at=moment(10 - n)).slug for n in (1, 2, 3)
    )
    at_two = "2025-01-01T12:02:00Z"

    assert slugs(ask(client, published_after=at_two, **asked)) == [third]
    assert slugs(ask(client, published_before=at_two, **asked)) == [first]
    assert slugs(ask(client, updated_after="2025-01-01T12:08:00Z", **asked)) == [first]
    assert second in slugs(ask(client, published_after="2025-01-01T13:01:30+01:00", **asked))
    assert slugs(ask(client, published_before="2025-01-01", **asked)) == []
    assert len(slugs(ask(client, published_before="2025-01-01T12:03:01", **asked))) == 3


def test_what_was_only_rendered_anew_is_not_updated(client: Client):
    live = make_live(updated_at=moment(1))
    Live.objects.filter(pk=live.pk).update(changed_at=moment(60))
    mark = ask(client).json()["results"][0]["updated_at"]

    assert slugs(ask(client, updated_after=mark)) == []


def test_a_page_says_what_caches_need(client: Client):
    live = make_live(updated_at=moment(60))

    response = ask(client)

    assert response["Last-Modified"] == "Wed, 01 Jan 2025 13:00:00 GMT"
    assert response["Cache-Control"].startswith("public, max-age=")
    assert response["Content-Language"] == "en"
    assert response["Cache-Tag"] == f"articles-en,section-1,article-{live.article_id}"
    assert "tag-11" in ask(client, tag="fisheries")["Cache-Tag"].split(",")


def test_the_headers_of_a_large_page_stay_small(client: Client):
    make_stories(100)

    assert len(ask(client, page_size=100)["Cache-Tag"]) < 100


def test_a_client_that_holds_the_page_gets_304(client: Client):
    make_live()
    etag = ask(client)["ETag"]

    same = client.get(ARTICLES, {"language": "en"}, headers={"If-None-Match": etag})
    make_live(published_at=moment(5))
    changed = client.get(ARTICLES, {"language": "en"}, headers={"If-None-Match": etag})

    assert (same.status_code, same.content, same["ETag"]) == (304, b"", etag)
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_a_date_does_not_hide_that_a_story_is_gone(client: Client):
    make_live(published_at=moment(1))
    newest = make_live(published_at=moment(2))
    date = ask(client)["Last-Modified"]
    withdraw(newest)

    response = client.get(ARTICLES, {"language": "en"}, headers={"If-Modified-Since": date})

    assert response.status_code == 200
    assert newest.slug not in slugs(response)


def test_a_withdrawn_story_leaves_every_list(client: Client):
    norwegian, english = make_twins()
    withdraw(english)
    make_live("en", section="culture", tags=(), authors=())

    with Queries():
        text = ask(client).content.decode()
        sections = client.get("/api/v1/sections/?language=en").json()
        tags = client.get("/api/v1/tags/?language=en").json()
        authors = client.get("/api/v1/authors/?language=en").json()

    assert str(norwegian.article_id) not in text
    assert [entry["slug"] for entry in sections["results"]] == ["culture"]
    assert tags == authors == {"results": []}
    assert json.loads(text)["results"]


@pytest.mark.parametrize("q", ["", "&q=ferry"])
@pytest.mark.parametrize("asked", ["section=politics", "tag=fisheries", "author=kari-nordmann"])
def test_a_filter_outlives_its_last_story(client: Client, asked: str, q: str):
    withdraw(make_live())

    response = client.get(f"/api/v1/articles/?language=en&{asked}{q}")

    assert response.status_code == 200
    assert response.json()["results"] == []
    other = client.get(f"/api/v1/articles/?language=nb&{asked}{q}")
    assert other.status_code == 400
