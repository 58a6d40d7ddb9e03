"""The service that this installation has."""

from django.conf import settings

from translation.machine.deepl import DeepL
from translation.machine.libretranslate import LibreTranslate
from translation.machine.service import Service

SERVICES = {DeepL.code: DeepL.name, LibreTranslate.code: LibreTranslate.name}


def service() -> Service | None:
    """None where nothing is translated by machine."""
    url, key = settings.MACHINE_TRANSLATION_URL, settings.MACHINE_TRANSLATION_KEY
    match settings.MACHINE_TRANSLATION:
        case DeepL.code:
            return DeepL(key=key, url=url)
        case LibreTranslate.code:
            return LibreTranslate(url=url, key=key)
    return None
