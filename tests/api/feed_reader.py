"""A feed as feedparser reads it, which stands for the readers that people have."""

import calendar
import datetime
import time
from typing import Any

import feedparser
from django.test import Client


def parsed(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.content
    headers = {
        "content-type": response["Content-Type"],
        "content-location": f"http://testserver{address}",
    }
    feed = feedparser.parse(response.content, response_headers=headers)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def at(moment: time.struct_time) -> datetime.datetime:
    """feedparser's times are in UTC."""
    return datetime.datetime.fromtimestamp(calendar.timegm(moment), datetime.UTC)
