"""What no description speaks of (headers, addresses and parameters of nobody's) breaks nothing, and
the public API reads nothing but what is published. What is described is `test_as_described`'s."""

import random
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

from tests.api.live import Queries, make_live, make_twins, moment, rename, withdraw

pytestmark = pytest.mark.django_db

# Beside those that a call has: of none, of another call, or written as another language would.
ODD = [("language[]", "en"), ("", "en"), ("\x00", "1"), ("format", "ninjs"), ("page", "1")]
HEADERS = {
    "Accept": ["*/*", "text/html", "application/xml;q=x", "\xff"],
    "Accept-Language": ["nb", "en;q=0.1", "zz-ZZ", "*;q=0", ";", "a" * 600],
    "If-None-Match": ["*", '"', 'W/"x"', '"' + "a" * 5000 + '"', '"x", ' * 200, "\xe6"],
    "If-Modified-Since": ["x", "Wed, 01 Jan 2025 12:00:00 GMT", "Wed, 99 Jan 2025 99:00:00 GMT"],
    "X-Forwarded-For": ["x", "::1", ",,,,", "1.2.3.4, " * 100],
    "Host": ["testserver", "evil.example", "testserver:99999", "[::1", ""],
    "Range": ["bytes=0-1"],
    "Content-Type": ["application/json", "multipart/form-data", "x"],
}
STATUSES = {200, 204, 301, 304, 400, 404, 405, 410}


@pytest.mark.parametrize("seed", range(3))
def test_nothing_beside_what_is_described_breaks_it(client: Client, settings, seed: int):
    settings.PUBLIC_RATE = ""
    norwegian, english = make_twins()
    rename(english, "renamed")
    gone = make_live(published_at=moment(1))
    withdraw(gone)
    chance = random.Random(seed)  # the same every time: a failure can be seen again
    keys = [norwegian.slug, english.slug, "renamed", gone.slug, english.article_id, gone.article_id]
    keys += [
        quote(text, safe="") for text in ("../../etc/passwd", "\x00", "\r\nX: y", "a" * 20_000)
    ]
    paths = [
        *("", "docs/", "schema/", "articles", "articles/", "sections/", "changes/", "nothing/"),
        *(f"articles/{key}/" for key in keys),
        *("/sitemap.xml", "/robots.txt", "/feeds/", "/feeds/en/rss.xml", "/feeds/nb/nothing.xml"),
    ]

    with Queries():
        for _ in range(250):
            path = chance.choice(paths)
            asked = [("language", chance.choice(["en", "nb"])), *chance.choices(ODD, k=1)]
            headers = {
                name: chance.choice(HEADERS[name])
                for name in chance.sample(sorted(HEADERS), chance.randint(0, 2))
            }
            method = chance.choice(["GET", "GET", "GET", "HEAD", "OPTIONS", "POST"])
            whole = path if path.startswith("/") else f"/api/v1/{path}"
            url = f"{whole}?{urlencode(asked[: chance.randint(0, 2)])}"

            response = client.generic(method, url, headers=headers)

            assert response.status_code in STATUSES, (method, url, headers)
            if response.status_code >= 400 and method != "HEAD":
                assert response["Content-Type"] == "application/problem+json"
                assert response.json()["status"] == response.status_code
