"""A search goes on into older matches, a window at a time: the same on every database."""

import pytest
from django.test import Client

from api.public.cursor import MOST_STARTS
from publishing.models import Live
from publishing.search import ranking
from tests.api.live import Queries, make_found, moment, withdraw
from tests.api.test_articles import ask, slugs

pytestmark = pytest.mark.django_db
DAY = 1440


@pytest.fixture(autouse=True)
def small_windows(monkeypatch) -> None:
    monkeypatch.setattr(ranking, "MOST", 5)


def make_stories(count: int, **options) -> list[str]:
    """Slugs of stories about cod, the newest first. Every other has it in its headline, and three
    are of one moment."""
    made = [
        make_found(
            headline="Herring" if n % 2 else "Cod",
            body=("cod",),
            published_at=moment(DAY * (n // 3)),
            **options,
        )
        for n in range(count)
    ]
    return [live.slug for live in made[::-1]]


def follow(client: Client, response, way: str = "next") -> list:
    """This page and all that follow it."""
    pages = [response]
    while link := pages[-1].json()[way]:
        pages.append(client.get(link))
        assert len(pages) < 100
    return pages


def met(pages: list) -> list[str]:
    return [slug for page in pages for slug in slugs(page)]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
@pytest.mark.parametrize("count", [4, 5, 6, 10, 17])
def test_every_match_is_met_once_and_no_page_is_empty(client: Client, size: int, count: int):
    stories = make_stories(count)

    pages = follow(client, ask(client, q="cod", page_size=size))

    assert sorted(met(pages)) == sorted(stories)
    assert all(slugs(page) for page in pages)


def test_each_window_is_older_than_the_one_before_and_ranked_in_itself(client: Client):
    stories = make_stories(12)

    pages = follow(client, ask(client, q="cod", page_size=100))

    assert [set(slugs(page)) for page in pages] == [
        set(stories[:5]),
        set(stories[5:10]),
        set(stories[10:]),
    ]
    for page in pages:
        headlines = [Live.objects.get(slug=slug).search_entry.headline for slug in slugs(page)]
        assert headlines == sorted(headlines, key=lambda words: "cod" not in words)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_way_back_meets_the_same_stories(client: Client, size: int):
    make_stories(17)
    pages = follow(client, ask(client, q="cod", page_size=size))

    back = follow(client, pages[-1], "previous")

    assert sorted(met(back)) == sorted(met(pages))
    assert all(slugs(page) for page in back)
    forth = follow(client, back[-1])
    assert met(forth) == met(pages)


@pytest.mark.parametrize(
    "asked", [{"section": "culture"}, {"tag": "energy"}, {"updated_after": "2024-01-01"}]
)
def test_filters_hold_in_every_window(client: Client, asked: dict):
    wanted = make_stories(12, section="culture", tags=("energy",))
    make_stories(3)
    found = met(follow(client, ask(client, q="cod", page_size=2, **asked)))

    expected = wanted if "updated_after" not in asked else None
    assert sorted(found) == sorted(expected or Live.objects.values_list("slug", flat=True))


def test_times_bound_every_window(client: Client):
    stories = make_stories(30)
    bounds = {"published_after": "2025-01-02T12:00:00Z", "published_before": "2025-01-10T12:00:00Z"}

    found = met(follow(client, ask(client, q="cod", page_size=3, **bounds)))

    assert sorted(found) == sorted(stories[3:24])


def test_what_comes_and_goes_while_one_pages_repeats_nothing_and_hides_nothing(client: Client):
    stories = make_stories(17)
    first = ask(client, q="cod", page_size=2)
    shown = slugs(first)
    gone = next(slug for slug in stories[:5] if slug not in shown)
    withdraw(Live.objects.get(slug=gone))
    make_found(headline="Cod", published_at=moment(DAY * 400))
    make_found(headline="Cod", published_at=Live.objects.get(slug=stories[0]).published_at)

    rest = met(follow(client, client.get(first.json()["next"])))

    assert sorted(shown + rest) == sorted(set(stories) - {gone})


def test_a_window_that_has_been_withdrawn_altogether_leads_on(client: Client):
    stories = make_stories(12)
    first = ask(client, q="cod", page_size=5)
    onward = client.get(first.json()["next"])
    for slug in stories[5:10]:
        withdraw(Live.objects.get(slug=slug))

    again = client.get(first.json()["next"])

    assert sorted(slugs(again)) == sorted(stories[10:])
    assert sorted(slugs(client.get(onward.json()["next"]))) == sorted(stories[10:])
    assert sorted(slugs(client.get(again.json()["previous"]))) == sorted(stories[:5])


def test_a_page_costs_one_query_in_whatever_window(client: Client):
    make_stories(17)
    pages = follow(client, ask(client, q="cod ", page_size=3))

    for page in pages:
        for link in (page.json()["next"], page.json()["previous"]):
            with Queries() as queries:
                if link:
                    client.get(link)
            assert len(queries) == (1 if link else 0)


def test_unfinished_words_are_met_once_whether_whole_or_as_a_beginning(client: Client):
    whole = make_stories(14)
    begun = [make_found(headline="Codling", published_at=moment(DAY * n)).slug for n in range(14)]

    pages = follow(client, ask(client, q="cod", page_size=3))

    assert sorted(met(pages)) == sorted(whole + begun)
    assert all(slugs(page) for page in pages)
    back = follow(client, pages[-1], "previous")
    assert len(set(met(back))) == len(met(back))


def test_the_way_back_from_deep_down_leads_to_the_beginning(client: Client):
    make_stories(5 * (MOST_STARTS + 3))
    pages = follow(client, ask(client, q="cod ", page_size=5))
    assert len(pages) == MOST_STARTS + 3

    back = follow(client, pages[-1], "previous")

    assert len(back) == MOST_STARTS + 1
    assert back[-1].json()["results"] == pages[0].json()["results"]
    assert max(len(page.json()["next"] or "") for page in pages) < 300
