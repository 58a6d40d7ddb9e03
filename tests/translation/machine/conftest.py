from collections.abc import Iterator

import pytest

from tests.translation.machine import services
from tests.translation.machine.services import Server
from translation.machine import asking


@pytest.fixture(autouse=True)
def no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PAUSE", 0.01)


@pytest.fixture
def deepl(settings) -> Iterator[Server]:
    with services.running(services.DeepL) as server:
        settings.MACHINE_TRANSLATION = "deepl"
        settings.MACHINE_TRANSLATION_URL = server.url
        settings.MACHINE_TRANSLATION_KEY = services.KEY
        yield server


@pytest.fixture
def libretranslate(settings) -> Iterator[Server]:
    with services.running(services.LibreTranslate) as server:
        settings.MACHINE_TRANSLATION = "libretranslate"
        settings.MACHINE_TRANSLATION_URL = server.url
        settings.MACHINE_TRANSLATION_KEY = services.KEY
        yield server


@pytest.fixture(params=["deepl", "libretranslate"])
def server(request) -> Server:
    """Either of them."""
    return request.getfixturevalue(request.param)
