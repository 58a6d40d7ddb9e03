"""What a move has to be told: notes, a translator, an hour, which languages."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import workflow
from articles.models import LanguageVersion
from cms.desk.assigning import due_field, refuse_past_day, translator_field
from cms.desk.hour import HourField, with_zone

# Moves that may be made with several languages as one act.
TOGETHER = frozenset({"publish", "schedule", "unschedule", "withdraw"})


class MoveForm(forms.Form):
    """`stamp` tells how the versions stood when the page was made: of two who press the button, or
    of one who presses it twice, the second is told instead of moving again."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, name: str, versions: Sequence[LanguageVersion], **kwargs):
        super().__init__(*args, **kwargs)
        self.name, self.versions = name, versions
        self.initial["stamp"] = stamp_of(versions)
        move = workflow.MOVES[name]
        if name in TOGETHER and len(versions) > 1:
            self.fields["together"] = forms.MultipleChoiceField(
                label=_("Languages"),
                choices=[(v.language, languages.name(v.language)) for v in versions],
                widget=forms.CheckboxSelectMultiple,
                initial=[v.language for v in versions],
                error_messages={"required": _("Choose at least one language.")},
            )
        if name == "request":
            self._ask_for_a_translator(versions[0].language)
        if name == "schedule":
            self.fields["publish_at"] = HourField(
                label=_("Publish at"),
                help_text=" ".join(str(_not_before(one)) for one in versions if _waits(one)),
            )
            hours = {version.publish_at for version in versions if version.publish_at}
            if len(hours) == 1:
                self.initial["publish_at"] = hours.pop()
        if move.note:
            for version in versions:
                self.fields[note_name(version.language)] = _note(
                    self._label(version), required=True
                )

    def _label(self, version: LanguageVersion) -> Any:
        note = workflow.MOVES[self.name].note
        return languages.labelled(note, version.language) if len(self.versions) > 1 else note

    def _ask_for_a_translator(self, language: str) -> None:
        self.fields["translator"] = translator_field(language)
        self.fields["due_on"] = due_field()
        self.fields["note"] = _note(_("Note to the translator"))

    def clean_publish_at(self) -> datetime.datetime:
        at = self.cleaned_data["publish_at"]
        if at <= timezone.now():
            raise forms.ValidationError(_("Choose an hour to come."))
        return at

    def clean_due_on(self) -> datetime.date | None:
        refuse_past_day(self.cleaned_data["due_on"])
        return self.cleaned_data["due_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for version in self.chosen:
            name = note_name(version.language)
            if name in self.fields and name not in self.errors and not cleaned.get(name):
                self.add_error(name, _("Please write a few words."))
        if at := cleaned.get("publish_at"):
            for version in self.chosen:
                if version.embargo_until and version.embargo_until > at:
                    self.add_error("publish_at", _not_before(version))
        return cleaned

    @property
    def chosen(self) -> list[LanguageVersion]:
        """The versions that are to move."""
        if "together" not in self.fields:
            return list(self.versions)
        wanted = self.cleaned_data.get("together", [])
        return [version for version in self.versions if version.language in wanted]

    def notes(self) -> dict[str, str]:
        return {
            version.language: self.cleaned_data.get(note_name(version.language), "")
            for version in self.chosen
        }


def note_name(language: str) -> str:
    return f"note_{language}"


def stamp_of(versions: Sequence[LanguageVersion]) -> str:
    """How these versions stand; every move changes it."""
    return " ".join(
        f"{version.language}:{version.state}:{version.updated_at.timestamp() if version.pk else ''}"
        for version in sorted(versions, key=lambda version: version.language)
    )


def _waits(version: LanguageVersion) -> bool:
    return bool(version.embargo_until and version.embargo_until > timezone.now())


def _not_before(version: LanguageVersion) -> Any:
    return format_lazy(
        _("Not before {time}: the {language} version has an embargo until then."),
        time=with_zone(version.embargo_until),
        language=languages.name(version.language),
    )


def _note(label: Any, *, required: bool = False) -> forms.CharField:
    """Whether it must be filled in depends on the languages chosen, so `clean` sees to that."""
    attrs = {"rows": 3} | ({"aria-required": "true"} if required else {})
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs=attrs), required=False, max_length=2000
    )
