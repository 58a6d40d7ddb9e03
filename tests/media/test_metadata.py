import datetime
import io

import pytest

from media import metadata
from tests.media.photos import (
    alternatives,
    halves,
    iim_bytes,
    jpeg_bytes,
    packet,
    picture_bytes,
    sequence,
)

DESCRIPTION, ARTIST, COPYRIGHT, TAKEN, OFFSET = 0x010E, 0x013B, 0x8298, 0x9003, 0x9011


def read(content: bytes, default_language: str = "nb") -> metadata.Metadata:
    return metadata.read(io.BytesIO(content), default_language=default_language)


def read_xmp(body: str, default_language: str = "nb") -> metadata.Metadata:
    return read(jpeg_bytes(xmp=packet(body)), default_language)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_xmp_is_read_from_every_format_that_carries_it(format):
    body = alternatives("dc:description", x_default="Skrei på kaia") + sequence(
        "dc:creator", "Kari Ås"
    )
    xmp = packet(body)
    if format == "PNG":
        from PIL import PngImagePlugin

        chunks = PngImagePlugin.PngInfo()
        chunks.add_itxt("XML:com.adobe.xmp", xmp)
        content = picture_bytes(format=format, pnginfo=chunks)
    elif format == "TIFF":
        content = picture_bytes(format=format, tiffinfo={700: xmp.encode()})
    else:
        content = picture_bytes(format=format, xmp=xmp)

    found = read(content)

    assert found.caption == {"nb": "Skrei på kaia"}
    assert found.creators == ("Kari Ås",)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"nb": "norsk", "en": "English"}, {"nb": "norsk", "en": "English"}),
        (
            {"x_default": "norsk", "nb_NO": "norsk", "en_US": "English"},
            {"nb": "norsk", "en": "English"},
        ),
        ({"no": "norsk", "en_GB": "English"}, {"nb": "norsk", "en": "English"}),
        ({"nn_NO": "norsk"}, {"nb": "norsk"}),
        ({"nn": "nynorsk", "no": "norsk", "nb_NO": "bokmål"}, {"nb": "bokmål"}),
        ({"nn": "nynorsk", "no": "norsk"}, {"nb": "norsk"}),
        ({"NB": "norsk"}, {"nb": "norsk"}),
        ({"x_default": "uten språk"}, {"nb": "uten språk"}),
        ({"x_default": "English", "en": "English"}, {"en": "English"}),
        ({"x_default": "Svenska", "sv": "Svenska"}, {}),
        ({"sv": "Svenska", "de": "Deutsch"}, {}),
        ({"x_default": " ", "en": ""}, {}),
    ],
)
def test_language_alternatives_fill_their_languages(texts, expected):
    found = read_xmp(alternatives("dc:description", **texts))

    assert found.caption == expected


def test_untagged_text_is_in_the_language_that_the_caller_names():
    found = read_xmp(alternatives("dc:description", x_default="A cod"), "en")

    assert found.caption == {"en": "A cod"}


def test_alternative_text_is_taken_from_its_own_field_alone():
    described = read_xmp(
        alternatives("dc:description", nb="Bildetekst")
        + alternatives("dc:title", nb="Tittel")
        + alternatives("Iptc4xmpCore:ExtDescrAccessibility", nb="Lang beskrivelse")
    )
    told = read_xmp(alternatives("Iptc4xmpCore:AltTextAccessibility", nb="En båt", en_GB="A boat"))

    assert described.alt_text == {}
    assert told.alt_text == {"nb": "En båt", "en": "A boat"}


