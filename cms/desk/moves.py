"""The page of one move: what is in its way, what has to be said with it, and the button."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles import workflow
from articles.models import Article, LanguageVersion, State
from articles.problems import NotAllowed, NotReady, Problem
from articles.shown import shown
from cms.desk import versions_bar
from cms.desk.move_form import TOGETHER, MoveForm, stamp_of
from cms.desk.withdrawing import sides
from media import renditions
from publishing import actions as publishing_actions
from publishing import gate, standing
from publishing.content import WITH_EVERYTHING
from translation import actions as translation_actions


class _Changed(Exception):
    """The versions stand otherwise than the page told."""


def move_page(request: HttpRequest, pk: uuid.UUID, language: str, name: str) -> HttpResponse:
    if name not in workflow.MOVES or language not in languages.codes():
        raise Http404
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.prefetch_related(*WITH_EVERYTHING), pk=pk)
    back = reverse("admin:articles_article_change", args=[pk])
    versions = _versions(article, language, name)
    if refusal := _refusal(versions[0], name, request.user):
        messages.error(request, refusal)
        return redirect(back)

    form = MoveForm(
        request.POST if request.method == "POST" else None, name=name, versions=versions
    )
    accepted = request.POST.getlist("accepted")
    refused: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        if name == "publish":
            # Pictures are drawn before any row is locked; publishing then finds them there.
            for photo in shown(article).photos.values():
                renditions.ensure(photo)
        try:
            _perform(form, by=request.user, accepted=accepted)
        except _Changed:
            messages.error(request, _changed(versions))
            return redirect(request.path)
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect(back)
        except NotReady as not_ready:
            refused = not_ready.problems
        else:
            messages.success(request, _done(article, name, form.chosen))
            return redirect(back)

    told = _told(_problems(name, versions, request.user), refused, article)
    blocking = [one for one in told if one.blocking]
    warnings = [one for one in told if not one.blocking]
    if workflow.MOVES[name].needs != "gate":
        warnings = []  # to be ticked only where readers are next
    context = {
        **site.each_context(request),
        "title": workflow.MOVES[name].label,
        "article": article,
        "name": name,
        "move": workflow.MOVES[name],
        "form": form,
        "versions": versions,
        "marks": [
            mark
            for mark in versions_bar.marks_for(article, None)
            if mark.language in {version.language for version in versions}
        ],
        "blocking": blocking,
        "warnings": warnings,
        "is_clear": workflow.MOVES[name].needs not in ("", "live") and not blocking + warnings,
        # Of several languages, those that nothing stands in the way of may go without the others.
        "is_shut": bool(blocking) and len(versions) == 1,
        "accepted": accepted,
        "sides": sides(form) if name == "withdraw" else [],
    }
    status = 200 if not form.is_bound else 409 if refused else 422
    return render(request, "desk/move.html", context, status=status)


@transaction.atomic
def _perform(form: MoveForm, *, by: User, accepted: Sequence[str]) -> None:
    """Make the move by the action it belongs to."""
    name, versions, said = form.name, form.chosen, form.cleaned_data
    article = form.versions[0].article
    rows = LanguageVersion.objects.select_for_update().filter(article=article).order_by("pk")
    now = {version.language: version for version in rows}
    as_it_is = [
        now.get(one.language) or workflow.new_version(article, one.language)
        for one in form.versions
    ]
    if said["stamp"] != stamp_of(as_it_is):
        raise _Changed
    if name == "request":
        translation_actions.request(
            article,
            versions[0].language,
            by=by,
            translator=said["translator"],
            due_on=said["due_on"],
            note=said["note"],
        )
    elif name == "publish":
        publishing_actions.publish(versions, by=by, accepted=accepted)
    elif name == "schedule":
        publishing_actions.schedule(versions, said["publish_at"], by=by, accepted=accepted)
    elif name == "withdraw":
        publishing_actions.withdraw(versions, reasons=form.notes(), by=by)
    else:
        workflow.move_together(versions, name, by=by, notes=form.notes(), accepted=accepted)


def _versions(article: Article, language: str, name: str) -> list[LanguageVersion]:
    """The version asked for, and the twins that may make the same move with it."""
    found = [article.version(language) or workflow.new_version(article, language)]
    for code in languages.others(language) if name in TOGETHER else []:
        version = article.version(code)
        if version and workflow.has(version, name) and not _in_vain(version, name):
            found.append(version)
    for version in found:
        version.article = article
    return found


def _in_vain(version: LanguageVersion, name: str) -> bool:
    """Whether readers would see no difference."""
    mark = standing.marks([version.article]).get((version.article_id, version.language))
    if name == "unschedule":
        return version.publish_at is None
    if name == "withdraw":
        return mark is None
    unchanged = version.state == State.PUBLISHED and mark and not mark.unpublished_changes
    return name == "publish" and bool(unchanged)


def _refusal(version: LanguageVersion, name: str, user: User) -> str:
    """Why there is nothing to do here at all; "" where there is."""
    move = workflow.MOVES[name]
    if not move.may(user, version):
        return str(move.refusal)
    language = languages.name(version.language)
    if not workflow.has(version, name):
        state = State(version.state).label if version.state else _t("not started")
        return _t(
            "“%(move)s” is not possible: the %(language)s version is now in the state “%(state)s”."
        ) % {"move": move.label, "language": language, "state": state}
    if not _in_vain(version, name):
        return ""
    if name == "publish":
        return _t("Readers see the %(language)s version already as it stands here.") % {
            "language": language
        }
    if name == "unschedule":
        return _t("The %(language)s version is not scheduled.") % {"language": language}
    return _t("The %(language)s version is not published.") % {"language": language}


def _problems(
    name: str, versions: Sequence[LanguageVersion], user: User
) -> list[tuple[str, Problem]]:
    """With the language each is about."""
    if workflow.MOVES[name].needs == "gate":
        asked = gate.ask(versions, by=user, name=name)
    else:
        asked = {one.language: workflow.problems(one, name, by=user) for one in versions}
    return [(language, problem) for language, found in asked.items() for problem in found]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A problem for the template: the sentence, and the address where it is mended."""

    key: str
    sentence: str
    link: str
    blocking: bool


