from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import models
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_prose_editor.fields import ProseEditorField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media

from articles import blocks

_PICKER = {
    "search": _("Search"),
    "searching": _("Searching …"),
    "loading": _("Loading …"),
    "nothing": _("Nothing found."),
    "failed": _("The search did not answer. Check the connection and that you are logged in."),
    "more": _("Show more"),
    "cancel": _("Cancel"),
    "change": _("Choose another"),
    "remove": _("Remove"),
    "gone": _("Deleted"),
    "caption": _("Caption for this story; the photo's own where empty"),
}

# What the editor has, by the names of the stock extensions and of those that
# `articles/static/articles/editor.js` exports. First what points at things, each with the address
# of its picker.
REFERENCES: dict[str, Any] = {
    "PhotoFigure": {
        "label": _("Photo"),
        "url": reverse_lazy("desk:pick-photos"),
        "strings": _PICKER,
    },
    "FactBox": {
        "label": _("Fact box"),
        "url": reverse_lazy("desk:pick-fact-boxes"),
        "strings": _PICKER,
    },
    "AlsoRead": {
        "label": _("Also read"),
        "url": reverse_lazy("desk:pick-articles"),
        "strings": _PICKER,
    },
}
TEXT: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Link": {
        "enableTarget": False,
        "strings": {
            "title": _("Link"),
            "address": _("Address"),
            "set": _("Set the link"),
            "remove": _("Remove the link"),
            "cancel": _("Cancel"),
            "wrong": _("Write an address that begins with https://, mailto: or /."),
        },
    },
    "HardBreak": True,
    "BlockId": True,
    "Paste": True,
    "Surface": True,
    "NoSpellCheck": False,
    "SpecialCharacters": True,
    # Buttons only: the stock menu's drop-down cannot be reached by keyboard.
    "Menu": {
        "groups": [
            {"group": "blockType -lists"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "references"},
            {"group": "history"},
        ]
    },
    "MenuLabels": {
        "labels": {
            "bold": _("Bold"),
            "italic": _("Italics"),
            "link": _("Link"),
            "unlink": _("Remove the link"),
            "bulletList": _("Bulleted list"),
            "orderedList": _("Numbered list"),
            "blockquote": _("Quote"),
            "paragraph": _("Paragraph"),
            "heading2": _("Subhead"),
            "heading3": _("Minor subhead"),
            "history:undo": _("Undo"),
            "history:redo": pgettext_lazy("editor", "Redo"),
        }
    },
}
BLOCKS: dict[str, Any] = {
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
}


class BodyWidget(AdminProseEditorWidget):
    language = ""  # of the text; set by the field

    def get_config(self) -> dict[str, Any]:
        """The pickers name things as readers of this text's language know them."""
        config = super().get_config()
        if not self.language:
            return config
        own = {
            name: {**settings, "url": f"{settings['url']}?{urlencode({'language': self.language})}"}
            for name, settings in config["extensions"].items()
            if name in REFERENCES
        }
        return {**config, "extensions": config["extensions"] | own}

    @property
    def media(self) -> Media:
        # Ours after the package's, which it overrides.
        own = Media(css={"all": ["django_prose_editor/overrides.css", "articles/editor.css"]})
        return super().media + own


class BodyField(ProseEditorField):
    """A body made of blocks: whatever way a text comes in, the column holds its canonical form.

    Without `references` the editor offers no photos, fact boxes and pointers to other stories.
    """

    def __init__(self, *args: Any, references: bool = True, **kwargs: Any) -> None:
        extensions = TEXT | BLOCKS | (REFERENCES if references else {})
        kwargs.setdefault("config", {"extensions": extensions})
        kwargs.setdefault("sanitize", blocks.clean)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        widget = kwargs.get("widget")
        kind = widget if isinstance(widget, type) else type(widget)
        if widget is None or issubclass(kind, forms.Textarea):
            kwargs["widget"] = BodyWidget
        field = super().formfield(**kwargs)
        if isinstance(field.widget, BodyWidget):
            field.widget.language = getattr(self, "language", "")
        return field

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if hasattr(value, "resolve_expression"):
            return value
        value = blocks.clean(value or "")
        # The bare name's descriptor writes to the active language's column, so only the columns
        # of the languages are set back.
        if getattr(self, "language", None):
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Also what comes by `update()` and `bulk_update()`, past every instance."""
        if isinstance(value, str):
            value = blocks.clean(value)
        return super().get_db_prep_save(value, connection)
