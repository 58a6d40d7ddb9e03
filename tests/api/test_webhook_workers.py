"""Several workers at once, on the same deliveries."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from api.models import Delivery
from api.webhooks import delivering, fanning
from tests.api.live import make_live
from tests.api.webhooks import make_endpoint, tell

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("queue"),
]


def at_once(number: int, work: Callable[[], Any]) -> list[Any]:
    """What so many threads, each with a connection of its own, come back with."""
    results: list[Any] = []
    start = threading.Barrier(number)

    def run() -> None:
        start.wait()
        try:
            results.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == number
    return results


def test_no_two_workers_claim_the_same_delivery():
    for name in ("one", "two", "three"):
        make_endpoint(name=name)
    for _ in range(10):
        tell(make_live())
    fanning.fan_out()

    claimed = [one.pk for taken in at_once(6, lambda: delivering.claim(4)) for one in taken]

    assert claimed
    assert len(claimed) == len(set(claimed))


def test_workers_that_fan_out_at_once_make_each_delivery_once():
    endpoint = make_endpoint()
    numbers = [tell(make_live()).number for _ in range(30)]

    at_once(6, fanning.fan_out)
    fanning.fan_out()

    made = endpoint.deliveries.order_by("pk").values_list("event_id", flat=True)
    assert list(made) == numbers
    assert Delivery.objects.count() == 30
