"""LibreTranslate: https://docs.libretranslate.com/guides/api_usage. Texts by `/translate` with HTML
tags. It has no glossary; words to keep go in `translate="no"`, and are put back whatever it does to
them. Its answers are no longer escaped, so that an ampersand is just that."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _t

from translation.machine import Pairs
from translation.machine.asking import ask
from translation.machine.service import Answer, Job
from translation.machine.tagging import Style
from translation.machine.troubles import Garbage, NotTaken


@dataclass(frozen=True)
class LibreTranslate:
    url: str
    key: str = ""

    code = "libretranslate"
    name = "LibreTranslate"
    style = Style.HTML
    # A server may have limits of its own, and takes its time for each text.
    most_texts = 8
    most_characters = 4_000
    keeps_glossaries = False

    def translate(self, texts: list[str], job: Job) -> Answer:
        question: dict[str, Any] = {
            "q": texts,
            "source": _code(job.source_language),
            "target": _code(job.language),
            "format": "html",
        }
        if self.key:
            question["api_key"] = self.key
        told = ask(self.name, "POST", f"{self._base}/translate", question)
        found = told.get("translatedText") if isinstance(told, dict) else None
        if not isinstance(found, list) or len(found) != len(texts):
            raise Garbage(self.name)
        if not all(isinstance(one, str) for one in found):
            raise Garbage(self.name)
        return Answer(texts=found)

    def put_glossary(self, known: str, pairs: Pairs, job: Job) -> str:
        return ""

    def remove_glossary(self, known: str) -> None:
        return None

    def state(self) -> str:
        told = ask(self.name, "GET", f"{self._base}/languages")
        if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
            raise Garbage(self.name)
        known = {one.get("code") for one in told}
        missing = [code for code, _name in settings.LANGUAGES if _code(code) not in known]
        if missing:
            raise NotTaken(self.name, 200, ", ".join(missing))
        return _t("%(service)s answers, and knows our languages.") % {"service": self.name}

    @property
    def _base(self) -> str:
        return self.url.rstrip("/")


def _code(language: str) -> str:
    code: str = settings.LANGUAGE_TRAITS[language]["machine"]["libretranslate"]
    return code