def _told(
    asked: Sequence[tuple[str, Problem]], refused: Sequence[Problem], article: Article
) -> list[Told]:
    """What was asked now, and what the move was refused for besides, each once."""
    found: dict[tuple[str, str], Told] = {}
    for language, problem in [*asked, *(("", problem) for problem in refused)]:
        if problem.code == "note_missing":
            continue  # stands at its field
        one = Told(
            key=problem.key,
            sentence=str(problem.sentence),
            link=_link(problem, article, language),
            blocking=problem.blocking,
        )
        found.setdefault((one.key, one.sentence), one)
    return list(found.values())


def _link(problem: Problem, article: Article, language: str) -> str:
    if not problem.url_name:
        tab = f"#language-{language}" if language else ""
        return reverse("admin:articles_article_change", args=[article.pk]) + tab
    link = reverse(problem.url_name, args=problem.url_args or [article.pk])
    if problem.url_name == "translation:side-by-side":
        link += f"#{problem.place}"  # opens that row
    return link


def _changed(versions: Sequence[LanguageVersion]) -> str:
    """Only what can have come in between: each version as it is now."""
    for version in versions:
        if version.pk:
            version.refresh_from_db(fields=["state"])
    now = ", ".join(
        f"{languages.name(one.language)}: {State(one.state).label}" for one in versions if one.state
    )
    sentence = _t(
        "Somebody has moved this story on since you opened the page, so nothing was done."
    )
    return f"{sentence} {now}" if now else sentence


def _done(article: Article, name: str, versions: Sequence[LanguageVersion]) -> str:
    return _t("%(done)s: %(languages)s – “%(article)s”") % {
        "done": workflow.MOVES[name].done,
        "languages": ", ".join(str(languages.name(v.language)) for v in versions),
        "article": article,
    }
