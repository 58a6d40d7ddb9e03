"""How the credit of a caption reads, and which captions are of one picture."""

import pytest

from articles.manuscript import Credit, Picture, read

AVSNITT = "Dette er et helt vanlig avsnitt, med en setning som ender med punktum."


def pictures(*captions: str, language: str = "nb") -> tuple[Picture, ...]:
    body = "\n\n".join(captions)
    return read(f"Overskrift\n\nIngressen.\n\n{AVSNITT}\n\n{body}", language=language).pictures


def named(picture: Picture) -> list[tuple[str, str]]:
    return [(credit.creator, "|".join(credit.organisation.values())) for credit in picture.credits]


@pytest.mark.parametrize(
    ("credit", "language", "kind"),
    [
        ("(Foto: A Bø/NTB)", "nb", "photo"),
        ("(Photo: A Bø/NTB)", "en", "photo"),
        ("(PHOTO: A Bø/NTB).", "en", "photo"),
        ("[Foto : A Bø/NTB]", "nb", "photo"),
        ("(Illustrasjon: A Bø/NTB)", "nb", "illustration"),
        ("(Illustration: A Bø/NTB)", "en", "illustration"),
        ("(Ill.: A Bø/NTB)", "nb", "illustration"),
        ("(Ill: A Bø/NTB)", "nb", "illustration"),
        ("(Photo by A Bø/NTB)", "en", "photo"),
        ("(Map: A Bø/NTB)", "en", "illustration"),
        ("Foto: A Bø / NTB", "nb", "photo"),
        ("Photo: A Bø/NTB.", "en", "photo"),
        ("(Foto: A Bø / NTB", "nb", "photo"),
    ],
)
def test_credit_word_tells_language_and_kind(credit, language, kind):
    [picture] = pictures(f"Kaia i Vardø. {credit}")

    assert picture.captions == {language: "Kaia i Vardø."}
    assert picture.kind == kind
    assert picture.credits == (Credit(creator="A Bø", organisation={language: "NTB"}),)


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("Foto: Kari Bø/NTB", [("Kari Bø", "NTB")]),
        ("Foto: Kari Bø", [("Kari Bø", "")]),
        ("Foto: NTB", [("", "NTB")]),
        ("Foto: AFP Photo", [("", "AFP Photo")]),
        ("Foto: KARI BØ/NTB", [("KARI BØ", "NTB")]),
        ("Foto: Kari Bø, NTB", [("Kari Bø", "NTB")]),
        ("Foto: Kari Bø/Reuters/NTB", [("Kari Bø", "Reuters/NTB")]),
        ("Foto: Kari Bø/NTB og Ola Li/AP", [("Kari Bø", "NTB"), ("Ola Li", "AP")]),
        ("Photo: Kari Bø/NTB, Ola Li/AP", [("Kari Bø", "NTB"), ("Ola Li", "AP")]),
        ("Photo: Kari Bø/NTB; Ola Li", [("Kari Bø", "NTB"), ("Ola Li", "")]),
        ("Photo: Kari Bø/NTB & Ola Li/AP", [("Kari Bø", "NTB"), ("Ola Li", "AP")]),
        ("Foto: Kari Bø og Ola Li/NTB", [("Kari Bø", "NTB"), ("Ola Li", "NTB")]),
        (
            "Foto: Kari Bø, Ola Li og Per Aa/NTB",
            [(n, "NTB") for n in ("Kari Bø", "Ola Li", "Per Aa")],
        ),
        ("Photo: Kari Bø and Ola Li", [("Kari Bø", ""), ("Ola Li", "")]),
        ("Foto: Kari Bø/NTB, arkiv", [("Kari Bø", "NTB, arkiv")]),
        ("Foto: Kari Bø, arkiv", [("Kari Bø", "arkiv")]),
        ("Arkivfoto: Kari Bø/NTB", [("Kari Bø", "NTB, arkivfoto")]),
        ("File photo: Kari Bø/NTB", [("Kari Bø", "NTB, file photo")]),
        ("Photo: Kari Bø/the Navy", [("Kari Bø", "Navy")]),
        ("Photo: The Navy", [("", "Navy")]),
        ("Foto: Kari Bø/The Times", [("Kari Bø", "The Times")]),
        (
            "Photo: Kari Bø/Ministry of Health and Care",
            [("Kari Bø", "Ministry of Health and Care")],
        ),
        ("Foto: Helse- og omsorgsdepartementet", [("Helse- og omsorgsdepartementet", "")]),
        ("Photo: NASA/NOAA", [("", "NASA/NOAA")]),
        ("Foto: Kari Bø/NTB (arkiv)", [("Kari Bø", "NTB (arkiv)")]),
    ],
)
def test_everyone_in_a_credit_is_named(credit, expected):
    [picture] = pictures(f"Kaia i Vardø. ({credit})")

    assert named(picture) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hun viste meg et bilde: Kaia i Vardø ved midnatt.",
        "Foto: Hun tok det selv, og la det ut på nettet samme dag.",
        "De kalte det «Foto: ukjent», og det var alt.",
        "Møtet er flyttet (se kart: side fire).",
        "Det stod (foto) under bildet.",
    ],
)
def test_sentence_with_such_a_word_is_no_caption(text):
    assert pictures(text, AVSNITT) == ()


