"""The mark of one language version's state, as lists and pages show it (`cms/state-mark.css`)."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _t

from accounts import languages
from articles.models import State


def words_of(
    state: str, *, stale: bool = False, changed: bool = False, urgent: bool = False
) -> str:
    """ "Published, source changed": the mark's meaning in words."""
    parts = [str(State(state).label) if state else _t("Not started")]
    if urgent:
        parts.append(_t("correction missing"))
    if stale:
        parts.append(_t("source changed"))
    if changed:
        parts.append(_t("unpublished changes"))
    return ", ".join(parts)


def state_mark(
    language: str,
    state: str,
    *,
    stale: bool = False,
    changed: bool = False,
    urgent: bool = False,
    words: bool = True,
    url: str = "",
) -> SafeString:
    """`state` is "" for a version that nobody has asked for. Without `words` only the language's
    code is seen, and the rest is said to screen readers and shown on hovering. `urgent` tells that
    readers of this version lack a correction."""
    meaning = words_of(state, stale=stale, changed=changed, urgent=urgent)
    label = State(state).label if state else _t("Not started")
    # Constant strings: nothing of them is a person's text.
    flags = mark_safe(
        (" data-stale" if stale else "")
        + (" data-changed" if changed else "")
        + (" data-urgent" if urgent else "")
    )
    inside = format_html(
        '<span aria-hidden="true">{}{}</span><span class="visually-hidden">{}: {}</span>',
        language.upper(),
        f" {label}" if words else "",
        languages.name(language),
        meaning,
    )
    link = format_html(' href="{}"', url) if url else ""
    return format_html(
        '<{tag}{link} class="state-mark" data-state="{state}"{flags} title="{title}">{inside}</{tag}>',
        tag="a" if url else "span",
        link=link,
        state=state or "none",
        flags=flags,
        title=f"{languages.name(language)}: {meaning}",
        inside=inside,
    )