def test_xmp_goes_before_iim_before_exif():
    block = iim_bytes([(120, "IIM-tekst"), (80, "IIM-navn"), (116, "IIM-rett")])
    exif = {DESCRIPTION: "EXIF text", ARTIST: "EXIF name", COPYRIGHT: "EXIF right"}
    xmp = packet(alternatives("dc:description", x_default="XMP-tekst"))

    everything = read(jpeg_bytes(xmp=xmp, iim=block, exif=exif))
    without_xmp = read(jpeg_bytes(iim=block, exif=exif))
    exif_alone = read(jpeg_bytes(exif=exif))

    assert (everything.caption, everything.creators) == ({"nb": "XMP-tekst"}, ("IIM-navn",))
    assert (without_xmp.caption, without_xmp.copyright) == ({"nb": "IIM-tekst"}, "IIM-rett")
    assert exif_alone.caption == {"nb": "EXIF text"}
    assert (exif_alone.creators, exif_alone.copyright) == (("EXIF name",), "EXIF right")


def test_iim_repeats_bylines_and_names_place_and_source():
    block = iim_bytes(
        [(80, "Kari Ås"), (80, "Per Bø"), (110, "NTB"), (115, "Avisa"), (92, "Kaia"), (90, "Vardø")]
    )

    found = read(jpeg_bytes(iim=block))

    assert found.creators == ("Kari Ås", "Per Bø")
    assert found.organisation == {"nb": "NTB"}
    assert found.place == "Kaia, Vardø"


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", True), ("utf-8", False), ("cp1252", False)]
)
def test_norwegian_letters_survive_in_iim(encoding, declared):
    block = iim_bytes([(120, "Sjøgutten på Å")], encoding=encoding, declared=declared)

    assert read(jpeg_bytes(iim=block)).caption == {"nb": "Sjøgutten på Å"}


def test_a_caption_cut_within_a_letter_loses_only_that_letter():
    block = iim_bytes([(120, "Fiskebåt på Senja, blå".encode()[:-1])])

    assert read(jpeg_bytes(iim=block)).caption == {"nb": "Fiskebåt på Senja, bl"}


def test_credit_line_goes_before_source():
    both = read_xmp(
        "<photoshop:Credit>NTB</photoshop:Credit><photoshop:Source>Avisa</photoshop:Source>"
    )
    source = read_xmp("<photoshop:Source>Avisa</photoshop:Source>")

    assert both.organisation == {"nb": "NTB"}
    assert source.organisation == {"nb": "Avisa"}


@pytest.mark.parametrize(
    ("creator", "credit", "creators", "organisation"),
    [
        ("Torgeir Haugaard", "Forsvaret", ("Torgeir Haugaard",), {"nb": "Forsvaret"}),
        (
            "Torgeir Haugaard",
            "Torgeir Haugaard / Forsvaret",
            ("Torgeir Haugaard",),
            {"nb": "Forsvaret"},
        ),
        (
            "Torgeir Haugaard",
            "Foto: Torgeir Haugaard/Forsvaret",
            ("Torgeir Haugaard",),
            {"nb": "Forsvaret"},
        ),
        ("Torgeir Haugaard / Forsvaret", "", ("Torgeir Haugaard",), {"nb": "Forsvaret"}),
        ("", "Photo by: Kari Ås / NTB", ("Kari Ås",), {"nb": "NTB"}),
        ("Kari Ås", "AP / NTB", ("Kari Ås",), {"nb": "AP / NTB"}),
        ("", "AP / NTB", (), {"nb": "AP / NTB"}),
        ("Kari Ås", "Kari Ås", ("Kari Ås",), {}),
    ],
)
def test_name_and_organisation_are_told_apart(creator, credit, creators, organisation):
    found = read_xmp(
        sequence("dc:creator", creator) + f"<photoshop:Credit>{credit}</photoshop:Credit>"
    )

    assert found.creators == creators
    assert found.organisation == organisation


def test_place_shown_goes_before_the_older_fields():
    shown = (
        '<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource">'
        "<Iptc4xmpExt:Sublocation>Nusfjord</Iptc4xmpExt:Sublocation>"
        "<Iptc4xmpExt:City>Flakstad</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>"
    )
    older = (
        "<photoshop:City>Bodø</photoshop:City><Iptc4xmpCore:Location>Havna</Iptc4xmpCore:Location>"
    )

    assert read_xmp(older + shown).place == "Nusfjord, Flakstad"
    assert read_xmp(older).place == "Havna, Bodø"
    assert read_xmp("<photoshop:Country>Norge</photoshop:Country>").place == "Norge"


