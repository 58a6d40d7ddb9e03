"""Bylines and the also-read list, inside a story's form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import AlsoRead, Byline
from cms.desk import sides


class _OnlyKeys:
    """Django's autocomplete looks up whatever was posted, and fails on what is no key at all: the
    form has told of that as an error by then, so it is left out here."""

    def optgroups(self, name, value, attr=None):
        pk = self.choices.queryset.model._meta.pk
        return super().optgroups(name, [one for one in value if _is_key(pk, one)], attr)


def _is_key(pk: Any, value: Any) -> bool:
    try:
        pk.run_validators(pk.to_python(value))
    except (ValidationError, ValueError, OverflowError):
        return False
    return value != ""


class OneOfMany(_OnlyKeys, AutocompleteSelect):
    pass


class SomeOfMany(_OnlyKeys, AutocompleteSelectMultiple):
    pass


def without_ways_out(field: Any, *, add: bool = False) -> Any:
    """Without the buttons that lead to another form while this one is not saved."""
    if field and hasattr(field.widget, "can_add_related"):
        widget = field.widget
        widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        widget.can_add_related = widget.can_add_related and add
    return field


class SomeOfManyField(forms.ModelMultipleChoiceField):
    def _check_values(self, value):
        """A number beyond what a database counts to is told like any other that is no key."""
        pk = self.queryset.model._meta.pk
        for one in value:
            if not _is_key(pk, one):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": one},
                )
        return super()._check_values(value)


class WithinStory(admin.TabularInline):
    """Open and shut as what the languages of the story share."""

    extra = 0
    max_num = 40

    def get_formset(self, request, obj=None, **kwargs):
        # However many rows a request claims to have, no more are looked at.
        return super().get_formset(request, obj, absolute_max=2 * self.max_num, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = OneOfMany(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return without_ways_out(super().formfield_for_dbfield(db_field, request, **kwargs))

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_article")

    def has_change_permission(self, request, obj=None):
        return obj is None or sides.shared_is_open(request.user, obj)

    has_add_permission = has_delete_permission = has_change_permission


class BylineInline(WithinStory):
    model = Byline
    autocomplete_fields = ["author"]
    fields = ["author", "role", "position"]


class AlsoReadForm(forms.ModelForm):
    def clean_other(self):
        other = self.cleaned_data["other"]
        if other.pk == self.instance.article_id:
            raise ValidationError(_("A story cannot be read also beside itself."))
        return other


class AlsoReadInline(WithinStory):
    model = AlsoRead
    form = AlsoReadForm
    fk_name = "article"
    autocomplete_fields = ["other"]
    fields = ["other", "position"]
