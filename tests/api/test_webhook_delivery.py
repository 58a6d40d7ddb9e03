"""Deliveries to a real receiver, a process of its own that verifies with the standard's library."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from api.models import Attempt, Delivery, Endpoint, Type
from api.webhooks import actions, delivering, schedule
from publishing.models import Event
from tests.api.live import make_live, make_twins
from tests.api.webhooks import (
    Receiver,
    hurry,
    make_endpoint,
    receiving,
    start,
    tell,
    wait_for,
    work,
)

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def receiver(tmp_path: Path, settings: Settings) -> Iterator[Receiver]:
    settings.WEBHOOKS_ALLOW_PRIVATE = True
    with receiving(tmp_path) as receiver:
        yield receiver


def test_an_event_is_delivered_signed(receiver: Receiver):
    endpoint = make_endpoint(receiver.url)
    receiver.accept(endpoint.secret)
    live = make_live("en", slug="ferry")
    event = tell(live)

    assert delivering.run() == 1

    (came,) = receiver.came
    delivery = Delivery.objects.get()
    assert came["verified"] == [True]
    assert came["path"] == "/hooks?from=newsroom"
    assert came["headers"]["webhook-id"] == delivery.message_id
    assert came["headers"]["content-type"] == "application/json"
    assert came["body"] == {
        "type": "article.published",
        "timestamp": event.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "data": {
            "id": event.number,
            "article": str(live.article_id),
            "language": "en",
            "slug": "ferry",
            "url": "http://127.0.0.1:8000/api/v1/articles/ferry/?language=en",
            "document": f"http://127.0.0.1:8000/api/v1/articles/{live.article_id}/?language=en",
            "version": 1,
            "digest": live.publication.digest,
            "reason": "published",
        },
    }
    assert delivery.state == State.DELIVERED
    attempt = delivery.tries.get()
    assert (attempt.status, attempt.error) == (204, "")
    endpoint.refresh_from_db()
    assert endpoint.succeeded_at
    assert delivering.run() == 0


def test_a_withdrawal_tells_the_public_reason_and_no_version(receiver: Receiver):
    make_endpoint(receiver.url)
    tell(make_live("nb"), Event.Kind.WITHDRAWN, "It was wrong.")

    delivering.run()

    (came,) = receiver.came
    assert came["body"]["type"] == "article.withdrawn"
    data = came["body"]["data"]
    assert (data["reason"], data["version"], data["digest"]) == ("It was wrong.", None, None)


def test_a_webhook_has_the_keys_of_a_change(receiver: Receiver, client: Client):
    make_endpoint(receiver.url)
    tell(make_live("en"))
    delivering.run()

    (change,) = client.get("/api/v1/changes/?language=en").json()["results"]

    (came,) = receiver.came
    told = {**came["body"]["data"], "type": came["body"]["type"]}
    told["occurred_at"] = came["body"]["timestamp"]
    assert set(told) == set(change)
    alike = set(change) - {"document"}
    assert {key: told[key] for key in alike} == {key: change[key] for key in alike}


def test_a_purge_names_the_tags_of_the_event(receiver: Receiver):
    make_endpoint(receiver.url, types=[Type.PURGE])
    event = tell(make_live("en"))

    delivering.run()

    (came,) = receiver.came
    assert came["body"]["type"] == "cache.purge"
    assert came["body"]["data"] == {
        "id": event.number,
        "article": str(event.article_id),
        "language": "en",
        "tags": event.tags,
    }
    assert event.tags


@pytest.mark.parametrize(
    ("types", "languages", "expected"),
    [
        (["article.published"], [], ["article.published"]),
        (["article.withdrawn"], [], []),
        (["article.published"], ["nb"], []),
        (["article.published", "cache.purge"], ["en"], ["article.published", "cache.purge"]),
        (["cache.purge"], ["nb", "en"], ["cache.purge"]),
    ],
)
def test_an_endpoint_gets_what_it_has_asked_for(types, languages, expected):
    make_endpoint(types=types, languages=languages)
    tell(make_live("en"))

    delivering.fanning.fan_out()

    assert sorted(Delivery.objects.values_list("type", flat=True)) == expected
    assert not delivering.fanning.lags_behind()


def test_a_new_endpoint_is_told_nothing_old_by_itself_and_a_late_worker_forgets_nothing():
    tell(make_live())
    endpoint = make_endpoint(reached=delivering.fanning.last_number())
    numbers = [tell(make_live()).number for _ in range(3)]

    delivering.fanning.fan_out()

    told = endpoint.deliveries.order_by("event_id")
    assert [delivery.event_id for delivery in told] == numbers


def test_what_failed_is_tried_again_with_the_same_id_and_a_new_signature(receiver: Receiver):
    endpoint = make_endpoint(receiver.url)
    receiver.accept(endpoint.secret)
    receiver.answer_with({"status": 500, "body": "æ" * 5000}, {"status": 200})
    tell(make_live())
    before = timezone.now()

    assert delivering.run() == 1

    delivery = Delivery.objects.get()
    pause = delivery.next_at - before
    assert (delivery.state, delivery.attempts) == (State.WAITING, 1)
    assert timedelta(seconds=5) <= pause < timedelta(seconds=30)
    assert delivering.run() == 0
    hurry()
    assert delivering.run() == 1
    first, second = receiver.came
    assert first["headers"]["webhook-id"] == second["headers"]["webhook-id"]
    assert first["verified"] == second["verified"] == [True]
    failed, succeeded = delivery.tries.all()
    assert (failed.status, failed.error) == (500, Attempt.Error.STATUS)
    assert 0 < len(failed.answer) <= 1000
    assert succeeded.status == 200
    endpoint.refresh_from_db()
    assert endpoint.failures == 0


def test_what_fails_ten_times_is_given_up_and_lets_the_next_go(receiver: Receiver):
    make_endpoint(receiver.url)
    receiver.answer_with({"status": 500})
    live = make_live()
    tell(live)
    tell(live, Event.Kind.UPDATED)

    for _ in range(schedule.MOST_ATTEMPTS):
        hurry()
        assert delivering.run() == 1

    first, second = Delivery.objects.order_by("event_id")
    assert (first.state, first.attempts) == (State.GIVEN_UP, 10)
    assert (second.state, second.attempts) == (State.WAITING, 0)
    receiver.answer_with({"status": 200})
    hurry()
    delivering.run()
    second.refresh_from_db()
    assert second.state == State.DELIVERED


def test_a_story_is_told_in_order_and_others_meanwhile(receiver: Receiver):
    endpoint = make_endpoint(receiver.url)
    receiver.answer_with({"status": 500}, {"status": 200})
    live, twin = make_twins()
    first = tell(live)
    delivering.run()
    second = tell(twin)
    third = tell(live, Event.Kind.WITHDRAWN, "wrong")
    other = tell(make_live())

    delivering.run()

    assert [came["body"]["data"]["id"] for came in receiver.came] == [
        first.number,
        other.number,
    ]
    hurry()
    delivering.run()
    told = [came["body"]["data"]["id"] for came in receiver.came]
    assert told[2:] == [first.number, second.number, third.number]
    assert not endpoint.deliveries.exclude(state=State.DELIVERED).exists()


def test_a_purge_waits_for_no_other(receiver: Receiver):
    make_endpoint(receiver.url, types=[Type.PURGE])
    receiver.answer_with({"status": 500}, {"status": 200})
    live = make_live()
    tell(live)
    delivering.run()
    tell(live, Event.Kind.UPDATED)

    delivering.run()

    assert len(receiver.came) == 2


@pytest.mark.parametrize(("wish", "least"), [("120", 120), ("1", 5), ("999999", 24 * 3600)])
def test_retry_after_is_honoured_within_a_day(receiver: Receiver, wish, least):
    endpoint = make_endpoint(receiver.url)
    receiver.answer_with({"status": 503, "headers": {"Retry-After": wish}})
    tell(make_live())
    before = timezone.now()

    delivering.run()

    pause = Delivery.objects.get().next_at - before
    assert timedelta(seconds=least) <= pause <= timedelta(seconds=least + 20)
    tell(make_live())
    endpoint.refresh_from_db()
    assert endpoint.resting_until
    assert delivering.run() == (0 if wish != "1" or endpoint.resting_until > timezone.now() else 1)


def test_410_turns_the_endpoint_off_and_says_why(receiver: Receiver):
    endpoint = make_endpoint(receiver.url)
    receiver.answer_with({"status": 410}, {"status": 200})
    tell(make_live())

    delivering.run()

    endpoint.refresh_from_db()
    assert endpoint.disabled_reason == Endpoint.Disabled.GONE
    assert endpoint.disabled_at
    tell(make_live())
    hurry()
    assert delivering.run() == 0
    actions.turn_on(endpoint, from_now=False)
    assert delivering.run() == 2
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DELIVERED}


def test_an_endpoint_turned_on_from_now_gets_nothing_of_what_it_missed(receiver: Receiver):
    endpoint = make_endpoint(receiver.url)
    tell(make_live())
    delivering.fanning.fan_out()
    actions.turn_off(endpoint)
    tell(make_live())

    actions.turn_on(endpoint, from_now=True)

    assert delivering.run() == 0
    tell(make_live())
    assert delivering.run() == 1


def test_a_redirect_is_a_failure_and_is_not_followed(receiver: Receiver):
    make_endpoint(receiver.url)
    receiver.answer_with({"status": 302, "headers": {"Location": receiver.url}})
    tell(make_live())

    delivering.run()

    assert len(receiver.came) == 1
    assert Attempt.objects.get().error == Attempt.Error.REDIRECT
    assert Delivery.objects.get().state == State.WAITING


def test_after_a_rotation_both_secrets_sign_until_the_former_has_run_out(receiver: Receiver):
    endpoint = make_endpoint(receiver.url)
    former = endpoint.secret
    new = actions.rotate_secret(endpoint, keep_former=True)
    receiver.accept(former, new)
    tell(make_live())

    delivering.run()

    assert former != new
    assert receiver.came[-1]["verified"] == [True, True]
    endpoint.refresh_from_db()
    past = (timezone.now() - timedelta(seconds=1)).isoformat()
    endpoint.former_secrets = [{"secret": former, "until": past}]
    endpoint.save()
    tell(make_live())
    delivering.run()
    assert receiver.came[-1]["verified"] == [False, True]


def test_a_second_rotation_keeps_the_first_secret_and_a_leaked_one_is_dropped_at_once():
    endpoint = make_endpoint()
    first = endpoint.secret
    second = actions.rotate_secret(endpoint, keep_former=True)
    third = actions.rotate_secret(endpoint, keep_former=True)
    endpoint.refresh_from_db()

    assert endpoint.signing_secrets(timezone.now()) == [third, second, first]

    fourth = actions.rotate_secret(endpoint, keep_former=False)
    endpoint.refresh_from_db()
    assert endpoint.signing_secrets(timezone.now()) == [fourth]


def test_an_endpoint_that_keeps_failing_is_left_alone_and_asked_with_one(receiver: Receiver):
    endpoint = make_endpoint(receiver.url)
    receiver.answer_with({"status": 500})
    for _ in range(6):
        tell(make_live())
    delivering.run()
    endpoint.refresh_from_db()
    assert endpoint.failures >= Endpoint.RESTS_AFTER
    assert endpoint.resting_until > timezone.now()
    before = len(receiver.came)

    assert delivering.run() == 0
    hurry()
    assert delivering.run() == 1

    assert len(receiver.came) == before + 1
    # It is back: all that waits goes at once, whatever pause it had.
    receiver.answer_with({"status": 200})
    Endpoint.objects.update(resting_until=None)
    delivery = Delivery.objects.waiting().first()
    Delivery.objects.filter(pk=delivery.pk).update(next_at=timezone.now())
    delivering.run()
    assert not Delivery.objects.waiting().exists()


def test_an_endpoint_that_has_failed_for_days_is_turned_off(receiver: Receiver):
    long_ago = timezone.now() - Endpoint.GIVEN_UP_AFTER
    endpoint = make_endpoint(receiver.url, failures=20, failing_since=long_ago)
    receiver.answer_with({"status": 500})
    tell(make_live())

    delivering.run()

    endpoint.refresh_from_db()
    assert endpoint.disabled_reason == Endpoint.Disabled.FAILING
    assert Delivery.objects.get().state == State.WAITING


def test_what_one_worker_has_claimed_no_other_sends():
    make_endpoint()
    tell(make_live())
    delivering.fanning.fan_out()

    (claimed,) = delivering.claim(8)

    assert delivering.claim(8) == []
    later = claimed.claimed_until + timedelta(seconds=1)
    assert delivering.claim(8, now=later) == [claimed]


def test_one_endpoint_does_not_take_all_the_room():
    slow, other = make_endpoint(name="Slow"), make_endpoint(name="Other")
    for _ in range(10):
        tell(make_live())
    delivering.fanning.fan_out()
    Delivery.objects.filter(endpoint=other).update(next_at=timezone.now())

    taken = delivering.claim(delivering.MOST_AT_ONCE) + delivering.claim(delivering.MOST_AT_ONCE)

    endpoints = [delivery.endpoint_id for delivery in taken]
    assert endpoints.count(slow.pk) == endpoints.count(other.pk) == delivering.MOST_TO_ONE


def test_a_slow_receiver_does_not_hold_up_the_others(receiver: Receiver, monkeypatch):
    monkeypatch.setattr("api.webhooks.sending.SECONDS", 0.5)
    slow = make_endpoint(receiver.url, name="Slow")
    receiver.answer_with({"status": 200, "delay": 30})
    tell(make_live())

    delivering.run()

    attempt = slow.deliveries.get().tries.get()
    assert attempt.error == Attempt.Error.TIMEOUT


def test_send_again_begins_anew_under_the_same_id(receiver: Receiver):
    make_endpoint(receiver.url)
    tell(make_live())
    delivering.run()

    assert actions.send_again(Delivery.objects.all()) == 1

    assert Delivery.objects.get().state == State.WAITING
    delivering.run()
    first, second = receiver.came
    assert first["headers"]["webhook-id"] == second["headers"]["webhook-id"]
    assert Delivery.objects.get().tries.count() == 2


def test_replay_sends_what_was_since_then_whether_delivered_or_forgotten(receiver: Receiver):
    endpoint = make_endpoint(receiver.url)
    events = [tell(make_live()) for _ in range(3)]
    delivering.run()
    endpoint.deliveries.get(event=events[1]).delete()
    Event.objects.filter(pk=events[0].pk).update(at=timezone.now() - timedelta(days=2))

    assert actions.replay(endpoint, since=timezone.now() - timedelta(days=1)) == 2

    delivering.run()
    told = [came["body"]["data"]["id"] for came in receiver.came]
    assert sorted(told[3:]) == [events[1].number, events[2].number]


def test_a_test_is_sent_to_an_endpoint_that_rests(receiver: Receiver):
    later = timezone.now() + timedelta(hours=1)
    endpoint = make_endpoint(receiver.url, failures=9, resting_until=later)
    receiver.accept(endpoint.secret)

    actions.send_test(endpoint)
    delivering.run()

    (came,) = receiver.came
    assert came["verified"] == [True]
    assert came["body"]["type"] == "endpoint.test"
    endpoint.refresh_from_db()
    assert endpoint.failures == 0


def test_a_payload_that_cannot_be_made_fails_its_own_delivery_alone(receiver: Receiver):
    make_endpoint(receiver.url, name="Broken", secret="whsec_")
    whole = make_endpoint(receiver.url, name="Whole")
    tell(make_live())

    delivering.run()

    assert whole.deliveries.get().state == State.DELIVERED
    assert Delivery.objects.waiting().get().attempts == 1


@pytest.mark.django_db(transaction=True)
def test_publishing_wakes_the_worker_once_and_it_delivers(receiver: Receiver, queue: None):
    endpoint = make_endpoint(receiver.url)
    receiver.accept(endpoint.secret)
    tell(make_live())
    tell(make_live())

    assert DBTaskResult.objects.count() == 1
    connection.close()
    work()

    assert [came["verified"] for came in receiver.came] == [[True], [True]]
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DELIVERED}


@pytest.mark.django_db(transaction=True)
def test_nobody_is_woken_where_nobody_listens(queue: None):
    make_endpoint(disabled_at=timezone.now())

    tell(make_live())

    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_sweep_sees_to_it_where_the_wake_up_was_lost(receiver: Receiver, queue: None):
    make_endpoint(receiver.url)
    tell(make_live())
    DBTaskResult.objects.all().delete()
    connection.close()

    assert start("sweep").wait(timeout=60) == 0
    work()

    assert len(receiver.came) == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_was_sending_is_sent_again(receiver: Receiver, queue: None):
    endpoint = make_endpoint(receiver.url)
    receiver.accept(endpoint.secret)
    receiver.answer_with({"status": 200, "delay": 14}, {"status": 200})
    live = make_live()
    tell(live)
    tell(live, Event.Kind.UPDATED)
    connection.close()
    worker = start("worker", "--no-startup-delay")
    try:
        wait_for(lambda: receiver.came)
    finally:
        worker.kill()
        worker.wait()

    # As long as the claim holds nobody else sends it, nor the story's next event.
    assert delivering.run() == 0
    assert len(receiver.came) == 1
    Delivery.objects.exclude(claimed_until=None).update(claimed_until=timezone.now())
    connection.close()
    assert start("sweep").wait(timeout=60) == 0
    work()

    kinds = [came["body"]["type"] for came in receiver.came]
    assert kinds == ["article.published", "article.published", "article.updated"]
    assert all(came["verified"] == [True] for came in receiver.came)
    ids = [came["headers"]["webhook-id"] for came in receiver.came]
    assert ids[0] == ids[1] != ids[2]
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DELIVERED}
