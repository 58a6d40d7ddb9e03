import uuid
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles.models import LanguageVersion
from translation.exchange.out import Format
from translation.exchange.planning import versions_at
from translation.formats.archive import SUFFIXES
from translation.formats.errors import FormatError
from translation.formats.parsing import MAX_BYTES

MEGABYTES = MAX_BYTES // 1024 // 1024


class DeliveryForm(forms.Form):
    file = forms.FileField(
        label=_("File from the translation tool"),
        help_text=format_lazy(
            _("XLIFF 1.2 or 2, a zip of such files, or TMX; up to {limit} MB."), limit=MEGABYTES
        ),
        widget=forms.FileInput(attrs={"accept": ",".join([*SUFFIXES, ".zip"])}),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file that the translation tool has saved.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(str(FormatError("too_large", limit=MEGABYTES)))
        return file


class OutForm(forms.Form):
    """`work` names a translation, "<article>:<language>", as often as there are any."""

    format = forms.ChoiceField(
        label=_("Format"),
        choices=Format.choices,
        initial=Format.XLIFF12,
        widget=forms.RadioSelect,
    )


def chosen(named: list[str]) -> list[LanguageVersion]:
    """The translations of these names, in their order; others are passed over."""
    places = []
    for name in named:
        pk, _colon, language = name.partition(":")
        try:
            places.append((uuid.UUID(pk), language))
        except ValueError:
            continue
    found = {(one.article_id, one.language): one for one in versions_at(places)}
    return [found[place] for place in dict.fromkeys(places) if place in found]
