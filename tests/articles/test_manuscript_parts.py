"""The rules by which single parts of a manuscript are told from each other."""

import textwrap

import pytest
from django.conf import settings

from articles.manuscript import Manuscript, read
from articles.manuscript.conventions import conventions
from articles.manuscript.lines import Run, SourceLine
from articles.manuscript.points import points


def story(*body: str, lead: str = "Dette er ingressen i saken.") -> Manuscript:
    return read("\n\n".join(("Overskriften i saken", lead, *body)), language="nb")


def kinds(manuscript: Manuscript) -> list[str]:
    return [block.kind for block in manuscript.body]


def texts(manuscript: Manuscript) -> list[str]:
    return [block.html for block in manuscript.body]


def role_of(manuscript: Manuscript, text: str) -> str:
    [role] = {line.role for line in manuscript.report.lines if line.text == text}
    return role


AVSNITT = "Dette er et helt vanlig avsnitt, med en setning som ender med punktum."


def test_every_language_of_the_newsroom_has_conventions():
    assert {code for code, _name in settings.LANGUAGES} <= set(conventions())


def test_words_of_the_conventions_are_in_the_form_in_which_they_are_compared():
    for own in conventions().values():
        for kind, words in vars(own).items():
            for word in words:
                assert word == word.casefold(), kind
                assert word == word.strip(" :"), kind


@pytest.mark.parametrize(
    ("start", "place", "rest"),
    [
        ("Tromsø (High North News): Isen går.", "Tromsø", "Isen går."),
        ("TROMSØ: Isen går.", "TROMSØ", "Isen går."),
        ("OSLO (NTB): Isen går.", "OSLO", "Isen går."),
        ("Mo i Rana (Rana Blad) – Isen går.", "Mo i Rana", "Isen går."),
        ("Kirkenes/Murmansk (Sør-Varanger Avis): Isen går.", "Kirkenes/Murmansk", "Isen går."),
        ("Jonas Hansen (Ap): Isen går.", "", "Jonas Hansen (Ap): Isen går."),
        ("Det er klart: Isen går.", "", "Det er klart: Isen går."),
        ("Isen (den tykke): Isen går.", "", "Isen (den tykke): Isen går."),
    ],
)
def test_dateline_at_the_start_of_the_lead_or_of_the_first_paragraph(start, place, rest):
    as_lead = story(AVSNITT, lead=start)
    as_body = story(start, AVSNITT)

    assert (as_lead.dateline, as_lead.lead) == (place, rest)
    assert (as_body.dateline, texts(as_body)[0]) == (place, rest)


def test_dateline_keeps_the_marks_of_the_paragraph():
    manuscript = read("# Tittel\n\nIngress her.\n\nOSLO (NTB): **Isen** går.\n", language="nb")

    assert texts(manuscript) == ["<strong>Isen</strong> går."]


def test_dateline_on_a_line_of_its_own():
    manuscript = read(
        "Overskrift\n\nTromsø (Nordlys)\n\nIngressen her.\n\n" + AVSNITT, language="nb"
    )

    assert (manuscript.dateline, manuscript.lead) == ("Tromsø", "Ingressen her.")
    assert role_of(manuscript, "Tromsø (Nordlys)") == "dateline"


def test_later_paragraphs_have_no_dateline():
    manuscript = story(AVSNITT, "BODØ: Her er det kaldt.")

    assert manuscript.dateline == ""
    assert texts(manuscript)[1] == "BODØ: Her er det kaldt."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Av Kari Nordmann", ("Kari Nordmann",)),
        ("By Kari Nordmann and Ola Hansen", ("Kari Nordmann", "Ola Hansen")),
        ("Tekst: Kari Nordmann", ("Kari Nordmann",)),
        ("Tekst og foto: Kari Nordmann", ("Kari Nordmann",)),
        ("Text and photos: Kari Nordmann", ("Kari Nordmann",)),
        ("Av: Kari Nordmann, Ola Hansen og Per Li", ("Kari Nordmann", "Ola Hansen", "Per Li")),
        ("Av Kari Nordmann, journalist", ("Kari Nordmann",)),
        ("Av Ludvig van der Berg (ludvig@example.com)", ("Ludvig van der Berg",)),
        ("By NTB", ("NTB",)),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_byline_in_the_front_matter(place, line, names):
    front = ["Overskriften i saken", "Dette er ingressen."]
    front.insert(place, line)

    manuscript = read("\n\n".join([*front, AVSNITT]), language="nb")

    assert manuscript.bylines == names
    assert manuscript.headline == "Overskriften i saken"
    assert manuscript.lead == "Dette er ingressen."
    assert role_of(manuscript, line) == "byline"


