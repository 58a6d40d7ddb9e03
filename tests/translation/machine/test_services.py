"""DeepL and LibreTranslate, as they document what they take and give."""

import socket
import time

import pytest
from django.core.management import call_command

from tests.translation.machine import services
from translation import machine
from translation.machine import asking, glossaries
from translation.machine.configured import service
from translation.machine.service import Job
from translation.machine.troubles import (
    Busy,
    Garbage,
    NotTaken,
    TooSlow,
    Unreachable,
    UsedUp,
    WrongKey,
)
from translation.models import MachineGlossary

JOB = Job(source_language="nb", language="en", context="Torsk i nord")


def ask(*texts: str, job: Job = JOB):
    return service().translate(list(texts) or ["Torsk"], job)


def test_nothing_is_configured_unless_told():
    assert service() is None


def test_deepl_is_asked_as_it_documents(deepl):
    answer = ask('Torsken <g i="1">kom</g>', "R&amp;D")

    (asked,) = deepl.asked
    assert answer.texts == ["Torsken' <g i=\"1\">kom'</g>", "R'&amp;D'"]
    assert answer.characters == len("Torsken kom") + len("R&D")
    assert (asked["method"], asked["path"]) == ("POST", "/v2/translate")
    assert asked["key"] == f"DeepL-Auth-Key {services.KEY}"
    assert asked["body"] | {"text": []} == {
        "text": [],
        "source_lang": "NB",
        "target_lang": "EN-GB",
        "tag_handling": "xml",
        "tag_handling_version": "v2",
        "ignore_tags": ["k"],
        "preserve_formatting": True,
        "show_billed_characters": True,
        "context": "Torsk i nord",
    }


def test_deepl_free_keys_go_to_its_free_address(settings):
    settings.MACHINE_TRANSLATION = "deepl"
    settings.MACHINE_TRANSLATION_KEY = "abc:fx"
    assert service()._base == "https://api-free.deepl.com"

    settings.MACHINE_TRANSLATION_KEY = "abc"
    assert service()._base == "https://api.deepl.com"


def test_libretranslate_is_asked_as_it_documents(libretranslate):
    answer = ask('Torsken <em id="1">kom</em>', "R&amp;D")

    (asked,) = libretranslate.asked
    assert answer.texts == ["Torsken' <em id=\"1\">kom'</em>", "R'&D'"]
    assert answer.characters is None
    assert asked["body"] == {
        "q": ['Torsken <em id="1">kom</em>', "R&amp;D"],
        "source": "nb",
        "target": "en",
        "format": "html",
        "api_key": services.KEY,
    }


@pytest.mark.parametrize(
    ("how", "trouble"),
    [
        ({"status": 403, "body": '{"message": "Forbidden"}'}, WrongKey),
        ({"status": 401}, WrongKey),
        ({"status": 456, "body": '{"message": "Quota Exceeded"}'}, UsedUp),
        ({"status": 400, "body": '{"error": "not supported"}'}, NotTaken),
        ({"status": 413}, NotTaken),
        ({"status": 302, "headers": {"Location": "/elsewhere"}}, NotTaken),
        ({"body": "<html>"}, Garbage),
        ({"body": "{}"}, Garbage),
        ({"body": "[]"}, Garbage),
        ({"body": '{"translations": [], "translatedText": []}'}, Garbage),
        ({"body": '{"translations": [{"text": 1}], "translatedText": [1]}'}, Garbage),
        ({"body": '{"translations": "x", "translatedText": "x"}'}, Garbage),
        ({"body": b"\xff\xfe"}, Garbage),
        ({"body": b"[" * 100_000}, Garbage),
        ({"body": " " * (asking.LONGEST + 10)}, Garbage),
        ({"drop": True}, TooSlow),
    ],
)
def test_what_cannot_be_used_is_told_and_not_asked_again(server, how, trouble):
    server.next = [how]

    with pytest.raises(trouble) as told:
        ask()

    assert service().name in str(told.value)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 503, 529])
