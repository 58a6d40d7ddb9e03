"""What the page's script asks about findings, and the answers it gets, as JSON.

An answer is `{key, findings}`; a finding is `{code, digest, name, sentence, severity, span,
dismissed}`, and `digest` tells it from others of its code.
`severity` is "blocking" or "warning"; `span` is where it stands in the plain text that was asked
about, in UTF-16 units as scripts count, or null; `dismissed` is `{by, at, why}` or null.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _t

from articles.shown import shown
from translation import dismissing, findings
from translation.actions import TooLong
from translation.answers import Asked, row_question, version_or_404
from translation.checks import name_of
from translation.checks.pair import plain_text
from translation.findings import Told
from translation.segments import Segment, segments
from translation.single import segment_at

# Far longer than any paragraph: nobody types this, and it would be long to look through.
LONGEST = 20_000


@row_question
def check(asked: Asked) -> dict[str, Any]:
    if len(asked.text) > LONGEST:
        raise TooLong(
            _t("The text has %(length)s characters; up to %(limit)s are checked.")
            % {"length": len(asked.text), "limit": LONGEST}
        )
    segment = segment_at(asked.version, asked.key)
    told = findings.of_text(segment, asked.text)
    return _answer(asked.key, told, asked.text)


@row_question
def dismiss(asked: Asked) -> dict[str, Any]:
    segment = dismissing.dismiss_check(
        asked.version, asked.key, asked.code, asked.why, digest=asked.digest, by=asked.by
    )
    return _of_saved(segment)


@row_question
def undismiss(asked: Asked) -> dict[str, Any]:
    return _of_saved(
        dismissing.take_back(asked.version, asked.key, asked.code, digest=asked.digest, by=asked.by)
    )


def of_story(request: HttpRequest, pk: uuid.UUID, language: str) -> JsonResponse:
    """Of every row that has a finding: `{rows: [{key, findings}]}`."""
    version = version_or_404(pk, language)
    found = findings.of_segments(segments(shown(version.article), version.language))
    names = findings.names_of(one for _segment, told in found for one in told)
    rows = [
        {"key": segment.key, "findings": as_json(told, plain_text(segment.target), names)}
        for segment, told in found
        if told
    ]
    answer = JsonResponse({"rows": rows})
    add_never_cache_headers(answer)
    return answer


def _of_saved(segment: Segment) -> dict[str, Any]:
    return _answer(segment.key, findings.of_text(segment, segment.target), segment.target)


def _answer(key: str, told: list[Told], text: str) -> dict[str, Any]:
    return {"key": key, "findings": as_json(told, plain_text(text), findings.names_of(told))}


def as_json(told: Iterable[Told], text: str, names: dict[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.finding.code,
            "digest": one.finding.digest,
            "name": str(name_of(one.finding.code)),
            "sentence": str(one.finding.sentence),
            "severity": "blocking" if one.finding.blocking else "warning",
            "span": [_units(text[:at]) for at in one.finding.span] if one.finding.span else None,
            "dismissed": {
                "by": names.get(one.dismissal.by or 0, ""),
                "at": one.dismissal.at,
                "why": one.dismissal.why,
            }
            if one.dismissal
            else None,
        }
        for one in told
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
