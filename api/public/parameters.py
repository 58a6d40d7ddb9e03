"""What may stand behind the question mark. A view declares its parameters; here they are read,
and described for the OpenAPI document from the same declaration."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter

from api.public import cursor
from api.public.cursor import BadCursor, Cursor, RankedCursor
from api.public.problems import Problem

PAGE_SIZE, MAX_PAGE_SIZE = 20, 100
FORMATS = ("ninjs",)
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")
_LONGEST_VALUE = 200
_LONGEST_REMEMBERED = 300
_MOST_ERRORS = 20


Place = TypeVar("Place", Cursor, RankedCursor)


class Refused(ValueError):
    def __init__(self, detail: str | Promise, allowed: list[str] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.allowed = allowed


@dataclass(frozen=True, kw_only=True, eq=False)
class Parameter:
    """`read` takes the text and gives the value, or raises Refused."""

    name: str
    read: Callable[[str], Any]
    description: str
    schema: Callable[[], dict[str, Any]] = field(default=lambda: {"type": "string"})
    example: Any = None
    required: bool = False

    def for_schema(self) -> OpenApiParameter:
        schema = self.schema()
        if self.example is not None:
            schema["examples"] = [self.example]
        return OpenApiParameter(
            self.name, schema, required=self.required, description=self.description
        )


def read(
    request: HttpRequest, declared: tuple[Parameter, ...], *, strictly: bool = True
) -> Mapping[str, Any]:
    """The values of the parameters that are given. Raises one Problem that names all that is
    wrong; what a client sent is never repeated to it but for parameters' names. Unless read strictly,
    what has another name is passed over."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) <= _LONGEST_REMEMBERED:
        return _read_once(query, declared, strictly)
    return _read(request.GET, declared, strictly)


@lru_cache(maxsize=4096)
def _read_once(query: str, declared: tuple[Parameter, ...], strictly: bool) -> Mapping[str, Any]:
    """The same few questions are asked over and over."""
    return _read(QueryDict(query.encode("iso-8859-1")), declared, strictly)


def _read(query: QueryDict, declared: tuple[Parameter, ...], strictly: bool) -> Mapping[str, Any]:
    known = {parameter.name: parameter for parameter in declared}
    given = dict(query.lists())
    values: dict[str, Any] = {}
    errors: list[dict[str, Any]] = []
    for name, texts in given.items():
        if name not in known and not strictly:
            continue
        try:
            if name not in known:
                raise Refused(_("There is no such parameter here."), sorted(known))
            values[name] = _read_one(known[name], texts)
        except Refused as refused:
            errors.append(error(name, refused.detail, refused.allowed))
    for name, parameter in known.items():
        if parameter.required and name not in given:
            allowed = parameter.schema().get("enum")
            errors.append(error(name, _("This parameter is required."), allowed))
    if errors:
        raise refusal(errors)
    return MappingProxyType(values)


def error(name: str, detail: str | Promise, allowed: list[str] | None = None) -> dict[str, Any]:
    shown = "".join(letter for letter in name[:50] if letter.isprintable())
    entry: dict[str, Any] = {"parameter": shown, "detail": detail}
    return entry | {"allowed": allowed} if allowed is not None else entry


def refusal(errors: list[dict[str, Any]]) -> Problem:
    errors = errors[:_MOST_ERRORS]
    names = ", ".join(entry["parameter"] for entry in errors)
    detail = format_lazy(_("See “errors” for what to change: {names}."), names=names)
    return Problem("invalid-parameters", detail, errors=errors)


def _read_one(parameter: Parameter, texts: list[str]) -> Any:
    if len(texts) > 1:
        raise Refused(_("Give this parameter once."))
    (text,) = texts
    if "\x00" in text or len(text) > _LONGEST_VALUE:
        raise Refused(_("This is too long, or has characters that can't stand here."))
    return parameter.read(text)


def _language(text: str) -> str:
    codes = _language_codes()
    if text not in codes:
        raise Refused(_("There is no such language here."), codes)
    return text


def _language_codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def _format(text: str) -> str:
    if text not in FORMATS:
        raise Refused(_("There is no such format here."), list(FORMATS))
    return text


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise Refused(_("This is no slug: letters from a to z, digits, “-” and “_”."))
    return text


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T|t| |$)")


