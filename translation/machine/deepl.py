"""DeepL: https://developers.deepl.com/docs. Texts by `/v2/translate` with XML tags, the glossary by
`/v3/glossaries`."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _t

from translation.machine import Pairs
from translation.machine.asking import ask
from translation.machine.service import Answer, Job
from translation.machine.tagging import KEEP, Style
from translation.machine.troubles import Garbage, NotTaken

FREE_URL, PRO_URL = "https://api-free.deepl.com", "https://api.deepl.com"
FREE_KEYS_END = ":fx"
GLOSSARY_NAME = "Tvilling %s → %s"


@dataclass(frozen=True)
class DeepL:
    key: str
    url: str = ""

    code = "deepl"
    name = "DeepL"
    style = Style.XML
    # A question has at most 50 texts and 128 KiB.
    most_texts = 40
    most_characters = 20_000
    keeps_glossaries = True

    def translate(self, texts: list[str], job: Job) -> Answer:
        question: dict[str, Any] = {
            "text": texts,
            "source_lang": _codes(job.source_language)["source"],
            "target_lang": _codes(job.language)["target"],
            "tag_handling": "xml",
            "tag_handling_version": "v2",
            "ignore_tags": [KEEP[self.style]],
            "preserve_formatting": True,
            "show_billed_characters": True,
        }
        if job.context:
            question["context"] = job.context
        if job.glossary:
            question["glossary_id"] = job.glossary
        told = self._ask("POST", "/v2/translate", question)
        return self._read(told, len(texts))

    def _read(self, told: Any, number: int) -> Answer:
        found = told.get("translations") if isinstance(told, dict) else None
        if not isinstance(found, list) or len(found) != number:
            raise Garbage(self.name)
        if not all(isinstance(one, dict) and isinstance(one.get("text"), str) for one in found):
            raise Garbage(self.name)
        billed = [one.get("billed_characters") for one in found]
        counted = [one for one in billed if isinstance(one, int) and one >= 0]
        return Answer(
            texts=[one["text"] for one in found],
            characters=sum(counted) if len(counted) == number else None,
        )

    def put_glossary(self, known: str, pairs: Pairs, job: Job) -> str:
        dictionary = {
            # A glossary knows no variants: English, not British English.
            "source_lang": _codes(job.source_language)["source"].lower(),
            "target_lang": _codes(job.language)["source"].lower(),
            "entries": "\n".join(f"{source}\t{target}" for source, target in pairs),
            "entries_format": "tsv",
        }
        if known:
            try:
                self._ask("PUT", f"/v3/glossaries/{quote(known, safe='')}/dictionaries", dictionary)
            except NotTaken as refusal:
                if refusal.status != 404:
                    raise
            else:
                return known
        told = self._ask(
            "POST",
            "/v3/glossaries",
            {
                "name": GLOSSARY_NAME % (job.source_language, job.language),
                "dictionaries": [dictionary],
            },
        )
        made = told.get("glossary_id") if isinstance(told, dict) else None
        if not isinstance(made, str) or not 0 < len(made) <= 100:
            raise Garbage(self.name)
        return made

    def remove_glossary(self, known: str) -> None:
        self._ask("DELETE", f"/v3/glossaries/{quote(known, safe='')}")

    def state(self) -> str:
        told = self._ask("GET", "/v2/usage")
        if not isinstance(told, dict) or not isinstance(told.get("character_count"), int):
            raise Garbage(self.name)
        return _t(
            "%(service)s answers. It has counted %(used)s of %(limit)s characters in its period."
        ) % {
            "service": self.name,
            "used": told["character_count"],
            "limit": told.get("character_limit", "–"),
        }

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {"Authorization": f"DeepL-Auth-Key {self.key}"}
        return ask(self.name, method, self._base + path, body, headers=headers)

    @property
    def _base(self) -> str:
        if self.url:
            return self.url.rstrip("/")
        return FREE_URL if self.key.endswith(FREE_KEYS_END) else PRO_URL


def _codes(language: str) -> dict[str, str]:
    codes: dict[str, str] = settings.LANGUAGE_TRAITS[language]["machine"]["deepl"]
    return codes
