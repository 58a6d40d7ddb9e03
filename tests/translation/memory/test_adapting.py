import pytest

from translation.memory.adapting import adapted

A, B, C = "https://a.no/", "https://b.no/", "https://c.no/en"


def link(address, text="x"):
    return f'<a href="{address}">{text}</a>'


@pytest.mark.parametrize(
    ("remembered", "target", "source", "expected"),
    [
        (link(A), link(A), link(A), link(A)),
        # Another address in the same place.
        (link(A), link(A), link(B), link(B)),
        # Localised, and the source's address has not changed: stays so.
        (link(A), link(C), link(A), link(C)),
        (link(A), link(C), link(B), link(B)),
        # In another order in the translation.
        (link(A) + link(B), link(B) + link(A), link(A) + link(C), link(C) + link(A)),
        # The source has no such link.
        (link(A), link(A, "fish"), "fisk", "fish"),
        (link(A) + link(B), link(A) + " " + link(B, "y"), link(B), "x " + link(B, "y")),
        ("<strong>a</strong>", "<strong>a</strong>", "a", "a"),
        ("<em>a</em>", "<em>a</em> b", "<em>c</em>", "<em>a</em> b"),
        ("a", "a", "<em>a</em>", "a"),
    ],
)
def test_marks_and_links_are_those_of_the_source(remembered, target, source, expected):
    assert adapted(target, remembered=remembered, source=source) == expected
