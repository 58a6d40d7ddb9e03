"""The readers' way in. Their calls need no session, cookie, person or interface language, and what
those write into an answer (`Vary: Cookie`, `Set-Cookie`) keeps public caches from holding it; so
calls to the API are answered here and never meet the middleware that serves the newsroom."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from api.public import caching, limits, problems

PREFIX = "/api/"
METHODS = "GET, HEAD, OPTIONS"
READABLE_HEADERS = (
    "Cache-Tag, Content-Language, ETag, Link, RateLimit, RateLimit-Policy, Retry-After"
)
logger = logging.getLogger("django.request")


class PublicMiddleware:
    """Stands after SecurityMiddleware, before everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return _preflight()
        allowance = limits.spend(request)
        try:
            if allowance and (problem := allowance.problem()):
                raise problem
            request.get_host()  # refuses a host that isn't ours
            response = _view_answer(request)
        except Exception as error:
            response = _problem(request, error)
        for name, value in (allowance.headers if allowance else {}).items():
            response[name] = value
        return _open_to_all(request, response)


def _view_answer(request: HttpRequest) -> HttpResponse:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        if whole := _with_slash(request):
            return whole
        raise
    request.resolver_match = match
    return match.func(request, *match.args, **match.kwargs)


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
    return HttpResponse(
        status=204,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Max-Age": "86400",
            "Cache-Control": "public, max-age=86400",
        },
    )


def _open_to_all(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = READABLE_HEADERS
    if response.status_code != 304:
        response["Content-Length"] = str(len(response.content))
    if request.method == "HEAD":
        response.content = b""
    return response
