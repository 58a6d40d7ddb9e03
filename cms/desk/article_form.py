"""The form of a story. Two people may have it open at once: each field is merged on its own."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User
from articles import blocks
from articles.models import Article
from articles.shown import shown
from cms.desk import merging, once, reading, sides
from cms.desk.merging import Fate
from cms.desk.photo_field import PhotoPicker
from cms.desk.slug_field import refuse_if_taken

STORY_FIELDS = ("kicker", "headline", "lead", "body", "lead_photo_caption")
ADDRESS_FIELDS = ("slug", "seo_title", "seo_description")
TEXT_FIELDS = STORY_FIELDS + ADDRESS_FIELDS
SHARED_FIELDS = ("section", "dateline", "lead_photo", "tags")
_LONG = ("headline", "lead", "lead_photo_caption", "seo_description")
_ONE_LINE = frozenset(languages.columns("headline", "seo_description"))
_BODIES = frozenset(languages.columns("body"))


@dataclass(frozen=True, kw_only=True)
class Written:
    """What somebody put into one field. `language` and `text` are "" for what all languages share;
    `html` is the text of a body, cleaned."""

    label: str
    language: str = ""
    text: str = ""
    html: str = ""


class LeftBehind(Exception):
    """A part of the form was shut to the person while they filled it in: another has moved the
    version on. `written` is all that they had changed."""

    def __init__(self, written: list[Written]) -> None:
        self.written = written
        super().__init__()


class ArticleForm(forms.ModelForm):
    """`seen` carries a digest of every value that was shown open. On saving, a field that the
    person did not touch takes what stands in the database by now; one that both have changed is
    refused, with the other's text shown beside it, and nothing is lost. What is shut to the person
    is shown as text, and whatever is posted for it is not taken in."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        widgets = {"lead_photo": PhotoPicker}
        labels = {
            languages.column(text, code): capfirst(Article._meta.get_field(text).verbose_name)
            for text in TEXT_FIELDS
            for code in languages.codes()
        }
        fields = ["source_language", *SHARED_FIELDS, *languages.columns(*TEXT_FIELDS)]

    user: User  # set by the admin

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_new = self.instance._state.adding
        self.before = {} if self.is_new else self._stored()
        for language in languages.codes():
            self._dress(language)
        if section := self.fields.get("section"):
            section.empty_label = "–"
        if not self.is_new:
            self._shut()
            self.initial["seen"] = merging.sign(
                self.instance.pk, {name: _digest(name, self.before[name]) for name in self.open}
            )

    @property
    def open(self) -> list[str]:
        """The fields that this person may change."""
        return [name for name in self.before if not self.fields[name].disabled]

    def _stored(self) -> dict[str, Any]:
        """What stands in the database, under the fields' names, as forms put it."""
        article, found = self.instance, {}
        for name in self.fields:
            if name == "tags":
                found[name] = sorted(tag.pk for tag in article.tags.all())
            elif name not in ("seen", "source_language"):
                value = getattr(article, Article._meta.get_field(name).attname)
                found[name] = "" if value is None else value
        return found

    # How it looks

    def _dress(self, language: str) -> None:
        lang = languages.locale(language).replace("_", "-")
        for text in TEXT_FIELDS:
            if (field := self.fields.get(languages.column(text, language))) is None:
                continue
            if text in _LONG:
                rows = 2 if text == "headline" else 3
                field.widget = forms.Textarea(attrs={"rows": rows, **_limit(field)})
            field.widget.attrs["lang"] = lang

    def _shut(self) -> None:
        article = self.instance
        if not sides.shared_is_open(self.user, article):
            for name in SHARED_FIELDS:
                self._make_read_only(name)
        for language in languages.codes():
            if not sides.is_open(self.user, article, language):
                for text in TEXT_FIELDS:
                    self._make_read_only(languages.column(text, language))

    def _make_read_only(self, name: str) -> None:
        if name not in self.fields:
            return
        field = self.fields[name]
        field.disabled = True
        if name == "lead_photo":
            field.widget.shut()
        else:
            field.widget = reading.ReadOnly(self._as_text(name), field.widget.attrs.get("lang"))

    def _as_text(self, name: str) -> SafeString | str:
        """What stands in the database, to be read."""
        article = self.instance
        if name == "tags":
            return reading.pills(article.tags.all())
        if name in _BODIES:
            language = next(
                one for one in languages.codes() if name == languages.column("body", one)
            )
            return reading.body(self._shown(), language)
        return reading.lines(str(getattr(article, name) or ""))

    def _shown(self):
        if not hasattr(self, "_shown_now"):
            self._shown_now = shown(self.instance)
        return self._shown_now

    # What is taken in

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str):
                value = value.replace("\r\n", "\n")
                cleaned[name] = re.sub(r"\s*\n\s*", " ", value) if name in _ONE_LINE else value
        if self.is_new:
            self._refuse_other_languages(cleaned)
        else:
            self._merge(cleaned)
        self._refuse_taken_slugs(cleaned)
        return cleaned

    def _refuse_other_languages(self, cleaned: dict[str, Any]) -> None:
        """A story begins in one language; the others are asked for, with somebody to do them."""
        source = cleaned.get("source_language")
        for language in languages.others(source) if source else []:
            for text in TEXT_FIELDS:
                if cleaned.get(name := languages.column(text, language)):
                    self.add_error(
                        name,
                        _t("The story is written in %(language)s first. Move this text there.")
                        % {"language": languages.name(source)},
                    )

    def _merge(self, cleaned: dict[str, Any]) -> None:
        posted = self.data.get(self.add_prefix("seen"), "")
        seen = merging.read(self.instance.pk, posted)
        if written := self._written_where_it_is_shut(seen):
            raise LeftBehind(written)
        seen_next, errors_before = dict(seen), len(self.errors)
        for name in self.open:
            if name not in cleaned:
                continue
            if seen and name not in seen:
                # Opened since: the page had no such field to fill in.
                cleaned[name] = self._as_cleaned(name)
                continue
            mine = _digest(name, self._plain(name, cleaned[name]))
            theirs = _digest(name, self.before[name])
            fate = merging.fate(seen.get(name), mine, theirs)
            if fate is Fate.THEIRS:
                cleaned[name] = self._as_cleaned(name)
                continue
            seen_next[name] = theirs
            if fate is Fate.CONFLICT:
                said = self._as_text(name)
                self.add_error(name, merging.conflict(self.instance, name, said))
        if len(self.errors) > errors_before:
            if not seen:
                self.add_error(None, merging.NOTHING_SEEN)
            # Saving the refused form once more keeps this person's text.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = merging.sign(self.instance.pk, seen_next)

    def _plain(self, name: str, value: Any) -> Any:
        """A cleaned value as `_stored` would give it."""
        if name == "tags":
            return sorted(tag.pk for tag in value)
        return getattr(value, "pk", "" if value is None else value)

    def _as_cleaned(self, name: str) -> Any:
        return self.instance.tags.all() if name == "tags" else getattr(self.instance, name)

    def written(self) -> list[Written]:
        """What the person changed since it was shown to them."""
        seen = merging.read(self.instance.pk, self.data.get(self.add_prefix("seen"), ""))
        return self._written(seen, list(seen))

    def _written_where_it_is_shut(self, seen: dict[str, str]) -> list[Written]:
        shut = [name for name in seen if name not in self.open]
        return self._written(seen, list(seen)) if self._written(seen, shut) else []

    def _written(self, seen: dict[str, str], names: list[str]) -> list[Written]:
        found = []
        for language in ["", *languages.codes()]:
            for text in TEXT_FIELDS if language else SHARED_FIELDS:
                name = languages.column(text, language) if language else text
                if name not in names:
                    continue
                posted = self.data.get(self.add_prefix(name), "")
                if name == "tags":
                    keys = self.data.getlist(self.add_prefix(name))
                    posted = ",".join(sorted(keys, key=lambda key: (len(key), key)))
                if _digest(name, posted) != seen[name]:
                    found.append(_written(text, language, posted if language else ""))
        return found

    def _refuse_taken_slugs(self, cleaned: dict[str, Any]) -> None:
        for language in languages.codes():
            name = languages.column("slug", language)
            if not cleaned.get(name) or cleaned[name] == self.before.get(name):
                continue
            try:
                refuse_if_taken(self.instance, language, cleaned[name])
            except ValidationError as error:
                self.add_error(name, error)

    def changes(self) -> list[str]:
        """The fields whose value is another than what stood in the database, to the letter."""
        return [
            name
            for name, before in self.before.items()
            if self._plain(name, self.cleaned_data[name]) != before
        ]


def _digest(name: str, value: Any) -> str:
    return merging.digest(blocks.clean(value) if name in _BODIES else value)


def _written(text: str, language: str, posted: str) -> Written:
    label = capfirst(Article._meta.get_field(text).verbose_name)
    is_body = text == "body"
    return Written(
        label=label,
        language=language,
        text="" if is_body else posted,
        html=mark_safe(blocks.clean(posted)) if is_body else "",
    )


def _limit(field: forms.Field) -> dict[str, int]:
    longest = getattr(field, "max_length", None)
    return {"maxlength": longest} if longest else {}


class NewArticleForm(ArticleForm):
    """`page` names the page, whose button makes one story however often it is pressed."""

    page = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=64, initial=once.new_page
    )

    class Meta(ArticleForm.Meta):
        widgets = {**ArticleForm.Meta.widgets, "source_language": forms.RadioSelect}
        help_texts = {
            "source_language": _("The language you write in. It cannot be changed later.")
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        source = cleaned.get("source_language") or ""
        written = [languages.column(field, source) for field in ("headline", "lead", "body")]
        if source and not any(cleaned.get(column) for column in written):
            self.add_error(written[0], _t("Write a headline, or some other text, to begin with."))
        return cleaned
