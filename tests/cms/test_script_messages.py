"""The messages of other people's scripts: ours to translate, and the admin's page to hand out."""

import json
from pathlib import Path

import pytest
from babel.messages import Message
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from cms import catalogues
from tests.factories import make_journalist

TRANSLATED = [code for code, _name in settings.LANGUAGES if code != settings.MESSAGE_LANGUAGE]


def messages(language: str) -> list[Message]:
    path = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "djangojs.po"
    return catalogues.translatable(catalogues.read(path, language))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_stands_in_a_script_of_a_package(language):
    folders = [Path(apps.get_app_config(name).path) for name in ("admin", "django_prose_editor")]
    scripts = "".join(
        path.read_text(encoding="utf-8")
        for folder in folders
        for path in folder.glob("static/**/*.js")
    )

    wanted = [text for message in messages(language) for text in catalogues.sources(message)]

    assert wanted
    assert not [text for text in wanted if text not in scripts]


@pytest.mark.django_db
@pytest.mark.parametrize("language", TRANSLATED)
def test_the_admin_hands_them_out_in_the_readers_language(client, language):
    client.force_login(make_journalist(interface_language=language))

    script = client.get(reverse("admin:jsi18n")).content.decode()

    told = [text for message in messages(language) for text in catalogues.strings(message)]
    assert not [text for text in told if json.dumps(text) not in script]
