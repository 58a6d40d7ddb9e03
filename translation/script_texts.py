"""What the workbench's script says to people: translated here and put into the page."""

from django.utils.translation import gettext_lazy as _

# What the page's script says; {names} are filled in there.
TEXTS = {
    "unsaved": _("Not saved yet"),
    "saving": _("Saving…"),
    "failed": _("Not saved yet, kept here"),
    "refused": _("Not saved, kept here"),
    "conflict": _("Not saved: choose a text"),
    "notDone": _("Not done: try again"),
    "removed": _("Removed"),
    "keptAsOnly": _("Kept"),
    "length": _("{number} of {limit} characters"),
    "allSaved": _("Everything is saved"),
    "someUnsaved": _("Rows not saved: {number}"),
    "waitForRows": _("Some rows are not saved yet; they are marked."),
    "nothingOpen": _("Nothing is open any more."),
    "undone": _("Undone"),
    "broughtBack": _("The earlier text stands in the row again; undo takes it away."),
    "nothingToUndo": _("There is nothing to undo in this row."),
    "putBack": _("Text that was kept here has been put back and saved."),
    "moved": _("Moved"),
    "repeated": _("Rows with the same source, filled in: {number}"),
    "joined": _("Added to the row above"),
    "found": _("Rows found: {number}"),
    "noMark": _("Every mark of the source stands in the translation."),
    "noSuggestion": _("There is no such suggestion."),
    "noFinding": _("There is no warning to dismiss."),
    "noTerm": _("There is no term with a rendering here."),
    "noSource": _("There is no source to copy."),
    "noMarkHere": _("There is no mark to move."),
    "exact": _("{percent} %"),
    "dismissedBy": _("Dismissed by {who}: {why}"),
    "sourceMoved": _("The source has changed in {number} rows; they are marked."),
    "forbidden": _("not"),
}
