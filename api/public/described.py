"""How each call is described in the OpenAPI document."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_view,
)
from rest_framework.serializers import Serializer

from api.public import contract, examples, headers, parameters, problems
from api.public.parameters import Parameter

JSON = "application/json"
Responses = dict[tuple[int, str], OpenApiResponse]


def article_list(declared: Iterable[Parameter]) -> Callable[[Any], Any]:
    return extend_schema(
        operation_id="articles",
        summary="Stories, newest first",
        description="Cards of what is published in one language. Filters combine. A page is "
        "followed by its “next”, and whoever pages meets no story twice and misses none, though "
        "others are published meanwhile. With `q` the newest hundred that match come first, those of "
        "them that fit best and are newest before the others; the next hundred follow, and so on.",
        tags=["Articles"],
        parameters=[*_parameters(declared), *_headers("Last-Modified", "Cache-Tag")],
        responses=_ok(contract.CardPageSerializer, examples.CARD_PAGE)
        | _moved("A section, tag or author asked for has a new slug: see “Location”.")
        | _not_modified()
        | _parameter_problem()
        | _client_problems(),
    )


_DOCUMENT_OR_NINJS = PolymorphicProxySerializer(
    component_name="DocumentOrNinjs",
    serializers=[contract.DocumentSerializer, contract.NinjsSerializer],
    resource_type_field_name=None,
)


def article(declared: Iterable[Parameter]) -> Callable[[Any], Any]:
    key = OpenApiParameter(
        "key",
        parameters.slug_schema(),
        OpenApiParameter.PATH,
        description="The story's slug in the language asked for, or its id.",
    )
    return extend_schema(
        operation_id="article",
        summary="One story",
        description="The whole document in one language, as it was published. With "
        "`format=ninjs` the same as IPTC ninjs 3.1, under an ETag of its own.",
        tags=["Articles"],
        parameters=[
            key,
            *_parameters(declared),
            *_headers("Last-Modified", "Cache-Tag", "Link", asked=("If-Modified-Since",)),
        ],
        responses=_ok(_DOCUMENT_OR_NINJS, examples.DOCUMENT, ninjs=examples.NINJS)
        | _moved("The slug is a former one or another language’s: see “Location”.")
        | _not_modified()
        | _parameter_problem()
        | _problem("not-found", contract.NotFoundProblemSerializer, examples.NOT_FOUND)
        | _problem("withdrawn", contract.WithdrawnProblemSerializer, examples.WITHDRAWN)
        | _client_problems(),
    )


def changes(declared: Iterable[Parameter]) -> Callable[[Any], Any]:
    return extend_schema(
        operation_id="changes",
        summary="What was published, updated and withdrawn, oldest first",
        description="For clients that keep a copy. Begin without a cursor, follow “next” until it "
        "is null, and keep “cursor”: sent later, it gives what has happened since. Nothing is "
        "missed and nothing comes twice, also while others publish. An event says that a document "
        "is a new one, not what is in it: fetch it from “document”, and skip what you hold by "
        "“digest”. Of a story that has been withdrawn its address alone is told.",
        tags=["Changes"],
        parameters=[*_parameters(declared), *_headers("Last-Modified", "Cache-Tag")],
        responses=_ok(contract.ChangePageSerializer, examples.CHANGE_PAGE)
        | _not_modified()
        | _parameter_problem()
        | _client_problems(),
    )


def directory(name: str, summary: str) -> Callable[[Any], Any]:
    get = extend_schema(
        operation_id=name,
        summary=summary,
        description="Those that have something published in this language, and how much.",
        tags=["Directories"],
        parameters=[*_parameters([parameters.LANGUAGE]), *_headers("Cache-Tag")],
        responses=_ok(contract.DirectorySerializer, examples.DIRECTORY)
        | _not_modified()
        | _parameter_problem()
        | _client_problems(),
    )
    return extend_schema_view(get=get)


def feed(form: Any, scope: Any) -> Callable[[Any], Any]:
    """`form` and `scope` as `api.public.feeds` has them."""
    language = OpenApiParameter(
        "language",
        parameters.LANGUAGE.schema(),
        OpenApiParameter.PATH,
        description="Of the stories.",
    )
    slug = OpenApiParameter(
        "slug",
        parameters.slug_schema(),
        OpenApiParameter.PATH,
        description=f"The {scope.name}'s slug in this language.",
    )
    media_type = form.content_type.partition(";")[0]
    get = extend_schema(
        operation_id=f"feed_{scope.name}_{form.file.replace('.', '_')}",
        summary=f"{form.title}: {scope.about}",
        description="The newest 30 with their whole text, photos with credits, corrections, and "
        "the same story in other languages.",
        tags=["Feeds"],
        parameters=[
            language,
            *([slug] if "slug" in scope.path else []),
            *_headers("Last-Modified", "Cache-Tag"),
        ],
        responses=_text(media_type, examples.FEEDS[form.file])
        | (_moved(f"The {scope.name} has a new slug: see “Location”.") if scope.path else {})
        | _not_modified()
        | _bad_request()
        | _problem("not-found", contract.ProblemSerializer)
        | _client_problems(),
    )
    return extend_schema_view(get=get)


def sitemap(declared: Iterable[Parameter]) -> Callable[[Any], Any]:
    return _for_search_engines(
        "sitemap",
        "All stories' addresses",
        "With when each last changed and its other languages (hreflang). Beyond 10,000 it is an "
        "index of pages.",
        examples.SITEMAP,
        _parameters(declared),
        _problem("not-found", contract.ProblemSerializer),
    )


def news_sitemap(view: Any) -> Any:
    return _for_search_engines(
        "news_sitemap",
        "The last two days' stories for Google News",
        "The newest 1,000 at most.",
        examples.NEWS_SITEMAP,
    )(view)


def robots(view: Any) -> Any:
    return _for_search_engines(
        "robots",
        "Where the sitemaps are",
        "For robots that come to this host.",
        examples.ROBOTS,
        media_type="text/plain",
    )(view)


def _for_search_engines(
    name: str,
    summary: str,
    description: str,
    example: str,
    declared: Iterable[OpenApiParameter] = (),
    problems: Responses | None = None,
    media_type: str = "application/xml",
) -> Callable[[Any], Any]:
    return extend_schema(
        operation_id=name,
        summary=summary,
        description=description,
        tags=["Search engines"],
        parameters=[
            *declared,
            *headers.asked(),
            *headers.answered("Last-Modified", "Cache-Tag", in_one_language=False),
        ],
        responses=_text(media_type, example)
        | _not_modified()
        | (_parameter_problem() if declared else _bad_request())
        | (problems or {})
        | _client_problems(),
    )


def _headers(*answered: str, asked: tuple[str, ...] = ()) -> list[OpenApiParameter]:
    return [*headers.asked(*asked), *headers.answered(*answered)]


def _parameters(declared: Iterable[Parameter]) -> list[OpenApiParameter]:
    return [parameter.for_schema() for parameter in declared]


def _ok(serializer: Any, example: Any, media_type: str = JSON, **others: Any) -> Responses:
    """`others` are further examples by their names."""
    response = OpenApiResponse(
        serializer,
        description="Found.",
        examples=[
            OpenApiExample(name, value, media_type=media_type)
            for name, value in ({"Found": example} | others).items()
        ],
    )
    return {(200, media_type): response}


def _text(media_type: str, example: Any) -> Responses:
    schema = {"type": "object" if isinstance(example, dict) else "string"}
    return _ok(schema, example, media_type)


def _moved(description: str) -> Responses:
    return {(301, JSON): OpenApiResponse(description=description)}


def _not_modified() -> Responses:
    return {(304, JSON): OpenApiResponse(description="What you hold is still right.")}


def _problem(
    kind: str, serializer: type[Serializer], members: dict[str, Any] | None = None
) -> Responses:
    return _problems({kind: members or {}}, serializer)


def _problems(kinds: dict[str, dict[str, Any]], serializer: type[Serializer]) -> Responses:
    """`kinds` of one status, each with the members of its example."""
    about = problems.KINDS[next(iter(kinds))]
    response = OpenApiResponse(
        serializer,
        description=_in_english(about.title),
        examples=[
            OpenApiExample(kind, _example(kind, members), media_type=problems.CONTENT_TYPE)
            for kind, members in kinds.items()
        ],
    )
    return {(about.status, problems.CONTENT_TYPE): response}


def _example(kind: str, members: dict[str, Any]) -> dict[str, Any]:
    about = problems.KINDS[kind]
    return {
        "type": f"{examples.SITE}/api/v1/docs/#{kind}",
        "title": _in_english(about.title),
        "status": about.status,
        "detail": _in_english(about.meaning),
        **members,
    }


def _in_english(text: Promise) -> str:
    """This is read when the calls are declared, under the language that the newsroom speaks."""
    with translation.override(None):
        return str(text)


def _parameter_problem() -> Responses:
    return _problems(
        {"invalid-parameters": examples.INVALID_PARAMETERS, "bad-request": {"errors": []}},
        contract.ParameterProblemSerializer,
    )


def _bad_request() -> Responses:
    """Where parameters of other names are ignored."""
    return _problem("bad-request", contract.ParameterProblemSerializer, {"errors": []})


def _client_problems() -> Responses:
    """Of who asks, whatever is asked."""
    return (
        _problem("invalid-key", contract.ProblemSerializer)
        | _problem("missing-scope", contract.MissingScopeProblemSerializer, {"scope": "search"})
        | _problem("too-many-requests", contract.ProblemSerializer)
    )
