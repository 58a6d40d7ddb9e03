"""Values that a person may read but not change: the form's fields as plain, good-looking text."""

import uuid
from itertools import groupby
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles import blocks
from articles.blocks import Block
from articles.models import Article
from articles.shown import Shown
from cms.desk.pickers import thumbnail

_KINDS = {"photo": _("Photo"), "fact_box": _("Fact box"), "also_read": _("Also read")}


class ReadOnly(forms.Widget):
    """Shows what it was made with, takes nothing in."""

    read_only = True  # the admin renders it so in a form that is wholly shut, too

    def __init__(self, content: str, language: str | None = None) -> None:
        super().__init__({"lang": language} if language else {})
        self.content = content

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        language = self.attrs.get("lang")
        return format_html(
            '<div class="read-only"{}>{}</div>',
            format_html(' lang="{}"', language) if language else "",
            self.content or "–",
        )

    def value_from_datadict(self, data, files, name) -> None:
        return None

    def id_for_label(self, id_) -> str:
        return ""


def lines(text: str) -> SafeString:
    return format_html_join(
        "", "<p>{}</p>", ((line,) for line in text.splitlines() if line.strip())
    )


def pills(things: list[Any]) -> SafeString:
    return format_html_join(" ", '<span class="count">{}</span>', ((one,) for one in things))


def body(shown: Shown, language: str) -> SafeString:
    """The body as it stands in the form, what it points at named and pictured."""
    found = shown.bodies[language]
    stories = _stories(found)
    parts = []
    for is_text, run in groupby(found, key=lambda block: block.type not in _KINDS):
        if is_text:
            # Canonical: cleaned down to blocks and marks by `blocks.parse`.
            parts.append(mark_safe(blocks.write(run)))
        else:
            parts += [_reference(block, shown, stories, language) for block in run]
    return format_html('<div class="read-body">{}</div>', mark_safe("".join(parts)))


def _reference(
    block: Block, shown: Shown, stories: dict[str, Article], language: str
) -> SafeString:
    image = SafeString()
    if block.type == "photo":
        thing: Any = shown.photos.get(block.ref)
        if source := thumbnail(thing):
            image = format_html('<img src="{}" alt="">', source)
        said = mark_safe(block.html) or (thing and thing.called(language))
    elif block.type == "fact_box":
        thing = shown.fact_boxes.get(block.ref)
        said = (thing and languages.text(thing, "title", language)) or str(thing or "")
    else:
        thing = stories.get(block.ref)
        said = str(thing or "")
    return format_html(
        '<p class="read-reference">{}<span class="meta">{}</span> {}</p>',
        image,
        _KINDS[block.type],
        said if thing else _("Deleted"),
    )


def _stories(body: list[Block]) -> dict[str, Article]:
    wanted = [uuid.UUID(ref) for ref in blocks.refs(body, "also_read")]
    found = Article.objects.in_bulk(wanted) if wanted else {}
    return {str(pk): article for pk, article in found.items()}
