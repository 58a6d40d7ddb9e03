"""The page that takes a manuscript, pasted or uploaded, and the report of what was recognised."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import actions, manuscript
from articles.fitting import shortened
from articles.models import Article, Section
from cms.desk import once

# What the report keeps in the session: all of a story, the start of what is no story.
MOST_LINES = 400
LONGEST_LINE = 160

ROLE_LABELS = {
    "headline": _("Headline"),
    "kicker": _("Kicker"),
    "lead": _("Lead"),
    "byline": _("Byline"),
    "dateline": _("Dateline"),
    "paragraph": _("Paragraph"),
    "subhead": _("Subhead"),
    "quote": _("Quote"),
    "bullet": _("List item"),
    "caption": _("Caption"),
    "repeated_caption": _("The same caption again"),
    "background_title": _("Fact box: title"),
    "background_item": _("Fact box: point"),
    "also_read_heading": _("Also read: heading"),
    "also_read": _("Also read"),
    "tags_heading": _("Tags: heading"),
    "tag": _("Tag"),
    "twin_link": _("Link to the other language"),
    "unplaced": _("Not placed: kept in the body"),
}


class ManuscriptForm(forms.Form):
    """`page` names the page, whose button makes one story however often it is pressed."""

    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    language = forms.ChoiceField(
        label=_("The manuscript's language"), choices=[], widget=forms.RadioSelect
    )
    section = forms.ModelChoiceField(
        label=_("Section"), queryset=Section.objects.all(), required=False, empty_label="–"
    )
    text = forms.CharField(
        label=_("Paste the manuscript"),
        widget=forms.Textarea(attrs={"rows": 14, "class": "manuscript-text"}),
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label=_("… or choose a file"),
        required=False,
        help_text=_("Plain text, Markdown or Word (.docx), up to 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.text,.md,.markdown,.docx"}),
        allow_empty_file=True,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["page"] = once.new_page()
        self.fields["language"].choices = [
            (code, languages.name(code)) for code in languages.codes()
        ]

    def clean(self):
        cleaned = super().clean()
        text, file = cleaned.get("text") or "", cleaned.get("file")
        if self.errors:
            return cleaned
        if text.strip() and file is not None:
            raise forms.ValidationError(_("Paste a text or choose a file, not both."))
        if not text.strip() and file is None:
            raise forms.ValidationError(_("Paste a text or choose a file."))
        try:
            source = text if file is None else _content(file)
            name = "" if file is None else file.name
            cleaned["manuscript"] = manuscript.read(
                source, filename=name, language=cleaned["language"]
            )
        except manuscript.ManuscriptError as error:
            self.add_error("text" if file is None else "file", str(error))
        else:
            cleaned["content"] = source.encode() if isinstance(source, str) else source
        return cleaned


def _content(file: Any) -> bytes:
    if file.size > manuscript.MAX_BYTES:
        raise manuscript.too_large(file.size)
    return file.read()


def import_page(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    form = ManuscriptForm(initial={"language": request.user.interface_language})
    if request.method == "POST":
        form = ManuscriptForm(request.POST, request.FILES)
        if form.is_valid():
            return redirect("desk:import-report", _import(request, form).pk)
    context = {
        **site.each_context(request),
        "title": _("Import a manuscript"),
        "form": form,
        "head": [form["language"], form["section"]],
        "source": [form["text"], form["file"]],
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/import.html", context, status=status)


def _import(request: HttpRequest, form: ManuscriptForm) -> Article:
    said = form.cleaned_data
    try:
        imported = actions.import_manuscript(
            said["manuscript"],
            by=request.user,
            section=said["section"],
            pk=once.key(
                request.user, said["page"] and said["page"] + said["language"], said["content"]
            ),
        )
    except actions.AlreadyImported as already:
        messages.info(request, _("This manuscript has just been imported: here is its story."))
        return already.article
    lines = imported.manuscript.report.lines
    request.session["imported"] = {
        "article": str(imported.article.pk),
        "summary": [str(line) for line in imported.summary()],
        "lines": [
            [line.number, line.role, shortened(line.text, LONGEST_LINE)]
            for line in lines[:MOST_LINES]
        ],
        "more": max(0, len(lines) - MOST_LINES),
    }
    return imported.article


def report_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Of the person's latest import; the story itself is at its own address for good."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=pk)
    report = request.session.get("imported", {})
    if report.get("article") != str(pk):
        return redirect("admin:articles_article_change", pk)
    context = {
        **site.each_context(request),
        "title": _("The manuscript is imported"),
        "article": article,
        "summary": report["summary"],
        "lines": [
            {"number": number, "role": ROLE_LABELS[role], "code": role, "text": text}
            for number, role, text in report["lines"]
        ],
        "more": report["more"],
    }
    return render(request, "desk/import_report.html", context)