@pytest.mark.parametrize(
    "line",
    ["By Tuesday", "By Tuesday, all had left.", "Av dette følger mye", "Av Kari gjorde de alt."],
)
def test_what_only_begins_like_a_byline_is_text(line):
    manuscript = read(f"Overskrift\n\nIngressen her.\n\n{line}\n\n{AVSNITT}", language="nb")

    assert manuscript.bylines == ()
    assert line in texts(manuscript)


def test_subhead_is_a_short_line_between_paragraphs():
    manuscript = story(AVSNITT, "Et nytt kapittel", AVSNITT, "Hva nå?", AVSNITT)

    assert kinds(manuscript) == ["paragraph", "subhead", "paragraph", "subhead", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Dette er kort.",
        "De tre er disse:",
        "Ti ord er flere enn en mellomtittel har lov til",
        "– Hva nå?",
        "«Kom hit!»",
        "liten forbokstav",
    ],
)
def test_what_no_subhead_looks_like_is_a_paragraph(line):
    assert kinds(story(AVSNITT, line, AVSNITT)) == ["paragraph"] * 3


def test_short_line_at_the_end_is_no_subhead_but_unplaced():
    manuscript = story(AVSNITT, "Takk for følget")

    assert kinds(manuscript) == ["paragraph", "paragraph"]
    assert [line.text for line in manuscript.report.unplaced] == ["Takk for følget"]


def test_of_two_short_lines_only_the_one_above_a_paragraph_is_a_subhead():
    manuscript = story(AVSNITT, "En linje", "En mellomtittel", AVSNITT)

    assert kinds(manuscript) == ["paragraph", "paragraph", "subhead", "paragraph"]
    assert role_of(manuscript, "En linje") == "unplaced"


def test_short_line_above_the_sections_at_the_end_is_no_subhead():
    assert kinds(story(AVSNITT, "En linje", "Les også", "En annen sak")) == ["paragraph"] * 2


@pytest.mark.parametrize("mark", ["·", "•", "*", "▪"])
def test_bullets_are_points_even_alone(mark):
    manuscript = story(AVSNITT, f"{mark} Et punkt.", AVSNITT)

    assert kinds(manuscript) == ["paragraph", "bullet", "paragraph"]
    assert texts(manuscript)[1] == "Et punkt."


@pytest.mark.parametrize(
    "lines",
    [
        ("– Vi er glade, sier hun.",),
        ("- Vi er glade",),
        ("– Vi er glade.", "– Det er vi alle."),
        ("- Er dere glade?", "- Ja"),
        ("- Vi er glade", "- Vi er klare, forteller hun"),
        ("– Yes, says the mayor", "– No, says the other"),
    ],
)
def test_dashes_that_open_speech_are_paragraphs(lines):
    manuscript = story(AVSNITT, *lines, AVSNITT)

    assert "bullet" not in kinds(manuscript)
    assert texts(manuscript)[1:-1] == list(lines)


@pytest.mark.parametrize(
    "lines",
    [("- en båt", "- to båter"), ("– en båt", "– to båter"), ("- Den er ny.", "- Den er rask.")],
)
def test_dashes_in_a_row_that_do_not_speak_are_points(lines):
    manuscript = story(AVSNITT, *lines, AVSNITT)

    assert kinds(manuscript) == ["paragraph", "bullet", "bullet", "paragraph"]
    assert texts(manuscript)[1] == lines[0][2:]


