"""Tables as spreadsheets open them by a double click, in the way of each language."""

import re

from babel import Locale
from babel.numbers import get_decimal_symbol

from accounts import languages

# What a spreadsheet takes for a formula; apostrophes before it are counted in, so that one more can
# be taken away again.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def delimiter(language: str) -> str:
    """A semicolon, where the comma stands in numbers."""
    mark = get_decimal_symbol(Locale.parse(languages.locale(language)))
    return ";" if mark == "," else ","


def guarded(cell: str) -> str:
    """With an apostrophe before what would be a formula, as a spreadsheet writes it itself."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
