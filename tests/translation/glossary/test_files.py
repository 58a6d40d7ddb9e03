"""The glossary as CSV and TBX: what is written is read back whole, and what is not ours is read as far
as it goes."""

import random
import uuid

import pytest
from django.utils import translation
from lxml import etree

from translation.glossary import csv_file, tbx
from translation.glossary.entry import Entry, Rendered
from translation.glossary.files import MAX_BYTES, Contents, FileError, language_of
from translation.glossary.pages import contents_of

WAYS = {
    "csv": lambda entries: csv_file.write(entries, ["nb", "en"]).encode(),
    "tbx2": lambda entries: tbx.write(entries, version=2),
    "tbx3": lambda entries: tbx.write(entries, version=3),
}
each_way = pytest.mark.parametrize("way", WAYS)


def read(way: str, entries: list[Entry]) -> list[Entry]:
    contents = contents_of(WAYS[way](entries))
    assert [unit.problems for unit in contents.units] == [()] * len(entries)
    assert contents.remarks == []
    return [unit.entry for unit in contents.units]


# Round trips

_PIECES = [
    *"abæøåÅšŊ 0-|\\\"';,&<>«»“”…=+@/",
    "sild",
    "skrei",
    " ",
    "forms: ",
    "\u00a0",
    "residents’",
    "😀",
    "\t",
    "'=",
]


def _text(chance: random.Random, longest: int, *, lines: bool = False) -> str:
    pieces = [chance.choice([*_PIECES, *(["\n"] if lines else [])]) for _ in range(longest)]
    return "".join(pieces)


def _entry(chance: random.Random) -> Entry:
    def rendered(language: str) -> Rendered:
        return Rendered(
            language=language,
            text="x" + _text(chance, chance.randint(0, 8)),
            forbidden=chance.random() < 0.3,
            forms=_text(chance, chance.choice([0, 0, 12])),
            note=_text(chance, chance.choice([0, 0, 15])),
        )

    return Entry(
        pk=uuid.UUID(int=chance.getrandbits(128)),
        renderings=tuple(
            rendered(chance.choice(["nb", "en"])) for _ in range(chance.randint(1, 5))
        ),
        part_of_speech=chance.choice(["", "noun", "name", "verb", "adjective", "other"]),
        untranslatable=chance.random() < 0.2,
        note=_text(chance, chance.choice([0, 0, 30]), lines=True),
    ).cleaned()


@each_way
@pytest.mark.parametrize("seed", range(20))
def test_what_is_written_is_read_back_whole(way, seed):
    chance = random.Random(seed)
    drawn = [_entry(chance) for _ in range(40)]
    entries = [one for one in drawn if not one.problems()]
    assert len(entries) > 10

    assert read(way, entries) == entries


@each_way
def test_a_file_has_nothing_that_is_not_asked_for(way):
    entry = Entry(renderings=(Rendered(language="nb", text="sild"),))

    (again,) = read(way, [entry])

    assert again == entry


# CSV

TABLE = "nb;en;en_forbidden;part_of_speech;not_translated;note\r\n"


