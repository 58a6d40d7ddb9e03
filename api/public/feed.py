"""What a feed tells in whatever format, and the whole text of a story in it."""

import datetime
from dataclasses import dataclass
from html import escape
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone

from publishing.figures import figure

Value = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Feed:
    """`documents` newest first, as they are stored; `address` is the feed's own."""

    title: str
    description: str
    language: str
    address: str
    front_page: str
    newsroom: str
    changed_at: datetime.datetime
    corrections_heading: str
    documents: list[Value]


def html(feed: Feed, document: Value) -> str:
    """The whole story as a reader of feeds shows it: lead, lead photo, body, and what has been
    corrected in it."""
    parts = []
    if document["lead"]:
        parts.append(f"<p><strong>{escape(document['lead'])}</strong></p>")
    if photo := lead_photo(document):
        parts.append(figure(photo))
    parts.append(document["body"]["html"])
    if document["corrections"]:
        texts = "".join(
            f'<li><time datetime="{one["published_at"]}">'
            f"{escape(_day(one['published_at'], feed.language))}</time>: "
            f"{escape(one['text'])}</li>"
            for one in document["corrections"]
        )
        heading = escape(feed.corrections_heading)
        parts.append(f"<aside data-corrections><h2>{heading}</h2><ul>{texts}</ul></aside>")
    return "".join(parts)


def _day(told: str, language: str) -> str:
    """Of a time as the API tells it: the newsroom's day, as one writes it in this language."""
    at = datetime.datetime.fromisoformat(told).astimezone(timezone.get_default_timezone())
    return format_date(at.date(), "long", locale=settings.LANGUAGE_TRAITS[language]["locale"])


def lead_photo(document: Value) -> Value | None:
    """One that there is a picture of."""
    photo = document["photo"]
    return photo if photo and photo["renditions"] else None


def writers(document: Value) -> list[str]:
    return [one["name"] for one in document["bylines"] if one["role"] == "writer"]


def categories(document: Value) -> list[str]:
    section = [document["section"]["name"]] if document["section"] else []
    return list(dict.fromkeys(section + [tag["name"] for tag in document["tags"]]))
