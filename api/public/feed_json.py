"""JSON Feed 1.1: <https://www.jsonfeed.org/version/1.1/>."""

import json
from typing import Any

from api.public.feed import Feed, categories, html, lead_photo, writers
from publishing import addresses
from publishing.figures import widest

Value = dict[str, Any]
VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed) -> str:
    made = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.front_page,
        "feed_url": feed.address,
        "language": feed.language,
        "authors": [{"name": feed.newsroom, "url": feed.front_page}],
        "items": [_item(feed, document) for document in feed.documents],
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def _item(feed: Feed, document: Value) -> Value:
    """What JSON Feed has no word for stands under `_story`, in the words of the API."""
    names = writers(document) or [feed.newsroom]
    item = {
        "id": addresses.urn(document["id"], document["language"]),
        "url": document["url"],
        "title": document["headline"],
        "summary": document["lead"],
        "content_html": html(feed, document),
        "date_published": document["published_at"],
        "date_modified": document["updated_at"],
        "authors": [{"name": name} for name in names],
        "tags": categories(document),
        "language": document["language"],
        "_story": {
            "id": document["id"],
            "version": document["version"],
            "digest": document["digest"],
            "alternates": document["alternates"],
            "corrections": document["corrections"],
        },
    }
    if photo := lead_photo(document):
        best = widest(photo)
        assert best
        item["image"] = best["url"]
        item["_story"]["credit"] = photo["credit"]["line"]
    return item
