"""Whole manuscripts, in either language, recognised to their last line."""

import html
import random
import re

import pytest
from django.utils.translation import override

from articles.manuscript import Credit, Manuscript, read
from articles.manuscript.lines import clean

ENGLISH = """\
Fishery Inspectors From Both Sides of the Gray Zone Compare Notes in Vardø

Kaia i Vardø, der inspektørene møttes. (Foto: Liv Strand/NOFO)

The pier in Vardø, which has been the meeting place of inspectors for thirty years. (Photo: Liv Strand/NOFO)

For two days, inspectors measured the same catch with their own rulers. "We do not have to agree on everything to count alike," says the head of the Norwegian group.\u00a0

Les på norsk.

On Wednesday, inspector Per Aune welcomed eleven colleagues to the fish hall in Vardø.

Inspector Per Aune in the fish hall. (Photo: Anne Moen/the Norwegian Coast Guard)

Inspector Per Aune in the fish hall. (Photo: Anne Moen/the Norwegian Coast Guard)

The hall lies a few steps from the pier, and was cleared of everything but scales.

"A ruler is a ruler. When we measure together, nobody has to trust anybody," says Aune.

Common Ground

Since 1976, both countries have counted fish in the area.

The numbers are shared twice a year.\u00a0

Background

· The Gray Zone agreement was made in 1978.

· It was replaced by the boundary treaty of 2010.


\u00a0

Also read

Tags
"""

NORWEGIAN = """\
HAVOVERVÅKING

Ny stasjon på Andøya skal følge trafikken i nord

Tekst: Kari Nordmann
Foto: Ola Hansen

Fartøy ved kai på Andenes i mars. (Foto: Ola Hansen / Kystverket)
A vessel alongside in Andenes in March. (Photo: Ola Hansen/The Norwegian Coastal Administration)

Andenes (Nordlys): Seksten personer skal holde øye med skipsfarten mellom Norge og Svalbard.

Read in English.

– Vi har ventet på dette i ti år, sier stasjonssjef Berit Olsen.

Hun viser rundt i lokalene, som lukter av maling.

– Hva blir annerledes nå?

– Alt.

– Viktig for beredskapen

Stasjonen får tre nye radarer:

- en på Andøya
- en på Bjørnøya
- en på Jan Mayen

17. mai skal alt stå ferdig.

Kart over dekningen. (Illustrasjon: Kystverket)

fartøy ved kai  på Andenes i mars (Foto: Ola Hansen / Kystverket)

Hva nå?

Statsråden svarer ikke på spørsmål om <script>penger</script>.

Fakta om stasjonen

– Bygd i 2024
– Kostet 40 millioner kroner
Siste avsnitt er vanlig tekst igjen, etter boksen.

Les også:
Isen smelter fortere enn ventet
https://example.com/is-og-hav

Stikkord: Andøya, skipsfart, #beredskap
"""


def blocks(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(block.kind, block.html[:20]) for block in manuscript.body]


def roles(manuscript: Manuscript) -> list[str]:
    return [line.role for line in manuscript.report.lines]


def test_english_manuscript_is_recognised_to_its_last_line():
    manuscript = read(ENGLISH.encode(), filename="vardo.txt", language="en")

    assert manuscript.language == "en"
    assert manuscript.headline.startswith("Fishery Inspectors From Both Sides")
    assert manuscript.kicker == manuscript.dateline == ""
    assert manuscript.lead.startswith("For two days")
    assert manuscript.lead.endswith("says the head of the Norwegian group.")
    assert manuscript.twin_link
    assert manuscript.also_read == manuscript.tags == manuscript.bylines == ()
    assert blocks(manuscript) == [
        ("paragraph", "On Wednesday, inspec"),
        ("picture", ""),
        ("paragraph", "The hall lies a few "),
        ("paragraph", '"A ruler is a ruler.'),
        ("subhead", "Common Ground"),
        ("paragraph", "Since 1976, both cou"),
        ("paragraph", "The numbers are shar"),
        ("background", ""),
    ]
    assert manuscript.body[1].picture == 1
    assert manuscript.body[7].background == 0
    [box] = manuscript.backgrounds
    assert box.title == "Background"
    assert [(item.kind, item.html) for item in box.items] == [
        ("bullet", "The Gray Zone agreement was made in 1978."),
        ("bullet", "It was replaced by the boundary treaty of 2010."),
    ]
    assert manuscript.report.unplaced == ()


