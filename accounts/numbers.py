"""Numbers that come in from outside as text."""

# Figures of the largest keys that every database takes.
_LONGEST = 18


def number_of(text: str) -> int | None:
    """None for what is no whole number, or none that a database could have."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else None
