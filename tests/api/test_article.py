import json
import uuid

import pytest
from django.test import Client

from articles.models import Article
from publishing.models import Live
from tests.api.live import Queries, make_live, make_twins, moment, rename, withdraw

pytestmark = pytest.mark.django_db
HTTP_DATE = "Wed, 01 Jan 2025 12:00:00 GMT"


def address(key: object, language: str = "en") -> str:
    return f"/api/v1/articles/{key}/?language={language}"


@pytest.mark.parametrize("by", ["slug", "article_id"])
def test_a_document_goes_out_as_stored_with_one_query(client: Client, by: str):
    live = make_live()

    with Queries() as queries:
        response = client.get(address(getattr(live, by)))

    assert response.status_code == 200
    assert response.content.decode() == live.publication.document
    assert len(queries) == 1


def test_an_id_may_be_written_in_capitals(client: Client):
    live = make_live()

    assert client.get(address(str(live.article_id).upper())).status_code == 200


def test_a_document_says_what_caches_need(client: Client):
    norwegian, english = make_twins()
    other = Live.objects.exclude(pk__in=[norwegian.pk, english.pk])
    make_live("nb")

    response = client.get(address(english.slug))

    assert response["Content-Type"] == "application/json"
    assert response["ETag"] == f'"{english.publication.digest}"'
    assert response["Last-Modified"] == HTTP_DATE
    assert response["Cache-Control"].startswith("public, max-age=")
    assert "stale-while-revalidate=" in response["Cache-Control"]
    assert response["Content-Language"] == "en"
    assert response["Cache-Tag"] == f"article-{english.article_id},section-1,tag-11"
    assert response["Link"] == (
        f"<http://testserver/api/v1/articles/{norwegian.slug}/?language=nb>; "
        'rel="alternate"; hreflang="nb"'
    )
    assert response["Access-Control-Allow-Origin"] == "*"
    assert other.count() == 1


def test_a_story_in_one_language_has_no_alternate(client: Client):
    live = make_live(section="", tags=())

    response = client.get(address(live.slug))

    assert "Link" not in response
    assert response["Cache-Tag"] == f"article-{live.article_id}"


@pytest.mark.parametrize("header", ['"{0}"', 'W/"{0}"', '"other", "{0}"', "*"])
def test_a_client_that_holds_the_document_gets_304_without_it_with_one_query(
    client: Client, header: str
):
    live = make_live()

    with Queries() as queries:
        response = client.get(
            address(live.slug), headers={"If-None-Match": header.format(live.publication.digest)}
        )

    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == f'"{live.publication.digest}"'
    assert response["Cache-Control"].startswith("public")
    assert len(queries) == 1
    assert "CASE WHEN" in queries[0]["sql"] or header == "*"


@pytest.mark.parametrize("header", ['"other"', "nonsense", '"', "''", '""', "W/"])
def test_a_client_that_holds_another_document_gets_this_one_with_one_query(
    client: Client, header: str
):
    live = make_live()

    with Queries() as queries:
        response = client.get(address(live.slug), headers={"If-None-Match": header})

    assert response.content.decode() == live.publication.document
    assert len(queries) == 1


@pytest.mark.parametrize(
    ("since", "status"),
    [
        (HTTP_DATE, 304),
        ("Thu, 02 Jan 2025 12:00:00 GMT", 304),
        ("Wed, 01 Jan 2025 11:59:59 GMT", 200),
        ("yesterday", 200),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 200),
        ("Mon, 01 Jan 0001 00:00:00 GMT", 200),
    ],
)
def test_a_date_tells_whether_the_client_holds_the_document(
    client: Client, since: str, status: int
):
    live = make_live(published_at=moment(0.005))

    response = client.get(address(live.slug), headers={"If-Modified-Since": since})

    assert response.status_code == status


def test_the_date_is_that_of_the_document_not_of_the_text(client: Client):
    live = make_live(published_at=moment(0), at=moment(60))

    response = client.get(address(live.slug), headers={"If-Modified-Since": HTTP_DATE})

    assert response.status_code == 200
    assert response["Last-Modified"] == "Wed, 01 Jan 2025 13:00:00 GMT"


