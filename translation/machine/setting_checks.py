from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from translation.machine.configured import SERVICES


@register()
def machine_is_configured_whole(**_: Any) -> list[CheckMessage]:
    chosen = settings.MACHINE_TRANSLATION
    if not chosen:
        return []
    if chosen not in SERVICES:
        return [
            Error(
                f"MACHINE_TRANSLATION is {chosen!r}, which is no service that we speak with.",
                hint=f"One of {', '.join(SERVICES)}, or nothing.",
                id="translation.E101",
            )
        ]
    return [*_of_address(chosen), *_of_languages(chosen), *_of_numbers()]


def _of_address(chosen: str) -> list[CheckMessage]:
    url, key = settings.MACHINE_TRANSLATION_URL, settings.MACHINE_TRANSLATION_KEY
    found: list[CheckMessage] = []
    if not key and chosen == "deepl":
        found.append(
            Error("MACHINE_TRANSLATION_KEY is not set: DeepL wants one.", id="translation.E102")
        )
    if not (key.isascii() and key.isprintable()):
        found.append(
            Error("MACHINE_TRANSLATION_KEY has signs that no key has.", id="translation.E107")
        )
    if not url and chosen != "deepl":
        found.append(
            Error(
                "MACHINE_TRANSLATION_URL is not set.",
                hint="The address of the server, such as http://127.0.0.1:5000.",
                id="translation.E103",
            )
        )
    if url and not _is_address(url):
        found.append(
            Error(
                f"MACHINE_TRANSLATION_URL is {url!r}, which is no web address.",
                hint="It begins with https:// or http:// and has no query.",
                id="translation.E104",
            )
        )
    elif key and url.startswith("http://") and chosen == "deepl":
        found.append(
            Warning(
                "MACHINE_TRANSLATION_URL is not encrypted, so that others can read the key.",
                id="translation.W101",
            )
        )
    return found


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        has_place = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    is_whole = not (parts.query or parts.fragment or "@" in parts.netloc)
    return parts.scheme in ("http", "https") and has_place and is_whole and url.isprintable()


def _of_languages(chosen: str) -> list[CheckMessage]:
    return [
        Error(
            f"LANGUAGE_TRAITS does not say what {chosen} calls “{code}”.",
            hint='Under "machine"; for DeepL with its "source" and "target".',
            id="translation.E105",
        )
        for code, _name in settings.LANGUAGES
        if not _is_code(
            chosen, settings.LANGUAGE_TRAITS.get(code, {}).get("machine", {}).get(chosen)
        )
    ]


def _is_code(chosen: str, told: Any) -> bool:
    if chosen != "deepl":
        return isinstance(told, str) and bool(told)
    return isinstance(told, dict) and all(told.get(name) for name in ("source", "target"))


def _of_numbers() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.MACHINE_TRANSLATION_LIMIT < 0:
        found.append(
            Error("MACHINE_TRANSLATION_LIMIT is less than nothing.", id="translation.E106")
        )
    try:
        cost = Decimal(settings.MACHINE_TRANSLATION_COST)
        is_amount = cost.is_finite() and 0 <= cost <= 1_000_000
    except InvalidOperation:
        is_amount = False
    if not is_amount:
        found.append(
            Error(
                f"MACHINE_TRANSLATION_COST is {settings.MACHINE_TRANSLATION_COST!r}, which is no "
                "amount.",
                hint="What a million characters cost, such as 20 or 19.99.",
                id="translation.E108",
            )
        )
    return found
