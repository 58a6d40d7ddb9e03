"""RSS 2.0 and Atom, by Django's feed generators, with what they have no words for: the whole text
of RSS (content:encoded), photos with their credits (Media RSS), several authors, the same story in
other languages."""

import datetime
import re
from html import escape
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date

from api.public.feed import Feed, categories, html, lead_photo, writers
from publishing import addresses
from publishing.figures import widest

Value = dict[str, Any]
NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
# What may not stand in XML 1.0, escaped or not.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def rss(feed: Feed) -> str:
    return _write(_Rss, feed, address=feed.address)


def atom(feed: Feed) -> str:
    """Its own address is its id, as RFC 4287 has it: an IRI that stays."""
    return _write(_Atom, feed, address=feed.address)


class _Dated:
    feed: Value

    def latest_post_date(self) -> datetime.datetime:
        return self.feed["changed_at"]


class _Rss(_Dated, Rss201rev2Feed):
    def rss_attributes(self) -> Value:
        return super().rss_attributes() | NAMESPACES

    def add_item_elements(self, handler: Any, item: Value) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("dc:language", item["language"])
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        for twin in item["alternates"]:
            handler.addQuickElement("atom:link", None, _twin(twin))
        handler.addQuickElement("content:encoded", item["html"])
        _add_photo(handler, item["photo"])


class _Atom(_Dated, Atom1Feed):
    def root_attributes(self) -> Value:
        return super().root_attributes() | {"xmlns:media": NAMESPACES["xmlns:media"]}

    def item_attributes(self, item: Value) -> Value:
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: Any, item: Value) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        for twin in item["alternates"]:
            handler.addQuickElement("link", None, _twin(twin))
        handler.addQuickElement("content", item["html"], {"type": "html"})
        _add_photo(handler, item["photo"])


def _write(kind: type[_Rss] | type[_Atom], feed: Feed, *, address: str) -> str:
    made = kind(
        title=_writable(feed.title),
        link=feed.front_page,
        description=_writable(feed.description),
        subtitle=_writable(feed.description),
        language=feed.language,
        feed_url=address,
        feed_guid=address,
        author_name=_writable(feed.newsroom),
        changed_at=feed.changed_at,
    )
    for stored in feed.documents:
        document = _writable(stored)
        made.add_item(
            title=document["headline"],
            link=document["url"],
            description=escape(document["lead"]) or None,  # read as HTML in both
            pubdate=_moment(document["published_at"]),
            updateddate=_moment(document["updated_at"]),
            unique_id=addresses.urn(document["id"], document["language"]),
            unique_id_is_permalink=False,
            categories=categories(document),
            authors=writers(document) or [_writable(feed.newsroom)],
            language=document["language"],
            alternates=document["alternates"],
            html=html(feed, document),
            photo=lead_photo(document),
        )
    return made.writeString("utf-8")


def _writable(value: Any) -> Any:
    """Without the characters that XML has no place for, wherever they stand."""
    match value:
        case str():
            return _UNWRITABLE.sub("", value)
        case dict():
            return {name: _writable(one) for name, one in value.items()}
        case list():
            return [_writable(one) for one in value]
    return value


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


def _twin(twin: Value) -> Value:
    """Not as "alternate": readers take the first or the last of those for the entry's own address,
    and would open the story in another language."""
    return {
        "rel": "related",
        "href": twin["url"],
        "hreflang": twin["language"],
        "title": twin["label"],
    }


def _add_photo(handler: Any, photo: Value | None) -> None:
    if photo is None:
        return
    best = widest(photo)
    assert best
    about = {
        "url": best["url"],
        "type": f"image/{best['format']}",
        "medium": "image",
        "width": str(best["width"]),
        "height": str(best["height"]),
    }
    handler.startElement("media:content", about)
    if photo["caption"]:
        handler.addQuickElement("media:description", photo["caption"], {"type": "plain"})
    if photo["credit"]["line"]:
        handler.addQuickElement("media:credit", photo["credit"]["line"])
    if photo["copyright"]:
        handler.addQuickElement("media:copyright", photo["copyright"])
    handler.endElement("media:content")
