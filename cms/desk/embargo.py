"""The page where an editor says until when a story must be kept from readers, language by language."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _t

from accounts import languages
from articles import planning
from articles.models import Article, LanguageVersion, State
from articles.problems import NotAllowed
from cms.desk import versions_bar
from cms.desk.hour import HourField
from cms.desk.move_form import stamp_of
from publishing.content import WITH_EVERYTHING


class EmbargoForm(forms.Form):
    """`stamp` tells how the versions stood when the page was made."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, versions: list[LanguageVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = versions
        self.initial["stamp"] = stamp_of(versions)
        for version in versions:
            name = self.name_of(version)
            label = capfirst(str(languages.name(version.language)))
            self.fields[name] = HourField(label=label, required=False)
            self.initial[name] = version.embargo_until

    @staticmethod
    def name_of(version: LanguageVersion) -> str:
        return f"until_{version.language}"


def embargo_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.prefetch_related(*WITH_EVERYTHING), pk=pk)
    back = reverse("admin:articles_article_change", args=[pk])
    versions = [one for one in article.versions.all() if one.state != State.WITHDRAWN]
    if not request.user.is_editor or not versions:
        messages.error(request, _t("Only an editor can set an embargo."))
        return redirect(back)
    form = EmbargoForm(request.POST if request.method == "POST" else None, versions=versions)
    if form.is_valid():
        if form.cleaned_data["stamp"] != stamp_of(versions):
            messages.error(
                request,
                _t(
                    "Somebody has moved this story on since you opened the page, so nothing was done."
                ),
            )
            return redirect(request.path)
        if _set(form, request):
            messages.success(request, _t("Saved."))
            return redirect(back)
    context = {
        **site.each_context(request),
        "title": _t("Embargo"),
        "article": article,
        "form": form,
        "marks": versions_bar.marks_for(article, None),
    }
    return render(request, "desk/embargo.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def _set(form: EmbargoForm, request: HttpRequest) -> bool:
    """All of them, or none where one is refused."""
    for version in form.versions:
        name = form.name_of(version)
        try:
            planning.set_embargo(version, form.cleaned_data[name], by=request.user)
        except NotAllowed as refusal:
            form.add_error(name, str(refusal))
    if form.errors:
        transaction.set_rollback(True)
    return not form.errors
