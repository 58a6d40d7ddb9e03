"""Endpoints, events and a receiver for the tests of webhooks."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from api.models import Delivery, Endpoint, Type
from publishing import events
from publishing.events import Change
from publishing.models import Event, Live

ROOT = Path(__file__).parent.parent.parent


def make_endpoint(
    url: str = "https://receiver.example/hooks",
    *,
    types: list[str] | None = None,
    languages: list[str] | None = None,
    **fields: Any,
) -> Endpoint:
    wanted = [Type.PUBLISHED, Type.UPDATED, Type.WITHDRAWN] if types is None else types
    return Endpoint.objects.create(
        name=fields.pop("name", "Front end"),
        url=url,
        types=[str(one) for one in wanted],
        languages=languages or [],
        **fields,
    )


def tell(live: Live, kind: str = Event.Kind.PUBLISHED, reason: str = "published") -> Event:
    """What publishing does last."""
    with transaction.atomic():
        tags = [f"article-{live.article_id}", f"articles-{live.language}"]
        events.tell([Change(kind=kind, live=live, reason=reason, tags=tags)])
    return Event.objects.in_order().last()


def hurry() -> None:
    """Time passes: what waits for its next attempt is due."""
    past = timezone.now() - timedelta(seconds=1)
    Delivery.objects.update(next_at=past)
    Endpoint.objects.update(resting_until=None)


class Receiver:
    def __init__(self, folder: Path) -> None:
        self.file = folder / "receiver.json"
        self.url = ""
        self.secrets: list[str] = []
        self.answer_with({"status": 204})

    def answer_with(self, *answers: dict[str, Any]) -> None:
        self.answers = answers
        self._write()

    def accept(self, *secrets: str) -> None:
        self.secrets = list(secrets)
        self._write()

    def _write(self) -> None:
        text = json.dumps({"secrets": self.secrets, "answers": self.answers})
        self.file.with_suffix(".new").write_text(text)
        self.file.with_suffix(".new").rename(self.file)

    @property
    def came(self) -> list[dict[str, Any]]:
        came = Path(f"{self.file}.came")
        return [json.loads(line) for line in came.read_text().splitlines()] if came.exists() else []


@contextmanager
def receiving(folder: Path) -> Iterator[Receiver]:
    receiver = Receiver(folder)
    script = Path(__file__).parent / "receiver.py"
    process = subprocess.Popen(
        [sys.executable, str(script), str(receiver.file)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        receiver.url = f"http://127.0.0.1:{int(process.stdout.readline())}/hooks?from=newsroom"
        yield receiver
    finally:
        process.kill()
        process.wait()


def environment() -> dict[str, str]:
    """Of a process that works on the tests' own database, as an installation does."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        address = f"sqlite:///{name}"
    else:
        front, query = os.environ["DATABASE_URL"].split("?")
        address = f"{front.rsplit('/', 1)[0]}/{name}?{query}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "ENV_FILE": os.devnull,
        "DEBUG": "1",
        "DATABASE_URL": address,
        "WEBHOOKS_ALLOW_PRIVATE": "1",
    }


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment())


def work() -> None:
    """A worker that ends when there is nothing to do."""
    assert start("worker", "--batch", "--no-startup-delay").wait(timeout=60) == 0


def wait_for(condition: Callable[[], Any], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it has not come"
        time.sleep(0.05)
