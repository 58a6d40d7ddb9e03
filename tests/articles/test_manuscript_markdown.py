import pytest

from articles.manuscript import Manuscript, read
from articles.manuscript.lines import clean

STORY = """\
NORDOMRÅDENE

# Ny kai i *Vardø*

![](kai.jpg "Kaia i Vardø. (Foto: Kari Bø/NTB)")

Kaia er **ny**, og den er lang.

Les saken [på engelsk](https://example.com/en).

Dette er [ei lenke](https://example.com/?a=1&b=2) og *kursiv **og fet*** og `kode`.
Linja under er samme avsnitt.

## Et avsnitt om alt som har med kaier å gjøre, og som er langt

> Sitat på **to**
> linjer.

- Vi er glade, sier hun.

1. Først
2. Så

En kort linje

<b>Ikke HTML</b> og [farlig](javascript:alert(1)).

### Fakta

* Bygd i 2024
* Er *lang*

Les også
--------

- [En annen sak](https://example.com/annen)
- En tredje sak

Stikkord
--------

havner, [Vardø](https://example.com/vardo)
"""


def blocks(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(block.kind, block.html) for block in manuscript.body]


def test_markdown_is_read_by_its_marks():
    manuscript = read(STORY, language="nb")

    assert manuscript.kicker == "NORDOMRÅDENE"
    assert manuscript.headline == "Ny kai i Vardø"
    assert manuscript.lead == "Kaia er ny, og den er lang."
    assert manuscript.twin_link
    assert blocks(manuscript) == [
        (
            "paragraph",
            'Dette er <a href="https://example.com/?a=1&amp;b=2">ei lenke</a> og '
            "<em>kursiv</em> <strong><em>og fet</em></strong> og kode.",
        ),
        ("paragraph", "Linja under er samme avsnitt."),
        ("subhead", "Et avsnitt om alt som har med kaier å gjøre, og som er langt"),
        ("quote", "Sitat på <strong>to</strong>"),
        ("quote", "linjer."),
        ("paragraph", "- Vi er glade, sier hun."),
        ("numbered", "Først"),
        ("numbered", "Så"),
        ("paragraph", "En kort linje"),
        ("paragraph", "&lt;b&gt;Ikke HTML&lt;/b&gt; og [farlig](javascript:alert(1))."),
        ("background", ""),
    ]
    [box] = manuscript.backgrounds
    assert [(item.kind, item.html) for item in box.items] == [
        ("bullet", "Bygd i 2024"),
        ("bullet", "Er <em>lang</em>"),
    ]
    [picture] = manuscript.pictures
    assert picture.lead
    assert picture.captions == {"nb": "Kaia i Vardø."}
    assert manuscript.also_read == ("https://example.com/annen", "En tredje sak")
    assert manuscript.tags == ("havner", "Vardø")


def test_lines_of_a_markdown_file_are_put_together():
    manuscript = read(STORY.encode(), filename="Kai.MD", language="nb")

    assert blocks(manuscript)[0][1].endswith("og kode. Linja under er samme avsnitt.")
    assert ("quote", "Sitat på <strong>to</strong> linjer.") in blocks(manuscript)


@pytest.mark.parametrize("filename", ["", "kai.md"])
def test_no_line_of_markdown_is_lost(filename):
    for source in (STORY, AWKWARD):
        report = read(source, filename=filename, language="nb").report

        numbers = [number for number, line in enumerate(source.splitlines(), 1) if clean(line)]
        assert [line.number for line in report.lines] == numbers


AWKWARD = """\
# Tittel

Ingress med [henvisning][1] i seg.

[1]: https://example.com/brukt
[2]: https://example.com/ubrukt

| År | Fangst |
|----|--------|
| 2024 | 12 tonn |

```tekst
kode som ikke er et avsnitt
```

---

##

Etter streken.

> > > > > > > > > > > > > > > > > > > > > > > > > dypt inne i sitater

-
- [ ] Ikke gjort
    ikke kode
"""


def test_what_has_no_place_in_an_article_is_kept_as_paragraphs():
    manuscript = read(AWKWARD, filename="a.md", language="nb")

    unplaced = [line.text for line in manuscript.report.unplaced]
    assert "| År | Fangst |" in unplaced
    assert "kode som ikke er et avsnitt" in unplaced
    assert "[2]: https://example.com/ubrukt" in unplaced
    assert "[1]: https://example.com/brukt" not in unplaced
    html = " ".join(block.html for block in manuscript.body)
    for text in ("År | Fangst", "2024 | 12 tonn", "kode som", "ubrukt", "dypt inne i sitater"):
        assert text in html


def test_hard_line_break_ends_a_paragraph():
    manuscript = read("# T\n\nIngress.\n\nEn.  \nTo.", filename="a.md", language="nb")

    assert blocks(manuscript) == [("paragraph", "En."), ("paragraph", "To.")]


def test_alternative_text_of_an_image_and_its_caption_are_one_picture():
    source = "# T\n\nIngress.\n\n![Ei kai](k.jpg)\n*Kaia. (Foto: Kari Bø/NTB)*\n\nEt avsnitt."

    manuscript = read(source, language="nb")

    assert [dict(picture.captions) for picture in manuscript.pictures] == [{"nb": "Kaia."}]
    assert [line.role for line in manuscript.report.lines].count("caption") == 2


def test_alternative_text_alone_is_the_caption():
    source = "# T\n\nIngress.\n\nEt avsnitt.\n\n![Ei kai](k.jpg)\n\nEt avsnitt til."

    [picture] = read(source, language="nb").pictures

    assert (picture.captions, picture.credits) == ({"nb": "Ei kai"}, ())


def test_where_subheads_are_marked_none_are_guessed():
    source = (
        "# T\n\nIngress.\n\nEt avsnitt.\n\nKort linje\n\nEt avsnitt.\n\n## Merket\n\nEt avsnitt."
    )

    manuscript = read(source, language="nb")

    assert [block.kind for block in manuscript.body].count("subhead") == 1
    assert [line.text for line in manuscript.report.unplaced] == ["Kort linje"]


def test_text_after_a_first_subhead_is_not_the_lead():
    manuscript = read("# T\n\n## Mellomtittel\n\nEt avsnitt.", language="nb")

    assert manuscript.lead == ""
    assert [block.kind for block in manuscript.body] == ["subhead", "paragraph"]


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4", "snake_case_navn", "# uten mellomrom: #tagg", "a > b"]
)
def test_plain_text_is_not_taken_for_markdown(text):
    manuscript = read(f"Overskrift\n\nIngress.\n\nEt avsnitt om {text}.", language="nb")

    assert manuscript.body[0].html == f"Et avsnitt om {text.replace('>', '&gt;')}."


def test_text_too_long_for_markdown_is_read_as_it_stands():
    source = "# Tittel\n\nIngress.\n\n" + "Et **fett** avsnitt.\n\n" * 20_000

    manuscript = read(source, language="nb")

    assert manuscript.body[0].html == "Et **fett** avsnitt."
    assert len(manuscript.report.notes) == 1
