"""A story's history: what was changed, word by word, its moves, and what readers were shown, in
one line of time."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin import site
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from articles import planning
from articles.models import Article, Correction, LogEntry, Tag
from cms.desk.hour import with_zone
from cms.history import Change, changes, of_names, reason_of, rows_of
from publishing.models import Publication
from translation.assigning import ASSIGN
from translation.problems import excerpt
from translation.typos import TYPO

_CORRECTIONS = {
    "+": _("Correction written"),
    "~": _("Correction changed"),
    "-": _("Correction taken away"),
}
# Enough to see the whole life of a story; what is older is still in the database.
MOST_SAVES = 300
# Saves of one person that follow each other this closely are one piece of work.
SITTING = datetime.timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Event:
    kind: str  # "edit", "move", "publication" or "correction"
    at: datetime.datetime
    by: User | None
    title: str
    note: str = ""
    changes: list[Change] = field(default_factory=list)
    publication: Publication | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """`events` with the newest first; `is_cut` where older saves are left out."""

    events: list[Event]
    is_cut: bool


def line_of(article: Article) -> Line:
    """An edit that changed nothing a person can see is left out."""
    moves = list(_moves(article))
    edits, is_cut = _edits(article, [move.at for move in moves])
    found = [*moves, *_publications(article), *edits, *_corrections(article)]
    return Line(
        events=sorted(found, key=lambda event: event.at, reverse=True),
        is_cut=is_cut,
    )


def _moves(article: Article) -> Iterator[Event]:
    for row in article.log.select_related("by"):
        notes = [
            row.note,
            *planning.reasons(row.detail),
            *_hours(row),
            *_assigned(row),
            *_typos(row),
        ]
        is_by_the_clock = row.move == planning.HELD_BACK
        if is_by_the_clock:
            notes.append(_t("Scheduled by %(person)s.") % {"person": row.by})
        if row.detail.get("lone_editor"):
            notes.append(_t("Approved by the only one who wrote it."))
        if accepted := row.detail.get("accepted"):
            notes.append(_t("Warnings ticked: %(number)s") % {"number": len(accepted)})
        yield Event(
            kind="move",
            at=row.at,
            by=None if is_by_the_clock else row.by,
            title=capfirst(f"{languages.name(row.language)}: {_done(row.move)}"),
            note="\n".join(filter(None, notes)),
        )


def _hours(row: LogEntry) -> Iterator[str]:
    """The hours that the row is about, with their zone."""
    for name, words in (
        ("publish_at", _t("Hour: %(hour)s")),
        ("embargo_until", _t("Until %(hour)s")),
    ):
        if stored := row.detail.get(name):
            yield words % {"hour": with_zone(datetime.datetime.fromisoformat(stored))}


def _done(name: str) -> str:
    if name == ASSIGN:
        return _t("Assignment changed")
    if name == TYPO:
        return _t("Typos only in the source: the translation stays current")
    return planning.done(name)


def _assigned(row: LogEntry) -> Iterator[str]:
    """Who had the translation and who has it now, and its dates."""
    if row.move != ASSIGN:
        return
    for name, words in (
        ("translator", _t("Translator: %(before)s → %(after)s")),
        ("due_on", _t("Due: %(before)s → %(after)s")),
    ):
        if pair := row.detail.get(name):
            if name == "due_on":
                pair = [one and date_format(datetime.date.fromisoformat(one)) for one in pair]
            before, after = (one or "–" for one in pair)
            yield words % {"before": before, "after": after}


def _typos(row: LogEntry) -> Iterator[str]:
    """The source's texts before and after."""
    for passed in row.detail.get("typos", ()):
        yield f"{excerpt(passed['before'])} → {excerpt(passed['after'])}"


def _publications(article: Article) -> Iterator[Event]:
    rows = Publication.objects.filter(article=article).select_related("by")
    for row in rows.defer("document", "content"):
        yield Event(
            kind="publication",
            at=row.at,
            by=row.by,
            title=capfirst(
                _t("%(language)s: version %(version)s before readers")
                % {"language": languages.name(row.language), "version": row.version}
            ),
            note=row.get_reason_display(),
            publication=row,
        )


def _corrections(article: Article) -> Iterator[Event]:
    """What became of each, with those that were taken away: their rows stay."""
    rows = Correction.history.filter(article_id=article.pk).select_related("history_user")
    before: dict[Any, Any] = {}
    for row in rows.order_by("history_date", "history_id"):
        older = before.get(row.id)
        before[row.id] = row
        title = _CORRECTIONS[row.history_type]
        changed = list(changes(older, row)) if older and row.history_type == "~" else []
        if older and row.history_type == "~" and not changed:
            continue
        texts = [languages.text(row, "text", code) for code in languages.codes()]
        yield Event(
            kind="correction",
            at=row.history_date,
            by=row.history_user,
            title=str(title),
            note="" if changed else "\n".join(filter(None, texts)),
            changes=changed,
        )


def _edits(article: Article, moved_at: list[datetime.datetime]) -> tuple[list[Event], bool]:
    rows = list(rows_of(article).select_related("updated_by")[: MOST_SAVES + 1])
    rows.reverse()
    tags, found = _tags_of(rows), []
    column = Article._meta.get_field("tags")
    before = None
    for row in _last_of_each_sitting(rows, moved_at):
        changed = []
        if before is not None:
            changed = list(changes(before, row, without=["tags"]))
            if tags[before.pk] != tags[row.pk]:
                changed.append(of_names(column, tags[before.pk], tags[row.pk]))
        elif row.history_type != "+":
            before = row
            continue
        if changed or before is None:
            found.append(
                Event(
                    kind="edit",
                    at=row.history_date,
                    by=_person(row),
                    title=_t("Changed") if before else _t("Made"),
                    note=reason_of(row),
                    changes=changed,
                )
            )
        before = row
    found.reverse()
    return found, len(rows) > MOST_SAVES


def _last_of_each_sitting(rows: list[Any], moved_at: list[datetime.datetime]) -> Iterator[Any]:
    """Whoever writes saves many times, a translator for each row: their work is shown as one. The
    first of all stands by itself, and a move in between parts what was before it from what came
    after."""
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        if (
            following is None
            or row is rows[0]
            or _person(row) != _person(following)
            or row.history_change_reason != following.history_change_reason
            or following.history_date - row.history_date > SITTING
            or any(row.history_date <= at <= following.history_date for at in moved_at)
        ):
            yield row


def _person(row: Any) -> User | None:
    return row.history_user or row.updated_by


def _tags_of(rows: list[Any]) -> dict[int, list[str]]:
    """The tags' names that each of these saves left the story with, in two queries."""
    if not rows:
        return {}
    kept = rows[0].tags.model.objects.filter(history__in=[row.pk for row in rows])
    pairs = list(kept.values_list("history_id", "tag_id"))
    names = {tag.pk: str(tag) for tag in Tag.objects.filter(pk__in={pk for _row, pk in pairs})}
    found: dict[int, list[str]] = defaultdict(list)
    for row, pk in pairs:
        found[row].append(names.get(pk, _t("Deleted")))
    return defaultdict(list, {row: sorted(named) for row, named in found.items()})


class ArticleHistory:
    """Gives the article's admin its history page."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        try:
            article = Article.objects.filter(pk=unquote(object_id)).first()
        except ValidationError:
            article = None
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        context = {
            **site.each_context(request),
            "title": _t("History"),
            "article": article,
            "opts": self.opts,
            "line": line_of(article),
        }
        return TemplateResponse(request, "desk/history.html", context)
