"""People named in a note as "@Kari Nordmann". Names alone: no page that people write on tells more of
anybody."""

import re
from collections.abc import Iterable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User


def people() -> list[User]:
    """Who can be named."""
    found = User.objects.filter(is_active=True, is_staff=True).exclude(name="")
    return list(found.order_by("name", "pk"))


def named(text: str, people: Iterable[User]) -> list[User]:
    """Those whose name stands after an @, each once; where several have that name, all of them."""
    people = list(people)
    pattern = _pattern({person.name for person in people})
    if pattern is None:
        return []
    found = {match["name"].casefold() for match in pattern.finditer(text)}
    return [person for person in people if person.name.casefold() in found]


def marked(text: str, people: Iterable[User]) -> SafeString:
    """The text as HTML, with those who are named set off, and its line breaks."""
    pattern = _pattern({person.name for person in people})
    html, position = "", 0
    for match in pattern.finditer(text) if pattern else ():
        html += conditional_escape(text[position : match.start()])
        html += f'<span class="mention">{conditional_escape(match[0])}</span>'
        position = match.end()
    html += conditional_escape(text[position:])
    return mark_safe(html.replace("\n", "<br>"))


def _pattern(names: set[str]) -> re.Pattern[str] | None:
    """The longest first: "@Kari Nordmann" does not name somebody who is called Kari."""
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    choices = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w@])@(?P<name>{choices})(?!\w)", re.IGNORECASE)
