"""The OpenAPI document and the page to read it."""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.plumbing import process_webhooks
from drf_spectacular.settings import spectacular_settings
from drf_spectacular.utils import extend_schema

from api.public import caching, problems
from api.public.view import PublicView

_ABOUT = """What the newsroom has published, for reading: no login, JSON in UTF-8.

Every story is published in one language at a time, so each call says which `language` it wants.
Times are ISO 8601 in UTC. Answers have an `ETag`: send it back in `If-None-Match` and get `304`
for as long as nothing has changed. Errors are problem details (RFC 9457) in the language of
`Accept-Language`. `RateLimit` tells how many requests your address has left, or your key: with one,
sent as `Authorization: Bearer …`, a client has a rate of its own, for the scopes that the key has.
Any web page may read the API (CORS).

Every address here answers `HEAD` as it answers `GET`, without the body. `OPTIONS`, which a browser
sends beforehand, is a `204` anywhere, and any other method a `405` (`#method-not-allowed`), with the
methods there are in `Allow`. A fault of ours is a `500` (`#server-error`)."""

# The page asks nothing of other sites. Swagger UI styles its elements from JavaScript and draws
# its icons from data addresses.
_PAGE_MAY_LOAD = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


@extend_schema(exclude=True)
class SchemaView(PublicView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return caching.answer(request, document(), modified=None)


@extend_schema(exclude=True)
class DocsView(PublicView):
    def get(self, request: HttpRequest) -> HttpResponse:
        language = problems.language_asked(request)
        with translation.override(language):
            response = render(
                request,
                "api/docs.html",
                {
                    "newsroom": settings.NEWSROOM_NAME,
                    "kinds": problems.KINDS,
                    "language": language,
                    "schema_language": settings.MESSAGE_LANGUAGE,
                },
            )
        response["Cache-Control"] = caching.PUBLIC
        response["Content-Security-Policy"] = _PAGE_MAY_LOAD
        response["Content-Language"] = language
        response["Vary"] = "Accept-Language"
        return response


class _Generator(SchemaGenerator):
    def parse(self, *arguments: Any, **named: Any) -> Any:
        """The components are put together before the webhooks add theirs: so do it here, too."""
        paths = super().parse(*arguments, **named)
        process_webhooks(spectacular_settings.WEBHOOKS, self.registry)
        return paths


@lru_cache(maxsize=1)
def document() -> bytes:
    """Made once: it changes with the code alone. It is in English, whoever asks first."""
    with translation.override(None):
        schema: dict[str, Any] = _Generator().get_schema(request=None, public=True)
        schema["info"] |= {"title": f"{settings.NEWSROOM_NAME}: public API", "description": _ABOUT}
        return json.dumps(schema, ensure_ascii=False, default=str).encode()
