"""Counting over several processes, each with leases of its own."""

import logging
import socketserver
import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from api import rates, sweeping
from api.models import RequestCount
from api.public import counting
from api.public.leases import Leases
from tests.api.live import Queries

pytestmark = pytest.mark.django_db
HUNDRED = rates.read("100/hour")
NOON = 1_000_000_800.0  # an hour begins


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.public.leases.time.time", lambda: NOON)


def served(process: Leases, tries: int, rate: rates.Rate = HUNDRED, who: str = "192.0.2.1") -> int:
    return sum(process.spend(who, rate)[0] >= 0 for _ in range(tries))


@pytest.mark.parametrize("text", ["1/hour", "3/minute", "100/hour", "160/day", "1000/minute"])
def test_one_process_serves_exactly_the_rate(text: str):
    rate = rates.read(text)

    assert served(Leases(), rate.requests + 20, rate) == rate.requests


def test_several_processes_serve_the_rate_and_at_most_a_lease_each():
    processes = [Leases() for _ in range(4)]

    total = sum(served(process, 1) for _ in range(100) for process in processes)

    assert 100 <= total <= 100 + len(processes) * HUNDRED.lease


def test_a_process_learns_what_others_have_served():
    first, second = Leases(), Leases()
    served(first, 95)

    left = [second.spend("192.0.2.1", HUNDRED)[0] for _ in range(7)]

    # The last of the first one's requests is in a lease that it has not told of yet.
    assert left == [99, 98, 3, 2, 1, 0, -1]


def test_a_lease_costs_one_statement_and_what_is_below_it_none():
    rate = rates.read("500/hour")
    process = Leases()

    with Queries() as first:
        served(process, 10, rate)
    with Queries() as second:
        served(process, 10, rate)
    with Queries() as exhausted:
        served(process, 600, rate)
        served(process, 600, rate)

    assert (len(first), len(second)) == (0, 1)
    assert len(exhausted) == 48
    assert RequestCount.objects.get().spent <= 500


def test_a_window_ends_and_is_swept(monkeypatch: pytest.MonkeyPatch):
    process = Leases()
    served(process, 200)
    monkeypatch.setattr("api.public.leases.time.time", lambda: NOON + 3600)

    assert process.spend("192.0.2.1", HUNDRED) == (99, 3600)

    assert RequestCount.objects.count() == 1
    sweeping.sweep()
    assert not RequestCount.objects.exists()


def test_the_sweep_keeps_what_still_counts():
    later = timezone.now() + timedelta(minutes=1)
    RequestCount.objects.create(key="192.0.2.1", spent=1, ends_at=later)

    sweeping.sweep()

    assert RequestCount.objects.exists()


def test_a_changed_rate_counts_at_once():
    process = Leases()
    served(process, 200)

    assert served(process, 300, rates.read("200/hour")) == 200


def test_each_client_has_a_count_and_a_crowd_takes_no_more_room(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("api.public.leases._MOST_CLIENTS", 50)
    process = Leases()

    for number in range(200):
        assert process.spend(f"192.0.2.{number}", HUNDRED)[0] == 99

    assert len(process._leases) <= 50


@pytest.fixture
def broken_database(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def rows(sql: str, parameters: list[object]) -> None:
        asked.append(sql)
        raise OperationalError("no database")

    monkeypatch.setattr("api.public.counting.reading.rows", rows)
    return asked


@pytest.fixture
def no_redis(settings: Settings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }


def test_without_the_shared_count_each_process_counts_for_itself(
    broken_database: list[str], caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.ERROR, "api.public.counting"):
        counts = [served(process, 200) for process in (Leases(), Leases())]

    assert counts == [100, 100]
    # What fails is not asked at each request, nor logged.
    assert len(broken_database) == len(caplog.records) == 1


def test_the_shared_count_is_asked_again_after_a_while(
    broken_database: list[str], monkeypatch: pytest.MonkeyPatch
):
    process = Leases()
    served(process, 10)
    counting.left_alone_until = 0.0

    served(process, 10)

    assert len(broken_database) == 2


def test_readers_are_served_where_redis_is_away(
    no_redis: None, client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
):
    settings.PUBLIC_RATE = "3/hour"

    statuses = [client.get("/api/v1/sections/?language=en").status_code for _ in range(4)]

    assert statuses == [200, 200, 200, 429]
    assert len(caplog.records) == 2  # and the refusal
    assert not RequestCount.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_threads_of_many_processes_serve_no_more_than_the_rate_and_their_leases():
    processes = [Leases() for _ in range(4)]
    counts: list[int] = []
    start = threading.Barrier(12)

    def ask(process: Leases) -> None:
        start.wait()
        counts.append(served(process, 60))
        connection.close()

    threads = [threading.Thread(target=ask, args=[process]) for process in processes * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(counts) == 12
    assert 100 <= sum(counts) <= 100 + len(processes) * HUNDRED.lease


@pytest.mark.postgres
def test_the_counts_are_not_written_to_the_log():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relpersistence FROM pg_class WHERE oid = %s::regclass",
            [RequestCount._meta.db_table],
        )
        assert cursor.fetchone() == ("u",)


class TinyRedis(socketserver.ThreadingTCPServer):
    """As much of Redis as counting needs, spoken to by the real client."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.ends: dict[str, int] = {}
        super().__init__(("127.0.0.1", 0), TinyRedisHandler)


class TinyRedisHandler(socketserver.StreamRequestHandler):
    server: TinyRedis

    def handle(self) -> None:
        queued: list[list[str]] | None = None
        while line := self.rfile.readline():
            name, *given = [self._bulk() for _ in range(int(line[1:]))]
            if name == "MULTI":
                queued, answer = [], b"+OK\r\n"
            elif name == "EXEC":
                done = [self._do(*one) for one in queued or []]
                queued, answer = None, b"*%d\r\n" % len(done) + b"".join(done)
            elif queued is not None:
                queued.append([name, *given])
                answer = b"+QUEUED\r\n"
            elif name == "HELLO":
                answer = b"%2\r\n+server\r\n+redis\r\n+proto\r\n:3\r\n"
            else:
                answer = b"+OK\r\n"
            self.wfile.write(answer)

    def _bulk(self) -> str:
        length = int(self.rfile.readline()[1:])
        return self.rfile.read(length + 2)[:-2].decode()

    def _do(self, name: str, key: str, number: str) -> bytes:
        if name == "EXPIREAT":
            self.server.ends[key] = int(number)
            return b":1\r\n"
        assert name == "INCRBY"
        self.server.counts[key] = self.server.counts.get(key, 0) + int(number)
        return b":%d\r\n" % self.server.counts[key]


def test_redis_counts_for_all_processes_where_it_is_configured(settings: Settings):
    with TinyRedis() as redis:
        threading.Thread(target=redis.serve_forever, daemon=True).start()
        location = f"redis://127.0.0.1:{redis.server_address[1]}/1"
        backend = "django.core.cache.backends.redis.RedisCache"
        settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": location}}

        total = served(Leases(), 60) + served(Leases(), 60)

        redis.shutdown()

    (key,) = redis.counts
    assert 100 <= total <= 100 + HUNDRED.lease
    assert "192.0.2.1" in key
    assert redis.ends[key] > NOON + 3600
    assert not RequestCount.objects.exists()
