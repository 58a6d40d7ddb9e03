from urllib.parse import quote

import pytest
from django.test import Client

from tests.api.live import Queries, make_live

pytestmark = pytest.mark.django_db
LISTS = ["articles", "sections", "tags", "authors"]


def refused(response) -> dict[str, dict]:
    """The errors of a 400, by parameter."""
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"].endswith("/api/v1/docs/#invalid-parameters")
    assert problem["status"] == 400
    assert problem["title"]
    errors = {error["parameter"]: error for error in problem["errors"]}
    assert all(name in problem["detail"] for name in errors)
    return errors


@pytest.mark.parametrize("path", [*LISTS, "articles/some-story"])
@pytest.mark.parametrize("query", ["", "language=", "language=se", "language=EN", "language=en-GB"])
def test_a_call_says_which_language_it_wants(client: Client, path: str, query: str):
    with Queries() as queries:
        errors = refused(client.get(f"/api/v1/{path}/?{query}"))

    assert errors["language"]["allowed"] == ["nb", "en"]
    assert len(queries) == 0


@pytest.mark.parametrize("path", [*LISTS, "articles/some-story"])
@pytest.mark.parametrize("name", ["query", "formats", "sort", "Language", "page_size[]", "page"])
def test_a_parameter_that_there_is_not_is_named(client: Client, path: str, name: str):
    errors = refused(client.get(f"/api/v1/{path}/", {"language": "en", name: "ninjs"}))

    assert "language" in errors[name]["allowed"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("page_size", value) for value in ("0", "101", "abc", "-1", "1.5", "", " 5", "٣", "1e1")),
        ("page_size", "9" * 150),
        *(
            (name, value)
            for name in ("published_after", "published_before", "updated_after")
            for value in ("yesterday", "", "2025-13-01", "2025-02-30T00:00:00Z", "0000-01-01")
        ),
        ("published_after", "2025-01-01T10:00:00 01:00"),
        *(("published_after", one) for one in ("2026-W47", "2026-W47-2", "2026W472", "20261117")),
        ("updated_after", "2025-01-01x10:00:00"),
        ("published_after", "0001-01-01T00:00:00+10:00"),
        ("published_after", "9999-12-31T23:00:00-10:00"),
        *((name, value) for name in ("section", "tag", "author") for value in ("", "a b", "æ")),
        ("section", "no-such-section"),
        ("tag", "a\x00b"),
        ("tag", "a" * 10_000),
        *(("cursor", value) for value in ("", "x", "AAAA", "*", "a" * 28, "a\x00", "å", "====")),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name(client: Client, name: str, value: str):
    make_live()

    with Queries():
        errors = refused(client.get("/api/v1/articles/", {"language": "en", name: value}))

    assert set(errors) == {name}


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31T23:59:59Z", "2025-01-01T10:00:00.5Z"])
def test_the_first_and_the_last_day_are_times_as_well(client: Client, value: str):
    response = client.get("/api/v1/articles/", {"language": "en", "published_after": value})

    assert response.status_code == 200


def test_all_that_is_wrong_is_said_at_once(client: Client):
    errors = refused(client.get("/api/v1/articles/?page_size=0&query=x&published_after=x"))

    assert set(errors) == {"page_size", "query", "published_after", "language"}


def test_a_parameter_given_twice_is_refused(client: Client):
    errors = refused(client.get("/api/v1/articles/?language=en&language=nb"))

    assert set(errors) == {"language"}


def test_what_was_sent_is_not_sent_back(client: Client):
    sent = "<script>alert(1)</script>"

    response = client.get("/api/v1/articles/", {"language": sent, "tag": sent})

    assert "script" not in response.content.decode()


def test_a_thousand_unknown_parameters_get_a_short_answer(client: Client):
    query = "&".join(f"{'x' * 100}{n}=1" for n in range(900))

    response = client.get(f"/api/v1/articles/?{query}")

    assert response.status_code == 400
    assert len(response.content) < 10_000


def test_more_parameters_than_anyone_needs_are_a_bad_request(client: Client):
    response = client.get("/api/v1/articles/?" + "a=1&" * 1500)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_a_cursor_that_was_changed_is_refused(client: Client):
    for _ in range(3):
        make_live()
    following = client.get("/api/v1/articles/?language=en&page_size=1").json()["next"]
    cursor = following.rpartition("cursor=")[2]

    for place in range(len(cursor)):
        other = "A" if cursor[place] != "A" else "B"
        changed = cursor[:place] + other + cursor[place + 1 :]
        response = client.get("/api/v1/articles/", {"language": "en", "cursor": changed})
        assert response.status_code == 400, changed


@pytest.mark.parametrize(
    "query", ["%FF", "language=%FF", "=", "&&&", "language", "%00=%00", "?", "%"]
)
def test_a_mangled_query_is_refused(client: Client, query: str):
    assert client.get(f"/api/v1/articles/?{query}").status_code == 400


@pytest.mark.parametrize("name", ["\x00", "\n", "a" * 3000, "<b>", "🐟", "\x1b[31m"])
def test_an_unknown_parameter_s_name_is_shown_short_and_clean(client: Client, name: str):
    response = client.get(f"/api/v1/articles/?language=en&{quote(name)}=1")

    (error,) = response.json()["errors"]
    assert len(error["parameter"]) <= 50
    assert error["parameter"].isprintable()
