"""Word documents: what is read of them, and which are refused before anything opens them."""

import struct
import zipfile
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from articles.manuscript import Manuscript, ManuscriptError, package, read


def saved(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def word(*paragraphs: str | tuple[str, str]) -> Document:
    """A document of paragraphs, each a text or a text with the name of its style."""
    document = docx.Document()
    for paragraph in paragraphs:
        text, style = (paragraph, None) if isinstance(paragraph, str) else paragraph
        document.add_paragraph(text, style=style)
    return document


def read_word(document: Document, language: str = "nb") -> Manuscript:
    return read(saved(document), filename="sak.docx", language=language)


def body(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(block.kind, block.html) for block in manuscript.body]


def with_part(source: bytes, name: str, content: bytes) -> bytes:
    """The same package with one part put in, or put in another's place."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(result, "w", 8) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return result.getvalue()


def xml(inner: str) -> object:
    return parse_xml(inner.replace(">", f" {nsdecls('w', 'r')}>", 1))


FRONT = ("Overskriften i saken", "Dette er ingressen.", "Et avsnitt kommer her.")


def test_styles_say_what_a_paragraph_is():
    document = word(
        ("Havne-\nsaken", "Title"),
        ("Undertittelen er ingress", "Subtitle"),
        "Et avsnitt.",
        ("En mellomtittel som er lang, og som til og med ender med et punktum.", "Heading 2"),
        ("Et sitat.", "Quote"),
        ("Et punkt", "List Bullet"),
        ("Et tall", "List Number"),
        ("Kaia i Vardø", "Caption"),
        ("Fakta", "Heading 3"),
        ("Et punkt til", "List Bullet"),
        "En vanlig linje.",
    )

    manuscript = read_word(document)

    assert manuscript.headline == "Havne- saken"
    assert manuscript.lead == "Undertittelen er ingress"
    assert body(manuscript) == [
        ("paragraph", "Et avsnitt."),
        ("subhead", "En mellomtittel som er lang, og som til og med ender med et punktum."),
        ("quote", "Et sitat."),
        ("bullet", "Et punkt"),
        ("numbered", "Et tall"),
        ("picture", ""),
        ("background", ""),
        ("paragraph", "En vanlig linje."),
    ]
    assert manuscript.pictures[0].captions == {"nb": "Kaia i Vardø"}
    assert manuscript.backgrounds[0].title == "Fakta"


def test_styles_of_the_newsroom_are_known_by_name_and_by_what_they_are_based_on():
    document = docx.Document()
    for name, base in (("Stikktittel", "Normal"), ("Ingress", "Normal"), ("Ramme", "Heading 2")):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
    for text, style in (
        ("Havner", "Stikktittel"),
        ("Overskriften", None),
        ("Første del.", "Ingress"),
        ("Andre del.", "Ingress"),
        ("Et avsnitt.", None),
        ("Utheving", "Ramme"),
        ("Et avsnitt.", None),
    ):
        document.add_paragraph(text, style=style)

    manuscript = read_word(document)

    assert manuscript.kicker == "Havner"
    assert manuscript.headline == "Overskriften"
    assert manuscript.lead == "Første del. Andre del."
    assert [kind for kind, _html in body(manuscript)] == ["paragraph", "subhead", "paragraph"]


def test_first_level_headings_below_a_plain_headline_are_subheads():
    manuscript = read_word(word(*FRONT, ("Del to", "Heading 1"), "Et avsnitt."))

    assert manuscript.headline == "Overskriften i saken"
    assert ("subhead", "Del to") in body(manuscript)


def test_bold_italic_and_links_are_kept():
    document = word(*FRONT)
    paragraph = document.add_paragraph("Hun sa ")
    paragraph.add_run("nei ").bold = True
    paragraph.add_run("& ja").italic = True
    paragraph.add_run(" til ")
    target = document.part.relate_to(
        "https://example.com/?a=1&b=2", RELATIONSHIP_TYPE.HYPERLINK, True
    )
    link = xml(f'<w:hyperlink r:id="{target}"><w:r><w:t>kaia</w:t></w:r></w:hyperlink>')
    paragraph._p.append(link)
    evil = document.part.relate_to("javascript:alert(1)", RELATIONSHIP_TYPE.HYPERLINK, True)
    paragraph._p.append(xml(f'<w:hyperlink r:id="{evil}"><w:r><w:t>, så</w:t></w:r></w:hyperlink>'))
    paragraph.add_run(".", style="Strong")

    assert body(read_word(document))[-1] == (
        "paragraph",
        "Hun sa <strong>nei</strong> <em>&amp; ja</em> til "
        '<a href="https://example.com/?a=1&amp;b=2">kaia</a>, så<strong>.</strong>',
    )


def test_link_in_a_field_is_kept():
    document = word(*FRONT)
    paragraph = document.add_paragraph()
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText> HYPERLINK "https://example.com/a" </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>Les her</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        "<w:t>, om du vil.</w:t>",
    ):
        paragraph._p.append(xml(f"<w:r>{part}</w:r>"))

    assert body(read_word(document))[-1][1] == (
        '<a href="https://example.com/a">Les her</a>, om du vil.'
    )


def test_tracked_changes_are_read_as_if_accepted():
    document = word(*FRONT)
    paragraph = document.add_paragraph("Prisen er ")
    paragraph._p.append(xml("<w:del><w:r><w:delText>ti</w:delText></w:r></w:del>"))
    paragraph._p.append(xml("<w:ins><w:r><w:t>tolv</w:t></w:r></w:ins>"))
    paragraph.add_run(" kroner.")

    assert body(read_word(document))[-1][1] == "Prisen er tolv kroner."


def test_line_breaks_within_a_paragraph_end_it():
    document = word(*FRONT, "Kaia i Vardø.\nFoto: Kari Bø / NTB", "Et avsnitt.\nEt til.")

    manuscript = read_word(document)

    assert manuscript.pictures[0].captions == {"nb": "Kaia i Vardø."}
    assert [html for _kind, html in body(manuscript)][-2:] == ["Et avsnitt.", "Et til."]
    assert [line.number for line in manuscript.report.lines] == [1, 2, 3, 4, 4, 5, 5]


def test_dash_that_word_made_a_list_of_may_still_open_speech():
    document = word(*FRONT)
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        xml(
            '<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
            '<w:lvlText w:val="–"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(xml('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    paragraph = document.add_paragraph("Vi er glade, sier hun.")
    paragraph._p.get_or_add_pPr().append(
        xml('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
    )

    assert body(read_word(document))[-1] == ("paragraph", "– Vi er glade, sier hun.")


def test_text_of_tables_text_boxes_and_notes_is_kept_in_the_body_and_listed():
    document = word(*FRONT)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "År", "Kaia. (Foto: Kari Bø/NTB)"
    box = (
        "<w:r><mc:AlternateContent "
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>I ramme</w:t></w:r></w:p>'
        "</w:txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>I ramme</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph("Et avsnitt ved en ramme.")._p.append(xml(box))
    notes = (
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator"><w:p><w:r><w:t>skille</w:t></w:r></w:p></w:footnote>'
        "<w:footnote><w:p><w:r><w:t>Kilde: SSB.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    manuscript = read_word(document)

    assert [line.text for line in manuscript.report.unplaced] == ["År", "I ramme", "Kilde: SSB."]
    assert [html for kind, html in body(manuscript) if kind == "paragraph"] == [
        "Et avsnitt kommer her.",
        "År",
        "Et avsnitt ved en ramme.",
        "I ramme",
        "Kilde: SSB.",
    ]
    assert len(manuscript.pictures) == 1


def test_content_controls_are_read():
    document = word(*FRONT)
    control = xml(
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>I et felt.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    document.element.body.insert(3, control)

    assert body(read_word(document))[-1][1] == "I et felt."


def test_report_says_that_pictures_and_comments_were_left_out():
    picture = BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    picture.seek(0)
    document = word(*FRONT)
    document.add_picture(picture)
    document.add_comment(document.paragraphs[0].runs, text="Sjekk dette")

    report = read_word(document).report

    assert len(report.notes) == 2
    assert [str(note) for note in report.notes] == report.summary()[-2:]


def test_empty_document_is_refused():
    with pytest.raises(ManuscriptError) as caught:
        read_word(word("", " "))

    assert caught.value.code == "empty"


def zipped(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", 8) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


DOCX = saved(word(*FRONT))
CONTENT_TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("zip", zipped(**{"sak.txt": b"Hei"})),
        ("damaged", b"PK\x03\x04 og ikke mer"),
        ("damaged", DOCX[: len(DOCX) // 2]),
        ("damaged", with_part(DOCX, "word/document.xml", b"<w:document")),
        ("damaged", zipped(**{CONTENT_TYPES: b"<Types/>", "word/document.xml": b"<a/>"})),
        ("spreadsheet", zipped(**{CONTENT_TYPES: b"", "xl/workbook.xml": b""})),
        ("presentation", zipped(**{CONTENT_TYPES: b"", "ppt/presentation.xml": b""})),
        ("opendocument", zipped(mimetype=b"", **{"content.xml": b""})),
        ("pages", zipped(**{"Index/Document.iwa": b""})),
        ("macros", with_part(DOCX, "word/vbaProject.bin", b"x")),
        ("macros", with_part(DOCX, CONTENT_TYPES, b"<Types>macroEnabled</Types>")),
        ("zip_bomb", with_part(DOCX, "word/media/a.xml", bytes(2 * 1024 * 1024))),
        ("entities", with_part(DOCX, "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')),
        (
            "entities",
            with_part(
                DOCX, "word/styles.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")
            ),
        ),
    ],
)
def test_package_that_is_no_safe_word_document_is_refused(code, source):
    with pytest.raises(ManuscriptError) as caught:
        read(source, filename="sak.docx", language="nb")

    assert caught.value.code == code


def test_package_with_too_many_parts_is_refused():
    many = zipped(**{CONTENT_TYPES: b""}, **{f"word/{number}": b"" for number in range(3000)})

    with pytest.raises(ManuscriptError) as caught:
        read(many, language="nb")

    assert caught.value.code == "zip_bomb"


def test_encrypted_part_is_refused():
    source = bytearray(DOCX)
    # The bit in the flags of the first entry of the central directory.
    source[source.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(ManuscriptError) as caught:
        read(bytes(source), language="nb")

    assert caught.value.code == "encrypted"


def test_no_more_is_unpacked_than_a_part_declares():
    """A part that inflates to 64 MB, declared to hold 100 bytes, with the checksum of those."""
    filler = bytes(64 * 1024 * 1024)
    source = bytearray(with_part(DOCX, "word/filler.bin", filler))
    name = b"word/filler.bin"
    local, central = source.index(b"PK\x03\x04", source.index(name) - 30), source.rindex(name) - 46
    checksum = zipfile.crc32(bytes(100))
    for start in (local + 14, central + 16):
        struct.pack_into("<I", source, start, checksum)
        struct.pack_into("<I", source, start + 8, 100)

    copy = package.safe_copy(bytes(source))

    with zipfile.ZipFile(copy) as archive:
        assert archive.read(name.decode()) == bytes(100)
    assert len(copy.getvalue()) < 1024 * 1024
