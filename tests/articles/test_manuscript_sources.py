"""Which files are read, which are refused, and that none takes more than its share of effort."""

import pytest
from django.utils.translation import override

from articles.manuscript import MAX_BYTES, ManuscriptError, read
from articles.manuscript.errors import SENTENCES
from articles.manuscript.lines import clean
from tests.effort import calls


def refused(source: bytes | str, filename: str = "") -> ManuscriptError:
    with pytest.raises(ManuscriptError) as caught:
        read(source, filename=filename, language="nb")
    return caught.value


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("empty", b""),
        ("empty", ""),
        ("empty", " \n\t\r\n\u00a0\u200b\ufeff"),
        ("empty", b"\xef\xbb\xbf\n"),
        ("too_large", b"a" * (MAX_BYTES + 1)),
        ("too_large", "å" * (MAX_BYTES // 2 + 1)),
        ("too_many_lines", "a\n" * 100_001),
        ("binary", b"Overskrift\n\nIngress\0en\n"),
        ("binary", "Overskrift\n\nIngress\0en\n"),
        ("binary", "Overskrift".encode("utf-16-le")),
        ("binary", bytes(range(1, 32)) * 20),
        ("encoding", b"R\xf8yk\n\x81\x8d\n"),
        ("encoding", "Røyk".encode("utf-16") + b"\xd8"),
        ("damaged_utf8", "Blåbær, røyk og ånd\n".encode() + b"og bl\xe5tt\n"),
        ("pdf", b"%PDF-1.7\n..."),
        ("pdf", b"\n\n%PDF-1.7\n..."),
        ("rtf", b"{\\rtf1\\ansi Hei}"),
        ("doc", ole("WordDocument")),
        ("encrypted", ole("EncryptedPackage")),
        ("office", ole("Workbook")),
        ("image", b"\x89PNG\r\n\x1a\n"),
        ("image", b"\xff\xd8\xff\xe0"),
        ("image", b"RIFF\x00\x00\x00\x00WEBP"),
        ("archive", b"\x1f\x8b\x08"),
        ("html", b"<!DOCTYPE html>\n<p>Hei"),
    ],
)
def test_what_is_no_manuscript_is_refused(code, source):
    error = refused(source)

    assert error.code == code
    assert str(error) == str(error.sentence)


def test_every_refusal_says_what_to_do():
    with override("en"):
        for code, sentence in SENTENCES.items():
            assert str(sentence).count(".") >= 2, code


def test_refusal_names_the_line():
    with override("en"):
        assert "line 3" in str(refused("En\nto\ntr\0e"))
        assert "line 2" in str(refused(b"R\xf8yk\n\x81\n"))


def test_windows_1252_is_read_with_its_quotation_marks():
    manuscript = read("“Røyk” – og «ånd» …\n\nBlåbær.".encode("cp1252"), language="nb")

    assert manuscript.headline == "“Røyk” – og «ånd» …"


def test_few_control_characters_are_dropped_from_a_text():
    assert read("Over\x07skrift\n\nIngress.", language="nb").headline == "Overskrift"


def test_lone_surrogates_are_dropped_from_pasted_text():
    assert read("Over\ud800skrift\n\nIngress.", language="nb").headline == "Overskrift"


def test_largest_manuscript_is_read():
    source = b"Overskrift\n\n" + b"a" * (MAX_BYTES - 12)

    assert len(read(source, language="nb").lead) == MAX_BYTES - 12


HOSTILE = {
    "one line": "a",
    "one line of words": "ord ",
    "spaces": "a" + " " * 1000,
    "accents": "a\u0301\u0323\u0301\u0323",
    "accents alone": "\u0301\u0323",
    "opened brackets": "(",
    "closed brackets": ")",
    "credit words": "Foto: ",
    "opened credits": "(Photo:",
    "conjunctions": "Kari Bø og ",
    "places": "Oslo (NTB",
    "addresses": "a@",
    "links": "[a](http://",
    "square brackets": "[",
    "images": "![",
    "strong": "**a ",
    "lines": "Kort linje\n",
    "dashes": "- ja\n",
    "captions": "Bildet (Foto: Kari Bø/NTB)\n",
    "headings of boxes": "Fakta\n· ja\n",
    "plain boxes": "Fakta\nInnbyggere\n",
    "links to the other language": "Les på norsk\n",
    "quotes in Markdown": "> ja\n\n",
    "definitions in Markdown": "[a]: http://b\n**c**\n",
}


def numbers_of_lines(source: str) -> list[int]:
    return [number for number, line in enumerate(source.splitlines(), 1) if clean(line)]


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_no_line_is_lost_and_effort_grows_with_the_length_alone(unit):
    """Eight times the text with at most sixteen times the effort; quadratic would be 64."""
    small, large = (unit * (size // len(unit)) for size in (8_000, 64_000))
    found = {}

    def take(source: str) -> None:
        found[source] = read(source, language="nb")

    effort = calls(lambda: take(small)), calls(lambda: take(large))

    assert effort[1] < 16 * max(effort[0], 1_000)
    for source, manuscript in found.items():
        assert [line.number for line in manuscript.report.lines] == numbers_of_lines(source)
