from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def without_colon(label_tag: SafeString) -> SafeString:
    """Labels stand above their fields here, where a colon says nothing."""
    # Django has escaped the label; only its last character goes.
    return mark_safe(label_tag.replace(":</label>", "</label>"))


@register.filter
def stands_open(choices: list[dict[str, Any]]) -> bool:
    """Whether a list filter is opened from the start: when it is in use, or short."""
    return len(choices) <= 4 or any(choice["selected"] for choice in choices[1:])
