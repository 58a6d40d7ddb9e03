from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import languages
from media import actions, incoming
from media.incoming import EXTENSIONS, Incoming
from media.models import Credit, Photo

ACCEPT = ",".join(
    sorted({f".{extension}" for extension in EXTENSIONS.values()} | {".jpeg", ".tiff"})
)


def interface_language() -> str:
    """The language the person reads the admin in, where it is one of the content's."""
    active = get_language()
    return active if active in languages.codes() else settings.LANGUAGE_CODE


def dress_columns(form: forms.BaseForm, model: type[Photo] | type[Credit], *fields: str) -> None:
    """Label a field's columns by their languages, and tell the browser which they are in."""
    for name in fields:
        label = model._meta.get_field(name).verbose_name
        for code in languages.codes():
            if field := form.fields.get(languages.column(name, code)):
                field.label = languages.labelled(capfirst(label), code)
                field.widget.attrs["lang"] = languages.locale(code).replace("_", "-")


class PhotoForm(forms.ModelForm):
    """`new_file` is no column: the picture is looked at first, and stored by the actions. What
    was found to be one is in `picture` then."""

    new_file = forms.FileField(
        label=_("File"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )
    again = forms.BooleanField(
        label=_("Add it although the archive has the same picture"), required=False
    )

    class Meta:
        model = Photo
        fields = (
            "kind",
            *languages.columns("caption", "alt_text"),
            "place",
            "taken_at",
            "digital_source_type",
            "copyright",
            "usage_terms",
            "rights_until",
            "focal_x",
            "focal_y",
        )
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 4}) for name in languages.columns("caption")},
            **{name: forms.Textarea(attrs={"rows": 3}) for name in languages.columns("alt_text")},
            "usage_terms": forms.Textarea(attrs={"rows": 2}),
            "focal_x": forms.NumberInput(attrs={"step": "any", "min": 0, "max": 1}),
            "focal_y": forms.NumberInput(attrs={"step": "any", "min": 0, "max": 1}),
        }

    picture: Incoming | None = None

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        dress_columns(self, Photo, "caption", "alt_text")
        if "new_file" in self.fields and self.instance.file:
            self.fields["new_file"].label = _("Another file in its place")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if file := cleaned.get("new_file"):
            try:
                self.picture = incoming.check(file)
                if not cleaned.get("again"):
                    apart_from = None if self.instance._state.adding else self.instance
                    actions.refuse_duplicate(self.picture, apart_from=apart_from)
            except ValidationError as refusal:
                self.picture = None
                self.add_error("new_file", refusal)
        return cleaned


class CreditForm(forms.ModelForm):
    class Meta:
        model = Credit
        fields = ("creator", *languages.columns("organisation"), "position")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        dress_columns(self, Credit, "organisation")


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of files; what each of them is worth is said of each of them."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [file for file in data or [] if file]
        if not files:
            raise ValidationError(self.error_messages["required"], code="required")
        return files


class UploadForm(forms.Form):
    files = ManyFilesField(
        label=_("Pictures"),
        widget=ManyFilesInput(attrs={"accept": ACCEPT, "multiple": True}),
        help_text=_("JPEG, PNG, WebP, TIFF, AVIF or GIF. Drop them here, or choose them."),
    )
    language = forms.ChoiceField(
        label=_("Language of the texts in the files"),
        choices=settings.LANGUAGES,
        help_text=_("For captions and names that do not say which language they are in."),
    )
    again = forms.BooleanField(label=_("Add pictures that the archive has already"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = interface_language()