def table(text: str, encoding: str = "utf-8") -> Contents:
    return csv_file.read(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_as_spreadsheets_write_it(encoding, separator):
    text = "nb;en\r\nsjøfugl;seabird\r\n".replace(";", separator)

    (unit,) = table(text, encoding).units

    assert unit.entry.words == "nb: sjøfugl\nen: seabird"
    assert unit.line == 2


def test_a_cell_may_hold_several_renderings_and_columns_may_be_few():
    (unit,) = table(TABLE + "sild;herring | Clupea;silver;Noun;;\r\n").units

    assert unit.entry.words == "nb: sild\nen: herring, Clupea, ✗ silver"
    assert unit.entry.part_of_speech == "noun"
    assert unit.tells == {"note", "part_of_speech", "untranslatable"}
    assert unit.spoken == {"nb", "en"}


def test_columns_are_known_by_other_codes_of_a_language_and_unknown_ones_are_told():
    contents = table("NO;en-GB;Colour\r\nsild;herring;blue\r\n")

    assert contents.units[0].entry.words == "nb: sild\nen: herring"
    assert contents.remarks == ["Columns that are not read: Colour."]


def test_a_note_may_have_lines_and_the_line_numbers_are_the_files():
    contents = table('nb;note\r\nsild;"One\r\ntwo"\r\n\r\ntorsk;\r\n')

    assert [(unit.line, unit.entry.note) for unit in contents.units] == [(2, "One\ntwo"), (5, "")]


def test_formulas_are_written_as_text():
    entry = Entry(renderings=(Rendered(language="nb", text="sild"),), note="=1+1")

    assert ";'=1+1;" in csv_file.write([entry], ["nb"]).replace(",", ";")
    assert read("csv", [entry]) == [entry]


def test_the_separator_is_what_a_spreadsheet_of_the_reader_expects():
    entry = Entry(renderings=(Rendered(language="nb", text="sild"),))
    with translation.override("nb"):
        assert csv_file.write([entry], ["nb"]).startswith("\ufeffid;part_of_speech")
    with translation.override("en"):
        assert csv_file.write([entry], ["nb"]).startswith("\ufeffid,part_of_speech")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (";;;;;", None),
        ("sild;herring;;tree;;", "no part of speech"),
        ("sild;herring;;;maybe;", "neither yes nor no"),
        ("…;;;;;", "needs a word"),
        (";herring;;;;;more", "more cells"),
        (";;herring;;;", "not forbidden"),
    ],
)
def test_a_line_that_is_wrong_is_refused_alone(row, sentence):
    contents = table(TABLE + row + "\r\nsild;herring;;;;\r\n")

    problems = [" ".join(unit.problems) for unit in contents.units]
    assert problems[-1] == ""
    if sentence:
        assert sentence in problems[0]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\r\n\r\n", "empty"),
        (b"word;translation\r\nsild;herring", "must name the columns"),
        (b'nb;en\r\n"sild;herring', "quotation mark"),
        (b"nb;nb\r\nsild;sild", "same name"),
        (b"\x00\x01\x02\x00", "no text"),
        (b"nb\r\n" + b"sild\r\n" * 5001, "more than 5000 terms"),
        (b"x" * (MAX_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(data, sentence):
    with pytest.raises(FileError, match=sentence):
        csv_file.read(data)


# TBX

MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Default" xml:lang="en"><martifHeader/><text><body>
<termEntry id="c5">
<descripGrp><descrip type="definition">A fish.</descrip></descripGrp>
<langSet xml:lang="no"><ntig><termGrp><term>sild</term>
<termNote type="partOfSpeech">noun</termNote></termGrp><note>Common.</note></ntig></langSet>
<langSet xml:lang="en-US"><tig><term>Clupea</term></tig>
<tig><term>her<hi>ring</hi></term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<tig><term>sill</term>
<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="de"><tig><term>Hering</term></tig></langSet>
</termEntry>
<termEntry id="c6"><langSet xml:lang="de"><tig><term>Fisch</term></tig></langSet></termEntry>
</body></text></martif>"""

DCA = """<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader/><text><body><conceptEntry id="1"><langSec xml:lang="nb"><termSec><term>fiske</term>
<termNote type="partOfSpeech">verb</termNote></termSec></langSec>
<langSec xml:lang="en"><termSec><term>fish</term><termNoteGrp>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termNoteGrp></termSec>
</langSec></conceptEntry></body></text></tbx>"""


def test_tbx_of_another_tool_is_read_as_far_as_it_goes():
    contents = tbx.read(MARTIF.encode())

    whole, foreign = contents.units
    assert whole.entry.words == "nb: sild (Common.)\nen: herring, Clupea, ✗ sill"
    assert whole.entry.part_of_speech == "noun"
    assert whole.entry.note == "A fish."
    assert whole.entry.pk is None
    assert whole.tells == {"note", "part_of_speech"}
    assert whole.line == 4
    assert foreign.problems == ("It has no rendering in any of the newsroom’s languages.",)
    assert contents.remarks == ["Languages that are not read: de."]


def test_categories_are_read_as_attributes_as_well():
    (unit,) = tbx.read(DCA.encode()).units

    assert unit.entry.words == "nb: fiske\nen: ✗ fish"
    assert unit.entry.part_of_speech == "verb"


def test_version_2_and_3_are_written_in_their_own_words():
    entry = Entry(
        pk=uuid.UUID(int=7),
        renderings=(
            Rendered(language="nb", text="Havsula"),
            Rendered(language="nb", text="Sula", forbidden=True),
        ),
        part_of_speech="name",
        untranslatable=True,
    )

    two = etree.fromstring(tbx.write([entry], version=2))
    three = etree.fromstring(tbx.write([entry], version=3))

    assert two.tag == "martif"
    assert two.xpath("//tig/termNote[@type='partOfSpeech']/text()")[0] == "properNoun"
    names = {"t": "urn:iso:std:iso:30042:ed-2", "m": "http://www.tbxinfo.net/ns/min"}
    assert three.xpath("//t:termSec/m:partOfSpeech/text()", namespaces=names)[0] == "noun"
    assert three.xpath("//t:termSec/m:administrativeStatus/text()", namespaces=names) == [
        "preferredTerm-admn-sts",
        "deprecatedTerm-admn-sts",
    ]
    assert three.xpath("//t:conceptEntry/@id", namespaces=names) == [f"t-{entry.pk}"]


BOMB = """<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<martif><text><body><termEntry><langSet xml:lang="nb"><tig><term>&b;</term></tig></langSet>
</termEntry></body></text></martif>"""


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"<martif><text>", "no whole XML file"),
        (b"<xliff/>", "no TBX"),
        (b"<martif><text><body/></text></martif>", "no term"),
        (BOMB.encode(), "entities"),
        (b"<a>" * 100 + b"</a>" * 100, "nested"),
        (b"<martif>" + b" " * MAX_BYTES + b"</martif>", "larger than 2 MB"),
    ],
)
def test_what_is_no_tbx_or_might_do_harm_is_refused_whole(data, sentence):
    with pytest.raises(FileError, match=sentence):
        tbx.read(data)


@pytest.mark.parametrize(
    ("code", "language"),
    [("nb", "nb"), ("NO", "nb"), ("nb_NO", "nb"), ("en-US", "en"), ("de", ""), ("", "")],
)
def test_a_language_is_known_by_its_other_codes(code, language):
    assert language_of(code) == language
