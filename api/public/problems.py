"""Errors as clients meet them: problem details (RFC 9457), in the language they ask for."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)
from rest_framework.exceptions import MethodNotAllowed

from api.public import caching

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`meaning` stands on the documentation's page, where the problem's `type` leads."""

    status: int
    title: Promise
    meaning: Promise
    may_be_kept: bool = False


KINDS = {
    "invalid-parameters": Kind(
        status=400,
        title=_("The request has parameters that don't hold"),
        meaning=_("A parameter is missing, unknown or wrong. “errors” names each of them."),
    ),
    "bad-request": Kind(
        status=400,
        title=_("The request can't be understood"),
        meaning=_("The request itself is malformed."),
    ),
    "invalid-key": Kind(
        status=401,
        title=_("The key does not hold"),
        meaning=_(
            "The key that was sent is unknown or has been revoked. Without a key everybody may read."
        ),
    ),
    "missing-scope": Kind(
        status=403,
        title=_("The key is not for this"),
        meaning=_("The key lacks the scope that “scope” names."),
    ),
    "not-found": Kind(
        status=404,
        title=_("Nothing is here"),
        meaning=_(
            "No story is published at this address in this language. Where the story can be read "
            "in another language, “alternates” says where."
        ),
        may_be_kept=True,
    ),
    "method-not-allowed": Kind(
        status=405,
        title=_("This address can only be read"),
        meaning=_("Ask with GET, HEAD or OPTIONS."),
    ),
    "withdrawn": Kind(
        status=410,
        title=_("The story has been withdrawn"),
        meaning=_(
            "The newsroom has taken the story down: “reason” says why and “withdrawn_at” when. "
            "Remove your copies of it."
        ),
        may_be_kept=True,
    ),
    "too-many-requests": Kind(
        status=429,
        title=_("Too many requests"),
        meaning=_("Wait as many seconds as “Retry-After” says."),
    ),
    "server-error": Kind(
        status=500,
        title=_("Something went wrong here"),
        meaning=_("The fault is ours, and has been noted."),
    ),
}


class Problem(Exception):
    """Raise it anywhere below a public view. `members` go into the body beside the standard ones;
    lazy texts among them are put into the reader's language."""

    def __init__(
        self, kind: str, detail: str | Promise, *, headers: dict[str, str] | None = None, **members
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail
        self.headers = headers or {}
        self.members = members


def not_found() -> Problem:
    return Problem("not-found", _("There is no such address. The documentation lists them all."))


def of(error: Exception) -> Problem | None:
    """The problem that an error amounts to; None for one that is a fault of ours."""
    match error:
        case Problem():
            return error
        case Http404():
            return not_found()
        case MethodNotAllowed():
            return Problem(
                "method-not-allowed",
                _("Ask with GET, HEAD or OPTIONS."),
                headers={"Allow": "GET, HEAD, OPTIONS"},
            )
        case SuspiciousOperation():
            return Problem("bad-request", _("The request can't be understood."), errors=[])
    return None


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    kind = KINDS[problem.kind]
    language = language_asked(request)
    with translation.override(language):
        body = json.dumps(
            {
                "type": address_of(problem.kind),
                "title": kind.title,
                "status": kind.status,
                "detail": problem.detail,
                **problem.members,
            },
            ensure_ascii=False,
            default=str,
        )
    response = HttpResponse(body, status=kind.status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = caching.BRIEFLY if kind.may_be_kept else "no-store"
    patch_vary_headers(response, ["Accept-Language"])
    response["Content-Language"] = language
    for name, value in problem.headers.items():
        response[name] = value
    return response


def address_of(kind: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse('public:docs')}#{kind}"


def language_asked(request: HttpRequest) -> str:
    """The language of texts for people: one the client accepts, else the one whose stories it asks
    for, else that of the messages in the code: a client's programmer reads English at least."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    try:
        asked = request.GET.get("language", "")
    except SuspiciousOperation:
        asked = ""  # more parameters than are read: that may be the very problem
    return asked if asked in dict(settings.LANGUAGES) else settings.MESSAGE_LANGUAGE
