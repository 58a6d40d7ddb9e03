"""The servers that are measured, each as it would run in production."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.database import FOLDER, ROOT

BIN = Path(sys.executable).parent
HOST = "127.0.0.1"
# What a visitor's address may ask is counted as ever, but never used up.
ENVIRONMENT = {
    "DEBUG": "0",
    "SECRET_KEY": "a-key-for-measuring-that-opens-nothing-0123456789-abcdefghij",
    "ALLOWED_HOSTS": HOST,
    "PUBLIC_RATE": "100000000/minute",
    "MEDIA_ROOT": str(FOLDER / "media"),
    "ENV_FILE": os.devnull,
}
# What a proxy of ours would add; without it production answers with the address in HTTPS.
HEADERS = {"X-Forwarded-Proto": "https"}


@dataclass(frozen=True, kw_only=True)
class Server:
    name: str
    port: int
    process: subprocess.Popen[bytes]
    started_in: float

    def memory(self) -> list[int]:
        """Bytes of each of its processes, shared pages in shares (PSS)."""
        return [_memory_of(pid) for pid in _family(self.process.pid)]


def gunicorn(application: str) -> list[str]:
    return [str(BIN / "gunicorn"), "--preload", "--workers", "2", "--worker-class", "sync",
            "--log-level", "error", application]  # fmt: skip


def granian(application: str) -> list[str]:
    """Its threads for Python would only wait for each other: one a process, and others, which are
    no Python, for what comes in and goes out."""
    return [str(BIN / "granian"), "--interface", "wsgi", "--workers", "2", "--no-ws",
            "--blocking-threads", "1", "--runtime-mode", "mt", "--http", "1",
            "--log-level", "error", application]  # fmt: skip


@contextmanager
def running(name: str, command: list[str], database: str, path: str) -> Iterator[Server]:
    """`path` is asked for until it is answered."""
    port = _free_port()
    at = ["--bind", f"{HOST}:{port}"] if "gunicorn" in command[0] else ["--host", HOST, "--port", str(port)]  # fmt: skip
    begun = time.monotonic()
    process = subprocess.Popen(
        [command[0], *at, *command[1:]],
        env={**os.environ, **ENVIRONMENT, "DATABASE_URL": database},
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        while (status := _status(port, path)) is None:
            if process.poll() is not None or time.monotonic() - begun > 60:
                raise RuntimeError(f"{name} did not start: {' '.join(command)}")
            time.sleep(0.02)
        if status != 200:
            raise RuntimeError(f"{name} answers {path} with {status}")
        yield Server(name=name, port=port, process=process, started_in=time.monotonic() - begun)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _status(port: int, path: str) -> int | None:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", path, headers=HEADERS)
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _memory_of(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
