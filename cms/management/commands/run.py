import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from accounts.models import User
from cms.demo.people import PASSWORD
from cms.production import with_demo_password
from publishing import republishing, sweeping
from publishing.models import Publication

HOST = "127.0.0.1"
# How long the server may take to answer, and a child to end, in seconds.
START = 60
STOP = 10
# What works beside the server is started again after a pause, in seconds. One that has ended this
# often within so many seconds has something that starting it again does not mend.
PAUSE = 3
QUICK = 60
ENDS = 3


class Command(BaseCommand):
    help = "Everything on your own machine: database, demo newsroom, server, worker and sweep"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port: int, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "`run` is for your own machine: set DEBUG=1. "
                "How to serve others stands in the README under Production."
            )
        if answers(port):
            raise CommandError(
                f"Port {port} is taken by another program. End that one, or choose another "
                f"port: make run PORT={port + 1}"
            )
        for folder in (settings.VAR_DIR, settings.MEDIA_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        self.say("Database …")
        call_command("migrate", verbosity=0, interactive=False)
        # Without anybody who could log in there is nothing to keep: it is new, or was broken off.
        if not User.objects.exists():
            self.say("Demo newsroom …")
            call_command("demo_newsroom")
        # No worker of this newsroom runs yet: what is marked as running was left by a killed one.
        sweeping.take_up_left_tasks(left_after=timedelta(0))
        self.renew_addresses()
        greeting = self.greeting(port)
        connections.close_all()

        self.serve(
            {
                "server": ["runserver", f"{HOST}:{port}"],
                "worker": ["worker"],
                "sweep": ["sweep", "--every", "30"],
            },
            port=port,
            greeting=greeting,
        )

    def renew_addresses(self) -> None:
        """Another port, say, is another address, and documents hold whole ones."""
        if republishing.is_addressed_otherwise():
            republishing.request(Publication.Reason.ADDRESSES, name="")
            self.say(
                "What readers see was published for another address: the worker publishes it anew "
                f"for {settings.PUBLIC_URL}."
            )

    def say(self, text: str) -> None:
        self.stdout.write(text)
        # Else it would stand behind what the children say, where the output is no terminal.
        self.stdout.flush()

    def greeting(self, port: int) -> str:
        lines = [
            "",
            f"Newsroom  http://{HOST}:{port}/admin/",
            f"API       http://{HOST}:{port}/api/v1/docs/",
        ]
        if people := with_demo_password():
            lines += ["", f"Log in as one of these, with the password {PASSWORD}:"]
            width = max(len(user.email) for user in people)
            for user in people:
                roles = ", ".join(group.name for group in user.groups.all())
                lines.append(f"  {user.email:{width}}  {roles} ({user.name})")
        return "\n".join([*lines, "", "Ctrl-C ends it all."])

    def serve(self, commands: dict[str, list[str]], *, port: int, greeting: str) -> None:
        """Run them side by side until Ctrl-C, or until the server ends: then all end. The others
        are started again."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        children: dict[str, Child] = {}
        try:
            for name, arguments in commands.items():
                children[name] = Child(name, arguments)
            deadline = time.monotonic() + START
            while True:
                for child in children.values():
                    self.look_after(child)
                if greeting and answers(port):
                    self.say(greeting)
                    greeting = ""
                elif greeting and time.monotonic() > deadline:
                    raise CommandError(f"The server did not answer within {START} seconds.")
                time.sleep(0.3)
        except KeyboardInterrupt:
            self.say("\nEnding …")
        finally:
            end([child.process for child in children.values()])

    def look_after(self, child: "Child") -> None:
        code, now = child.process.poll(), time.monotonic()
        if code is None:
            return
        told = f"The {child.name} has ended (exit code {code}; its last words are above)"
        if child.name == "server":
            raise CommandError(f"{told}, so all the rest was ended as well.")
        if child.starts_at is None:
            child.ends = [*(at for at in child.ends if now - at < QUICK), now]
            if len(child.ends) >= ENDS:
                raise CommandError(
                    f"{told}, {ENDS} times within {QUICK} seconds. Mend what it says, and "
                    "start again; all the rest was ended as well."
                )
            child.starts_at = now + PAUSE
            self.say(f"{told}. It is started again in {PAUSE} seconds.")
        elif now >= child.starts_at:
            child.start()


class Child:
    """A program beside the server, or the server. `ends` are the times at which it ended lately."""

    def __init__(self, name: str, arguments: list[str]) -> None:
        self.name = name
        self.arguments = arguments
        self.ends: list[float] = []
        self.start()

    def start(self) -> None:
        # A session of its own: the terminal's Ctrl-C reaches this process alone, and a signal to the
        # group reaches the reloader's child, too.
        self.process = subprocess.Popen(
            [sys.executable, sys.argv[0], *self.arguments], start_new_session=True
        )
        self.starts_at: float | None = None


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask every child and its children to end; kill what has not after a while, or at a second
    Ctrl-C."""
    number = signal.SIGTERM
    try:
        signal_all(children, number)
        deadline = time.monotonic() + STOP
        while any(child.poll() is None for child in children) and time.monotonic() < deadline:
            time.sleep(0.1)
    except KeyboardInterrupt:
        pass
    finally:
        signal_all(children, signal.SIGKILL)
        for child in children:
            child.wait()


def signal_all(children: list[subprocess.Popen[bytes]], number: signal.Signals) -> None:
    for child in children:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, number)
