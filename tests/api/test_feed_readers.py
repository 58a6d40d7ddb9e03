"""Every feed of a newsroom, as a feed reader takes it: the stories of the list that the API gives."""

import datetime
from typing import Any

import pytest
from django.test import Client

from publishing import addresses
from tests.api.feed_reader import at, parsed
from tests.api.newsroom import open_newsroom

pytestmark = pytest.mark.django_db
KINDS = ["language", "section", "tag", "author"]
SLUGS = {
    "section": {"nb": "naering", "en": "business"},
    "tag": {"nb": "fiskeri", "en": "fisheries"},
}


def cards(client: Client, language: str, **narrowed: str) -> list[dict[str, Any]]:
    asked = {"language": language, "page_size": "30"} | narrowed
    return client.get("/api/v1/articles/", asked).json()["results"]


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def language_of(entry: Any) -> str:
    """RSS has an element for it, and Atom an attribute that holds for the texts."""
    return entry.get("language") or entry.title_detail.language


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_feed_reader_finds_the_stories_there_are(
    client: Client, kind: str, language: str, file: str
):
    open_newsroom()
    slug = SLUGS[kind][language] if kind in SLUGS else ""
    listed = cards(client, language, **({kind: slug} if slug else {}))

    found = parsed(client, f"/feeds/{language}/{f'{kind}s/{slug}/' if slug else ''}{file}")

    assert found.feed.language == language
    assert found.feed.title.startswith("Tvilling: " if slug else "Tvilling")
    assert len(listed) >= 1
    assert [
        (entry.id, entry.title, entry.link, at(entry.published_parsed), at(entry.updated_parsed))
        for entry in found.entries
    ] == [
        (
            addresses.urn(card["id"], language),
            card["headline"],
            card["url"],
            *(moment(card[name]) for name in ("published_at", "updated_at")),
        )
        for card in listed
    ]
    for entry, card in zip(found.entries, listed, strict=True):
        assert language_of(entry) == language
        named = [card["section"], *card["tags"]]
        assert [one.term for one in entry.get("tags", [])] == [one["name"] for one in named if one]