def test_numbers_are_points_where_they_count_from_one():
    counted = story(AVSNITT, "1. Først dette.", "2. Så dette.", AVSNITT)
    dated = story(AVSNITT, "1. mai er fri.", AVSNITT, "17. mai også.", AVSNITT)

    assert kinds(counted) == ["paragraph", "numbered", "numbered", "paragraph"]
    assert texts(counted)[1] == "Først dette."
    assert role_of(counted, "1. Først dette.") == "bullet"
    assert kinds(dated) == ["paragraph"] * 5


def test_points_are_asked_of_styled_lines_only_by_their_style():
    line = SourceLine(numbered=((1, "– Ja"),), runs=(Run("– Ja"),), style="quote")

    assert points([line, line]) == [None, None]


@pytest.mark.parametrize(
    "title",
    [
        "Background",
        "Bakgrunn:",
        "Fakta",
        "FACTS",
        "Fact box",
        "Dette er saken",
        "Fakta om grensa",
        "Facts about the border",
        "Fakta: Grensa",
    ],
)
def test_fact_box_of_points_ends_at_the_first_line_that_is_none(title):
    manuscript = story(AVSNITT, title, "· Et punkt.", "– Ett til.", AVSNITT)

    assert kinds(manuscript) == ["paragraph", "background", "paragraph"]
    [box] = manuscript.backgrounds
    assert box.title == title.rstrip(":")
    assert [(item.kind, item.html) for item in box.items] == [
        ("bullet", "Et punkt."),
        ("bullet", "Ett til."),
    ]
    assert role_of(manuscript, title) == "background_title"


def test_fact_box_of_plain_lines_goes_on_to_the_next_heading():
    manuscript = story(
        "Fakta", "Innbyggere: 5 000", "Areal: 20 km²", "Ny del", AVSNITT, "Les også", "En sak"
    )

    assert [item.html for item in manuscript.backgrounds[0].items] == [
        "Innbyggere: 5 000",
        "Areal: 20 km²",
    ]
    assert kinds(manuscript) == ["background", "subhead", "paragraph"]
    assert manuscript.also_read == ("En sak",)


def test_two_fact_boxes_stand_where_they_stood():
    manuscript = story("Fakta", "· En.", "Bakgrunn", "· To.", AVSNITT)

    assert [box.title for box in manuscript.backgrounds] == ["Fakta", "Bakgrunn"]
    assert [block.background for block in manuscript.body] == [0, 1, None]


def test_heading_of_a_fact_box_with_nothing_in_it_makes_none():
    manuscript = story(AVSNITT, "Bakgrunn", "Les også")

    assert manuscript.backgrounds == ()
    assert kinds(manuscript) == ["paragraph"]


def test_picture_in_a_fact_box_does_not_end_it():
    manuscript = story(AVSNITT, "Fakta", "· En.", "Et bilde. (Foto: A B/C)", "· To.")

    assert len(manuscript.backgrounds[0].items) == 2
    assert kinds(manuscript) == ["paragraph", "background", "picture"]


@pytest.mark.parametrize(
    "line",
    [
        "Les på norsk.",
        "Les saken på engelsk her",
        "Read in English",
        "READ THIS ARTICLE IN NORWEGIAN »",
        "Read in English: https://example.com/story",
    ],
)
def test_link_to_the_other_language(line):
    manuscript = story(line, AVSNITT)

    assert manuscript.twin_link
    assert kinds(manuscript) == ["paragraph"]
    assert role_of(manuscript, line) == "twin_link"


def test_sentence_about_reading_is_no_link():
    assert not story("Les på norsk når du lærer norsk, sier hun.").twin_link


def test_also_read_in_the_middle_ends_where_the_story_goes_on():
    manuscript = story(
        AVSNITT, "Les også", "En annen sak", AVSNITT, "Les også: En tredje sak", AVSNITT
    )

    assert manuscript.also_read == ("En annen sak", "En tredje sak")
    assert kinds(manuscript) == ["paragraph"] * 3


@pytest.mark.parametrize(
    "lines",
    [
        ("Tags: Arctic, Svalbard, Kystvakta",),
        ("Emneord", "Arctic, Svalbard", "Kystvakta"),
        ("Tags", "Arctic", "Svalbard", "Kystvakta", "arctic"),
        ("Stikkord:", "#Arctic #Svalbard #Kystvakta"),
        ("Tags", "· Arctic", "· Svalbard; Kystvakta."),
    ],
)
def test_tags_come_in_a_row_or_one_a_line(lines):
    assert story(AVSNITT, *lines).tags == ("Arctic", "Svalbard", "Kystvakta")


