"""How each call is described in the OpenAPI document."""

from collections.abc import Callable, Iterable
from typing import Any

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.serializers import Serializer

from api.public import contract, examples, parameters, problems
from api.public.parameters import Parameter

JSON = "application/json"
Responses = dict[tuple[int, str], OpenApiResponse]


def article_list(declared: Iterable[Parameter]) -> Callable[[Any], Any]:
    return extend_schema(
        operation_id="articles",
        summary="Stories, newest first",
        description="Cards of what is published in one language. Filters combine. A page is "
        "followed by its “next”, and whoever pages meets no story twice and misses none, though "
        "others are published meanwhile. With `q` they are the newest hundred that match, those that "
        "fit best and are newest first.",
        tags=["Articles"],
        parameters=[*_parameters(declared), *_headers("ETag", "Last-Modified", "Cache-Tag")],
        responses=_ok(contract.CardPageSerializer, examples.CARD_PAGE)
        | _not_modified()
        | _parameter_problem()
        | _limit_problem(),
    )


def article(declared: Iterable[Parameter]) -> Callable[[Any], Any]:
    key = OpenApiParameter(
        "key",
        {"type": "string"},
        OpenApiParameter.PATH,
        description="The story's slug in the language asked for, or its id.",
    )
    return extend_schema(
        operation_id="article",
        summary="One story",
        description="The whole document in one language, as it was published.",
        tags=["Articles"],
        parameters=[
            key,
            *_parameters(declared),
            *_headers("ETag", "Last-Modified", "Cache-Tag", "Link"),
        ],
        responses=_ok(contract.DocumentSerializer, examples.DOCUMENT)
        | {(301, JSON): OpenApiResponse(description="The story has a new slug: see “Location”.")}
        | _not_modified()
        | _parameter_problem()
        | _problem("not-found", contract.NotFoundProblemSerializer, examples.NOT_FOUND)
        | _problem("withdrawn", contract.WithdrawnProblemSerializer, examples.WITHDRAWN)
        | _limit_problem(),
    )


def directory(name: str, summary: str) -> Callable[[Any], Any]:
    get = extend_schema(
        operation_id=name,
        summary=summary,
        description="Those that have something published in this language, and how much.",
        tags=["Directories"],
        parameters=[*_parameters([parameters.LANGUAGE]), *_headers("ETag", "Cache-Tag")],
        responses=_ok(contract.DirectorySerializer, examples.DIRECTORY)
        | _not_modified()
        | _parameter_problem()
        | _limit_problem(),
    )
    return extend_schema_view(get=get)


_HEADERS = {
    "ETag": "Changes when the answer does. Send it back in If-None-Match and get 304 till then.",
    "Last-Modified": "When the answer last changed.",
    "Cache-Tag": "Ids of the stories, sections and tags that are in the answer, for purging.",
    "Content-Language": "The language of the answer.",
    "Link": "The same story in other languages: rel=alternate, with hreflang.",
    "RateLimit": "How many requests are left (r), and for how many seconds (t).",
    "RateLimit-Policy": "How many requests (q) an address may make in so many seconds (w).",
}


def _headers(*names: str) -> list[OpenApiParameter]:
    every = (*names, "Content-Language", "RateLimit", "RateLimit-Policy")
    return [
        OpenApiParameter(
            name, str, OpenApiParameter.HEADER, description=_HEADERS[name], response=[200]
        )
        for name in every
    ]


def _parameters(declared: Iterable[Parameter]) -> list[OpenApiParameter]:
    return [parameter.for_schema() for parameter in declared]


def _ok(serializer: type[Serializer], example: dict[str, Any]) -> Responses:
    response = OpenApiResponse(
        serializer, description="Found.", examples=[OpenApiExample("Found", example)]
    )
    return {(200, JSON): response}


def _not_modified() -> Responses:
    return {(304, JSON): OpenApiResponse(description="What you hold is still right.")}


def _problem(
    kind: str, serializer: type[Serializer], members: dict[str, Any] | None = None
) -> Responses:
    about = problems.KINDS[kind]
    example = {
        "type": f"{examples.SITE}/api/v1/docs/#{kind}",
        "title": str(about.title),
        "status": about.status,
        "detail": str(about.meaning),
        **(members or {}),
    }
    response = OpenApiResponse(
        serializer,
        description=str(about.title),
        examples=[OpenApiExample(kind, example, media_type=problems.CONTENT_TYPE)],
    )
    return {(about.status, problems.CONTENT_TYPE): response}


def _parameter_problem() -> Responses:
    return _problem(
        "invalid-parameters", contract.ParameterProblemSerializer, examples.INVALID_PARAMETERS
    )


def _limit_problem() -> Responses:
    return _problem("too-many-requests", contract.ProblemSerializer)
