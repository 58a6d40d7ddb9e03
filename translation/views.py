"""The translator's queue, the side-by-side page, and what the page's script asks for."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django_prose_editor.widgets import importmap
from js_asset import Media

from accounts.buttons import button_on
from accounts.models import User
from articles import workflow
from articles.models import LanguageVersion
from articles.problems import NotAllowed, NotReady, Problem
from translation import (
    actions,
    freshness,
    keys,
    only,
    reviewing,
    suggesting,
    telling,
    typos,
    undoing,
)
from translation import queue as queues
from translation.answers import (
    Asked,
    joining_action,
    look_up,
    question,
    row_action,
    row_question,
    version_or_404,
)
from translation.machine.panel import panel_of
from translation.page import Page, page_of
from translation.preview import preview_of
from translation.script_texts import TEXTS
from translation.segments import Segment

# So many things that keep a translation from being finished are told of at once.
TOLD_AT_ONCE = 10


def queue(request: HttpRequest) -> HttpResponse:
    of_all = request.user.is_editor and "mine" not in request.GET
    desks = queues.of_desk() if of_all else []
    own = None if of_all else queues.of_translator(request.user)
    context = {
        **site.each_context(request),
        "title": _t("All translations") if of_all else _t("My translations"),
        "of_all": of_all,
        "desks": desks,
        "queue": own,
        "has_works": any(desk.has_works for desk in desks) or (own is not None and own.has_works),
    }
    return render(request, "translation/queue.html", context)


@gzip_page
def side_by_side(request: HttpRequest, pk: uuid.UUID, language: str) -> HttpResponse:
    opened = timezone.now()
    version = version_or_404(pk, language)
    telling.mark_read(request.user, version=version)
    page = page_of(version, by=request.user)
    context = {
        **site.each_context(request),
        "title": page.headline,
        "media": Media(importmap=importmap),
        "page": page,
        "version": version,
        "opened": opened.isoformat(),
        "article": version.article,
        "panel": panel_of(version, by=request.user, segments=_segments(page)),
        "texts": TEXTS,
        "keys": keys.sheet(is_open=page.is_open),
        "combos": keys.combos(),
    }
    return render(request, "translation/side_by_side.html", context)


def _segments(page: Page) -> list[Segment]:
    return [row.segment for group in page.groups for row in group.rows]


@button_on("translation:side-by-side")
def claim(request: HttpRequest, pk: uuid.UUID, language: str) -> HttpResponse:
    try:
        actions.claim(version_or_404(pk, language), by=request.user)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("translation:queue")
    return redirect("translation:side-by-side", pk, language)


@button_on("translation:side-by-side")
def confirm_all(request: HttpRequest, pk: uuid.UUID, language: str) -> HttpResponse:
    def confirm(version: LanguageVersion) -> None:
        number = actions.confirm_all(version, by=request.user)
        said = ngettext("%(number)d text confirmed.", "%(number)d texts confirmed.", number)
        messages.success(request, said % {"number": number})

    return _with_all(request, version_or_404(pk, language), confirm)


@button_on("translation:side-by-side")
def review_all(request: HttpRequest, pk: uuid.UUID, language: str) -> HttpResponse:
    def review(version: LanguageVersion) -> None:
        number, left = reviewing.review_all(version, by=request.user)
        said = ngettext("%(number)d text reviewed.", "%(number)d texts reviewed.", number)
        messages.success(request, said % {"number": number})
        if left:
            said = ngettext(
                "%(number)d of your own was left for another editor.",
                "%(number)d of your own were left for another editor.",
                left,
            )
            messages.info(request, said % {"number": left})

    return _with_all(request, version_or_404(pk, language), review)


def _with_all(
    request: HttpRequest, version: LanguageVersion, act: Callable[[LanguageVersion], None]
) -> HttpResponse:
    """Do and tell something of all rows, or tell why it may not be done; the page is shown again."""
    try:
        act(version)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("translation:side-by-side", version.article_id, version.language)


@button_on("translation:side-by-side")
def finish(request: HttpRequest, pk: uuid.UUID, language: str) -> HttpResponse:
    try:
        version = actions.finish(version_or_404(pk, language), by=request.user)
    except NotReady as refusal:
        messages.error(request, _in_the_way(refusal.problems))
        return redirect("translation:side-by-side", pk, language)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("translation:side-by-side", pk, language)
    messages.success(
        request,
        _t("%(move)s: “%(article)s” is now with the desk.")
        % {"move": workflow.MOVES["finish"].done, "article": version.article},
    )
    return redirect("translation:queue")


def _in_the_way(found: Sequence[Problem]) -> SafeString:
    """How many, and the first of them with links to their rows."""
    told = ngettext(
        "The translation cannot be finished yet: %(number)d thing has to be seen to.",
        "The translation cannot be finished yet: %(number)d things have to be seen to.",
        len(found),
    ) % {"number": len(found)}
    rows = format_html_join(
        "",
        '<li><a href="{}#{}">{}</a></li>',
        (
            (reverse(one.url_name, args=one.url_args), one.place, one.sentence)
            for one in found[:TOLD_AT_ONCE]
        ),
    )
    return format_html("{}<ul>{}</ul>", told, rows)


@row_action
def save(asked: Asked) -> None:
    asked.needs("text")
    actions.save_segment(
        asked.version,
        asked.key,
        asked.text,
        by=asked.by,
        seen=asked.seen,
        read=asked.read,
        origin=suggesting.origin_of(asked.version, asked.key, asked.text, asked.taken),
        midway=asked.midway == "yes",
    )


@row_action
def confirm(asked: Asked) -> None:
    actions.confirm(asked.version, asked.key, by=asked.by, seen=asked.seen, read=asked.read)


@row_action
def leave_out(asked: Asked) -> None:
    actions.leave_out(asked.version, asked.key, by=asked.by, seen=asked.seen, read=asked.read)


@row_action
def keep(asked: Asked) -> None:
    actions.keep_as_only(asked.version, asked.key, by=asked.by)


@row_action
def remove(asked: Asked) -> None:
    actions.remove_orphan(asked.version, asked.key, by=asked.by, seen=asked.seen)


@joining_action
def join(asked: Asked) -> None:
    actions.join_orphan(asked.version, asked.key, by=asked.by, seen=asked.seen)


@row_action
def review(asked: Asked) -> None:
    reviewing.review(asked.version, asked.key, by=asked.by, seen=asked.seen)


@row_action
def typo(asked: Asked) -> None:
    typos.pass_typo(asked.version, asked.key, by=asked.by, read=asked.read)


@row_action
def add(asked: Asked) -> None:
    asked.needs("text")
    only.add_only(
        asked.version, asked.key, asked.text, after=asked.after, by=asked.by, seen=asked.seen
    )


@row_action
def move_up(asked: Asked) -> None:
    only.move_only(asked.version, asked.key, by=asked.by, up=True)


@row_action
def move_down(asked: Asked) -> None:
    only.move_only(asked.version, asked.key, by=asked.by, up=False)


@row_action
def undo(asked: Asked) -> None:
    undoing.undo(asked.version, asked.key, asked.token, by=asked.by, seen=asked.seen)


@row_question
def row(asked: Asked) -> None:
    """The row as it is now."""


state = look_up(freshness.state)


@question
def preview(version: LanguageVersion, by: User) -> dict[str, Any]:
    context = {"parts": preview_of(version.article, version.language), "language": version.language}
    return {"html": render_to_string("translation/_preview.html", context)}
