import pytest

from translation.diff import Kind, words


def shown(before: str, after: str, *, marked: bool = False) -> str:
    signs = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "[+{}+]"}
    return "".join(
        " " * piece.space + signs[piece.kind].format(piece.html)
        for piece in words(before, after, marked=marked)
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Fisken er god.", "Fisken er god.", "Fisken er god."),
        ("Fisken er god.", "Fisken er dyr.", "Fisken er [-god-] [+dyr+]."),
        ("Prisen er 1,5 kroner", "Prisen er 1,8 kroner", "Prisen er [-1,5-] [+1,8+] kroner"),
        ("i år", "i år og neste år", "i år [+og neste år+]"),
        ("hele året", "", "[-hele året-]"),
        ("", "hele året", "[+hele året+]"),
        ("Holm,  sier  hun", "Holm, sier hun", "Holm, sier hun"),
        ("10\u00a0000 fisk", "10\u00a0500 fisk", "[-10\u00a0000-] [+10\u00a0500+] fisk"),
    ],
)
def test_changed_words_are_removed_and_added(before, after, expected):
    assert shown(before, after) == expected


def test_a_comma_between_two_changes_is_part_of_them():
    assert shown("rødt, blått nå", "hvitt, gult nå") == "[-rødt, blått-] [+hvitt, gult+] nå"


def test_what_people_wrote_is_escaped():
    pieces = words("<script> & co", "<script> & sønner", marked=False)

    assert "<script>" not in "".join(piece.html for piece in pieces)
    assert shown("a <b> c", "a <b> d") == "a &lt;b&gt; [-c-] [+d+]"


def test_a_word_made_strong_is_a_change():
    expected = "Han sa [-nei-] [+<strong>nei</strong>+]."
    assert shown("Han sa nei.", "Han sa <strong>nei</strong>.", marked=True) == expected


def test_a_link_sent_elsewhere_shows_both_addresses():
    result = shown(
        'Les <a href="https://a.example">mer</a>.',
        'Les <a href="https://b.example">mer</a>.',
        marked=True,
    )

    assert "[-" in result
    assert "https://a.example" in result
    assert "https://b.example" in result
    assert "<a " not in result


def test_every_piece_is_whole_html():
    pieces = words(
        "En <strong>lang og viktig</strong> setning",
        "En <strong>kort og viktig</strong> setning",
        marked=True,
    )

    for piece in pieces:
        assert piece.html.count("<strong>") == piece.html.count("</strong>")


def test_a_long_text_without_change_is_one_piece():
    text = "ord " * 2000
    assert [piece.kind for piece in words(text, text, marked=False)] == [Kind.SAME]
