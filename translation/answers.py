"""What the side-by-side page's script asks about one row, and the answers it gets, as JSON.

A question is `{key, text, seen, read, after, token}`, all but the key as the action needs it. The answer has the row as it is now, its parts as HTML made
by the templates that made the page, so that a row looks the same however it came to be. A refusal
has `{code, error}` with a sentence for the person; the script keeps their text.
"""

import datetime
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.formats import time_format
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from accounts import languages
from accounts.models import User
from articles import blocks
from articles.models import Article, LanguageVersion
from articles.permissions import may_see_admin
from articles.problems import NotAllowed
from articles.shown import Shown, shown
from translation import actions, assigning, dismissing, noting, repeating, undoing
from translation.page import Progress
from translation.rows import Reader, Row, row_of
from translation.segments import Segment, segments
from translation.single import segment_at
from translation.writing import NoKey, place_in, read_key


class BadQuestion(ValueError):
    """Not JSON as the page's script sends it."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """`text` is the new text, `seen` and `read` what the person had before them, `after` the key of
    the row above a new one, `token` what `undoing.before` gave, or `beside`; `code`, `digest` and `why`
    are of a finding that is dismissed; `taken` is the suggestion that the text was made from; `midway`
    is "yes" where somebody is still at it; `opened` is when the page was, as the server told it. `told` are the names of what the question has."""

    version: LanguageVersion
    by: User
    key: str
    text: str = ""
    seen: str | None = None
    read: str | None = None
    after: str = ""
    token: str = ""
    code: str = ""
    digest: str = ""
    why: str = ""
    taken: str = ""
    midway: str = ""
    opened: str = ""
    told: frozenset[str] = frozenset()

    def needs(self, name: str) -> None:
        """What is left out is not the same as what is empty: an empty text takes one away."""
        if name not in self.told:
            raise BadQuestion


def version_or_404(pk: uuid.UUID, language: str) -> LanguageVersion:
    version = get_object_or_404(
        LanguageVersion.objects.select_related("article", "article__section", "translator"),
        article_id=pk,
        language=language,
    )
    corrections = version.article.corrections
    if version.is_source and not corrections.from_another_language(language).exists():
        raise Http404("The source language is not a translation.")
    return version


def row_action(act: Callable[[Asked], object]) -> Callable[..., JsonResponse]:
    """A view of one thing that is done with one row. The answer has an `undo` token for it;
    what `act` returns as a dictionary is the answer itself."""
    return require_POST(_answering(act, lambda *asked: _answer(act, *asked)))


def joining_action(act: Callable[[Asked], object]) -> Callable[..., JsonResponse]:
    """The same of what is done with a row and the one above it; the token is for both."""
    return require_POST(_answering(act, lambda *asked: _answer(act, *asked, joining=True)))


def row_question(ask: Callable[[Asked], dict[str, Any]]) -> Callable[..., JsonResponse]:
    """A view of what is asked of one row, or said of it, that leaves its text alone."""
    return require_POST(_answering(ask, lambda *asked: _answer(ask, *asked, can_be_undone=False)))


def row_look(ask: Callable[[Asked], dict[str, Any]]) -> Callable[..., JsonResponse]:
    """A view of what is asked of one row, its key in the address, and that changes nothing."""
    return require_GET(_answering(ask, lambda *asked: _answer(ask, *asked, can_be_undone=False)))


def look_up(
    ask: Callable[[LanguageVersion, QueryDict], dict[str, Any]],
) -> Callable[..., JsonResponse]:
    """A view of what is looked up beside the rows, by what the address tells."""
    return require_GET(
        _answering(ask, lambda version, request: JsonResponse(ask(version, request.GET)))
    )


def question(ask: Callable[[LanguageVersion, User], dict[str, Any]]) -> Callable[..., JsonResponse]:
    """A view of what the script asks of the whole translation and that changes nothing."""
    return require_GET(
        _answering(ask, lambda version, request: JsonResponse(ask(version, request.user)))
    )


def _answering(
    named: Callable[..., object], answer: Callable[[LanguageVersion, HttpRequest], JsonResponse]
) -> Callable[..., JsonResponse]:
    @wraps(named)
    def view(request: HttpRequest, pk: uuid.UUID, language: str) -> JsonResponse:
        answered = _way_in(request) or answer(version_or_404(pk, language), request)
        add_never_cache_headers(answered)
        return answered

    return view


def _way_in(request: HttpRequest) -> JsonResponse | None:
    """Why this person is not let in; None where they are."""
    if not request.user.is_authenticated:
        return _refusal(
            401,
            "login",
            _t("You are no longer logged in."),
            login=f"{reverse('admin:login')}?next={reverse('translation:queue')}",
        )
    if request.headers.get("X-Person", str(request.user.pk)) != str(request.user.pk):
        return _refusal(401, "other_login", _t("Somebody else has logged in in this browser."))
    if not may_see_admin(request.user):
        return _refusal(403, "not_allowed", _t("You may not work here."))
    return None


def _answer(
    act: Callable[[Asked], object],
    version: LanguageVersion,
    request: HttpRequest,
    *,
    can_be_undone: bool = True,
    joining: bool = False,
) -> JsonResponse:
    try:
        asked = _asked(request, version)
        before = place_in(version, read_key(asked.key)) if can_be_undone else None
        if before and (lost := _released(asked)):
            return lost
        undo = undoing.token_of(version, before, joining=joining) if before else None
        told = act(asked)
    except (BadQuestion, NoKey):
        return _refusal(400, "bad_question", _t("The page and the server do not match; reload."))
    except actions.Conflict as conflict:
        return JsonResponse(
            {
                **_row_now(asked),
                "code": "conflict",
                "error": str(conflict),
                "own": _is_own(asked),
            },
            status=409,
        )
    except actions.UnknownSegment as unknown:
        return _refusal(410, "gone", str(unknown))
    except actions.TooLong as too_long:
        return _refusal(422, "too_long", str(too_long))
    except noting.BadNote as bad_note:
        return _refusal(422, "bad_note", str(bad_note))
    except dismissing.NoReason as no_reason:
        return _refusal(422, "no_reason", str(no_reason))
    except dismissing.NoSuchFinding as none:
        return _refusal(409, "no_finding", str(none))
    except NotAllowed as refusal:
        return _refusal(403, "not_allowed", str(refusal))
    if isinstance(told, dict):
        return JsonResponse(told)
    saved = _t("Saved at %(time)s") % {"time": time_format(timezone.localtime().time())}
    now = _row_now(asked, was=before.target if before else None)
    return JsonResponse({**now, "saved": saved, "undo": undo})


def _released(asked: Asked) -> JsonResponse | None:
    """The refusal of what would take a translation that this person has lost since they opened the page.
    It has the time from which on they know."""
    if not asked.opened:
        return None
    try:
        since = datetime.datetime.fromisoformat(asked.opened)
    except ValueError as error:
        raise BadQuestion from error
    if timezone.is_naive(since):
        raise BadQuestion
    row = assigning.released(asked.by, asked.version, since)
    if row is None:
        return None
    if row.by == asked.by:
        sentence = _t(
            "You have given this translation back. Take it to go on; your text is kept here."
        )
    else:
        sentence = _t(
            "%(person)s has given this translation to anyone who translates into %(language)s. "
            "Take it to go on; your text is kept here."
        ) % {"person": row.by, "language": languages.name(asked.version.language)}
    return _refusal(403, "released", sentence, opened=timezone.now().isoformat())


def _asked(request: HttpRequest, version: LanguageVersion) -> Asked:
    try:
        given: Any = request.GET.dict() if request.method == "GET" else json.loads(request.body)
    except ValueError as error:
        raise BadQuestion from error
    if not isinstance(given, dict):
        raise BadQuestion
    told = {name: given[name] for name in _ASKED if name in given}
    if "key" not in told or not all(isinstance(value, str) for value in told.values()):
        raise BadQuestion
    read_key(told["key"])
    return Asked(version=version, by=request.user, told=frozenset(told), **told)


_ASKED = tuple("key text seen read after token code digest why taken midway opened".split())


def _is_own(asked: Asked) -> bool:
    """Whether who asks has written what stands: in another window."""
    try:
        record = segment_at(asked.version, asked.key).record
    except actions.UnknownSegment:
        return False
    return record is not None and record.by_id == asked.by.pk


def _refusal(status: int, code: str, error: str, **more: str) -> JsonResponse:
    return JsonResponse({"code": code, "error": error, **more}, status=status)


def _row_now(asked: Asked, *, was: str | None = None) -> dict[str, Any]:
    """The row as it is now, or `gone` where it is no segment any more, and how far the whole
    has come. Where `was`, the text before, is told, the rows that say the same are filled in, and
    those that changed are `repeats`."""
    version = asked.version
    found, translated = _segments_now(version)
    filled = []
    if was is not None:
        filled = repeating.fill(version, translated, asked.key, was, by=asked.by)
    if filled:
        found, translated = _segments_now(version)
    progress = Progress.of(version, translated, by=asked.by)
    answer: dict[str, Any] = {"key": asked.key, "progress": progress.as_json()}
    reader = Reader.of(version, asked.by)
    rows = [row_of(found, translated, key, reader=reader) for key in filled]
    answer["repeats"] = [{**_whole(row), "progress": answer["progress"]} for row in rows if row]
    row = row_of(found, translated, asked.key, reader=reader)
    if row is None:
        there = place_in(version, read_key(asked.key))
        return {**answer, "gone": True, "seen": blocks.digest(there.target)}
    keys = [one.key for one in translated]
    above = keys[: keys.index(asked.key)][-1:]
    return {**answer, **_whole(row), "above": above[0] if above else ""}


def _segments_now(version: LanguageVersion) -> tuple[Shown, list[Segment]]:
    found = shown(Article.objects.get(pk=version.article_id))
    return found, segments(found, version.language)


def _whole(row: Row) -> dict[str, Any]:
    """How a row stands, with its texts and its parts as HTML."""
    context = {"row": row, "segment": row.segment, "is_open": True}
    return {
        "key": row.segment.key,
        **state_of(row),
        "text": row.segment.target,
        "read": row.segment.source,
        "parts": {
            name: render_to_string(f"translation/_{name}.html", context)
            for name in ("source", "status", "actions", "aside")
        },
    }


def state_of(row: Row) -> dict[str, Any]:
    """How a row stands, without its texts. `seen` and `source` are digests of them."""
    return {
        "status": row.segment.status,
        "settled": row.segment.status.is_settled,
        "done": row.is_done,
        "found_by": row.found_by,
        "seen": row.seen,
        "source": row.source_digest,
    }
