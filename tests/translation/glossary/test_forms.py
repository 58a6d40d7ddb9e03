"""Forms of terms, and where they are found in a text."""

import uuid

import pytest

from translation.glossary.forms import forms_of
from translation.glossary.matching import Form, Index, parts

TERM = uuid.uuid4()


def index(language: str, *terms: str, part_of_speech: str = "noun") -> Index:
    return Index(
        language,
        [Form(form, TERM) for text in terms for form in forms_of(text, language, part_of_speech)],
    )


def found(language: str, term: str, text: str, part_of_speech: str = "noun") -> list[str]:
    """What is found, less the compounds."""
    hits = index(language, term, part_of_speech=part_of_speech).hits(text)
    return [text[hit.start : hit.end] for hit in hits if not hit.is_compound]


@pytest.mark.parametrize(
    ("language", "part", "term", "forms"),
    [
        ("nb", "noun", "båt", "båt båts båten båtens båter båtene båtenes"),
        ("nb", "noun", "silde", "silda sildas silden silder"),
        ("nb", "noun", "regel", "regel regelen regler reglene"),
        ("nb", "noun", "våpen", "våpen våpenet våpnene våpna"),
        ("nb", "noun", "artikkel", "artikkelen artikler artiklene"),
        ("nb", "noun", "fisker", "fiskeren fiskere fiskerne fiskernes"),
        ("nb", "noun", "program", "program programmet programmene"),
        ("nb", "noun", "museum", "museet museer museene museets"),
        ("nb", "noun", "NATO", "NATO NATOs"),
        ("nb", "noun", "PC", "PC-en PC-er PCs"),
        ("nb", "adjective", "grønn", "grønn grønt grønne grønnere"),
        ("nb", "verb", "fiske", "fiske fisker fisket fiska fisk"),
        ("nb", "name", "Stortinget", "Stortinget Stortingets"),
        ("nb", "noun", "grønn omstilling", "grønne omstillingen|grønt omstilling"),
        ("nb", "noun", "vern av hav", "vernet av hav|vernets av hav"),
        ("en", "noun", "boat", "boat boats boat's boats'"),
        ("en", "noun", "fishery", "fishery fisheries fishery's"),
        ("en", "noun", "box", "boxes box's"),
        ("en", "noun", "member of parliament", "members of parliament|member of parliament's"),
        ("en", "verb", "trawl", "trawls trawled trawling"),
        ("en", "verb", "tag", "tags tagged tagging"),
        ("en", "name", "the Storting", "the Storting|the Storting's"),
    ],
)
def test_a_term_has_the_forms_of_its_language_and_part_of_speech(language, part, term, forms):
    wanted = forms.split("|") if "|" in forms else forms.split()

    assert set(wanted) <= set(forms_of(term, language, part))


def test_a_name_has_no_endings_but_a_genitive():
    assert forms_of("Nordtind Sjømat", "nb", "name") == ["Nordtind Sjømat", "Nordtind Sjømats"]


def test_irregular_forms_are_added_with_their_genitive():
    assert {"bøker", "bøkenes"} <= set(forms_of("bok", "nb", "noun", "bøker, bøkene"))


def test_a_language_without_traits_has_the_term_as_written():
    assert forms_of("guolli", "se", "noun", "guolit") == ["guolli", "guolit"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Silda kom, og mer sild kommer.", ["Silda", "sild"]),
        ("SILDA KOMMER", ["SILDA"]),
        ("De traff Ola Sild i går.", []),
        ("– Silda er her.", ["Silda"]),
        ("Så kom den: Silda.", ["Silda"]),
        ("sil\u00adda", ["sil\u00adda"]),
        ("sildefiske og sildas", ["sildas"]),
        ("", []),
        ("😀 sild", ["sild"]),
    ],
)
def test_a_word_is_found_where_it_is_no_name(text, words):
    assert found("nb", "sild", text) == words


def test_a_name_is_found_with_its_capital_alone():
    assert found("nb", "Nav", "Nav sier at et nav er et nav.", "name") == ["Nav"]
    assert found("nb", "NAV", "Nav og NAV og nav", "name") == ["Nav", "NAV"]


def test_where_headlines_have_capitals_they_tell_nothing():
    assert found("en", "herring", "Early Herring in Town") == ["Herring"]


def test_the_longest_term_is_found_and_none_over_another():
    both = index("en", "cod", "skrei cod", "cod quota")

    assert ["Skrei cod quota"[hit.start : hit.end] for hit in both.hits("Skrei cod quota")] == [
        "Skrei cod"
    ]


def test_words_of_a_term_may_have_any_space_between_but_no_comma():
    assert found("nb", "grønn omstilling", "grønn\u00a0omstilling") == ["grønn\u00a0omstilling"]
    assert found("nb", "grønn omstilling", "grønn, omstilling") == []


def test_letters_in_two_pieces_are_the_same_letters():
    text = "ba\u030aten"

    assert found("nb", "båt", text) == [text]


def test_a_compound_is_a_hint_and_only_where_words_are_compounded():
    (hit,) = index("nb", "sild").hits("Sildefisket er i gang.")

    assert hit.is_compound
    assert index("en", "herring").hits("herringbone") == []
    assert "fisket" in parts("sildefisket", "nb")


def test_genitives_are_whole():
    assert found("en", "skipper", "The skippers’ meeting") == ["skippers’"]
    assert found("en", "skipper", "The skipper’s boat") == ["skipper’s"]
