import json
from html import unescape
from typing import Any

import pytest
from django.test import Client

from api.public import feeds
from publishing import addresses
from publishing.models import Live
from tests.api.feed_reader import at, parsed
from tests.api.live import Queries, make_live, make_twins, moment, utc, withdraw

pytestmark = pytest.mark.django_db
FILES = [form.file for form in feeds.FORMATS]
XML = ["rss.xml", "atom.xml"]
SCOPES = ["", "sections/politics/", "tags/fisheries/", "authors/kari-nordmann/"]
PHOTO = {
    "id": "b3b1a0f4-2d0c-4a43-8c1e-6a5f0c3c9e21",
    "role": "lead",
    "caption": "The ferry & the quay",
    "alt": 'A "white" ferry',
    "credit": {"line": "Photo: Kari Nordmann / NTB", "creator": "Kari Nordmann"},
    "copyright": "© Kari Nordmann",
    "digital_source_type": "",
    "renditions": [
        {"url": f"https://news.example/{width}.{form}", "width": width, "height": 9, "format": form}
        | {"ratio": ratio}
        for width, form, ratio in [
            (640, "jpeg", "original"),
            (1280, "webp", "original"),
            (1280, "jpeg", "original"),
            (1280, "avif", "16:9"),
        ]
    ],
}
CORRECTION = {"text": "It carries 120, not <210>.", "published_at": "2025-01-02T10:00:00Z"}


def read(client: Client, path: str) -> Any:
    """The feed as its readers take it: JSON, or what a feed parser makes of it."""
    if not path.endswith(".json"):
        return parsed(client, f"/feeds/{path}")
    response = client.get(f"/feeds/{path}")
    assert response.status_code == 200, response.content
    return response.json()


def titles(feed: Any) -> list[str]:
    return [entry["title"] for entry in feed.get("items", feed.get("entries"))]


def whole(**told: Any) -> Live:
    """A story with all that a feed can tell of it."""
    return make_live(
        slug="ferry",
        authors=("kari-nordmann", "ola-nordmann"),
        published_at=moment(0),
        updated_at=moment(5),
        lead="Ferry & quay <soon>",
        photo=PHOTO,
        photos=[PHOTO],
        corrections=[CORRECTION],
        body={"html": '<p data-id="a">It goes &amp; goes.</p>', "blocks": []},
        alternates=[
            {
                "language": "nb",
                "slug": "ferja",
                "url": "https://news.example/nb/ferja",
                "label": "Les på norsk",
            }
        ],
        **told,
    )


@pytest.mark.parametrize("file", XML)
def test_rss_and_atom_have_all_that_a_reader_shows(client: Client, file: str):
    live = whole()

    found = read(client, f"en/{file}")

    assert found.version == {"rss.xml": "rss20", "atom.xml": "atom10"}[file]
    feed, own = found.feed, f"http://127.0.0.1:8000/feeds/en/{file}"
    assert (feed.title, feed.subtitle) == ("Tvilling", "The newest stories from Tvilling")
    assert (feed.link, feed.language) == ("http://127.0.0.1:8000/", "en")
    assert [one.href for one in feed.links if one.rel == "self"] == [own]
    assert at(feed.updated_parsed) == moment(5)
    (entry,) = found.entries
    assert (entry.title, entry.link) == ("ferry", "https://news.example/en/ferry")
    assert (entry.id, entry.guidislink) == (addresses.urn(str(live.article_id), "en"), False)
    assert (at(entry.published_parsed), at(entry.updated_parsed)) == (moment(0), moment(5))
    assert entry.summary == "Ferry &amp; quay &lt;soon&gt;"
    assert [one.name for one in entry.authors] == ["Kari-Nordmann", "Ola-Nordmann"]
    assert [one.term for one in entry.tags] == ["Politics", "Fisheries"]
    (twin,) = [one for one in entry.links if one.get("hreflang")]
    assert (twin.rel, twin.hreflang, twin.href) == (
        *("related", "nb", "https://news.example/nb/ferja"),
    )
    (photo,) = entry.media_content
    assert (photo["url"], photo["type"]) == ("https://news.example/1280.jpeg", "image/jpeg")
    assert (photo["medium"], photo["width"]) == ("image", "1280")
    assert [one["content"] for one in entry.media_credit] == ["Photo: Kari Nordmann / NTB"]
    assert entry.media_copyright == "© Kari Nordmann"


