"""The readers' way in. Their calls need no session, cookie, person or interface language, and what
those write into an answer (`Vary: Cookie`, `Set-Cookie`) keeps public caches from holding it; so
calls to the API, feeds and sitemaps are answered here and never meet the middleware that serves the newsroom."""

import logging
from collections.abc import Callable
from functools import cached_property, lru_cache

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, resolve

from api.public import caching, clients, limits, problems, site
from api.public.clients import Client
from api.public.dressing import put

PREFIXES = ("/api/", "/feeds/", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt")
METHODS = "GET, HEAD, OPTIONS"
READABLE_HEADERS = (
    "Cache-Tag, Content-Language, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, "
    "WWW-Authenticate"
)
logger = logging.getLogger("django.request")


class PublicMiddleware:
    """Stands first. What Django's SecurityMiddleware writes into an answer is the same each time,
    and is asked of it once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.security = SecurityMiddleware(lambda request: HttpResponse())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIXES):
            return self.get_response(request)
        if elsewhere := self.security.process_request(request):
            return elsewhere
        if request.method == "OPTIONS":
            # Whatever the address: a browser asks before it knows, and reads the answer to what it
            # then asks. So nothing is looked up or counted for it.
            return self._dressed(request, _preflight())
        client, refusal = _client(request)
        allowance = limits.spend(request, client)
        try:
            if allowance and (problem := allowance.problem()):
                raise problem
            if refusal:
                raise refusal
            site.of(request)  # refuses a host that isn't ours
            response = _view_answer(request, client)
        except Exception as error:
            response = _problem(request, error)
        if client:
            _keep_private(response)
        if allowance:
            put(response, *allowance.headers.items())
        return self._dressed(request, _open_to_all(request, response))

    def _dressed(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        put(response, *self._security_headers[request.is_secure()])
        return response

    @cached_property
    def _security_headers(self) -> dict[bool, list[tuple[str, str]]]:
        found = {}
        for secure in (False, True):
            blank = site.request("https" if secure else "http")
            bare = HttpResponse()
            del bare["Content-Type"]
            found[secure] = list(self.security.process_response(blank, bare).items())
        return found


def _client(request: HttpRequest) -> tuple[Client | None, Exception | None]:
    """Who shows a key that does not hold is counted as the address it comes from."""
    try:
        return clients.of(request), None
    except Exception as error:
        return None, error


def _keep_private(response: HttpResponse) -> None:
    """What was answered to a key tells of it in its headers: public caches hold what anybody got."""
    kept = response.get("Cache-Control", "")
    if kept.startswith("public"):
        response["Cache-Control"] = kept.replace("public", "private", 1)


def _view_answer(request: HttpRequest, client: Client | None) -> HttpResponse:
    try:
        match = _resolve(request.path_info)
    except Resolver404:
        if whole := _with_slash(request):
            return whole
        raise
    request.resolver_match = match
    if client:
        clients.admit(client, match.url_name or "", request)
    return match.func(request, *match.args, **match.kwargs)


# The addresses of what is read most.
_resolve = lru_cache(maxsize=4096)(resolve)


def _with_slash(request: HttpRequest) -> HttpResponse | None:
    if request.path_info.endswith("/") or request.method not in ("GET", "HEAD"):
        return None
    try:
        resolve(f"{request.path_info}/")
    except Resolver404:
        return None
    response = HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    response["Cache-Control"] = caching.BRIEFLY
    return response


def _problem(request: HttpRequest, error: Exception) -> HttpResponse:
    problem = problems.of(error)
    if problem is None:
        if settings.DEBUG:
            raise error
        got_request_exception.send(sender=PublicMiddleware, request=request)
        logger.error("Internal Server Error: %s", request.path, exc_info=error)
        meaning = problems.KINDS["server-error"].meaning
        problem = problems.Problem("server-error", meaning)
    return problems.answer(request, problem)


def _preflight() -> HttpResponse:
    response = HttpResponse(
        status=204,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": METHODS,
            # The star does not stand for this one.
            "Access-Control-Allow-Headers": "*, Authorization",
            "Access-Control-Max-Age": "86400",
            "Cache-Control": "public, max-age=86400",
        },
    )
    del response["Content-Type"]  # of nothing
    return response


_OPEN = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", READABLE_HEADERS),
]


def _open_to_all(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    put(response, *_OPEN)
    if response.status_code != 304:
        put(response, ("Content-Length", str(len(response.content))))
    if request.method == "HEAD":
        response.content = b""
    return response