def test_organisation_in_two_languages_is_one_credit():
    [picture] = pictures(
        "Sjefen. (Foto: Kari Bø/Forsvaret)",
        "The chief. (Photo: Kari Bø/the Norwegian Armed Forces)",
    )

    assert picture.captions == {"nb": "Sjefen.", "en": "The chief."}
    assert picture.credits == (
        Credit(
            creator="Kari Bø",
            organisation={"nb": "Forsvaret", "en": "Norwegian Armed Forces"},
        ),
    )


def test_neighbours_by_different_creators_are_two_pictures():
    assert len(pictures("Sjefen. (Foto: Kari Bø/NTB)", "The chief. (Photo: Ola Li/NTB)")) == 2


def test_neighbours_in_one_language_are_two_pictures():
    assert len(pictures("Sjefen. (Foto: Kari Bø/NTB)", "Kaia. (Foto: Kari Bø/NTB)")) == 2


def test_captions_with_text_between_them_are_of_two_pictures():
    found = pictures("Sjefen. (Foto: Kari Bø/NTB)", AVSNITT, "The chief. (Photo: Kari Bø/NTB)")

    assert [set(picture.captions) for picture in found] == [{"nb"}, {"en"}]


@pytest.mark.parametrize("order", ["nb1 en1 nb2 en2", "nb1 nb2 en1 en2", "en1 nb1 nb2 en2"])
def test_pairs_of_one_creator_are_told_apart_by_their_order(order):
    credit = {"nb": "Foto", "en": "Photo"}
    found = pictures(*(f"Caption {c}. ({credit[c[:2]]}: Kari Bø/NTB)" for c in order.split()))

    assert [dict(picture.captions) for picture in found] == [
        {"nb": "Caption nb1.", "en": "Caption en1."},
        {"nb": "Caption nb2.", "en": "Caption en2."},
    ]


def test_missing_translation_leaves_the_nearest_pair_together():
    found = pictures(
        "En. (Foto: Kari Bø/NTB)", "To. (Foto: Kari Bø/NTB)", "Two. (Photo: Kari Bø/NTB)"
    )

    assert [dict(picture.captions) for picture in found] == [
        {"nb": "En."},
        {"nb": "To.", "en": "Two."},
    ]


def test_repeated_caption_is_of_the_same_picture_however_it_is_typed():
    source = (
        f"Overskrift\n\nKaia i Vardø. (Foto: Kari Bø/NTB)\n\nIngressen.\n\n{AVSNITT}\n\n"
        f"KAIA  i vardø (Foto: Kari Bø / NTB)\n\n{AVSNITT}"
    )

    manuscript = read(source, language="nb")

    assert len(manuscript.pictures) == 1
    assert manuscript.pictures[0].lead
    assert [block.kind for block in manuscript.body] == ["paragraph", "paragraph"]
    assert [line.role for line in manuscript.report.lines][1::3] == ["caption", "repeated_caption"]


def test_same_words_by_another_creator_are_another_picture():
    assert len(pictures("Kaia. (Foto: Kari Bø/NTB)", "Kaia. (Foto: Ola Li/NTB)")) == 2


def test_only_the_first_picture_before_the_body_is_the_lead_picture():
    source = f"Overskrift\n\nEn. (Foto: A B/C)\n\nTo. (Foto: D E/F)\n\nIngressen.\n\n{AVSNITT}"

    manuscript = read(source, language="nb")

    assert [picture.lead for picture in manuscript.pictures] == [True, False]
    assert [block.picture for block in manuscript.body] == [1, None]


def test_picture_between_lead_and_body_is_the_lead_picture():
    manuscript = read(f"Overskrift\n\nIngress.\n\nEn. (Foto: A B/C)\n\n{AVSNITT}", language="nb")

    assert manuscript.pictures[0].lead
    assert [block.kind for block in manuscript.body] == ["paragraph"]


def test_picture_in_the_body_is_not_the_lead_picture():
    [picture] = pictures("En. (Foto: A B/C)")

    assert not picture.lead


def test_credit_right_below_a_line_ends_its_caption():
    source = (
        f"Overskrift\n\nIngressen.\n\n{AVSNITT}\n\nKaia i Vardø.\nFoto: Kari Bø / NTB\n\n{AVSNITT}"
    )

    manuscript = read(source, language="nb")

    assert manuscript.pictures[0].captions == {"nb": "Kaia i Vardø."}
    assert [line.role for line in manuscript.report.lines if line.number in (7, 8)] == [
        "caption"
    ] * 2


def test_credit_alone_is_a_picture_without_a_caption():
    [picture] = pictures(AVSNITT, "(Foto: Kari Bø/NTB)", AVSNITT)

    assert picture.captions == {}
    assert named(picture) == [("Kari Bø", "NTB")]


def test_label_makes_a_caption_without_a_credit():
    [picture] = pictures("Caption: The pier in Vardø.")

    assert picture.captions == {"en": "The pier in Vardø."}
    assert picture.credits == ()


def test_photographer_below_the_writer_is_named_in_the_byline():
    source = f"Overskrift\n\nTekst: Kari Bø\nFoto: Ola Li\n\nIngressen.\n\n{AVSNITT}"

    manuscript = read(source, language="nb")

    assert manuscript.bylines == ("Kari Bø", "Ola Li")
    assert manuscript.pictures == ()
