import os
import signal
import socket
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.management.commands import run
from publishing import republishing
from publishing.models import Publication, Republication
from tests.factories import make_photo, make_published_article, make_rendition


@pytest.fixture
def taken_port():
    with socket.socket() as server:
        server.bind((run.HOST, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_that_is_taken_is_said_before_anything_is_done(settings, taken_port):
    settings.DEBUG = True

    with pytest.raises(CommandError, match=f"Port {taken_port} is taken.*PORT={taken_port + 1}"):
        call_command("run", "--port", str(taken_port))


def test_it_is_not_for_an_installation_that_others_reach(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="for your own machine"):
        call_command("run")


@pytest.mark.django_db
@pytest.mark.parametrize("changed", ["ARTICLE_URL", "PUBLIC_URL"])
def test_what_was_published_for_another_address_is_published_anew(settings, changed):
    photo = make_photo()
    make_rendition(photo)
    make_published_article(lead_photo=photo)
    make_published_article()
    out = StringIO()
    command = run.Command(stdout=out)
    command.renew_addresses()
    assert (out.getvalue(), Republication.objects.count()) == ("", 0)

    path = "/{language}/{slug}" if changed == "ARTICLE_URL" else ""
    setattr(settings, changed, f"https://nye.example{path}")
    command.renew_addresses()

    assert out.getvalue().count("\n") == 1
    assert f"publishes it anew for {settings.PUBLIC_URL}." in out.getvalue()
    asked = Republication.objects.get()
    assert (asked.reason, asked.ref) == (Publication.Reason.ADDRESSES, "")
    while row := Republication.objects.exclude(state=Republication.State.DONE).first():
        republishing.run(row.pk, republishing.AT_ONCE)
    command.renew_addresses()
    assert out.getvalue().count("\n") == 1


def child(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", f"{code}\nprint('ready', flush=True)\ntime.sleep(60)"],
        start_new_session=True,
        stdout=subprocess.PIPE,
    )


def test_children_are_asked_to_end_and_then_made_to(monkeypatch):
    monkeypatch.setattr(run, "STOP", 0.5)
    polite = child("import time")
    deaf = child("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)")
    for process in (polite, deaf):
        assert process.stdout is not None
        process.stdout.readline()

    run.end([polite, deaf])

    assert (polite.returncode, deaf.returncode) == (-signal.SIGTERM, -signal.SIGKILL)


@pytest.fixture
def program(monkeypatch, tmp_path):
    """What stands in for manage.py: it notes each of its starts and lives as long as it is told."""
    script = tmp_path / "manage.py"
    script.write_text(
        "import os, pathlib, sys, time\n"
        f"with (pathlib.Path({str(tmp_path)!r}) / sys.argv[1]).open('a') as starts:\n"
        "    starts.write(f'{os.getpid()}\\n')\n"
        "time.sleep(float(sys.argv[2]))\n"
    )
    monkeypatch.setattr(sys, "argv", [str(script)])
    monkeypatch.setattr(run, "PAUSE", 0.1)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)
    yield lambda name: [int(pid) for pid in (tmp_path / name).read_text().split()]
    signal.signal(signal.SIGTERM, before[0])
    signal.signal(signal.SIGHUP, before[1])


def serve(*, server: str, worker: str) -> None:
    commands = {"server": ["server", server], "worker": ["worker", worker]}
    run.Command().serve(commands, port=unused_port(), greeting="hello")


def assert_ended(pids: list[int]) -> None:
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_when_the_server_ends_all_end(program):
    with pytest.raises(CommandError, match=r"The server has ended .* all the rest was ended"):
        serve(server="2", worker="600")

    assert len(program("worker")) == 1
    assert_ended(program("server") + program("worker"))


def test_a_worker_that_ends_is_started_again_and_the_server_goes_on(program, monkeypatch):
    monkeypatch.setattr(run, "ENDS", 1000)

    with pytest.raises(CommandError, match="The server has ended"):
        serve(server="5", worker="0")

    assert len(program("server")) == 1
    assert len(program("worker")) > 1
    assert_ended(program("server") + program("worker"))


def test_a_worker_that_ends_again_and_again_is_given_up(program):
    with pytest.raises(CommandError, match=r"The worker has ended .* 3 times within 60 seconds"):
        serve(server="600", worker="0")

    assert len(program("worker")) == 3
    assert_ended(program("server") + program("worker"))


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind((run.HOST, 0))
        return probe.getsockname()[1]