@pytest.mark.parametrize("file", FILES)
def test_a_feed_has_the_whole_text(client: Client, file: str):
    whole()

    text = client.get(f"/feeds/en/{file}").content.decode()

    text_is_whole(
        json.loads(text)["items"][0]["content_html"] if "json" in file else unescape(text)
    )


def test_json_feed_has_all_that_a_reader_shows(client: Client):
    live = whole()

    feed = read(client, "en/feed.json")

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Tvilling"
    assert feed["feed_url"] == "http://127.0.0.1:8000/feeds/en/feed.json"
    assert feed["language"] == "en"
    (item,) = feed["items"]
    assert item["id"] == addresses.urn(str(live.article_id), "en")
    assert item["url"] == "https://news.example/en/ferry"
    assert item["summary"] == "Ferry & quay <soon>"
    assert item["date_published"] == utc(moment(0))
    assert item["date_modified"] == utc(moment(5))
    assert item["authors"] == [{"name": "Kari-Nordmann"}, {"name": "Ola-Nordmann"}]
    assert item["tags"] == ["Politics", "Fisheries"]
    assert item["language"] == "en"
    assert item["image"] == "https://news.example/1280.jpeg"
    assert item["_story"]["corrections"] == [CORRECTION]
    assert item["_story"]["alternates"][0]["language"] == "nb"
    assert item["_story"]["credit"] == "Photo: Kari Nordmann / NTB"


def text_is_whole(html: str) -> None:
    assert "Ferry &amp; quay &lt;soon&gt;" in html
    assert '<p data-id="a">It goes &amp; goes.</p>' in html
    assert 'alt="A &quot;white&quot; ferry"' in html
    assert '<span class="credit">Photo: Kari Nordmann / NTB</span>' in html
    assert "<h2>Corrections</h2>" in html
    assert ">2 January 2025</time>: It carries 120, not &lt;210&gt;." in html


