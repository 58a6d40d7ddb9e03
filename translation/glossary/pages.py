"""The page of the glossary's files: reading one in, after a look at what it would change, and writing
one out."""

import base64
import binascii
import zlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import languages
from translation.diff import Piece, words
from translation.glossary import csv_file, importing, permissions, tbx
from translation.glossary.entry import Entry, entry_of
from translation.glossary.files import MAX_BYTES, Contents, FileError, cut, refuse_if_large
from translation.glossary.importing import Change, Kind, Outdated, Plan
from translation.models import PartOfSpeech, Term

# More than these of a kind are counted, and not shown one by one.
_SHOWN = 200
_FORMATS = {
    "csv": (_("CSV, for a spreadsheet"), "csv", "text/csv; charset=utf-8"),
    "tbx2": (_("TBX-Basic, version 2"), "tbx", "application/x-tbx"),
    "tbx3": (_("TBX-Basic, version 3"), "tbx", "application/x-tbx"),
}


class FileForm(forms.Form):
    """`kept` is the file that was looked at, packed, and `digest` what it would have changed then:
    it is sent again with the page, and nothing has to be kept in between."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("CSV or TBX (version 2 or 3), up to 2 MB. Nothing is written yet."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.tbx,.xml"}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    digest = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, kept = cleaned.get("file"), cleaned.get("kept")
        if file is None and not kept:
            self.add_error("file", _("Choose a file."))
            return cleaned
        try:
            cleaned["data"] = _data(file) if file is not None else _unpacked(kept)
            cleaned["contents"] = contents_of(cleaned["data"])
        except FileError as error:
            self.add_error("file", str(error))
        return cleaned


class ExportForm(forms.Form):
    """`between` is a pair of languages with a space between, or "" for all there is."""

    between = forms.ChoiceField(label=_("Languages"), required=False)
    format = forms.ChoiceField(
        label=_("Format"), choices=[(name, told[0]) for name, told in _FORMATS.items()]
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        codes = languages.codes()
        pairs = [(one, other) for place, one in enumerate(codes) for other in codes[place + 1 :]]
        self.fields["between"].choices = [
            ("", _("All")),
            *(
                (f"{one} {other}", f"{languages.name(one)} – {languages.name(other)}")
                for one, other in pairs
            ),
        ]


def contents_of(data: bytes) -> Contents:
    """By what is in it, not by its name."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:40]
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) and "<" in data[:8].decode(
        "utf-16", errors="replace"
    )
    return tbx.read(data) if start.startswith(b"<") or wide else csv_file.read(data)


def files(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("translation.view_term"):
        raise PermissionDenied
    form, plan = FileForm(), None
    if request.method == "POST":
        if not permissions.may_import(request.user):
            raise PermissionDenied
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            said = form.cleaned_data
            if said["digest"] and not said["file"]:
                plan = _carry_out(request, said)
                if plan is None:
                    return redirect("admin:translation_term_changelist")
            else:
                plan = importing.plan_of(said["contents"])
            form = FileForm(initial={"kept": _packed(said["data"]), "digest": plan.digest})
    context = {
        **site.each_context(request),
        "title": _("Import and export"),
        "form": form,
        "import_fields": [form["file"]],
        "export": ExportForm(),
        "plan": plan,
        "shown": _shown(plan) if plan else [],
        "writes": bool(plan and (plan.of(Kind.NEW) or plan.of(Kind.CHANGED))),
        "may_import": permissions.may_import(request.user),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "translation/glossary_files.html", context, status=status)


def export(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("translation.view_term"):
        raise PermissionDenied
    form = ExportForm(request.GET)
    if not form.is_valid():
        return redirect("admin:translation_term_files")
    name = form.cleaned_data["format"]
    spoken = form.cleaned_data["between"].split() or languages.codes()
    terms = Term.objects.prefetch_related("renderings").order_by("words", "pk")
    if form.cleaned_data["between"]:
        terms = terms.between(*spoken)
    entries = [cut(entry_of(term), spoken) for term in terms]
    _label, ending, content_type = _FORMATS[name]
    answer = HttpResponse(_written(name, entries, spoken), content_type=content_type)
    between = "-".join([] if len(spoken) == len(languages.codes()) else spoken)
    file_name = "-".join(filter(None, ["glossary", between]))
    answer["Content-Disposition"] = f'attachment; filename="{file_name}.{ending}"'
    return answer


def _written(name: str, entries: list[Entry], spoken: list[str]) -> str | bytes:
    if name == "csv":
        return csv_file.write(entries, spoken)
    return tbx.write(entries, version=3 if name == "tbx3" else 2)


def _carry_out(request: HttpRequest, said: dict[str, Any]) -> Plan | None:
    """None when it is written; else what the file would do by now."""
    try:
        plan = importing.carry_out(said["contents"], digest=said["digest"], by=request.user)
    except Outdated as outdated:
        messages.warning(
            request, _("The glossary has changed meanwhile. Here is what the file would do now.")
        )
        return outdated.plan
    number = len(plan.of(Kind.NEW)) + len(plan.of(Kind.CHANGED))
    messages.success(
        request,
        ngettext("%(number)d term written.", "%(number)d terms written.", number)
        % {"number": number},
    )
    return None


def _shown(plan: Plan) -> list[dict[str, Any]]:
    """The kinds that there are, each with its first changes."""
    groups = []
    for kind in Kind:
        if found := plan.of(kind):
            told = [] if kind == Kind.SAME else found
            changes = [
                {"line": one.line, "problems": one.problems, "pieces": _pieces(one)}
                for one in told[:_SHOWN]
            ]
            more = len(told) - len(changes)
            groups.append({"kind": kind, "number": len(found), "changes": changes, "more": more})
    return groups


def _pieces(change: Change) -> list[Piece]:
    before = _said(change.before) if change.before else _said(change.after)
    return words(before, _said(change.after), marked=False)


def _said(entry: Entry) -> str:
    """All of a term in one line."""
    parts: Iterable[str] = [
        *entry.words.splitlines(),
        str(PartOfSpeech(entry.part_of_speech).label)
        if entry.part_of_speech in PartOfSpeech.values
        else entry.part_of_speech,
        str(_("not to be translated")) if entry.untranslatable else "",
        " ".join(entry.note.split()),
    ]
    return " · ".join(filter(None, parts))


def _data(file: Any) -> bytes:
    refuse_if_large(file.size)
    return file.read()


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode()


def _unpacked(kept: str) -> bytes:
    """No more than was ever packed, whatever is sent."""
    try:
        opener = zlib.decompressobj()
        data = opener.decompress(base64.b64decode(kept, validate=True), MAX_BYTES + 1)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise FileError(_("Choose the file again.")) from error
    if len(data) > MAX_BYTES or not opener.eof:
        raise FileError(_("Choose the file again."))
    return data
