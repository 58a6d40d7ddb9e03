"""The newsroom's languages, as `settings.LANGUAGES` lists them: codes, names, columns."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import get_language


def codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def active() -> str:
    """The language of the page that is being made, where it is one of the newsroom's."""
    language = get_language()
    return language if language in codes() else codes()[0]


def others(language: str) -> list[str]:
    return [code for code in codes() if code != language]


def name(language: str) -> Promise:
    """The language's name in the reader's interface language ("Norwegian", «norsk»)."""
    return dict(settings.LANGUAGES)[language]


def own_name(language: str) -> str:
    return settings.LANGUAGE_TRAITS[language]["own_name"]


def switch_label(language: str) -> str:
    """What a reader of another version sees: "Les på norsk", "Read in English"."""
    return settings.LANGUAGE_TRAITS[language]["switch"]


def locale(language: str) -> str:
    return settings.LANGUAGE_TRAITS[language]["locale"]


def column(field: str, language: str) -> str:
    """The column that holds `field` in `language`: ("headline", "se") gives "headline_se"."""
    return f"{field}_{language.replace('-', '_')}"


def columns(*fields: str) -> list[str]:
    """The columns of these fields in every language, field by field."""
    return [column(field, language) for field in fields for language in codes()]


def text(thing: object, field: str, language: str) -> str:
    """What stands in one language's column; never another language's text. "" when empty."""
    return getattr(thing, column(field, language)) or ""


def labelled(label: object, language: str) -> object:
    return format_lazy("{} ({})", label, name(language))


def first(thing: object, field: str, language: str) -> tuple[str, str]:
    """What stands in this language, or else in the first other that has it, with the language it
    stands in: ("Fish", "se"). ("", language) where none has it."""
    for code in [language, *others(language)]:
        if found := text(thing, field, code):
            return found, code
    return "", language


def of_tag(tag: str) -> str | None:
    """The language of ours that another system's tag means ("nb-NO", "EN_GB", "no"); None where it
    means none."""
    if near(tag):
        return None
    wanted = tag.strip().replace("_", "-").lower()
    primary = wanted.partition("-")[0]
    for is_it in (
        lambda code: code.lower() == wanted,
        lambda code: code.lower() == primary,
        lambda code: primary in settings.LANGUAGE_TRAITS[code]["also"],
    ):
        for code in codes():
            if primary and is_it(code):
                return code
    return None


def near(tag: str) -> str | None:
    """The language of ours that the tag's is near to without being it (Nynorsk to bokmål)."""
    wanted = tag.strip().replace("_", "-").lower()
    for code in codes():
        for one in settings.LANGUAGE_TRAITS[code].get("near", ()):
            if f"{wanted}-".startswith(f"{one}-"):
                return code
    return None