def test_a_place_written_as_attributes_is_read():
    shown = (
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li>"
        '<rdf:Description Iptc4xmpExt:City="Alta"/></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>'
    )

    assert read_xmp(shown).place == "Alta"


def test_rights_are_read():
    found = read_xmp(
        alternatives("dc:rights", x_default="© Kari Ås", en="© Kari Ås, all rights")
        + alternatives("xmpRights:UsageTerms", x_default="Bare redaksjonelt")
    )

    assert found.copyright == "© Kari Ås"
    assert found.usage_terms == "Bare redaksjonelt"


@pytest.mark.parametrize(
    "written",
    [
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/",
        "digsrctype:trainedAlgorithmicMedia",
    ],
)
def test_the_source_type_is_the_code_of_its_address(written):
    element = f"<Iptc4xmpExt:DigitalSourceType>{written}</Iptc4xmpExt:DigitalSourceType>"
    resource = f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{written}"/>'

    assert read_xmp(element).digital_source_type == "trainedAlgorithmicMedia"
    assert read_xmp(resource).digital_source_type == "trainedAlgorithmicMedia"


def test_a_property_may_be_an_attribute():
    content = jpeg_bytes(
        xmp=packet("").replace(
            'rdf:about=""', 'rdf:about="" photoshop:Credit="NTB" photoshop:City="Alta"'
        )
    )

    assert (read(content).organisation, read(content).place) == ({"nb": "NTB"}, "Alta")


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("exif", "xmp", "expected"),
    [
        ({TAKEN: "2026:07:01 12:00:00"}, "", "2026-07-01T12:00+02:00"),
        ({TAKEN: "2026:01:01 12:00:00"}, "", "2026-01-01T12:00+01:00"),
        ({TAKEN: "2026:07:01 12:00:00", OFFSET: "+09:00"}, "", "2026-07-01T12:00+09:00"),
        ({TAKEN: "2026:07:01 12:00:00", OFFSET: "nonsense"}, "", "2026-07-01T12:00+02:00"),
        ({TAKEN: "2026:07:01 12:00:00"}, "2026-07-02T08:30:00Z", "2026-07-02T08:30+00:00"),
        (
            {TAKEN: "2026:07:01 12:00:00", OFFSET: "+09:00"},
            "2026-07-01T12:00:00",
            "2026-07-01T12:00+09:00",
        ),
        ({TAKEN: "2026:07:01 12:00:00"}, "2026-07-01", "2026-07-01T12:00+02:00"),
        ({}, "2026-07-01", "2026-07-01T00:00+02:00"),
        ({}, "2026", None),
        ({TAKEN: "0000:00:00 00:00:00"}, "", None),
        ({TAKEN: "2026:13:41 25:00:00"}, "", None),
    ],
)
def test_the_time_has_a_zone(exif, xmp, expected):
    body = f"<photoshop:DateCreated>{xmp}</photoshop:DateCreated>" if xmp else ""

    found = read(jpeg_bytes(exif=exif, xmp=packet(body)))

    assert found.taken_at == (at(expected) if expected else None)
    assert found.taken_at is None or found.taken_at.tzinfo


def test_the_time_of_iim_is_read():
    block = iim_bytes([(55, "20260701"), (60, "120000+0200")])

    assert read(jpeg_bytes(iim=block)).taken_at == at("2026-07-01T12:00+02:00")


@pytest.mark.parametrize("junk", ["OLYMPUS DIGITAL CAMERA", "DSC_0012", "SONY DSC", "DCIM100"])
def test_what_a_camera_writes_is_no_caption(junk):
    assert read(jpeg_bytes(exif={DESCRIPTION: junk})).caption == {}