def test_a_busy_service_is_asked_again_after_a_pause(server, status):
    server.next = [{"status": status}, {"status": status, "headers": {"Retry-After": "0"}}]

    assert ask().texts == ["Torsk'"]
    assert len(server.asked) == 3

    server.next = [{"status": status}] * 3
    with pytest.raises(Busy, match=str(status)):
        ask()
    assert len(server.asked) == 6


def test_a_service_that_wants_a_long_pause_is_left(server):
    server.next = [{"status": 429, "headers": {"Retry-After": "3600"}}]

    with pytest.raises(Busy):
        ask()

    assert len(server.asked) == 1


@pytest.mark.parametrize("how", [{"delay": 5}, {"trickle": True}])
def test_a_slow_service_keeps_nobody_and_is_not_asked_again(server, monkeypatch, how):
    monkeypatch.setattr(asking, "READ_SECONDS", 0.3)
    server.next = [how]
    began = time.monotonic()

    with pytest.raises(TooSlow) as told:
        ask()

    assert told.value.may_be_billed
    assert time.monotonic() - began < 3
    assert len(server.asked) == 1


def test_a_service_that_is_not_there_is_tried_again(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.MACHINE_TRANSLATION = "libretranslate"
        settings.MACHINE_TRANSLATION_URL = f"http://127.0.0.1:{free.getsockname()[1]}"

        with pytest.raises(Unreachable) as told:
            ask()

    assert not told.value.may_be_billed


def test_a_wrong_key_is_told(server, settings):
    settings.MACHINE_TRANSLATION_KEY = "another"

    with pytest.raises(WrongKey):
        ask()


@pytest.mark.django_db
def test_whoever_runs_it_can_ask_whether_it_works(server, settings, capsys):
    call_command("machine_translation")
    assert service().name in capsys.readouterr().out

    settings.MACHINE_TRANSLATION = ""
    call_command("machine_translation")
    assert "MACHINE_TRANSLATION" in capsys.readouterr().out


@pytest.mark.django_db
class TestGlossary:
    @pytest.fixture
    def pairs(self, monkeypatch):
        pairs = [("torsk", "cod"), ("sei", "saithe")]
        monkeypatch.setattr(machine, "terms", lambda source, language: (pairs, []))
        return pairs

    def test_deepl_has_it_once_and_it_is_named_in_each_question(self, deepl, pairs):
        job = glossaries.with_glossary(service(), JOB)
        job = glossaries.with_glossary(service(), JOB)
        ask(job=job)

        assert deepl.glossaries == {"glossary-1": {("nb", "en"): "sei\tsaithe\ntorsk\tcod"}}
        assert len(deepl.of("/v3/glossaries")) == 1
        assert deepl.asked[-1]["body"]["glossary_id"] == "glossary-1"

    def test_deepl_gets_what_has_changed(self, deepl, pairs):
        glossaries.with_glossary(service(), JOB)
        pairs[0] = ("torsk", "Atlantic\tcod")
        pairs.append(("hyse", ""))

        job = glossaries.with_glossary(service(), JOB)

        assert job.glossary == "glossary-1"
        assert deepl.glossaries["glossary-1"][("nb", "en")] == "sei\tsaithe\ntorsk\tAtlantic cod"

    def test_one_that_was_deleted_at_deepl_is_made_anew(self, deepl, pairs):
        glossaries.with_glossary(service(), JOB)
        deepl.glossaries.clear()
        deepl.glossaries["another"] = {}
        pairs.append(("hyse", "haddock"))

        job = glossaries.with_glossary(service(), JOB)

        assert job.glossary == "glossary-2"
        assert MachineGlossary.objects.get().name == "glossary-2"

    def test_without_terms_there_is_none(self, deepl):
        assert glossaries.with_glossary(service(), JOB) == JOB
        assert deepl.asked == []

    def test_libretranslate_has_none(self, libretranslate, pairs):
        assert glossaries.with_glossary(service(), JOB) == JOB
        assert libretranslate.asked == []
