"""Logging in by e-mail, and the forms by which an administrator keeps the people."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role


class LogInForm(AdminAuthenticationForm):
    username = forms.CharField(
        widget=forms.EmailInput(
            attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none"}
        )
    )
    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": _("That e-mail address and password do not belong together. Try again."),
    }


class RolesField(forms.ModelMultipleChoiceField):
    """The newsroom's roles in the reader's language, in the order of `Role`."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_roles(), label=_("Roles"), required=False, **kwargs)

    def label_from_instance(self, group: Group) -> str:
        return str(Role(group.name).label)


def _roles() -> QuerySet[Group]:
    order = [When(name=name, then=Value(place)) for place, name in enumerate(Role.values)]
    return Group.objects.filter(name__in=Role.values).order_by(Case(*order))


class LanguagesField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=settings.LANGUAGES,
            label=_("Translates into"),
            help_text=_("A translator is offered the translations into these languages."),
            required=False,
            **kwargs,
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])


class _PersonForm(forms.ModelForm):
    groups = RolesField()
    translates_into = LanguagesField()

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        roles = {group.name for group in cleaned.get("groups") or ()}
        if Role.TRANSLATOR in roles and not cleaned.get("translates_into"):
            self.add_error("translates_into", _("Choose the languages this translator works into."))
        return cleaned


class NewPersonForm(_PersonForm, UserCreationForm):
    class Meta:
        model = User
        fields = ["name", "email", "interface_language", "groups", "translates_into"]


class PersonForm(_PersonForm, UserChangeForm):
    class Meta:
        model = User
        fields = [
            "name",
            "email",
            "interface_language",
            "groups",
            "translates_into",
            "wants_digest",
            "is_active",
        ]

    by: User | None = None  # who is changing; set by the admin

    def clean_is_active(self) -> bool:
        is_active = self.cleaned_data["is_active"]
        if not is_active and self.by and self.instance.pk == self.by.pk:
            raise forms.ValidationError(_("You cannot deactivate yourself."))
        return is_active


class NewPasswordForm(AdminPasswordChangeForm):
    # Django puts its own together as it starts, in whatever language is active then.
    usable_password_help_text = _(
        "If disabled, the person cannot log in, and the password they have is lost."
    )