def test_norwegian_letters_survive_in_exif():
    found = read(
        jpeg_bytes(exif={ARTIST: "Kåre Sjøvær;Per Bø".encode(), DESCRIPTION: "På isen".encode()})
    )

    assert found.creators == ("Kåre Sjøvær", "Per Bø")
    assert found.caption == {"nb": "På isen"}


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "AAAAAAAAAA">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in ["ab", "bc", "cd", "de", "ef"])
    + "]>"
    + packet(alternatives("dc:description", nb="&f;"))
)
STOLEN = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + packet(
    alternatives("dc:description", nb="&a;")
)


@pytest.mark.parametrize(
    "xmp",
    [
        BOMB,
        BOMB.encode("utf-16"),
        STOLEN,
        "",
        "no XML at all",
        "<a><b>",
        packet("<dc:description>")[:300],
        packet(alternatives("dc:description", nb="&undefined;")),
        b"\xff\xfe\xff\xff\x00\x00",
        b"\x00" * 500,
        "<" * 20_000,
        "<a>" * 15_000,
    ],
    ids=lambda value: repr(value[:24]),
)
def test_hostile_xmp_says_nothing_and_breaks_nothing(xmp):
    block = iim_bytes([(80, "Kari Ås")])

    found = read(jpeg_bytes(xmp=xmp, iim=block))

    assert found.caption == {}
    assert found.creators == ("Kari Ås",)


def test_broken_xml_is_read_as_far_as_it_makes_sense():
    whole = packet(alternatives("dc:description", nb="Teksten") + sequence("dc:creator", "Kari Ås"))

    assert read(jpeg_bytes(xmp=whole[: whole.index("<dc:creator>") + 5])).caption == {
        "nb": "Teksten"
    }


def test_latin_1_in_xmp_is_read():
    xmp = packet(alternatives("dc:description", nb="Blåbær")).encode("latin-1")

    assert read(jpeg_bytes(xmp=xmp)).caption == {"nb": "Blåbær"}


def test_huge_texts_are_cut_and_control_characters_left_out():
    xmp = packet(alternatives("dc:description", nb="Linje\n" + "x" * 40_000))
    block = iim_bytes([(80, "Kari\x00 \x07Ås")])

    found = read(jpeg_bytes(xmp=xmp, iim=block))

    assert len(found.caption["nb"]) == metadata.MAX_TEXT
    assert found.creators == ("Kari Ås",)


@pytest.mark.parametrize(
    "block",
    [
        b"\x1c\x02\x78\xff\xff",
        b"\x1c\x02\x78\x80\x04\xff\xff\xff\xff",
        b"\x1c\x02\x78\xff\xfftext",
        b"\x1c" * 50,
        b"nothing",
    ],
)
def test_hostile_iim_says_nothing_and_breaks_nothing(block):
    xmp = packet(alternatives("dc:description", nb="Teksten"))

    assert read(jpeg_bytes(iim=block, xmp=xmp)).caption == {"nb": "Teksten"}


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("at_byte", [30, 60, 90, 120, 150, 200, 250, 300])
@pytest.mark.parametrize("noise", [b"\xff", b"\x00", b"\xde\xad\xbe\xef" * 4])
def test_damage_anywhere_breaks_nothing(at_byte, noise):
    content = bytearray(
        jpeg_bytes(
            exif={DESCRIPTION: "text", TAKEN: "2026:07:01 12:00:00"},
            iim=iim_bytes([(120, "tekst")]),
            xmp=packet(alternatives("dc:description", nb="Teksten")),
        )
    )
    content[at_byte : at_byte + len(noise)] = noise

    assert isinstance(read(bytes(content)), metadata.Metadata)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff", b"GIF89a"])
def test_what_is_no_picture_has_no_metadata(content):
    assert read(content) == metadata.Metadata()


def test_the_file_stays_where_it_was():
    file = io.BytesIO(picture_bytes(halves(), "PNG"))
    file.seek(7)

    metadata.read(file)

    assert file.tell() == 7
    assert not file.closed
