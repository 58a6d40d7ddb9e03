"""What tells caches how long an answer holds, and clients that theirs still does."""

import datetime
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_http_date_safe

from api.public.dressing import put

# Short, since a story can be withdrawn; a cache that purges by Cache-Tag loses nothing by it.
PUBLIC = "public, max-age=30, stale-while-revalidate=60"
BRIEFLY = "public, max-age=30"

_ETAG = re.compile(r'"([!#-~]+)"')


@dataclass(frozen=True)
class Held:
    """What a client says that it holds already. `suffix` ends the ETags of another format than the
    documents' own."""

    request: HttpRequest
    suffix: str = ""

    @cached_property
    def digests(self) -> list[str]:
        tags = _ETAG.findall(self._if_none_match)[:20]
        return [tag.removesuffix(self.suffix) for tag in tags if tag.endswith(self.suffix)]

    @cached_property
    def anything(self) -> bool:
        return self._if_none_match.strip() == "*"

    @cached_property
    def before(self) -> datetime.datetime | None:
        """What was made before this moment is held: the second that If-Modified-Since names is
        still going on. Counts only where no digest is given (RFC 9110, 13.1.3)."""
        if self._if_none_match:
            return None
        seconds = parse_http_date_safe(self.request.META.get("HTTP_IF_MODIFIED_SINCE", ""))
        if seconds is None:
            return None
        try:
            return datetime.datetime.fromtimestamp(seconds + 1, datetime.UTC)
        except (OverflowError, ValueError, OSError):
            return None

    @cached_property
    def _if_none_match(self) -> str:
        return self.request.META.get("HTTP_IF_NONE_MATCH", "")


_NOTHING = Held(HttpRequest())


def held(request: HttpRequest, suffix: str = "") -> Held:
    asked = request.META
    if "HTTP_IF_NONE_MATCH" in asked or "HTTP_IF_MODIFIED_SINCE" in asked:
        return Held(request, suffix)
    return _NOTHING


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def answer(
    request: HttpRequest,
    body: bytes,
    *,
    modified: datetime.datetime | None,
    language: str = "",
    content_type: str = "application/json",
) -> HttpResponse:
    """What was put together anyhow, or 304 to a client that holds it."""
    return answer_unless_held(
        request,
        lambda: body,
        digest=digest(body),
        modified=modified,
        language=language,
        content_type=content_type,
    )


def answer_unless_held(
    request: HttpRequest,
    body: Callable[[], str | bytes],
    *,
    digest: str,
    modified: datetime.datetime | None,
    language: str = "",
    content_type: str = "application/json",
) -> HttpResponse:
    """`modified` is told but not asked: a list without the story that was withdrawn from it has an
    earlier date than before."""
    client = held(request)
    if client.anything or digest in client.digests:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body(), content_type=content_type)
    return mark(response, digest, modified=modified, language=language)


def mark(
    response: HttpResponse, tag: str, *, modified: datetime.datetime | None, language: str = ""
) -> HttpResponse:
    put(response, ("ETag", f'"{tag}"'), ("Cache-Control", PUBLIC))
    if language:
        put(response, ("Content-Language", language))
    if modified:
        put(response, ("Last-Modified", _http_date(int(modified.timestamp()))))
    if response.status_code == 304:
        del response["Content-Type"]
    return response


_http_date = lru_cache(maxsize=1024)(http_date)
