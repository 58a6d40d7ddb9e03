"""Whatever is sent, the public API answers with what is documented and reads nothing but what is
published."""

import random
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

from tests.api.live import Queries, make_live, make_twins, moment, rename, withdraw

pytestmark = pytest.mark.django_db

NAMES = [
    *("language", "section", "tag", "author", "published_after", "published_before"),
    *("updated_after", "page_size", "cursor", "q", "format", "page", "language[]", "", "\x00"),
]
VALUES = [
    *(
        "en",
        "nb",
        "ninjs",
        "politics",
        "fisheries",
        "kari-nordmann",
        "2025-01-01T12:00:00Z",
        "5",
        "100",
    ),
    *("", "0", "-1", "1e9", "NaN", "null", "true", "[]", "{}", "' OR 1=1 --", '"', "\\", "%s"),
    *("\x00", "\ud7ff", "￿", "🐟", "a" * 201, "a" * 20_000, "../../etc/passwd", "\r\nX: y"),
    *("9999-12-31T23:59:59.999999Z", "0001-01-01", "2025-01-01T00:00:00+23:59", "2025-W01-1"),
    *("24:00", "99999999999999999999", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "=", "&", "#", "?", "/"),
]
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


@pytest.mark.parametrize("seed", range(6))
def test_nothing_that_is_sent_breaks_it(client: Client, settings, seed: int):
    settings.PUBLIC_RATE = ""
    norwegian, english = make_twins()
    rename(english, "renamed")
    gone = make_live(published_at=moment(1))
    withdraw(gone)
    chance = random.Random(seed)  # the same every time: a failure can be seen again
    keys = [
        *(norwegian.slug, english.slug, "renamed", gone.slug, english.article_id, gone.article_id),
        *(quote(value, safe="") for value in VALUES),
    ]
    paths = [
        *("articles/", "sections/", "tags/", "authors/", "changes/", "schema/", "docs/", ""),
        *("/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/feeds/en/rss.xml"),
    ]

    with Queries():
        for _ in range(250):
            key = chance.choice(keys)
            feed = chance.choice([f"sections/{key}/atom.xml", f"tags/{key}/feed.json", key])
            path = chance.choice([*paths, f"articles/{key}/", f"/feeds/nb/{feed}"])
            asked = [
                (chance.choice(NAMES), chance.choice(VALUES)) for _ in range(chance.randint(0, 3))
            ]
            if chance.random() < 0.8:
                asked.append(("language", chance.choice(["en", "nb"])))
            headers = {
                name: chance.choice(HEADERS[name])
                for name in chance.sample(sorted(HEADERS), chance.randint(0, 2))
            }
            method = chance.choice(["GET", "GET", "GET", "HEAD", "OPTIONS", "POST"])
            whole = path if path.startswith("/") else f"/api/v1/{path}"
            url = f"{whole}?{urlencode(asked, errors='surrogatepass')}"

            response = client.generic(method, url, headers=headers)

            assert response.status_code in STATUSES, (method, url, headers)
            if response.status_code >= 400 and method != "HEAD":
                assert response["Content-Type"] == "application/problem+json"
                assert response.json()["status"] == response.status_code
