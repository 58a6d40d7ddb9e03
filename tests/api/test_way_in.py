"""The public API's own way through the server: no cookies, open to all pages, errors as JSON."""

import pytest
from django.test import Client

from accounts.models import User
from tests.api.live import Queries, make_live

pytestmark = pytest.mark.django_db
PATHS = [
    "/api/v1/articles/?language=en",
    "/api/v1/articles/storm/?language=en",
    "/api/v1/articles/storm/?language=en&format=ninjs",
    "/api/v1/sections/?language=en",
    "/api/v1/tags/?language=en",
    "/api/v1/authors/?language=en",
    "/api/v1/changes/?language=en",
    "/api/v1/schema/",
    "/feeds/en/rss.xml",
    "/feeds/en/atom.xml",
    "/feeds/en/feed.json",
    "/feeds/en/sections/politics/rss.xml",
    "/feeds/en/tags/fisheries/atom.xml",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/robots.txt",
]
NOWHERE = ["/api/v1/nothing/", "/feeds/", "/feeds/en/rss", "/sitemap.xml/"]


@pytest.fixture(autouse=True)
def storm() -> None:
    make_live(slug="storm")


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_the_same_for_everyone(client: Client, path: str):
    client.force_login(User.objects.create(email="kari@example.org"))
    headers = {"Accept-Language": "nb", "Accept": "text/html", "Origin": "https://a.example"}

    with Queries():
        response = client.get(path, headers=headers)

    assert response.status_code == 200
    assert "Vary" not in response
    assert not response.cookies
    assert response.content == Client().get(path).content


@pytest.mark.parametrize(
    "path", [*PATHS, "/api/v1/articles/", "/api/v1/articles/gone/?language=en", *NOWHERE]
)
def test_any_page_may_read_every_answer(client: Client, path: str):
    response = client.get(path, headers={"Origin": "https://a.example"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", [*PATHS, *NOWHERE])
def test_a_page_that_asks_first_is_told_to_go_on(client: Client, path: str):
    with Queries() as queries:
        response = client.options(
            path,
            headers={"Origin": "https://a.example", "Access-Control-Request-Method": "GET"},
        )

    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == "*, Authorization"
    assert "Content-Type" not in response
    assert len(queries) == 0


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_what_would_write_is_refused(client: Client, path: str, method: str):
    response = client.generic(method, path, "{not json", "application/json")

    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["status"] == 405


@pytest.mark.parametrize("path", PATHS)
def test_head_has_the_headers_and_no_body(client: Client, path: str):
    head, get = client.head(path), client.get(path)

    assert head.content == b""
    assert head.status_code == 200
    for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control"):
        assert head[name] == get[name]


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v2/articles/", "/api/v1/articles//", *NOWHERE]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_that_there_is_not_is_a_problem_too(client: Client, path: str, method: str):
    response = client.generic(method, path)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"].endswith("#not-found")


def test_a_forgotten_slash_is_put_right(client: Client):
    response = client.get("/api/v1/articles?language=en")

    assert response.status_code == 301
    assert response["Location"] == "/api/v1/articles/?language=en"


@pytest.mark.parametrize(
    ("asked", "said"),
    [("nb", "nb"), ("nb-NO,nb;q=0.9,en;q=0.5", "nb"), ("en-GB", "en"), ("fr;q=0.9,en;q=0.2", "en")],
)
def test_a_problem_speaks_the_client_s_language(client: Client, asked: str, said: str):
    response = client.get("/api/v1/articles/", headers={"Accept-Language": asked})

    assert response["Content-Language"] == said
    assert response["Vary"] == "Accept-Language"


@pytest.mark.parametrize("asked", ["", "en", "fr", "*", "x" * 9000, ";;;q=", "nb\x00"])
def test_a_problem_is_in_english_where_no_language_of_ours_is_asked(client: Client, asked: str):
    response = client.get("/api/v1/articles/", headers={"Accept-Language": asked})

    assert response["Content-Language"] == "en"
    assert response.json()["errors"][0]["detail"] == "This parameter is required."


def test_a_problem_with_parameters_is_not_kept_by_caches(client: Client):
    assert client.get("/api/v1/articles/")["Cache-Control"] == "no-store"


def test_a_host_that_is_not_ours_is_refused_as_a_problem(client: Client):
    response = client.get("/api/v1/articles/?language=en", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert "evil" not in response.content.decode()


def test_a_fault_of_ours_is_a_problem_that_tells_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("api.public.listing.page", fail)
    client.raise_request_exception = False

    response = client.get("/api/v1/articles/?language=en")

    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert "secret" not in response.content.decode()
