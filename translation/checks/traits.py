"""What the settings tell of a language, for the checks."""

from functools import lru_cache
from typing import Any

from babel import Locale
from django.conf import settings

from accounts import languages


def trait(language: str, name: str) -> Any:
    """None where the language has no such trait."""
    try:
        return settings.LANGUAGE_TRAITS[language]["checks"].get(name)
    except KeyError:
        return None


def has(language: str, name: str) -> bool:
    return trait(language, name) is not None


def locale(language: str) -> Locale:
    return _locale(languages.locale(language))


@lru_cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)
