"""The pages of a story's corrections: what readers have been told, and what they are to be told."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import corrections
from articles.models import Article, Correction
from articles.problems import NotAllowed
from articles.shown import shown
from cms.desk import once, versions_bar
from publishing.content import WITH_EVERYTHING
from translation import checks
from translation.segments import Segment, segments

_LIMIT = Correction._meta.get_field("text").max_length


class CorrectionForm(forms.Form):
    page = forms.CharField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(label=_("Written in"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Correction"),
        max_length=_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was wrong, and what is right. Readers see the text as it stands here."),
        error_messages={"required": _("Write what was wrong, and what is right.")},
    )

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        written = [version.language for version in article.versions.all()]
        self.fields["language"].choices = [
            (code, languages.name(code)) for code in languages.codes() if code in written
        ]
        self.initial |= {"language": article.source_language, "page": once.new_page()}


class ChangeForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    text = CorrectionForm.base_fields["text"]

    def clean_seen(self) -> datetime.datetime | None:
        try:
            return parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            return None


@dataclass(frozen=True, kw_only=True)
class Side:
    """One language of a correction. `segment` is None for the one it was written in; `told_at` is
    when readers first saw it there."""

    language: str
    text: str
    told_at: datetime.datetime | None
    is_live: bool
    segment: Segment | None

    @property
    def name(self) -> Any:
        return languages.name(self.language)

    @property
    def needs_translation(self) -> bool:
        return bool(self.segment and self.segment.is_missing_correction)


@dataclass(frozen=True, kw_only=True)
class Shown:
    correction: Correction
    sides: list[Side]

    @property
    def was_seen(self) -> bool:
        return bool(self.correction.languages_seen)


def corrections_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    article = _article(request, pk)
    refusal = corrections.refusal(article, request.user)
    posted = request.POST if request.method == "POST" else None
    if posted is not None and refusal:
        messages.error(request, refusal)
        return redirect("desk:corrections", pk)
    form = CorrectionForm(posted, article=article)
    if form.is_valid():
        language = form.cleaned_data["language"]
        key = once.key(request.user, form.cleaned_data["page"], once.content_of(request.POST))
        try:
            corrections.add(article, language, form.cleaned_data["text"], by=request.user, pk=key)
        except NotAllowed as not_allowed:
            form.add_error(None, str(not_allowed))
        else:
            messages.success(request, _told_of_the_next_steps(article, language))
            _warn_of_another_language(request, form.cleaned_data["text"], language)
            return redirect("desk:corrections", pk)
    return _answer(request, article, form=form, refusal=refusal)


def correction_page(request: HttpRequest, pk: uuid.UUID, correction: uuid.UUID) -> HttpResponse:
    """One correction, to change or to take away."""
    article = _article(request, pk)
    if refusal := corrections.refusal(article, request.user):
        messages.error(request, refusal)
        return redirect("desk:corrections", pk)
    one = Correction.objects.filter(article=article, pk=correction).first()
    if one is None:
        messages.error(request, _gone())
        return redirect("desk:corrections", pk)
    as_it_is = {"text": str(one), "seen": one.updated_at.isoformat()}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=as_it_is)
    taking_away = "remove" in request.POST
    if form.is_bound and (form.is_valid() or taking_away):
        seen = form.cleaned_data.get("seen")
        try:
            if taking_away:
                corrections.remove(one, by=request.user, seen=seen)
                messages.success(request, _t("The correction was taken away."))
            else:
                corrections.change(one, form.cleaned_data["text"], by=request.user, seen=seen)
                messages.success(request, _told_of_the_next_steps(article, one.written_in))
                _warn_of_another_language(request, form.cleaned_data["text"], one.written_in)
            return redirect("desk:corrections", pk)
        except corrections.Changed:
            form.data = form.data.copy()
            form.data["seen"] = one.updated_at.isoformat()
            form.add_error("text", _changed(one))
        except NotAllowed as not_allowed:
            form.add_error("text", str(not_allowed))
    return _answer(request, article, form=form, changing=one)


def _answer(
    request: HttpRequest, article: Article, *, form: forms.Form, **more: Any
) -> HttpResponse:
    context = {
        **site.each_context(request),
        "title": _t("Corrections"),
        "article": article,
        "form": form,
        "corrections": list(_shown(article)),
        "marks": versions_bar.marks_for(article, None),
        **more,
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/corrections.html", context, status=status)


def _article(request: HttpRequest, pk: uuid.UUID) -> Article:
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    return get_object_or_404(Article.objects.prefetch_related(*WITH_EVERYTHING), pk=pk)


def _shown(article: Article) -> Iterable[Shown]:
    live = {mark.language for mark in versions_bar.marks_for(article, None) if mark.live}
    one = shown(article)
    found = {
        (segment.thing.pk, code): segment
        for code in languages.codes()
        for segment in segments(one, code)
        if isinstance(segment.thing, Correction)
    }
    for correction in one.corrections:
        order = [correction.written_in, *languages.others(correction.written_in)]
        yield Shown(
            correction=correction,
            sides=[
                Side(
                    language=code,
                    text=languages.text(correction, "text", code),
                    told_at=getattr(correction, languages.column("published_at", code)),
                    is_live=code in live,
                    segment=found.get((correction.pk, code)),
                )
                for code in order
                if article.version(code)
            ],
        )


def _told_of_the_next_steps(article: Article, language: str) -> str:
    others = [
        str(languages.name(code)) for code in languages.others(language) if article.version(code)
    ]
    sentence = _t(
        "Saved. Publish the %(language)s version, and its readers see the correction."
    ) % {"language": languages.name(language)}
    if not others:
        return sentence
    more = _t("It waits for the translators first in their list: %(languages)s.")
    return f"{sentence} {more % {'languages': ', '.join(others)}}"


def _warn_of_another_language(request: HttpRequest, text: str, language: str) -> None:
    if other := checks.written_rather_in(text, language):
        messages.warning(
            request,
            _t(
                "The correction stands as %(language)s, and seems to be written in %(other)s. If it "
                "is, take it away and write it anew under the right language."
            )
            % {"language": languages.name(language), "other": languages.name(other)},
        )


def _gone() -> str:
    return _t("Somebody has taken this correction away.")


def _changed(correction: Correction) -> str:
    now = Correction.objects.filter(pk=correction.pk).first()
    if now is None:
        return _gone()
    return _t(
        "Somebody else has changed it since you opened the page. It now reads: “%(text)s”"
    ) % {"text": now}
