"""The headers of questions and answers, for the OpenAPI document."""

from dataclasses import dataclass

from drf_spectacular.utils import OpenApiParameter


@dataclass(frozen=True)
class Header:
    """`statuses` are those of the answers that have it, True for all; `always` says that no such
    answer lacks it."""

    about: str
    statuses: tuple[int, ...] | bool
    always: bool = False

    def named(self, name: str) -> OpenApiParameter:
        statuses = self.statuses if isinstance(self.statuses, bool) else list(self.statuses)
        return OpenApiParameter(
            name,
            str,
            OpenApiParameter.HEADER,
            required=self.always,
            description=self.about,
            response=statuses,
        )


_PROBLEMS = (400, 401, 403, 404, 410, 429)
_OF_ANSWERS = {
    "Cache-Control": Header("How long the answer may be kept, and by whom.", True, always=True),
    "ETag": Header(
        "Changes when the answer does. Send it back in If-None-Match and get 304 till then.",
        (200, 304),
        always=True,
    ),
    "Location": Header("The address of now.", (301,), always=True),
    "Content-Language": Header("The language of the texts for people.", _PROBLEMS, always=True),
    "WWW-Authenticate": Header("What is wrong with the key (RFC 6750).", (401, 403), always=True),
    "Retry-After": Header("How many seconds to wait.", (429,), always=True),
    "RateLimit": Header("How many requests are left (r), and for how many seconds (t).", True),
    "RateLimit-Policy": Header(
        "How many requests (q) an address, or a key, may make in so many seconds (w).", True
    ),
}
_OF_SOME_ANSWERS = {
    "Last-Modified": Header("When the answer last changed.", (200, 304)),
    "Cache-Tag": Header(
        "Ids of the stories, sections and tags that are in the answer, for purging.",
        (200, 301, 304, 404, 410),
    ),
    "Link": Header("The same story in other languages: rel=alternate, with hreflang.", (200, 304)),
}
IN_ONE_LANGUAGE = Header("The language of the answer.", (200, 304), always=True)
_OF_QUESTIONS = {
    "If-None-Match": "The ETag of what you hold, or several: 304 while one of them is right.",
    "If-Modified-Since": "The Last-Modified of what you hold: 304 while nothing has changed. Counts "
    "where no If-None-Match is sent.",
    "Accept-Language": "The language of problems' texts.",
}


def asked(*more: str) -> list[OpenApiParameter]:
    names = ("If-None-Match", "Accept-Language", *more)
    return [
        OpenApiParameter(name, str, OpenApiParameter.HEADER, description=_OF_QUESTIONS[name])
        for name in names
    ]


def answered(*more: str, in_one_language: bool = True) -> list[OpenApiParameter]:
    found = _OF_ANSWERS | {name: _OF_SOME_ANSWERS[name] for name in more}
    headers = [header.named(name) for name, header in found.items()]
    if in_one_language:
        headers.append(IN_ONE_LANGUAGE.named("Content-Language"))
    return headers