def test_captions_in_two_languages_and_repeated_ones_are_of_one_picture():
    first, second = read(ENGLISH, language="en").pictures

    assert first.lead
    assert first.kind == "photo"
    assert first.captions == {
        "nb": "Kaia i Vardø, der inspektørene møttes.",
        "en": "The pier in Vardø, which has been the meeting place of inspectors for thirty years.",
    }
    assert first.credits == (
        Credit(creator="Liv Strand", organisation={"nb": "NOFO", "en": "NOFO"}),
    )
    assert not second.lead
    assert second.captions == {"en": "Inspector Per Aune in the fish hall."}
    assert second.credits == (
        Credit(creator="Anne Moen", organisation={"en": "Norwegian Coast Guard"}),
    )


def test_every_line_that_is_not_blank_is_in_the_report_once():
    for text, language in ((ENGLISH, "en"), (NORWEGIAN, "nb")):
        report = read(text, language=language).report

        numbers = [number for number, line in enumerate(text.splitlines(), 1) if clean(line)]
        assert [line.number for line in report.lines] == numbers
        shown = [clean(text.splitlines()[number - 1]) for number in numbers]
        assert [line.text for line in report.lines] == shown


def test_report_tells_the_role_of_each_line():
    assert roles(read(ENGLISH, language="en")) == [
        "headline",
        "caption",
        "caption",
        "lead",
        "twin_link",
        "paragraph",
        "caption",
        "repeated_caption",
        "paragraph",
        "paragraph",
        "subhead",
        "paragraph",
        "paragraph",
        "background_title",
        "background_item",
        "background_item",
        "also_read_heading",
        "tags_heading",
    ]


def test_norwegian_manuscript_is_recognised_to_its_last_line():
    manuscript = read(NORWEGIAN, language="nb")

    assert manuscript.kicker == "HAVOVERVÅKING"
    assert manuscript.headline == "Ny stasjon på Andøya skal følge trafikken i nord"
    assert manuscript.bylines == ("Kari Nordmann", "Ola Hansen")
    assert manuscript.dateline == "Andenes"
    assert manuscript.lead.startswith("Seksten personer")
    assert manuscript.twin_link
    assert blocks(manuscript) == [
        ("paragraph", "– Vi har ventet på d"),
        ("paragraph", "Hun viser rundt i lo"),
        ("paragraph", "– Hva blir annerlede"),
        ("paragraph", "– Alt."),
        ("subhead", "– Viktig for bereds"[:20] + "k"),
        ("paragraph", "Stasjonen får tre ny"),
        ("bullet", "en på Andøya"),
        ("bullet", "en på Bjørnøya"),
        ("bullet", "en på Jan Mayen"),
        ("paragraph", "17. mai skal alt stå"),
        ("picture", ""),
        ("subhead", "Hva nå?"),
        ("paragraph", "Statsråden svarer ik"),
        ("background", ""),
        ("paragraph", "Siste avsnitt er van"),
    ]
    [box] = manuscript.backgrounds
    assert box.title == "Fakta om stasjonen"
    assert [item.html for item in box.items] == ["Bygd i 2024", "Kostet 40 millioner kroner"]
    assert manuscript.also_read == (
        "Isen smelter fortere enn ventet",
        "https://example.com/is-og-hav",
    )
    assert manuscript.tags == ("Andøya", "skipsfart", "beredskap")
    assert manuscript.report.unplaced == ()


