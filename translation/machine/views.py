"""The workbench's button for pretranslation, and what its script asks while a run is under way."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from accounts.buttons import button_on
from accounts.models import User
from articles.models import LanguageVersion
from articles.problems import NotAllowed
from translation.answers import question, version_or_404
from translation.machine import running
from translation.machine.panel import panel_of


@button_on("translation:side-by-side")
def pretranslate(request: HttpRequest, pk: uuid.UUID, language: str) -> HttpResponse:
    version = version_or_404(pk, language)
    try:
        started = running.fill(version, by=request.user)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        has_begun = started.from_memory or started.run
        (messages.success if has_begun else messages.info)(request, _told(started))
    return redirect("translation:side-by-side", pk, language)


def _told(started: running.Started) -> str:
    number = started.from_memory
    told = [
        ngettext(
            "%(number)d text filled in from memory.",
            "%(number)d texts filled in from memory.",
            number,
        )
        % {"number": number}
        if number
        else _t("The memory knows none of the open texts word for word.")
    ]
    if started.run:
        told.append(_t("The rest is being translated by machine; it comes in as it is done."))
    return " ".join(told)


@question
def progress(version: LanguageVersion, by: User) -> dict[str, Any]:
    return panel_of(version, by=by).as_json()