@pytest.mark.parametrize("file", FILES)
def test_a_feed_speaks_its_language(client: Client, file: str):
    make_live("nb", corrections=[CORRECTION])

    text = client.get(f"/feeds/nb/{file}", headers={"Accept-Language": "en"}).content.decode()

    assert "De nyeste sakene fra Tvilling" in text
    assert "Rettelser" in text


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("scope", SCOPES)
def test_the_thirty_newest_of_the_language_section_or_tag_for_one_query(
    client: Client, file: str, scope: str
):
    made = [make_live(published_at=moment(n // 2)).slug for n in range(32)]
    make_live("nb", published_at=moment(99))
    make_live(section="culture", tags=("energy",), published_at=moment(-1))

    with Queries() as queries:
        feed = read(client, f"en/{scope}{file}")

    assert titles(feed) == made[::-1][:30]
    assert len(queries) == 1


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("scope", "name"),
    list(zip(SCOPES[1:], ["Politics", "Fisheries", "Kari-Nordmann"], strict=True)),
)
def test_the_feed_of_a_section_or_tag_says_its_name(
    client: Client, file: str, scope: str, name: str
):
    make_live()

    text = client.get(f"/feeds/en/{scope}{file}").content.decode()

    assert f"Tvilling: {name}" in text
    assert f"/feeds/en/{scope}{file}" in text


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "path",
    [
        "se/",
        "EN/",
        "en/sections/none/",
        "en/tags/none/",
        "nb/tags/fisheries/",
        "en/tags/%00/",
        "en/authors/none/",
        "xx/",
    ],
)
def test_what_there_is_not_is_a_problem(client: Client, file: str, path: str):
    make_live()

    with Queries():
        response = client.get(f"/feeds/{path}{file}")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"].endswith("#not-found")


@pytest.mark.parametrize("file", FILES)
def test_a_language_without_stories_has_an_empty_feed_that_stays_the_same(
    client: Client, file: str
):
    first, second = (client.get(f"/feeds/en/{file}") for _ in range(2))

    assert first.status_code == 200
    assert titles(read(client, f"en/{file}")) == []
    assert first["ETag"] == second["ETag"]


@pytest.mark.parametrize("file", FILES)
def test_a_withdrawn_story_leaves_the_feeds(client: Client, file: str):
    norwegian, english = make_twins()
    other = make_live().slug
    withdraw(english)

    text = client.get(f"/feeds/en/{file}").content.decode()

    assert other in text
    assert english.slug not in text
    assert norwegian.slug not in text


@pytest.mark.parametrize("form", feeds.FORMATS, ids=FILES)
def test_a_feed_says_what_caches_need(client: Client, form: Any):
    live = make_live(published_at=moment(0))
    url = f"/feeds/en/tags/fisheries/{form.file}"

    response = client.get(url)
    same = client.get(url, headers={"If-None-Match": response["ETag"]})
    make_live(published_at=moment(5))
    changed = client.get(url, headers={"If-None-Match": response["ETag"]})

    assert response["Content-Type"] == form.content_type
    assert response["Last-Modified"] == "Wed, 01 Jan 2025 12:00:00 GMT"
    assert response["Cache-Control"].startswith("public, max-age=")
    assert response["Content-Language"] == "en"
    assert response["Cache-Tag"] == f"articles-en,tag-11,article-{live.article_id}"
    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200


@pytest.mark.parametrize("file", FILES)
def test_what_others_hang_on_to_a_feed_s_address_is_ignored(client: Client, file: str):
    make_live()

    plain, tagged = (client.get(f"/feeds/en/{file}{ask}") for ask in ("", "?utm_source=x&page=2"))

    assert tagged.status_code == 200
    assert tagged.content == plain.content


def test_a_correction_bears_the_newsroom_s_day_in_the_feed_s_language(client: Client):
    correction = {"text": "Wrong.", "published_at": "2025-01-31T23:30:00Z"}
    make_live("nb", corrections=[correction])
    make_live("en", corrections=[correction])

    norwegian, english = (
        client.get(f"/feeds/{language}/feed.json").json()["items"][0]["content_html"]
        for language in ("nb", "en")
    )

    assert '<time datetime="2025-01-31T23:30:00Z">1. februar 2025</time>: Wrong.' in norwegian
    assert "2025-01-31T23:30:00Z" in english
    assert ">1 February 2025<" in english


@pytest.mark.parametrize("file", XML)
@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "]]>", "<&>", "🐟"])
def test_any_letter_leaves_the_xml_whole(client: Client, file: str, letter: str):
    make_live(
        headline=f"Fish{letter}",
        lead=letter,
        body={"html": f"<p>{letter}</p>", "blocks": []},
        tags=(),
        section="",
        authors=(),
    )

    (title,) = titles(read(client, f"en/{file}"))

    assert title in ("Fish", f"Fish{letter}")


def test_a_story_s_id_outlives_its_slug_and_differs_between_languages(client: Client):
    norwegian, english = make_twins()

    def ids() -> list[str]:
        return [read(client, f"{code}/feed.json")["items"][0]["id"] for code in ("nb", "en")]

    before = ids()
    renamed = json.dumps({**json.loads(english.publication.document), "slug": "renamed"})
    Live.objects.filter(pk=english.pk).update(slug="renamed", card=renamed)

    assert len(set(before)) == 2
    assert ids() == before
    assert norwegian.article_id == english.article_id


def test_no_byline_means_the_newsroom(client: Client):
    make_live(authors=())

    (entry,) = read(client, "en/rss.xml").entries

    assert entry.author == "Tvilling"
    assert read(client, "en/feed.json")["items"][0]["authors"] == [{"name": "Tvilling"}]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("path", SCOPES[1:])
def test_a_feed_outlives_its_last_story(client: Client, file: str, path: str):
    live = make_live()
    withdraw(live)

    with Queries() as queries:
        response = client.get(f"/feeds/en/{path}{file}")

    assert response.status_code == 200
    assert titles(read(client, f"en/{path}{file}")) == []
    assert path.split("/")[1].title() in response.content.decode()
    tags = {"sections": [f"section-{live.section_id}"], "tags": ["tag-11"], "authors": []}
    assert response["Cache-Tag"].split(",") == ["articles-en", *tags[path.split("/")[0]]]
    assert len(queries) <= 2
