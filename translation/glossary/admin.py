"""The glossary in the admin. The form's values become an entry, and `actions.write` writes it: the same
way as from a file or a proposal."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, TextField
from django.http import HttpRequest
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from translation.glossary import actions, pages, proposal_pages
from translation.glossary.entry import Entry, Rendered
from translation.models import Rendering, Term


class RenderingForm(forms.ModelForm):
    position = forms.IntegerField(
        label=_("order"),
        required=False,
        min_value=0,
        max_value=99,
        help_text=_("The first that is not forbidden is the one that is put in."),
        widget=forms.NumberInput(attrs={"placeholder": _("Order")}),
    )

    class Meta:
        model = Rendering
        fields = ["language", "text", "forbidden", "position", "forms", "note"]
        labels = {"forbidden": _("status")}
        # Placeholders stand for the head of the table, which a narrow screen has no room for.
        widgets = {
            "text": forms.TextInput(attrs={"placeholder": _("Rendering")}),
            "forbidden": forms.Select(choices=[(False, _("Accepted")), (True, _("Forbidden"))]),
            "forms": forms.TextInput(attrs={"placeholder": _("Irregular forms")}),
            "note": forms.TextInput(attrs={"placeholder": _("Note")}),
        }

    def clean_position(self) -> int:
        return self.cleaned_data.get("position") or 0

    def has_changed(self) -> bool:
        """A row whose language alone was chosen says nothing."""
        return bool(set(self.changed_data) - {"language", "position"}) or bool(self.instance.pk)


class RenderingFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        if any(form.errors for form in self.forms):
            return
        problems = self.entry().cleaned().problems()
        if problems:
            raise ValidationError(problems)

    def entry(self) -> Entry:
        said = [
            form.cleaned_data
            for form in self.forms
            if form.has_changed() and not self._should_delete_form(form)
        ]
        term = self.instance
        return Entry(
            pk=term.pk,
            renderings=tuple(
                Rendered(
                    **{
                        name: one[name]
                        for name in ("language", "text", "forbidden", "forms", "note")
                    }
                )
                for one in sorted(said, key=lambda one: one["position"])
            ),
            part_of_speech=term.part_of_speech,
            untranslatable=term.untranslatable,
            note=term.note,
        )


class RenderingInline(admin.TabularInline):
    model = Rendering
    form = RenderingForm
    formset = RenderingFormSet
    verbose_name = _("rendering")
    verbose_name_plural = _("renderings")
    classes = ["renderings"]

    def get_extra(self, request: HttpRequest, obj: Term | None = None, **kwargs: Any) -> int:
        return 0 if obj else len(languages.codes())


class Lacking(admin.SimpleListFilter):
    title = _("missing language")
    parameter_name = "without"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (code, format_lazy(_("Not in {language}"), language=languages.name(code)))
            for code in languages.codes()
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.lacking(self.value()) if self.value() in languages.codes() else queryset


def _column(language: str) -> Callable[[Term], SafeString]:
    """What the terms of a list are called in one language, what is forbidden struck out."""

    def column(term: Term) -> SafeString:
        own = [one for one in term.renderings.all() if one.language == language]
        if not own:
            said = _("not to be translated") if term.untranslatable else "–"
            return format_html('<span class="meta">{}</span>', said)
        return format_html_join(
            ", ",
            '<{0} lang="{1}">{2}</{0}>',
            (("del" if one.forbidden else "span", language, one.text) for one in own),
        )

    column.short_description = languages.name(language)  # type: ignore[attr-defined]
    column.__name__ = f"in_{language}"
    return column


_COLUMNS = [_column(code) for code in languages.codes()]


class TermAdmin(admin.ModelAdmin):
    inlines = [RenderingInline]
    fields = [("part_of_speech", "untranslatable"), "note"]
    list_display = [*_COLUMNS, "part_of_speech", "updated_at"]
    list_display_links = _COLUMNS
    list_filter = ["part_of_speech", Lacking, "untranslatable"]
    list_per_page = 100
    search_fields = ["words", "note"]
    search_help_text = _("Search in renderings, forms and notes")
    date_hierarchy = None
    actions = None
    formfield_overrides = {TextField: {"widget": forms.Textarea(attrs={"rows": 3})}}
    change_list_template = "admin/translation/term/change_list.html"

    class Media:
        css = {"all": ["translation/terms.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        return super().get_queryset(request).prefetch_related("renderings")

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Term, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """A new term has a row for each language."""
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj._state.adding:
            given["initial"] = [{"language": code} for code in languages.codes()]
        return given

    def get_urls(self) -> list:
        own = [
            path("files/", self.admin_site.admin_view(pages.files), name="translation_term_files"),
            path(
                "export/", self.admin_site.admin_view(pages.export), name="translation_term_export"
            ),
            path(
                "proposals/",
                self.admin_site.admin_view(proposal_pages.proposals),
                name="translation_term_proposals",
            ),
            path(
                "proposals/decide/",
                self.admin_site.admin_view(proposal_pages.decide),
                name="translation_term_decide",
            ),
        ]
        return own + super().get_urls()

    def save_model(self, request: HttpRequest, obj: Term, form: Any, change: bool) -> None:
        """With its renderings, in `save_related`."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        (formset,) = formsets
        formset.save(commit=False)  # tells the admin's log what has changed
        term = form.instance
        actions.write(formset.entry(), by=request.user, term=term if change else None)

    def delete_model(self, request: HttpRequest, obj: Term) -> None:
        actions.delete(obj, by=request.user)
