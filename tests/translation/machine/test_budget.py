"""Characters of a month, and their limit."""

import datetime
import threading
from decimal import Decimal

import pytest
from django.db import connection

from translation.machine import budget
from translation.models import MachineUse


@pytest.fixture(autouse=True)
def limit(settings):
    settings.MACHINE_TRANSLATION_LIMIT = 1000
    settings.MACHINE_TRANSLATION_COST = "20"


def use() -> MachineUse:
    return MachineUse.objects.get(service="deepl")


@pytest.mark.django_db
class TestBudget:
    def test_what_was_spent_takes_the_place_of_what_was_reserved(self):
        reservation = budget.reserve("deepl", 600)
        assert (use().characters, use().requests) == (600, 1)

        budget.settle(reservation, 500)

        assert (use().characters, use().cost) == (500, Decimal("0.01"))
        assert budget.left("deepl") == 500

    def test_what_was_not_sent_costs_nothing(self):
        budget.settle(budget.reserve("deepl", 600), 0)

        assert (use().characters, use().cost) == (0, 0)

    def test_no_more_is_reserved_than_is_left(self):
        budget.reserve("deepl", 600)

        with pytest.raises(budget.NothingLeft, match="1,000"):
            budget.reserve("deepl", 401)

        assert (use().characters, use().requests) == (600, 1)
        budget.reserve("deepl", 400)
        assert budget.left("deepl") == 0

    def test_each_service_and_each_month_has_its_own(self, monkeypatch):
        budget.reserve("deepl", 1000)
        budget.reserve("libretranslate", 1000)
        monkeypatch.setattr(budget, "this_month", lambda: datetime.date(2031, 2, 1))
        budget.reserve("deepl", 1000)

        assert MachineUse.objects.count() == 3

    def test_a_settlement_goes_to_the_month_of_its_reservation(self, monkeypatch):
        reservation = budget.reserve("deepl", 1000)
        monkeypatch.setattr(budget, "this_month", lambda: datetime.date(2031, 2, 1))

        budget.settle(reservation, 10)

        assert use().characters == 10

    def test_without_a_limit_all_is_counted_all_the_same(self, settings):
        settings.MACHINE_TRANSLATION_LIMIT = 0
        budget.reserve("deepl", 5_000_000)

        assert budget.left("deepl") is None
        assert use().cost == Decimal(100)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_pass_the_limit():
    begin = threading.Barrier(8)
    reserved: list[int] = []

    def reserve() -> None:
        try:
            begin.wait()
            for _ in range(10):
                try:
                    budget.reserve("deepl", 30)
                    reserved.append(30)
                except budget.NothingLeft:
                    pass
        finally:
            connection.close()

    workers = [threading.Thread(target=reserve) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(reserved) == use().characters == 990
    assert MachineUse.objects.count() == 1
