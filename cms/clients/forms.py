from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from api.models import ClientKey, Endpoint, Scope, Type
from cms.desk.hour import HourField


class _Choices(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])


class EndpointForm(forms.ModelForm):
    types = _Choices(
        choices=Type.choices,
        label=_("Event types"),
        error_messages={"required": _("Choose at least one type of event.")},
    )
    languages = _Choices(
        choices=settings.LANGUAGES,
        label=_("Languages"),
        required=False,
        help_text=_("What happens in these languages. None chosen: in all of them."),
    )

    class Meta:
        model = Endpoint
        fields = ["name", "url", "types", "languages"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.WEBHOOKS_ALLOW_PRIVATE and "url" in self.fields:
            self.fields["url"].help_text = _(
                "Where the events are posted to, also within the newsroom's own network."
            )


class KeyForm(forms.ModelForm):
    scopes = _Choices(
        choices=Scope.choices,
        label=_("Scopes"),
        initial=Scope.values,
        help_text=_(
            "What the key is for. It is refused the rest, which anybody may do without a key."
        ),
        error_messages={"required": _("Choose at least one thing that the key is for.")},
    )

    class Meta:
        model = ClientKey
        fields = ["name", "contact", "scopes", "rate"]


class ReplayForm(forms.Form):
    since = HourField(label=_("Since"))

    def clean_since(self) -> Any:
        since = self.cleaned_data["since"]
        if since > timezone.now():
            raise forms.ValidationError(_("Choose an hour that has been."))
        return since