def test_tags_above_the_headline_do_not_take_the_story_in():
    manuscript = read(f"Tags: Arktis\n\nOverskrift\n\nIngressen.\n\n{AVSNITT}", language="nb")

    assert manuscript.tags == ("Arktis",)
    assert manuscript.headline == "Overskrift"


def test_sentence_among_the_tags_is_kept_in_the_body_and_listed():
    manuscript = story(AVSNITT, "Tags", "Arktis", AVSNITT + " Slutt.")

    assert manuscript.tags == ("Arktis",)
    assert [line.text for line in manuscript.report.unplaced] == [AVSNITT + " Slutt."]
    assert texts(manuscript)[-1] == AVSNITT + " Slutt."


@pytest.mark.parametrize("line", ["FORSVAR", "Stikktittel: Forsvar", "Kicker: Forsvar"])
def test_kicker_above_the_headline(line):
    manuscript = read(f"{line}\n\nEn overskrift\n\nIngressen her.\n\n{AVSNITT}", language="nb")

    assert manuscript.kicker.casefold() == "forsvar"
    assert manuscript.headline == "En overskrift"


def test_labelled_headline_and_lead():
    manuscript = read(f"Tittel: Ny kai\n\nIngress: Kaia er ny.\n\n{AVSNITT}", language="nb")

    assert (manuscript.headline, manuscript.lead) == ("Ny kai", "Kaia er ny.")


def test_short_line_before_the_lead_is_unplaced_and_not_the_lead():
    manuscript = read(f"Overskrift\n\nEn løs linje\n\nIngressen her.\n\n{AVSNITT}", language="nb")

    assert manuscript.lead == "Ingressen her."
    assert texts(manuscript) == ["En løs linje", AVSNITT]
    assert role_of(manuscript, "En løs linje") == "unplaced"


def test_lead_without_a_full_stop_is_the_lead_when_no_sentence_follows():
    manuscript = read("Overskrift\n\nEn ingress", language="nb")

    assert manuscript.lead == "En ingress"


def test_white_space_is_normalised_and_quotation_marks_are_not():
    manuscript = story(
        '\u00a0\tHan\u00a0\u00a0sa\u200b: «Ja\u00ad», “yes” og "jo", a\u030angret\ufeff. '
    )

    assert texts(manuscript) == ['Han sa: «Ja», “yes” og "jo", ångret.']


def test_text_wrapped_at_a_width_is_put_together_again():
    lead = "Dette er en ingress som ble brutt over flere linjer av et program for e-post. " * 3
    body = "Og dette er et avsnitt i det samme brevet, som også går over noen linjer. " * 3
    wrapped = "\n\n".join(textwrap.fill(text, 62) for text in (lead, body))

    manuscript = read(f"Overskrift\n\n{wrapped}\n\nStikkord:\nhav\nis", language="nb")

    assert manuscript.lead == lead.strip()
    assert texts(manuscript) == [body.strip()]
    assert manuscript.tags == ("hav", "is")
    assert [line.number for line in manuscript.report.lines if line.role == "lead"] == [3, 4, 5, 6]


def test_short_lines_below_each_other_are_not_taken_for_wrapped_ones():
    manuscript = read("Overskrift\nIngressen er kort.\nFørste.\nAndre.\nTredje.", language="nb")

    assert texts(manuscript) == ["Første.", "Andre.", "Tredje."]


def test_a_dateline_is_found_on_a_line_without_a_full_stop():
    found = read(
        "En tittel om havna\n\nEn ingress som sier hva saken handler om.\n\n"
        "Vadsø (Nordbrisen): Kaia er åpen\n\nDette er et avsnitt til, og det er langt nok.\n",
        language="nb",
    )

    assert found.dateline == "Vadsø"
    assert [one.kind for one in found.body] == ["paragraph", "paragraph"]
    assert found.body[0].html == "Kaia er åpen"