def test_organisations_are_named_in_the_language_of_each_caption():
    photo, chart = read(NORWEGIAN, language="nb").pictures

    assert set(photo.captions) == {"nb", "en"}
    assert photo.credits == (
        Credit(
            creator="Ola Hansen",
            organisation={"nb": "Kystverket", "en": "Norwegian Coastal Administration"},
        ),
    )
    assert (chart.kind, chart.lead) == ("illustration", False)


def test_html_in_a_text_is_text():
    manuscript = read(NORWEGIAN, language="nb")

    told = [block.html for block in manuscript.body if "script" in block.html]
    assert told == ["Statsråden svarer ikke på spørsmål om &lt;script&gt;penger&lt;/script&gt;."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (NORWEGIAN, "nb")])
def test_encoding_and_line_ends_make_no_difference(text, language, end, encoding):
    source = text.replace("\n", end).encode(encoding)

    assert read(source, language=language) == read(text, language=language)


def test_blank_lines_between_paragraphs_make_no_difference():
    tight = "\n".join(line for line in ENGLISH.splitlines() if clean(line))

    manuscript, spaced = read(tight, language="en"), read(ENGLISH, language="en")

    assert manuscript.body == spaced.body
    assert manuscript.pictures == spaced.pictures
    assert roles(manuscript) == roles(spaced)


def test_language_of_the_manuscript_decides_where_no_word_does():
    text = "Overskrift\n\nBorte. (Ill.: A B/C)\n\nBildet. (Foto/Photo: A B/C)\n\nIngressen her."

    in_norwegian, in_english = read(text, language="nb"), read(text, language="en")

    assert [set(picture.captions) for picture in in_norwegian.pictures] == [{"nb"}, {"nb"}]
    # One picture: neighbours in two languages with the same creator.
    assert [set(picture.captions) for picture in in_english.pictures] == [{"nb", "en"}]


def test_summary_counts_in_the_language_of_the_reader():
    report = read(ENGLISH, language="en").report

    with override("en"):
        assert report.summary() == [
            "1 headline",
            "1 lead",
            "2 photos",
            "5 paragraphs",
            "1 subhead",
            "1 link to the other language",
            "1 fact box “Background” with 2 points",
        ]


def test_summary_says_what_is_missing_or_unplaced():
    report = read("Bare en linje", language="nb").report

    with override("en"):
        assert report.summary() == ["1 headline", "No lead was found", "No body was found"]

    report = read("Overskrift\n\nEn ingress.\n\nEt avsnitt.\n\nLøs linje", language="nb").report

    with override("en"):
        assert report.summary()[-1] == (
            "1 line could not be placed and stands in the body as a paragraph"
        )


@pytest.mark.parametrize("seed", range(40))
def test_no_text_is_lost_in_whatever_order_the_lines_stand(seed):
    lines = [line for line in (ENGLISH + NORWEGIAN).splitlines() if clean(line)]
    chance = random.Random(seed)
    chance.shuffle(lines)
    text = "".join(line + chance.choice(["\n", "\n\n"]) for line in lines)

    manuscript = read(text, language="nb")

    assert len(manuscript.report.lines) == len(lines)
    held = [block.html for block in manuscript.body]
    held += [item.html for box in manuscript.backgrounds for item in box.items]
    held = [html.unescape(text) for text in held]
    held += [manuscript.headline, manuscript.kicker, manuscript.lead, manuscript.dateline]
    held += [*manuscript.also_read, *manuscript.tags, *manuscript.bylines]
    for picture in manuscript.pictures:
        held += [*picture.captions.values(), *(credit.creator for credit in picture.credits)]
    told = "\n".join(held)
    for line in manuscript.report.lines:
        if line.role in ("repeated_caption", "twin_link", "background_title", "tag"):
            continue
        if "heading" not in line.role:
            # Without marks of points, credits, datelines and labels.
            core = re.sub(r"^[·–-] | \(.*\)$|^\w+ \(\w+\): |^\w+: ", "", line.text)
            assert core in told, line
