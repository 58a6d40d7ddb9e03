"""The page on which an editor gives a translation to another, and moves its date."""

import datetime
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from articles.models import LanguageVersion, State
from articles.problems import NotAllowed
from articles.state_mark import state_mark
from translation import assigning


def translator_field(language: str, now: int | None = None) -> forms.ModelChoiceField:
    """Those who translate into the language, and the one who has it now in any case."""
    people = User.objects.translators_into(language)
    return forms.ModelChoiceField(
        label=_("Translator"),
        queryset=User.objects.filter(Q(pk__in=[person.pk for person in people]) | Q(pk=now)),
        required=False,
        empty_label=_("Anyone who translates into the language"),
    )


def due_field() -> forms.DateField:
    return forms.DateField(
        label=_("Due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


def refuse_past_day(day: datetime.date | None) -> None:
    if day and day < timezone.localdate():
        raise forms.ValidationError(_("Choose today or a day to come."))


class AssignForm(forms.Form):
    """`stamp` tells how the version stood when the page was made; what was changed since by
    another is not overwritten."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, version: LanguageVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.fields["translator"] = translator_field(version.language, version.translator_id)
        if version.state == State.TRANSLATION:
            self.fields["due_on"] = due_field()
        self.initial |= {
            "stamp": stamp_of(version),
            "translator": version.translator_id,
            "due_on": version.due_on,
        }

    def clean_due_on(self) -> datetime.date | None:
        """A date that has gone by may stand where only the translator is changed."""
        day = self.cleaned_data["due_on"]
        if day != self.version.due_on:
            refuse_past_day(day)
        return day


def stamp_of(version: LanguageVersion) -> str:
    return f"{version.state}:{version.translator_id or ''}:{version.due_on or ''}"


def assign_page(request: HttpRequest, pk: uuid.UUID, language: str) -> HttpResponse:
    if language not in languages.codes():
        raise Http404
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    versions = LanguageVersion.objects.select_related("article", "translator")
    version = get_object_or_404(versions, article=pk, language=language)
    if request.GET.get("from") == "translations":
        back = reverse("translation:queue")
    else:
        back = reverse("admin:articles_article_change", args=[pk])
    if why := assigning.refusal(request.user, version):
        messages.error(request, why)
        return redirect(back)
    form = AssignForm(request.POST if request.method == "POST" else None, version=version)
    if form.is_valid():
        try:
            done = _assign(form, by=request.user)
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect(request.get_full_path())
        messages.success(request, done)
        return redirect(back)
    context = {
        **site.each_context(request),
        "title": _t("Translator and date"),
        "article": version.article,
        "language": languages.name(version.language),
        "mark": state_mark(version.language, version.state),
        "form": form,
        "back": back,
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/assign.html", context, status=status)


@transaction.atomic
def _assign(form: AssignForm, *, by: User) -> str:
    """What was done, as a sentence. Raises NotAllowed."""
    said = form.cleaned_data
    now = LanguageVersion.objects.select_for_update().get(pk=form.version.pk)
    if said["stamp"] != stamp_of(now):
        raise NotAllowed(
            _t("Somebody has changed this since you opened the page, so nothing was done.")
        )
    entry = assigning.assign(
        now, translator=said["translator"], due_on=said.get("due_on", now.due_on), by=by
    )
    if entry is None:
        return _t("Nothing was changed.")
    return _t("Translator and date changed: “%(article)s”") % {"article": form.version.article}
