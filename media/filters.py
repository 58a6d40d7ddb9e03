"""What the archive of photos is filtered by. Each names a method of `PhotoQuerySet`."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages


class FileFilter(admin.SimpleListFilter):
    title = _("file")
    parameter_name = "file"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("none", _("Waiting for its file")), ("there", _("Has its file"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "none":
                return queryset.without_file()
            case "there":
                return queryset.with_file()
        return queryset


class RightsFilter(admin.SimpleListFilter):
    title = _("rights")
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("out", _("Run out")), ("soon", _("Run out within 30 days"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "out":
                return queryset.with_rights_run_out()
            case "soon":
                return queryset.with_rights_running_out()
        return queryset


class LackingFilter(admin.SimpleListFilter):
    """What a photo still needs before it can be published."""

    title = _("what is missing")
    parameter_name = "lacking"
    labels = {
        "alt_text": _("Alternative text ({language})"),
        "caption": _("Caption ({language})"),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        yield "credit", _("Credit")
        for field, label in self.labels.items():
            for code in languages.codes():
                name = languages.name(code)
                yield languages.column(field, code), format_lazy(label, language=name)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "credit":
            return queryset.without_credit()
        for field in self.labels:
            for code in languages.codes():
                if self.value() == languages.column(field, code):
                    return queryset.without_text(field, code)
        return queryset


class MadeByAIFilter(admin.SimpleListFilter):
    title = _("made by AI")
    parameter_name = "ai"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("1", _("Wholly or in part"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.made_by_ai() if self.value() == "1" else queryset
