import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from api.public.cursor import EventCursor
from articles import workflow
from publishing import actions
from publishing.models import Event, Live
from tests.api.live import Queries
from tests.factories import make_editor, make_published_article

pytestmark = pytest.mark.django_db
CHANGES = "/api/v1/changes/"


def ask(client: Client, language: str = "en", **asked: object) -> dict:
    response = client.get(CHANGES, {"language": language, **asked})
    assert response.status_code == 200, response.content
    return response.json()


def publish(count: int) -> list:
    return [
        make_published_article(slug_nb=f"sak-{n}", slug_en=f"story-{n}")
        for n in range(1, count + 1)
    ]


def withdraw(article, *languages: str) -> None:
    versions = [article.versions.get(language=code) for code in languages]
    actions.withdraw(versions, reasons=dict.fromkeys(languages, "Wrong."), by=make_editor())


def test_an_event_says_what_happened_to_which_document(client: Client):
    (article,) = publish(1)

    (event,) = ask(client)["results"]

    live = Live.objects.select_related("publication").get(language="en")
    number = Event.objects.get(language="en").number
    assert event.pop("occurred_at").endswith("Z")
    assert event == {
        "id": number,
        "type": "article.published",
        "article": str(article.pk),
        "language": "en",
        "slug": "story-1",
        "url": json.loads(live.card)["url"],
        "document": f"http://testserver/api/v1/articles/{article.pk}/?language=en",
        "version": 1,
        "digest": live.publication.digest,
        "reason": "published",
    }
    assert client.get(event["document"]).json()["digest"] == event["digest"]


def test_events_come_oldest_first_and_of_one_language(client: Client):
    first, _second = publish(2)
    withdraw(first, "en")

    events = ask(client)["results"]

    assert [(event["type"], event["slug"]) for event in events] == [
        ("article.published", "story-1"),
        ("article.published", "story-2"),
        ("article.withdrawn", "story-1"),
    ]
    assert [event["type"] for event in ask(client, "nb")["results"]][-1] == "article.updated"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_pages_follow_each_other_without_a_gap_and_end_at_null(client: Client, size: int):
    publish(5)

    page = ask(client, page_size=size)
    met = [event["slug"] for event in page["results"]]
    while page["next"]:
        assert len(page["results"]) == size
        page = client.get(page["next"]).json()
        assert page["previous"] is None
        met += [event["slug"] for event in page["results"]]

    assert met == [f"story-{n}" for n in range(1, 6)]


def test_the_cursor_goes_on_where_the_page_ended_also_from_an_empty_one(client: Client):
    empty = ask(client)
    assert (empty["results"], empty["next"]) == ([], None)
    (article,) = publish(1)

    first = ask(client, cursor=empty["cursor"])
    nothing = ask(client, cursor=first["cursor"])
    withdraw(article, "nb", "en")
    later = ask(client, cursor=nothing["cursor"])

    assert [event["type"] for event in first["results"]] == ["article.published"]
    assert nothing["results"] == []
    assert nothing["cursor"] == first["cursor"]
    assert [event["type"] for event in later["results"]] == ["article.withdrawn"]


def test_a_cursor_behind_which_the_newsroom_has_gone_back_is_refused(client: Client):
    publish(3)
    before, cursor = ask(client, page_size=2)["cursor"], ask(client)["cursor"]
    Event.objects.filter(language="en", number__gt=EventCursor.read(before).number).delete()

    with Queries() as queries:
        refused = client.get(CHANGES, {"language": "en", "cursor": cursor})

    assert refused.status_code == 400
    (error,) = refused.json()["errors"]
    assert error["parameter"] == "cursor"
    assert "Start over without a cursor" in error["detail"]
    assert len(queries) == 1
    assert ask(client, cursor=before)["results"] == []


def test_a_cursor_whose_number_another_event_has_by_now_is_refused(client: Client):
    publish(1)
    cursor = ask(client)["cursor"]
    event = Event.objects.filter(language="en")
    event.update(at=event.get().at + timedelta(seconds=1))

    assert client.get(CHANGES, {"language": "en", "cursor": cursor}).status_code == 400


def test_a_cursor_of_an_earlier_release_still_holds(client: Client):
    publish(2)
    first, _second = ask(client)["results"]

    page = ask(client, cursor=EventCursor(first["id"]))

    assert [event["slug"] for event in page["results"]] == ["story-2"]
    assert (
        client.get(CHANGES, {"language": "en", "cursor": str(EventCursor(99))}).status_code == 400
    )


def test_next_keeps_what_was_asked(client: Client):
    publish(2)

    parts = urlsplit(ask(client, page_size=1)["next"])

    assert parse_qs(parts.query).keys() == {"language", "page_size", "cursor"}
    assert (parts.netloc, parts.path) == ("testserver", CHANGES)


def test_nothing_of_a_withdrawn_story_is_told_but_its_address(client: Client):
    (article,) = publish(1)
    withdraw(article, "nb", "en")

    text = client.get(CHANGES, {"language": "en"}).content.decode()

    gone = json.loads(text)["results"][-1]
    assert (gone["version"], gone["digest"], gone["reason"]) == (None, None, "Wrong.")
    for secret in (article.headline_en, article.lead_en, article.headline_nb, "The price is high"):
        assert secret not in text
    assert client.get(gone["document"]).status_code == 410


def test_what_editors_note_is_not_told(client: Client):
    (article,) = publish(1)
    editor = make_editor()
    version = article.versions.get(language="nb")
    workflow.move(version, "submit", by=editor)
    workflow.move(version, "approve", by=make_editor(), note="Hemmelig beskjed")
    actions.publish([version], by=editor, note="Enda en hemmelighet")

    text = client.get(CHANGES, {"language": "nb"}).content.decode().lower()

    assert "article.updated" in text
    assert "hemmelig" not in text


@pytest.mark.parametrize("size", [1, 100])
def test_a_page_costs_one_query(client: Client, size: int):
    publish(3)

    with Queries() as queries:
        ask(client, page_size=size)

    assert len(queries) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("cursor", value) for value in ("", "x", "AAAA", "å", "a" * 28, "0", "12")),
        *(("page_size", value) for value in ("0", "101", "x")),
        ("section", "politics"),
        ("language", "se"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(client: Client, name: str, value: str):
    response = client.get(CHANGES, {"language": "en"} | {name: value})

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == [name]


def test_the_cursor_of_a_list_of_stories_is_none_here(client: Client):
    publish(2)
    link = client.get("/api/v1/articles/", {"language": "en", "page_size": 1}).json()["next"]
    (cursor,) = parse_qs(urlsplit(link).query)["cursor"]

    assert client.get(CHANGES, {"language": "en", "cursor": cursor}).status_code == 400


def test_a_page_says_what_caches_need(client: Client):
    publish(1)
    url = f"{CHANGES}?language=en"

    response = client.get(url)
    same = client.get(url, headers={"If-None-Match": response["ETag"]})
    publish_more = make_published_article(slug_nb="ny", slug_en="new")
    changed = client.get(url, headers={"If-None-Match": response["ETag"]})

    assert response["Cache-Control"].startswith("public, max-age=")
    assert response["Content-Language"] == "en"
    assert response["Cache-Tag"] == "articles-en"
    assert response["Last-Modified"]
    assert same.status_code == 304
    assert publish_more.slug_en in changed.content.decode()
