import os
import signal
import socket
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.management.commands import run


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


def test_when_one_child_ends_all_end(monkeypatch, tmp_path, capsys):
    script = tmp_path / "manage.py"
    script.write_text(
        "import os, pathlib, sys, time\n"
        f"(pathlib.Path({str(tmp_path)!r}) / sys.argv[1]).write_text(str(os.getpid()))\n"
        "time.sleep(float(sys.argv[1]))\n"
    )
    monkeypatch.setattr(sys, "argv", [str(script)])
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)

    try:
        with pytest.raises(CommandError, match="The worker has ended"):
            run.Command().serve(
                {"server": ["600"], "worker": ["2"]}, port=unused_port(), greeting="hello"
            )
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGHUP, before[1])

    for name in ("600", "2"):
        with pytest.raises(ProcessLookupError):
            os.kill(int((tmp_path / name).read_text()), 0)


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind((run.HOST, 0))
        return probe.getsockname()[1]