def _moment(text: str) -> datetime.datetime:
    """A time without a zone, and a date's midnight, are in UTC."""
    try:
        if not _DATE.match(text):
            raise ValueError(text)  # Python reads weeks (2026-W47) and dates in one (20261117)
        moment = datetime.datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.UTC)
        return moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise Refused(
            _(
                "This is no time in ISO 8601, such as 2025-01-31T12:00:00Z. A “+” is written %2B "
                "in an address."
            )
        ) from error


def _page_size(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,9}", text) and 1 <= int(text) <= MAX_PAGE_SIZE:
        return int(text)
    raise Refused(
        format_lazy(_("This must be a whole number from 1 to {most}."), most=MAX_PAGE_SIZE)
    )


_NO_CURSOR = _("This is no cursor of ours: follow “next” and “previous”.")


def _cursor(text: str) -> Cursor | RankedCursor:
    try:
        return cursor.read(text)
    except BadCursor as error:
        raise Refused(_NO_CURSOR) from error


def place(asked: Mapping[str, Any], kind: type[Place]) -> Place | None:
    """The cursor, which must be of this kind of list."""
    given = asked.get("cursor")
    if given is None or isinstance(given, kind):
        return given
    raise refusal([error("cursor", _NO_CURSOR)])


def slug_schema() -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{SLUG.pattern}$"}


def _moment_schema() -> dict[str, Any]:
    return {"type": "string", "anyOf": [{"format": "date-time"}, {"format": "date"}]}


def cursor_schema() -> dict[str, Any]:
    return {"type": "string", "pattern": f"^[-_A-Za-z0-9]{{1,{_LONGEST_VALUE}}}$"}


LANGUAGE = Parameter(
    name="language",
    read=_language,
    description="The language of the answer.",
    schema=lambda: {"type": "string", "enum": _language_codes()},
    required=True,
)
FORMAT = Parameter(
    name="format",
    read=_format,
    description="Another form of the document: “ninjs” is IPTC ninjs 3.1.",
    schema=lambda: {"type": "string", "enum": list(FORMATS)},
)
SECTION = Parameter(
    name="section",
    read=_slug,
    schema=slug_schema,
    description="Only stories of the section with this slug in the language asked for; a former "
    "slug leads to the one of now.",
    example="politics",
)
TAG = Parameter(
    name="tag",
    read=_slug,
    schema=slug_schema,
    description="Only stories with the tag that has this slug in the language asked for; a former "
    "slug leads to the one of now.",
    example="fisheries",
)
AUTHOR = Parameter(
    name="author",
    read=_slug,
    schema=slug_schema,
    description="Only stories that bear the name of the author with this slug; a former slug "
    "leads to the one of now.",
    example="kari-nordmann",
)
QUERY = Parameter(
    name="q",
    read=str,
    description="Only stories with these words, in any form, the best first. Words in quotes stand "
    "in that order; a minus before a word leaves out the stories that have it; the last word may "
    "be the beginning of one, from three letters on: behind others, a shorter one that no space ends "
    "is left out. A number is found whether its thousands are set apart or not. Each card then has "
    "a “snippet”.",
    schema=lambda: {"type": "string", "minLength": 1, "maxLength": _LONGEST_VALUE},
    example="ferry winter",
)
PUBLISHED_AFTER = Parameter(
    name="published_after",
    read=_moment,
    description="Only stories first published after this time (ISO 8601; UTC unless told).",
    schema=_moment_schema,
    example="2025-01-31T12:00:00Z",
)
PUBLISHED_BEFORE = Parameter(
    name="published_before",
    read=_moment,
    description="Only stories first published before this time (ISO 8601; UTC unless told).",
    schema=_moment_schema,
    example="2025-02-28",
)
UPDATED_AFTER = Parameter(
    name="updated_after",
    read=_moment,
    description="Only stories whose “updated_at” is later than this (ISO 8601; UTC unless told): "
    "keep the latest that you have seen, and ask by it.",
    schema=_moment_schema,
    example="2025-01-31T12:00:00+01:00",
)
PAGE = Parameter(
    name="page_size",
    read=_page_size,
    description="How many stories a page has.",
    schema=lambda: {
        "type": "integer",
        "minimum": 1,
        "maximum": MAX_PAGE_SIZE,
        "default": PAGE_SIZE,
    },
)
CURSOR = Parameter(
    name="cursor",
    read=_cursor,
    schema=cursor_schema,
    description="Where the page begins, as “next” and “previous” give it. Not to be made up.",
)
