"""XLIFF out and in again: against OASIS's schemas, and losing nothing."""

import re

import pytest
from lxml import etree

from tests.translation.formats.files import STORY, make_story, make_unit, schema
from tests.translation.formats.generated import make_blocks, shuffled
from translation.formats import codes, rules, xliff12, xliff20
from translation.formats.codes import Tag
from translation.formats.document import State
from translation.formats.reading import read_xliff

WRITERS = {"1.2": xliff12.write, "2.0": xliff20.write}
MARKED = 'Torsken <strong>kom <em>tidlig</em></strong>, sier <a href="https://a.no/?x=1&amp;y=2">NTB</a>.<br>Ny.'

versions = pytest.mark.parametrize("version", WRITERS)


def generated(seed: int = 1, number: int = 120):
    """Units of all states, some with a translation."""
    for at, html in enumerate(make_blocks(number, seed)):
        state = list(State)[at % 4]
        target = "" if state == State.OPEN else shuffled(html, at)
        yield make_unit(
            html, target, key=f"b{at}", state=state, notes=["Merk"] * (at % 2), limit=at % 3 or None
        )


def text_in(unit):
    return codes.put_together(unit.target, unit.target_codes)


@versions
def test_files_validate_against_the_schema(version):
    official = schema(version)

    for seed in range(3):
        written = etree.fromstring(WRITERS[version]([make_story(*generated(seed))]))
        assert official.validate(written), official.error_log
        for metadata in written.iter("{*}metadata"):
            assert schema("metadata").validate(metadata)


@versions
def test_files_keep_the_rules_that_the_schemas_lack(version):
    for seed in range(3):
        written = etree.fromstring(WRITERS[version]([make_story(*generated(seed))]))

        assert rules.faults(written) == {}
        ids = [one.get("id") for one in written.iter("{*}trans-unit", "{*}unit")]
        assert len(ids) == len(set(ids)) == 120


@versions
@pytest.mark.parametrize("seed", range(3))
def test_a_round_trip_loses_nothing(version, seed):
    sent = list(generated(seed))

    (story,) = read_xliff(WRITERS[version]([make_story(*sent)]))

    assert (story.id, story.source_language, story.language) == (STORY, "nb", "en")
    assert len(story.units) == len(sent)
    for unit, was in zip(story.units, sent, strict=True):
        assert not unit.fault
        assert (unit.id, unit.source, unit.codes) == (was.id, was.source, was.codes)
        assert (unit.source_digest, unit.target_digest) == (was.source_digest, was.target_digest)
        assert (unit.sent_state, unit.state) == (was.state, was.state)
        if was.target is not None:
            assert text_in(unit) == codes.put_together(was.target, was.target_codes)


def test_in_xliff_12_a_missing_translation_is_filled_with_the_source():
    written = xliff12.write([make_story(make_unit(MARKED))])

    (unit,) = read_xliff(written)[0].units
    assert unit.target == unit.source
    assert b'state="needs-translation"' in written


def test_in_xliff_20_a_missing_translation_has_no_target():
    (unit,) = read_xliff(xliff20.write([make_story(make_unit(MARKED))]))[0].units

    assert unit.target is None


def test_one_file_of_xliff_12_may_have_several_stories():
    other = make_story(make_unit("Hei"), id="7b1f8b0e-7a7a-4c59-8f5f-9f5f1f0a0002")

    stories = read_xliff(xliff12.write([make_story(make_unit("Hei")), other]))

    assert [story.id for story in stories] == [STORY, other.id]


def read_target(version: str, inner: str, data: str = ""):
    """A file in which a tool has written this target."""
    if version == "1.2":
        text = (
            f'<xliff xmlns="{xliff12.NAMESPACE}" version="1.2"><file original="{STORY}" '
            'source-language="nb" target-language="en" datatype="html"><body><trans-unit id="u">'
            f'<source><g id="1">a</g><x id="2"/></source>{inner}</trans-unit></body></file></xliff>'
        )
    else:
        text = (
            f'<xliff xmlns="{xliff20.NAMESPACE}" version="2.1" srcLang="nb" trgLang="en">'
            f'<file id="f" original="{STORY}"><unit id="u">{data}{inner}</unit></file></xliff>'
        )
    (unit,) = read_xliff(text.encode())[0].units
    return unit


PAIR = (Tag("start", "1"), "b", Tag("end", "1"), Tag("alone", "2"))


@pytest.mark.parametrize(
    "target",
    [
        '<g id="1">b</g><x id="2"/>',
        '<bpt id="1">&lt;b&gt;</bpt>b<ept id="1">&lt;/b&gt;</ept><ph id="2">&lt;br&gt;</ph>',
        '<bpt id="1" rid="7">x</bpt>b<ept id="3" rid="7">y</ept><x id="2"/>',
        '<bx id="1"/>b<ex id="1"/><x id="2"/>',
        '<bx id="1" rid="4"/>b<ex id="5" rid="4"/><ph id="2"/>',
        '<it id="1" pos="open">x</it>b<it id="1" pos="close">y</it><x id="2"/>',
        '<mrk mtype="seg" mid="1"><g id="1">b</g></mrk><mrk mtype="x-y"><x id="2"/></mrk>',
    ],
)
def test_every_way_of_xliff_12_to_write_codes_is_read(target):
    unit = read_target("1.2", f"<target>{target}</target>")

    assert unit.target == PAIR
    assert not unit.fault


