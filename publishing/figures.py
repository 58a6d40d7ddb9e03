"""A published photo as the documents show it. Imports no app: the public API's feeds ask here too."""

from html import escape
from typing import Any

Value = dict[str, Any]


def widest(photo: Value, ratio: str = "") -> Value | None:
    fitting = [one for one in photo["renditions"] if ratio in ("", one["ratio"])]
    return max(fitting, key=lambda one: (one["width"], one["format"] == "jpeg"), default=None)


def creators(photo: Value) -> list[str]:
    """The photographers one by one; the document has them in one line, with commas between."""
    return [name for name in photo["credit"]["creator"].split(", ") if name]


def figure(photo: Value, *, caption: str = "", mark: str = "") -> str:
    """`caption` is HTML, and the photo's own unless given; `mark` an attribute of the element."""
    image = ""
    if best := widest(photo, "original") or widest(photo):
        image = (
            f'<img src="{escape(best["url"])}" width="{best["width"]}" height="{best["height"]}" '
            f'alt="{escape(photo["alt"])}" loading="lazy">'
        )
    caption = caption or escape(photo["caption"])
    return (
        f'<figure{mark and " " + mark} data-photo="{photo["id"]}">{image}<figcaption>{caption} '
        f'<span class="credit">{escape(photo["credit"]["line"])}</span></figcaption></figure>'
    )
