import pytest

from tests.translation.formats.generated import make_blocks, shuffled
from translation.formats import tmx
from translation.formats.errors import FormatError
from translation.formats.parsing import read_xml
from translation.formats.tmx import Bitext

LINKS = 'Se <a href="https://a.no">her</a> og <a href="https://b.no">der</a>.'
TURNED = '<a href="https://b.no">There</a> and <a href="https://a.no">here</a>.<br>Now.'


def make_pair(source: str, target: str, **fields) -> Bitext:
    told = {"source_language": "nb", "language": "en", "marked": True}
    return Bitext(source=source, target=target, **(told | fields))


def written(*pairs: Bitext, **told) -> bytes:
    return b"".join(tmx.write(pairs, "nb", **told))


def read(data: bytes) -> list[Bitext]:
    return list(tmx.read(read_xml(data)))


def of_omegat(source: str, target: str, tool: str = "OmegaT") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1">'
        f'<header creationtool="{tool}" srclang="NB"/><body><tu><tuv lang="NB"><seg>{source}</seg>'
        f'</tuv><tuv lang="EN"><seg>{target}</seg></tuv></tu></body></tmx>'
    ).encode()


@pytest.mark.parametrize("seed", range(3))
def test_a_round_trip_loses_nothing(seed):
    pairs = [
        make_pair(html, shuffled(html, at), changed="20261127T101500Z")
        for at, html in enumerate(make_blocks(150, seed))
    ]

    assert read(written(*pairs)) == pairs


def test_plain_text_is_text_whatever_it_looks_like():
    data = written(make_pair("5 < 6 & <b>", "5 < 6 & <b>", marked=False))

    (pair,) = read(data)
    assert pair.source == "5 &lt; 6 &amp; &lt;b&gt;"


def test_the_standard_way_gives_a_code_the_number_of_its_source():
    text = written(make_pair(LINKS, TURNED)).decode()

    first = '<bpt x="2" type="link" i="2">&lt;a href="https://b.no"&gt;</bpt>There<ept i="2">'
    assert first in text
    assert '<ph x="3" type="lb">&lt;br&gt;</ph>Now.' in text


def test_omegat_has_short_tags_as_text_numbered_from_0_in_the_order_of_the_source():
    text = written(make_pair(LINKS, TURNED), for_omegat=True).decode()

    assert "Se &lt;g0&gt;her&lt;/g0&gt; og &lt;g1&gt;der&lt;/g1&gt;." in text
    assert "&lt;g1&gt;There&lt;/g1&gt; and &lt;g0&gt;here&lt;/g0&gt;.&lt;x2/&gt;Now." in text


def test_omegats_short_tags_are_no_text():
    data = of_omegat("Se &lt;g0&gt;her&lt;/g0&gt;.&lt;x1/&gt;", "See &lt;g0&gt;here&lt;/g0&gt;.")

    assert read(data) == [make_pair("Se her.", "See here.", source_language="NB", language="EN")]


def test_short_tags_that_were_written_for_omegat_are_no_text_when_they_come_back():
    back = read(written(make_pair("<strong>Sild</strong> her.", "Herring."), for_omegat=True))

    assert [(one.source, one.target) for one in back] == [("Sild her.", "Herring.")]


def test_text_that_looks_like_a_short_tag_is_kept_of_other_tools():
    (pair,) = read(of_omegat("Trykk &lt;g0&gt;", "Press &lt;g0&gt;", tool="Other"))

    assert pair.source == "Trykk &lt;g0&gt;"


def test_codes_of_other_tools_are_left_out_and_the_text_between_them_is_kept():
    inner = (
        'A <bpt i="1" type="x">{\\b </bpt>b<ept i="1">}</ept> <ph x="2">{pic}</ph><hi>c</hi>'
        '<it pos="begin">{\\i</it><bpt i="3">&lt;strong&gt;</bpt>d'
    )

    (pair,) = read(of_omegat(inner, inner))
    assert pair.source == "A b cd"


def test_a_unit_in_three_languages_is_two_pairs():
    data = b"""<tmx version="1.4"><header srclang="en"/><body><tu>
      <tuv xml:lang="nb"><seg>Hei</seg></tuv><tuv xml:lang="en"><seg>Hello</seg></tuv>
      <tuv xml:lang="se"><seg>Bures</seg></tuv><tuv xml:lang="de"><seg></seg></tuv>
    </tu></body></tmx>"""

    found = [(one.source_language, one.source, one.language, one.target) for one in read(data)]
    assert found == [("en", "Hello", "nb", "Hei"), ("en", "Hello", "se", "Bures")]


def test_a_link_to_nowhere_good_comes_in_as_text():
    inner = '<bpt i="1">&lt;a href="javascript:alert(1)"&gt;</bpt>x<ept i="1">&lt;/a&gt;</ept>'

    assert read(of_omegat(inner, "y"))[0].source == "x"


def test_another_kind_of_file_is_refused():
    with pytest.raises(FormatError) as refusal:
        read(b"<xliff/>")

    assert refusal.value.code == "unknown"


def test_pairs_are_written_as_they_come():
    asked = []

    def pairs():
        for number in range(3):
            asked.append(number)
            yield make_pair(f"nr {number}", f"no. {number}")

    pieces = tmx.write(pairs(), "nb")
    while b"<tu>" not in next(pieces):
        pass

    assert asked == [0]
