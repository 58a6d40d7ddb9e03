"""What a service of machine translation is told of the glossary."""

import pytest

from tests.factories import make_term
from translation import machine
from translation.glossary import for_machines

pytestmark = pytest.mark.django_db


def test_each_word_has_the_rendering_to_use_and_what_is_forbidden_is_not_told():
    make_term(nb="sild, vårsild, not sill", en="herring, Clupea, not silver")
    make_term(nb="torsk")
    make_term(nb="Havsula", untranslatable=True)

    assert for_machines.terms("nb", "en") == (
        [("sild", "herring"), ("vårsild", "herring")],
        ["Havsula"],
    )
    assert for_machines.terms("en", "nb") == (
        [("herring", "sild"), ("Clupea", "sild")],
        ["Havsula"],
    )


def test_machine_translation_asks_the_glossary(django_assert_num_queries):
    make_term(nb="sild", en="herring")

    with django_assert_num_queries(1):
        assert machine.terms("nb", "en") == ([("sild", "herring")], [])
