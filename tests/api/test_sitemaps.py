import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from api.public import sitemaps
from publishing.models import Live
from tests.api.live import Queries, make_live, make_twins, moment, utc, withdraw

pytestmark = pytest.mark.django_db
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


@pytest.fixture(autouse=True)
def front_end(settings):
    settings.ARTICLE_URL = "https://news.example/{language}?story={slug}&from=map"


def address(live: Live) -> str:
    return f"https://news.example/{live.language}?story={live.slug}&from=map"


def read(client: Client, path: str = "/sitemap.xml") -> Any:
    response = client.get(path)
    assert response.status_code == 200, response.content
    assert response["Content-Type"].startswith("application/xml")
    return ElementTree.fromstring(response.content)


def locations(root: Any, of: str = "url") -> list[str]:
    return [one.text for one in root.findall(f"s:{of}/s:loc", NS)]


def test_every_story_stands_with_its_reader_s_address_and_when_it_changed(client: Client):
    lives = [make_live(published_at=moment(n)) for n in range(3)]

    root = read(client)

    assert locations(root) == [address(live) for live in lives]
    assert root.findtext("s:url/s:lastmod", namespaces=NS) == "2025-01-01T12:00:00Z"
    assert root.findall(".//x:link", NS) == []


@pytest.mark.parametrize("path", ["/sitemap.xml", "/news-sitemap.xml"])
def test_a_story_that_was_only_rendered_anew_is_no_newer(client: Client, path: str):
    updated_at = timezone.now().replace(microsecond=0) - datetime.timedelta(hours=1)
    live = make_live(published_at=updated_at)
    Live.objects.filter(pk=live.pk).update(changed_at=updated_at + datetime.timedelta(minutes=30))

    assert read(client, path).findtext("s:url/s:lastmod", namespaces=NS) == utc(updated_at)


def test_twins_name_each_other_and_themselves(client: Client):
    norwegian, english = make_twins()

    for url in read(client).findall("s:url", NS):
        links = {one.get("hreflang"): one.get("href") for one in url.findall("x:link", NS)}
        assert links == {"nb": address(norwegian), "en": address(english)}
        assert {one.get("rel") for one in url.findall("x:link", NS)} == {"alternate"}


def test_a_withdrawn_story_leaves_the_sitemaps(client: Client):
    norwegian, english = make_twins()
    withdraw(english)

    for path in ("/sitemap.xml", "/news-sitemap.xml"):
        assert english.slug not in client.get(path).content.decode()
    assert locations(read(client)) == [address(norwegian)]
    assert read(client).findall(".//x:link", NS) == []


def test_no_story_is_an_empty_sitemap(client: Client):
    assert locations(read(client)) == []


@pytest.mark.parametrize(("stories", "is_index"), [(4, False), (5, True), (9, True)])
def test_a_large_sitemap_is_an_index_of_pages_that_have_every_story_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, stories: int, is_index: bool
):
    monkeypatch.setattr(sitemaps, "PAGE_SIZE", 4)
    lives = [make_live(published_at=moment(n)) for n in range(stories)]

    root = read(client)
    pages = locations(root, "sitemap")

    assert bool(pages) is is_index
    assert root.tag.endswith("sitemapindex") is is_index
    if not is_index:
        assert len(locations(root)) == stories
        return
    met: list[str] = []
    for page, last in zip(pages, root.findall("s:sitemap/s:lastmod", NS), strict=True):
        assert page.startswith("http://127.0.0.1:8000/sitemap.xml?page=")
        part = read(client, page.removeprefix("http://127.0.0.1:8000"))
        assert len(locations(part)) <= 4
        assert last.text == max(one.text for one in part.findall("s:url/s:lastmod", NS))
        met += locations(part)
    assert met == [address(live) for live in lives]


