import copy

import pytest
from django.core.checks import run_checks

from translation.machine.setting_checks import machine_is_configured_whole

GOOD = {
    "deepl": {"MACHINE_TRANSLATION_KEY": "a-key"},
    "libretranslate": {"MACHINE_TRANSLATION_URL": "http://127.0.0.1:5000"},
}


def configure(settings, chosen, **changes):
    settings.MACHINE_TRANSLATION = chosen
    for name, value in (GOOD.get(chosen, {}) | changes).items():
        setattr(settings, name, value)


def found(settings) -> list[str]:
    return [one.id for one in machine_is_configured_whole()]


@pytest.mark.parametrize("chosen", ["", *GOOD])
def test_what_is_configured_whole_passes(settings, chosen):
    configure(settings, chosen)

    assert found(settings) == []
    assert not [one for one in run_checks() if one.id.startswith("translation.")]


@pytest.mark.parametrize(
    ("chosen", "changes", "told"),
    [
        ("google", {}, "E101"),
        ("deepl", {"MACHINE_TRANSLATION_KEY": ""}, "E102"),
        ("deepl", {"MACHINE_TRANSLATION_KEY": "nøkkel\n"}, "E107"),
        ("libretranslate", {"MACHINE_TRANSLATION_URL": ""}, "E103"),
        ("libretranslate", {"MACHINE_TRANSLATION_URL": "127.0.0.1:5000"}, "E104"),
        ("libretranslate", {"MACHINE_TRANSLATION_URL": "ftp://127.0.0.1"}, "E104"),
        ("libretranslate", {"MACHINE_TRANSLATION_URL": "https://a:b@c.example"}, "E104"),
        ("libretranslate", {"MACHINE_TRANSLATION_URL": "https://c.example:x"}, "E104"),
        ("deepl", {"MACHINE_TRANSLATION_URL": "http://c.example"}, "W101"),
        ("deepl", {"MACHINE_TRANSLATION_LIMIT": -1}, "E106"),
        ("deepl", {"MACHINE_TRANSLATION_COST": "20 euro"}, "E108"),
        ("deepl", {"MACHINE_TRANSLATION_COST": "NaN"}, "E108"),
    ],
)
def test_what_is_wrong_is_told_by_its_id(settings, chosen, changes, told):
    configure(settings, chosen, **changes)

    assert found(settings) == [f"translation.{told}"]


@pytest.mark.parametrize("chosen", GOOD)
def test_a_language_that_the_service_is_not_told_of_is_missed(settings, chosen):
    configure(settings, chosen)
    traits = copy.deepcopy(settings.LANGUAGE_TRAITS)
    del traits["nb"]["machine"][chosen]
    settings.LANGUAGE_TRAITS = traits

    assert found(settings) == ["translation.E105"]