@pytest.mark.parametrize(
    "target",
    [
        '<pc id="1">b</pc><ph id="2"/>',
        '<sc id="1"/>b<ec startRef="1"/><ph id="2"/>',
        '<sc id="1" isolated="yes"/>b<ec id="1" isolated="yes"/><ph id="2"/>',
        '<mrk id="m1" type="term"><pc id="1">b</pc></mrk><sm id="s"/><ph id="2"/><em startRef="s"/>',
    ],
)
def test_every_way_of_xliff_20_to_write_codes_is_read(target):
    source = '<source><pc id="1">a</pc><ph id="2"/></source>'
    unit = read_target("2.0", f"<segment>{source}<target>{target}</target></segment>")

    assert unit.target == PAIR
    assert not unit.fault


def test_segments_of_one_unit_are_joined_in_the_order_of_the_translation():
    unit = read_target(
        "2.0",
        '<segment state="final"><source>Én.</source><target order="3">One.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="translated"><source>To.</source><target order="1">Two.</target></segment>',
    )

    assert "".join(unit.source) == "Én. To."
    assert "".join(unit.target) == "Two. One."
    assert unit.state == State.TRANSLATED


def test_a_unit_that_is_translated_in_part_is_at_fault():
    unit = read_target(
        "2.0",
        "<segment><source>Én.</source><target>One.</target></segment>"
        "<segment><source>To.</source></segment>",
    )

    assert str(unit.fault) == "only a part of it is translated"


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("new", State.OPEN),
        ("needs-translation", State.OPEN),
        ("needs-review-translation", State.PROPOSED),
        ("needs-adaptation", State.PROPOSED),
        ("x-own-word", State.PROPOSED),
        ("translated", State.TRANSLATED),
        ("signed-off", State.REVIEWED),
        ("final", State.REVIEWED),
    ],
)
def test_words_of_xliff_12_for_how_far_a_text_has_come(word, state):
    unit = read_target("1.2", f'<target state="{word}">b</target>')

    assert unit.state == state


def test_what_a_tool_has_put_in_from_its_memory_is_a_suggestion():
    given = read_target(
        "1.2", '<target state="translated" state-qualifier="fuzzy-match">b</target>'
    )
    own = read_target("1.2", '<target state="translated">b</target>')

    assert given.is_suggestion
    assert not own.is_suggestion


@pytest.mark.parametrize(
    ("version", "inner", "data", "said"),
    [
        ("1.2", '<target><g id="1">b</g><g id="1">c</g></target>', "", "code 1 is there 2 times"),
        ("1.2", '<target><bpt id="1"/>b</target>', "", "code 1 has no end"),
        ("1.2", '<target>b<ept id="1"/></target>', "", "code 1 ends without having begun"),
        ("1.2", '<target><g id="9">b</g></target>', "", "code “9” does not stand in the source"),
        ("1.2", "<target><g>b</g></target>", "", "a code has no id"),
        ("1.2", "<target><b>b</b></target>", "", "there is “b” in the text, which is no code"),
        (
            "2.0",
            '<segment><source><pc id="1" dataRefStart="d1">a</pc></source></segment>',
            "",
            "a code points at original data “d1”, which is not there",
        ),
        (
            "2.0",
            "<segment><source>a</source></segment>",
            '<originalData><data id="d1">x</data><data id="d1">y</data></originalData>',
            "two pieces of its original data have the same id",
        ),
        (
            "2.0",
            '<segment><source><sc id="1"/>a</source></segment>',
            "",
            "code 1 has no end",
        ),
        (
            "2.0",
            '<segment><source>a<ec startRef="1"/></source></segment>',
            "",
            "code 1 ends without having begun",
        ),
    ],
)
def test_a_unit_that_the_schemas_let_through_is_at_fault_and_says_why(version, inner, data, said):
    unit = read_target(version, inner, data)

    assert str(unit.fault) == said


def test_two_units_with_one_id_are_at_fault_and_no_other_is():
    units = [make_unit("a"), make_unit("b"), make_unit("c", key="b2")]

    delivered = read_xliff(xliff12.write([make_story(*units)]))[0].units

    assert [bool(unit.fault) for unit in delivered] == [True, True, False]


def test_what_a_tool_finds_in_its_memory_is_no_translation_and_no_fault():
    unit = read_target(
        "1.2",
        '<alt-trans><source>x</source><target><g id="1">b</g><g id="1">c</g></target></alt-trans>',
    )

    assert unit.target is None
    assert not unit.fault


def test_a_file_that_lost_what_we_wrote_beside_the_texts_is_read_all_the_same():
    written = xliff12.write([make_story(make_unit(MARKED, MARKED))]).decode()

    bare = re.sub("<context-group.*?</context-group>", "", written)

    (unit,) = read_xliff(bare.encode())[0].units
    assert (unit.codes, unit.source_digest, unit.sent_state) == ({}, "", None)
    assert unit.target == codes.take_apart(MARKED)[0]
