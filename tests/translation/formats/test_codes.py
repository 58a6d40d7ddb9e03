import time

import pytest

from tests.translation.formats.generated import make_blocks, shuffled
from translation.formats import codes
from translation.formats.codes import Mark, Tag

LINKS = 'Se <a href="https://a.no">her</a> og <a href="https://b.no">der</a>.'


def test_marks_are_numbered_in_the_order_they_begin():
    content, known = codes.take_apart("<strong>a<em>b</em></strong><br>c")

    assert known == {"1": Mark("strong"), "2": Mark("em"), "3": Mark("br")}
    assert content == (
        *(Tag("start", "1"), "a", Tag("start", "2"), "b", Tag("end", "2"), Tag("end", "1")),
        *(Tag("alone", "3"), "c"),
    )


@pytest.mark.parametrize("seed", range(4))
def test_taking_apart_and_putting_together_loses_nothing(seed):
    for html in make_blocks(400, seed):
        content, known = codes.take_apart(html)

        assert codes.put_together(content, known, needed=known) == html


@pytest.mark.parametrize("seed", range(4))
def test_a_translation_has_the_codes_of_its_source_and_is_the_same_again(seed):
    for number, html in enumerate(make_blocks(300, seed)):
        known = codes.take_apart(html)[1]
        translation = shuffled(html, number)
        content, own = codes.take_apart_like(translation, known)

        assert codes.put_together(content, own) == translation
        for one, mark in own.items():
            assert one not in known or known[one].tag == mark.tag


def test_exchanged_links_keep_their_numbers():
    known = codes.take_apart(LINKS)[1]
    translation = '<a href="https://b.no">There</a> and <a href="https://a.no">here</a>.'

    content, own = codes.take_apart_like(translation, known)

    assert [one.id for one in content if isinstance(one, Tag)] == ["2", "2", "1", "1"]
    assert own == {"1": Mark("a", "https://a.no"), "2": Mark("a", "https://b.no")}


def test_a_link_that_leads_elsewhere_is_the_sources_link_with_another_address():
    known = codes.take_apart('Se <a href="https://a.no">her</a>.')[1]

    own = codes.take_apart_like('See <a href="https://a.no/en">here</a>.', known)[1]

    assert own == {"1": Mark("a", "https://a.no/en")}


def test_marks_that_the_source_has_not_got_are_numbered_on():
    known = codes.take_apart("<em>a</em>")[1]

    own = codes.take_apart_like("<strong>a</strong> <em>b</em> <em>c</em>", known)[1]

    assert own == {"1": Mark("em"), "2": Mark("strong"), "3": Mark("em")}


def test_marks_that_overlap_are_nested_again():
    known = {"1": Mark("strong"), "2": Mark("em")}
    content = (
        *(Tag("start", "1"), "a", Tag("start", "2"), "b", Tag("end", "1"), "c", Tag("end", "2")),
    )

    html = codes.put_together(content, known)

    assert html == "<strong>a<em>b</em></strong><em>c</em>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (["a"], "code 1 (bold) of the source is missing"),
        ([Tag("start", "1"), "a"], "code 1 (bold) has no end"),
        (["a", Tag("end", "1")], "code 1 (bold) ends without having begun"),
        ([Tag("start", "1"), Tag("end", "1"), "a"], "code 1 (bold) has no text in it"),
        ([Tag("start", "1"), "a", Tag("end", "1")] * 2, "code 1 (bold) is there twice"),
        ([Tag("start", "9"), "a", Tag("end", "9")], "code “9” does not stand in the source"),
        ([Tag("alone", "1"), "a"], "code 1 (bold) is of another kind than in the source"),
    ],
)
def test_codes_that_are_not_those_of_the_source_are_refused(content, said):
    with pytest.raises(codes.CodesDiffer, match=r".*") as refusal:
        codes.put_together(tuple(content), {"1": Mark("strong")}, needed=["1"])

    assert str(refusal.value) == said


def test_a_break_may_be_left_away():
    assert codes.put_together(("a b",), {"1": Mark("br")}, needed=["1"]) == "a b"


def test_what_a_file_says_of_a_link_is_sanitised():
    content = (Tag("start", "1"), "a", Tag("end", "1"))

    assert codes.put_together(content, {"1": Mark("a", "javascript:alert(1)")}) == "a"
    assert codes.mark_of('<a href="x" onclick="y">') is None
    assert codes.mark_of("<script>") is None


def test_a_great_many_codes_take_no_great_time():
    number = 40_000
    known = {str(one): Mark("strong") for one in range(number)}
    content = tuple(
        piece for one in range(number) for piece in (Tag("start", str(one)), "a")
    ) + tuple(Tag("end", str(one)) for one in range(number))
    began = time.monotonic()

    codes._refuse_halves(content, known)

    assert time.monotonic() - began < 3
