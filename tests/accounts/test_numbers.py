"""Numbers that come in from outside as text."""

import pytest

from accounts.numbers import number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("17", 17), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5_000, None)]
    + [(text, None) for text in ("", "-1", "1.5", " 1", "²", "٣", "x")],
)
def test_a_number_is_read_where_a_database_could_have_it(text: str, number: int | None):
    assert number_of(text) == number
