"""By which name a client reaches this site: what whole addresses in an answer begin with."""

from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest

# Under this name a request knows its own: it is asked for several times, and telling it is slow.
_KEPT = "public_site"


def of(request: HttpRequest) -> str:
    """ "https://cms.example.org". Raises DisallowedHost for a name that isn't ours."""
    kept = request.__dict__
    if _KEPT not in kept:
        given = request.META
        named = (given.get("HTTP_HOST"), given.get("SERVER_NAME"), given.get("SERVER_PORT"))
        kept[_KEPT] = _named(request.scheme or "", *named, tuple(settings.ALLOWED_HOSTS))
    return cast(str, kept[_KEPT])


@lru_cache(maxsize=256)
def _named(scheme: str, host: str | None, server: str, port: str, _allowed: tuple[str, ...]) -> str:
    """Django's own check, once for each name. What is allowed is part of the question."""
    given = {"SERVER_NAME": server, "SERVER_PORT": port}
    if host is not None:
        given["HTTP_HOST"] = host
    return f"{scheme}://{request(scheme, **given).get_host()}"


def request(scheme: str, **given: Any) -> WSGIRequest:
    """One that nobody has sent, for what Django decides by the request."""
    return WSGIRequest(
        {"REQUEST_METHOD": "GET", "wsgi.url_scheme": scheme, "wsgi.input": BytesIO(), **given}
    )
