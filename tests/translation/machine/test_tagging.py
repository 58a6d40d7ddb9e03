"""Marks as tags, and back."""

import pytest

from translation.machine.tagging import Garbled, Style, restored, tagged

MARKED = (
    'Torsken <strong>kom</strong> til <a href="https://a.example/?a=1&amp;b=2">Lofoten '
    "<em>tidlig</em></a>.<br>R&amp;D &lt; 6"
)
BOTH = pytest.mark.parametrize("style", list(Style))


def send(source=MARKED, style=Style.XML, keep=(), marked=True):
    return tagged(source, marked=marked, style=style, keep=keep)


@BOTH
def test_no_address_is_sent_and_an_answer_has_it_again(style):
    sent = send(style=style)

    assert "a.example" not in sent.text
    assert restored(sent.text, sent, marked=True) == MARKED


def test_xml_is_well_formed_and_html_has_its_own_tags():
    assert send().text == (
        'Torsken <g i="1">kom</g> til <g i="2">Lofoten <g i="3">tidlig</g></g>.<x i="4"/>'
        "R&amp;D &lt; 6"
    )
    assert '<a id="2">Lofoten <em id="3">tidlig</em></a>.<br id="4">' in send(style=Style.HTML).text


def test_tags_may_be_moved_and_written_otherwise():
    sent = send()

    answer = (
        'To <g  i="2"><g i="3">early</g> Lofoten</g> it <g i=\'1\'>came</g>.<x i="4"></x>R&amp;D'
    )

    assert restored(answer, sent, marked=True) == (
        'To <a href="https://a.example/?a=1&amp;b=2"><em>early</em> Lofoten</a> it '
        "<strong>came</strong>.<br>R&amp;D"
    )


def test_what_html_has_left_unescaped_is_text():
    sent = send("R&amp;D &lt; <em>6</em>", style=Style.HTML)

    assert restored('R&D < <em id="1">6</em>', sent, marked=True) == "R&amp;D &lt; <em>6</em>"


def test_attributes_that_an_answer_brings_are_not_taken_over():
    sent = send('<a href="/nb">Her</a>', style=Style.HTML)

    answer = '<a href="javascript:alert(1)" onclick="x" id="1">Here</a>'

    assert restored(answer, sent, marked=True) == '<a href="/nb">Here</a>'


@BOTH
def test_words_to_keep_stay_whatever_is_made_of_them(style):
    sent = send("Skipet Nordlys & co <Nordlysbåten>", style=style, keep=["Nordlys"], marked=False)

    assert list(sent.kept.values()) == ["Nordlys"]
    answer = sent.text.replace(">Nordlys<", ">Northern Lights<").replace("Skipet", "The ship")
    assert restored(answer, sent, marked=False) == "The ship Nordlys & co <Nordlysbåten>"


def test_words_to_keep_without_their_tags_must_be_there_all_the_same():
    sent = send("Skipet Nordlys", keep=["Nordlys"], marked=False)

    assert restored("The ship Nordlys", sent, marked=False) == "The ship Nordlys"
    with pytest.raises(Garbled, match="Nordlys"):
        restored("The ship Northern Lights", sent, marked=False)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("", "no text"),
        ('<g i="1"> </g>', "no words"),
        ("Nothing", "lacks a mark"),
        ('<g i="1">a</g> <g i="1">b</g>', "twice"),
        ('<g i="1">a', "not closed"),
        ("a</g>", "not closed"),
        ('<g i="2">a</g>', "does not have"),
        ("<g>a</g>", "does not have"),
        ('<a i="1">a</a>', "does not have"),
        ('<g i="1">a</g><script>alert(1)</script>', "does not have"),
        ('<g i="1">a</g><img src=x onerror=alert(1)>', "does not have"),
        ('<g i="1">a</g><!-- b -->', "does not have"),
        ('<g i="1">a</g><img src', "does not have"),
        ('<g i="1">a</g>' + "b" * 1000, "longer"),
    ],
)
def test_a_garbled_answer_is_refused_with_a_reason(answer, why):
    sent = send("<strong>kom</strong>")

    with pytest.raises(Garbled, match=why):
        restored(answer, sent, marked=True)


@BOTH
def test_a_plain_text_takes_no_tags(style):
    sent = send("1 < 2 & <b>", style=style, marked=False)

    assert restored(sent.text, sent, marked=False) == "1 < 2 & <b>"
    with pytest.raises(Garbled):
        restored("A <strong>b</strong>", sent, marked=False)
