"""The workbench's keys: one table for the page's script and for its help sheet."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Key:
    """`combo` as the script reads it: "Alt+Shift+M"; Control is Command on a Mac. What `is_editors`
    belongs to the browser or the editor of a text, which heeds it by itself; `is_readers` has a meaning
    also where one may only read."""

    combo: str
    label: str | Promise
    is_editors: bool = False
    is_readers: bool = False

    @property
    def caps(self) -> list[str]:
        return [_CAPS.get(one, one) for one in self.combo.split("+")]


_CAPS = {"Control": "Ctrl", "ArrowDown": "↓", "ArrowUp": "↑", "Escape": "Esc", "1": "1 … 9"}

GROUPS: list[tuple[str | Promise, dict[str, Key]]] = [
    (
        _("Getting on"),
        {
            "save": Key(
                "Control+Enter",
                _("Save and go to the next open row; a text that stands is confirmed"),
            ),
            "next": Key("Alt+ArrowDown", _("Next open row")),
            "before": Key("Alt+ArrowUp", _("Open row before")),
            "leave": Key("Escape", _("Out of the text, onto the row")),
            "buttons": Key("Alt+B", _("To the buttons of the row; Tab goes on to the next")),
            "filters": Key("Alt+V", _("To which rows are shown"), is_readers=True),
            "find": Key("Alt+F", _("Find in both languages"), is_readers=True),
            "concordance": Key("Alt+K", _("Search in what was translated before"), is_readers=True),
            "preview": Key("Alt+P", _("Help for the row, or preview"), is_readers=True),
            "help": Key("Alt+H", _("This sheet; outside a text, ? as well"), is_readers=True),
        },
    ),
    (
        _("Writing"),
        {
            "copy": Key("Alt+C", _("Copy the source")),
            "take": Key("Alt+1", _("Take suggestion 1 to 9")),
            "term": Key("Alt+T", _("Put in the next term of the row")),
            "mark": Key("Alt+M", _("Put the source’s next mark or link on the word or selection")),
            "move_mark": Key("Alt+Shift+M", _("Move the mark or link to the word or selection")),
            "bold": Key("Control+B", _("Strong"), is_editors=True),
            "italic": Key("Control+I", _("Emphasised"), is_editors=True),
            "link": Key("Control+K", _("Link, and its address"), is_editors=True),
            "undo_key": Key("Control+Z", _("Undo what was typed"), is_editors=True),
            "undo": Key("Alt+Z", _("Undo what was last done with the row, saved or not")),
        },
    ),
    (
        _("The row"),
        {
            "dismiss": Key("Alt+X", _("Dismiss the first warning")),
            "note": Key("Alt+O", _("Notes on the row; Esc goes back to it"), is_readers=True),
            "past": Key("Alt+R", _("History of the row; Esc goes back to it"), is_readers=True),
            "confirm": Key("Alt+S", _("Still right")),
            "leave-out": Key("Alt+L", _("Leave out on purpose")),
            "typo": Key("Alt+Y", _("Only a typo in the source (editors)")),
            "add": Key("Alt+N", _("New block below, for readers of this language only")),
            "up": Key("Alt+Shift+ArrowUp", _("Move such a block up")),
            "down": Key("Alt+Shift+ArrowDown", _("Move such a block down")),
        },
    ),
]


def sheet(*, is_open: bool) -> list[tuple[str | Promise, list[Key]]]:
    """What the help sheet tells: of a page that can only be read, what has a meaning there."""
    groups = [
        (title, [key for key in keys.values() if is_open or key.is_readers])
        for title, keys in GROUPS
    ]
    return [(title, keys) for title, keys in groups if keys]


def combos() -> dict[str, str]:
    """What the script listens for."""
    return {
        name: key.combo
        for _title, keys in GROUPS
        for name, key in keys.items()
        if not key.is_editors
    }
