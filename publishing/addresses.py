"""Where readers and clients find a story, and what it is known by for good. Imports no app: the
public API asks here too."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings


def absolute(url: str) -> str:
    """Clients are elsewhere: a path of ours becomes a whole address."""
    return url if "://" in url else settings.PUBLIC_URL + url


def article_url(language: str, slug: str) -> str:
    return settings.ARTICLE_URL.format(language=language, slug=slug)


def author_url(language: str, slug: str) -> str:
    """ "" where the site has no pages of authors."""
    return settings.AUTHOR_URL.format(language=language, slug=slug)


def front_page() -> str:
    """Of the site that shows the stories to readers."""
    parts = urlsplit(settings.ARTICLE_URL)
    return f"{parts.scheme}://{parts.netloc}/"


def urn(article_id: str, language: str) -> str:
    """One language version's name in formats that want a whole one: the same whatever becomes of
    its slug or of the addresses that it is served from."""
    return f"urn:uuid:{uuid.uuid5(uuid.UUID(article_id), language)}"