def test_a_digest_counts_before_a_date(client: Client):
    live = make_live()

    response = client.get(
        address(live.slug), headers={"If-None-Match": '"other"', "If-Modified-Since": HTTP_DATE}
    )

    assert response.status_code == 200


def test_head_says_the_same_without_the_document(client: Client):
    live = make_live()

    response = client.head(address(live.slug))

    assert response.status_code == 200
    assert response.content == b""
    assert response["Content-Length"] == str(len(live.publication.document.encode()))
    assert response["ETag"] == f'"{live.publication.digest}"'


def test_an_old_slug_leads_to_the_new_one_and_keeps_the_query(client: Client):
    live = make_live(slug="old-headline")
    rename(live, "new-headline")

    with Queries():
        response = client.get(address("old-headline"))

    assert response.status_code == 301
    assert response["Location"] == address("new-headline")
    assert response["Cache-Tag"] == f"article-{live.article_id}"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("by", ["old slug", "slug", "id"])
def test_a_withdrawn_story_says_why_and_since_when(client: Client, by: str):
    live = make_live(slug="old-headline")
    rename(live, "headline")
    keys = {"old slug": "old-headline", "slug": "headline", "id": live.article_id}
    withdraw(live, reason="Kilden var falsk – «beklager».")

    with Queries():
        response = client.get(address(keys[by]))

    assert response.status_code == 410
    assert response["Cache-Tag"] == f"article-{live.article_id}"
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"].startswith("public, max-age=")
    problem = response.json()
    assert problem["status"] == 410
    assert problem["type"].endswith("/api/v1/docs/#withdrawn")
    assert problem["reason"] == "Kilden var falsk – «beklager»."
    assert problem["detail"].endswith("Remove your copies of it.")
    assert problem["withdrawn_at"] == "2025-01-01T13:00:00Z"
    assert problem["alternates"] == []
    assert live.headline not in json.dumps(problem)


def test_a_story_withdrawn_in_one_language_says_where_it_still_is(client: Client):
    norwegian, english = make_twins()
    withdraw(english)

    problem = client.get(address(english.slug)).json()

    assert [alternate["slug"] for alternate in problem["alternates"]] == [norwegian.slug]


@pytest.mark.parametrize("by", ["slug", "article_id"])
def test_a_story_that_is_live_in_another_language_only_is_not_found_but_said_where(
    client: Client, by: str
):
    norwegian = make_live("nb")

    with Queries():
        response = client.get(address(getattr(norwegian, by)))

    assert response.status_code == 404
    assert response["Cache-Tag"] == f"article-{norwegian.article_id}"
    assert response.json()["alternates"] == [
        {
            "language": "nb",
            "slug": norwegian.slug,
            "url": f"https://news.example/nb/{norwegian.slug}",
            "label": "Les på norsk",
        }
    ]


def test_the_other_language_s_slug_leads_to_the_one_of_the_language_asked_for(client: Client):
    norwegian, english = make_twins()

    response = client.get(address(norwegian.slug))

    assert response.status_code == 301
    assert response["Location"] == address(english.slug)


def test_each_language_has_slugs_of_its_own(client: Client):
    english = make_live("en", slug="storm")
    norwegian = make_live("nb", slug="storm")

    assert client.get(address("storm", "en")).json()["id"] == str(english.article_id)
    assert client.get(address("storm", "nb")).json()["id"] == str(norwegian.article_id)


@pytest.mark.parametrize(
    "key",
    [
        "nothing-here",
        "%00",
        "story%00",
        "a%2Fb",
        "å",
        "%C3",
        "'; DROP TABLE publishing_live; --",
        "a" * 101,
        "a" * 5000,
        "00000000-0000-0000-0000-00000000000g",
        "{00000000-0000-0000-0000-000000000000}",
        ".",
        "..",
        uuid.uuid4(),
    ],
)
def test_what_is_no_address_is_not_found(client: Client, key: object):
    make_live()

    with Queries():
        response = client.get(address(key))

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_a_story_that_was_never_published_is_not_found(client: Client):
    draft = Article.objects.create(source_language="en")

    response = client.get(address(draft.pk))

    assert response.status_code == 404
    assert response.json()["alternates"] == []
