"""Files that mean harm, or are broken: told plainly, and soon."""

import time
import zipfile
from io import BytesIO

import pytest

from tests.translation.formats.files import make_story, make_unit
from translation.formats import archive, parsing, xliff12
from translation.formats.errors import FormatError
from translation.formats.reading import read_xliff

GOOD = xliff12.write([make_story(make_unit("Hei på deg"))])

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">]><xliff>&lol2;</xliff>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>
<xliff version="1.2">&xxe;</xliff>"""
PARAMETERS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>
<xliff version="1.2"/>"""


def refused(data: bytes) -> FormatError:
    began = time.monotonic()
    with pytest.raises(FormatError) as refusal:
        read_xliff(data)
    assert time.monotonic() - began < 5
    return refusal.value


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, PARAMETERS])
def test_no_file_brings_entities_of_its_own(data):
    assert refused(data).code == "declarations"


def test_nor_in_another_encoding():
    assert refused(LAUGHS.decode().replace('<?xml version="1.0"?>', "").encode("utf-16")).code == (
        "declarations"
    )


def test_a_document_type_is_named_and_never_fetched():
    data = b'<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/x.dtd">' + GOOD.split(b"?>", 1)[1]

    assert read_xliff(data)[0].units


def test_an_entity_that_nobody_has_declared_is_no_xml():
    data = b'<!DOCTYPE xliff SYSTEM "x.dtd"><xliff version="1.2">&who;</xliff>'

    assert refused(data).code in ("declarations", "not_xml", "no_files")


def test_depth_is_bounded():
    deep = b"<g>" * 100_000 + b"</g>" * 100_000

    assert refused(b'<xliff version="1.2">' + deep + b"</xliff>").code == "too_deep"


def test_the_number_of_elements_is_bounded():
    assert refused(b"<xliff>" + b"<a/>" * (parsing.MAX_ELEMENTS + 1) + b"</xliff>").code == (
        "too_many"
    )


def test_the_size_is_bounded():
    assert refused(b"<xliff>" + b" " * parsing.MAX_BYTES + b"</xliff>").code == "too_large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"hei", "not_xml"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_xml"),
        (b"<xliff>", "not_xml"),
        (b"<xliff></xliff><xliff/>", "not_xml"),
        ("<xliff>blåbær</xliff>".encode("latin-1"), "encoding"),
        (b'<?xml version="1.0" encoding="klingon"?><xliff/>', "encoding"),
        (b'<?xml version="1.0" encoding="utf-16"?><xliff/>', "encoding"),
        (b"<html><body/></html>", "unknown"),
        (b'<xliff version="1.0"/>', "version"),
        (b'<xliff version="3.0" xmlns="urn:oasis:names:tc:xliff:document:3.0"/>', "version"),
        (b'<xliff version="1.2"/>', "no_files"),
        (b'<xliff version="1.2"><file original="x"><body/></file></xliff>', "no_languages"),
    ],
)
def test_what_is_no_translation_is_told_from_one(data, code):
    refusal = refused(data)

    assert refusal.code == code
    assert "{" not in str(refusal)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings_that_tools_write_are_read(encoding):
    declared = encoding.removesuffix("-sig")
    text = GOOD.decode().replace("encoding='UTF-8'", f"encoding='{declared}'")

    assert read_xliff(text.encode(encoding))[0].units[0].source == ("Hei på deg",)


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return made.getvalue()


def refused_zip(data: bytes) -> str:
    with pytest.raises(FormatError) as refusal:
        archive.read_zip(data)
    return refusal.value.code


def test_a_zip_gives_its_translations_and_nothing_else():
    data = packed(
        {
            "a/story.xlf": GOOD,
            "__MACOSX/a/._story.xlf": b"x",
            ".hidden.xlf": b"x",
            "readme.txt": b"x",
            "b.xliff": b"y",
        }
    )

    assert archive.read_zip(data) == [("story.xlf", GOOD), ("b.xliff", b"y")]


@pytest.mark.parametrize("name", ["../../etc/cron.d/x.xlf", "/etc/x.xlf", "..\\..\\x.xlf"])
def test_names_in_a_zip_lead_nowhere(name):
    assert archive.read_zip(packed({name: GOOD})) == [("x.xlf", GOOD)]


def test_a_zip_bomb_is_not_unpacked():
    assert refused_zip(packed({"x.xlf": b" " * 50_000_000})) == "zip_bomb"


def test_a_zip_that_declares_less_than_it_holds_is_not_unpacked():
    data = bytearray(packed({"x.xlf": b" " * 2_000_000}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (1000).to_bytes(4, "little")

    assert refused_zip(bytes(data)) in ("damaged", "zip_bomb")


def test_a_zip_of_100_mb_declared_is_refused_by_what_it_declares():
    data = bytearray(packed({"x.xlf": GOOD}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (100_000_000).to_bytes(4, "little")

    assert refused_zip(bytes(data)) == "zip_bomb"


def test_so_many_files_are_too_many():
    files = {f"{number}.xlf": b"x" for number in range(archive.MAX_FILES + 1)}

    assert refused_zip(packed(files)) == "zip_bomb"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 and nothing else", "damaged"),
        (packed({"a.txt": b"x"}), "zip_empty"),
        (packed({"a.xlf": GOOD}, zipfile.ZIP_BZIP2), "damaged"),
        (packed({"a.xlf": GOOD})[:-30], "damaged"),
    ],
)
def test_zips_that_cannot_be_read_say_so(data, code):
    assert refused_zip(data) == code


def test_a_locked_zip_says_so():
    data = bytearray(packed({"x.xlf": GOOD}))
    for at in (data.index(b"PK\x03\x04") + 6, data.rindex(b"PK\x01\x02") + 8):
        data[at] |= 1

    assert refused_zip(bytes(data)) == "encrypted"