def test_a_new_story_leaves_the_earlier_pages_as_they_were(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sitemaps, "PAGE_SIZE", 4)
    for n in range(9):
        make_live(published_at=moment(n))
    pages = [page.rpartition("=")[2] for page in locations(read(client), "sitemap")]
    tags = [client.get(f"/sitemap.xml?page={page}")["ETag"] for page in pages]

    make_live(published_at=moment(99))

    after = [client.get(f"/sitemap.xml?page={page}")["ETag"] for page in pages]
    assert after[:-1] == tags[:-1]


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap.xml?page=1", "/news-sitemap.xml"])
def test_a_sitemap_costs_at_most_two_queries_however_many_stories(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
):
    # Ids go on counting from test to test: all on the first page.
    monkeypatch.setattr(sitemaps, "PAGE_SIZE", 2**40)
    for _ in range(10):
        make_twins()

    with Queries() as queries:
        read(client, path)

    assert len(queries) <= 2


@pytest.mark.parametrize("path", ["/sitemap.xml", "/news-sitemap.xml", "/robots.txt"])
def test_what_others_hang_on_to_a_sitemap_s_address_is_ignored(client: Client, path: str):
    assert client.get(f"{path}?utm_source=x").status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "٣", "9" * 12])
def test_a_page_that_cannot_be_is_refused(client: Client, page: str):
    response = client.get("/sitemap.xml", {"page": page})

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "page"


def test_a_page_that_there_is_not_is_not_found(client: Client):
    make_live()

    assert client.get("/sitemap.xml?page=999999").status_code == 404


def test_the_news_sitemap_has_the_last_two_days_newest_first(client: Client):
    now = timezone.now().replace(microsecond=0)
    old = make_live(published_at=now - datetime.timedelta(days=2, minutes=1))
    first = make_live(published_at=now - datetime.timedelta(days=2) + datetime.timedelta(minutes=5))
    twin = make_live("nb", article=first.article, published_at=now)
    Live.objects.filter(pk=twin.pk).update(headline="Fisk & <folk>")

    root = read(client, "/news-sitemap.xml")

    assert locations(root) == [address(twin), address(first)]
    assert address(old) not in locations(root)
    news = root.find("s:url/n:news", NS)
    assert news.findtext("n:publication/n:name", namespaces=NS) == "Tvilling"
    assert news.findtext("n:publication/n:language", namespaces=NS) == "nb"
    assert news.findtext("n:title", namespaces=NS) == "Fisk & <folk>"
    date = news.findtext("n:publication_date", namespaces=NS)
    assert datetime.datetime.fromisoformat(date) == now
    assert {one.get("hreflang") for one in root.find("s:url", NS).findall("x:link", NS)} == {
        "nb",
        "en",
    }


def test_the_news_sitemap_has_no_more_than_google_takes(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 3)
    now = timezone.now()
    lives = [make_live(published_at=now - datetime.timedelta(minutes=n)) for n in range(5)]

    assert locations(read(client, "/news-sitemap.xml")) == [address(live) for live in lives[:3]]


def test_robots_are_told_where_the_sitemaps_are(client: Client):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml\n" in text
    assert "Sitemap: http://127.0.0.1:8000/news-sitemap.xml\n" in text
    assert "Disallow: /admin/\nDisallow: /api/\n" in text


def test_robots_are_kept_out_of_the_api_unless_the_sitemaps_list_it(client: Client, settings):
    settings.ARTICLE_URL = f"{settings.PUBLIC_URL}/api/v1/articles/{{slug}}/?language={{language}}"
    make_live()

    (listed,) = locations(read(client))
    text = client.get("/robots.txt").content.decode()

    assert listed.startswith(f"{settings.PUBLIC_URL}/api/")
    assert "Disallow: /admin/\n\n" in text
    assert "/api/" not in text


@pytest.mark.parametrize("path", ["/sitemap.xml", "/news-sitemap.xml"])
def test_a_sitemap_says_what_caches_need(client: Client, path: str):
    make_live(published_at=timezone.now())

    response = client.get(path)
    same = client.get(path, headers={"If-None-Match": response["ETag"]})
    make_live(published_at=timezone.now())
    changed = client.get(path, headers={"If-None-Match": response["ETag"]})

    assert response["Cache-Control"].startswith("public, max-age=")
    assert response["Cache-Tag"] == "articles-nb,articles-en"
    assert response["Last-Modified"]
    assert same.status_code == 304
    assert changed.status_code == 200
