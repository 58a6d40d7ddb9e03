"""The mail of what people were told: one, in time, in their language, and not twice."""

import datetime
import threading

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections
from django.utils import timezone

from articles.models import State
from cms.notices import digests
from tests.factories import (
    make_article,
    make_editor,
    make_published_article,
    make_translator,
    make_version,
    paragraphs,
)
from tests.translation.stories import change, make_translated, publish_source
from translation import actions, behind, telling
from translation.models import Digest, Notice
from translation.telling import Kind

pytestmark = pytest.mark.django_db

CHANGED = paragraphs("Torsken kom sent i år.", "Prisen er høy.")


@pytest.fixture
def kari():
    return make_translator("Kari Kim", into=("en",), email="kari@example.org")


@pytest.fixture
def nils():
    return make_editor("Nils")


def minutes(number: int) -> datetime.timedelta:
    return datetime.timedelta(minutes=number)


def later(number: int) -> datetime.datetime:
    return timezone.now() + minutes(number)


def make_stale(kari, by, **fields):
    version = make_translated(kari, **fields)
    behind.follow(change(version.article, body_nb=CHANGED), by=by)
    return version


def make_urgent(kari, by):
    article = make_published_article(by=by)
    version = make_version(article, "en", state=State.PUBLISHED, translator=kari)
    behind.follow(change(article, body_nb=CHANGED), by=by)
    publish_source(article, by=by)
    return version


def test_many_stories_are_one_mail_with_the_words_and_the_way(kari, nils):
    first = make_stale(kari, nils, headline_nb="Skreien er kommet")
    make_stale(kari, nils, headline_nb="Silda er kommet")
    telling.tell(kari, Kind.MENTIONED, first, by=nils, about="1", text="@Kari: se her")

    assert digests.send_due(later(31)) == 1

    (sent,) = mail.outbox
    assert sent.to == ["kari@example.org"]
    assert sent.subject == "Skreien er kommet og 2 andre tekster til deg"
    assert "Hei, Kari!" in sent.body
    assert "Torsken kom [tidlig → sent] i år." in sent.body
    assert "> @Kari: se her" in sent.body
    row = f"/admin/translation/{first.article_id}/en/#article:{first.article_id}:body:b1"
    assert f"http://127.0.0.1:8000{row}" in sent.body
    assert "/admin/desk/notices/" in sent.body


def test_it_is_in_the_persons_own_language(kari, nils):
    kari.interface_language = "en"
    kari.save()
    make_stale(kari, nils)

    digests.send_due(later(31))

    (sent,) = mail.outbox
    assert sent.subject == (
        "Skreien er kommet til Lofoten (English): Nils changed the source: 1 text to look at"
    )
    assert "* Paragraph: Torsken kom [tidlig → sent] i år." in sent.body


@pytest.mark.parametrize(
    ("after", "number"), [(29, 0), (31, 1)], ids=["still being written", "quiet"]
)
def test_it_waits_until_the_newsroom_is_quiet(after, number, kari, nils):
    make_stale(kari, nils)

    assert digests.send_due(later(after)) == number

    assert len(mail.outbox) == number


def test_it_waits_no_longer_than_an_hour_for_that(kari, nils):
    now = timezone.now()
    make_stale(kari, nils)
    Notice.objects.update(waiting_since=now - minutes(61), changed_at=now)

    assert digests.send_due(now) == 1


def test_there_is_one_an_hour_at_most(kari, nils):
    now = timezone.now()
    make_stale(kari, nils)
    assert digests.send_due(now + minutes(31)) == 1
    make_stale(kari, nils)
    Notice.objects.unsent().update(waiting_since=now + minutes(32), changed_at=now + minutes(32))

    assert digests.send_due(now + minutes(90)) == 0
    assert digests.send_due(now + minutes(92)) == 1

    assert len(mail.outbox) == 2


def test_old_text_before_readers_waits_five_minutes(kari, nils):
    make_urgent(kari, nils)

    assert digests.send_due(later(4)) == 0
    assert digests.send_due(later(6)) == 1

    (sent,) = mail.outbox
    assert sent.subject.startswith("Haster: ")
    assert "HASTER" in sent.body


def test_what_was_told_is_not_told_again_but_what_is_new_is(kari, nils):
    version = make_stale(kari, nils)
    digests.send_due(later(31))

    assert digests.send_due(later(200)) == 0
    behind.follow(change(version.article, lead_nb="En annen ingress."), by=nils)
    assert digests.send_due(later(200)) == 1

    assert "En annen ingress" in mail.outbox[1].body.replace("[", "").replace("]", "")


@pytest.mark.parametrize("how", ["read", "seen to", "undone", "withdrawn"])
def test_what_asks_for_nothing_any_more_is_not_mailed(how, kari, nils):
    version = make_stale(kari, nils)
    if how == "read":
        telling.mark_read(kari)
    elif how == "seen to":
        key = f"article:{version.article_id}:body:b1"
        actions.confirm(version, key, by=kari)
    elif how == "undone":
        body = paragraphs("Torsken kom tidlig i år.", "Prisen er høy.")
        behind.follow(change(version.article, body_nb=body), by=nils)
    else:
        make_version(version.article, "en", state=State.WITHDRAWN)

    assert digests.send_due(later(61)) == 0

    assert mail.outbox == []


@pytest.mark.parametrize("why", ["no address", "has left", "wants none"])
def test_whoever_cannot_be_mailed_keeps_the_notice(why, kari, nils):
    make_stale(kari, nils)
    changes = {
        "no address": {"email": ""},
        "has left": {"is_active": False},
        "wants none": {"wants_digest": False},
    }
    type(kari).objects.filter(pk=kari.pk).update(**changes[why])

    assert digests.send_due(later(61)) == 0

    assert mail.outbox == []
    assert telling.unread(kari).number == 1


def test_nobody_is_mailed_of_what_nobody_has(nils):
    make_stale_version = make_version(
        make_article(written_in=("nb", "en")), "en", state=State.TRANSLATION
    )
    actions.confirm_all(make_stale_version, by=nils)
    behind.follow(change(make_stale_version.article, body_nb=CHANGED), by=make_editor())

    assert Notice.objects.of_changes().count() == 1
    assert digests.send_due(later(61)) == 0


class Refusing(EmailBackend):
    """A server that takes no mail for Kari."""

    def send_messages(self, messages):
        if any("kari@example.org" in message.to for message in messages):
            raise OSError("Mailbox full")
        return super().send_messages(messages)


def test_a_mail_that_no_server_takes_is_tried_again_and_holds_nobody_up(kari, nils, settings):
    per = make_translator("Per", into=("en",), email="per@example.org")
    make_stale(kari, nils)
    make_stale(per, nils)
    settings.EMAIL_BACKEND = "tests.cms.test_digests.Refusing"

    assert digests.send_due(later(31)) == 1
    assert [one.to for one in mail.outbox] == [["per@example.org"]]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert digests.send_due(later(40)) == 0
    assert digests.send_due(later(42)) == 1

    assert mail.outbox[1].to == ["kari@example.org"]


class Killed(BaseException):
    """Nothing of ours catches it."""


def test_a_sweep_that_is_killed_after_sending_sends_the_same_mail_again(kari, nils, monkeypatch):
    make_stale(kari, nils)
    Digest.objects.create(person=kari)
    save = Digest.save

    def killed(*args, **kwargs):
        raise Killed

    monkeypatch.setattr(Digest, "save", killed)
    with pytest.raises(Killed):
        digests.send_due(later(31))
    monkeypatch.setattr(Digest, "save", save)
    assert digests.send_due(later(31)) == 1
    assert digests.send_due(later(200)) == 0

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.body == second.body


def test_a_sweep_that_is_killed_before_sending_loses_nothing(kari, nils, monkeypatch):
    make_stale(kari, nils)

    def killed(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(digests, "letter", killed)
        with pytest.raises(Killed):
            digests.send_due(later(31))
    assert mail.outbox == []

    assert digests.send_due(later(31)) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_send_one_mail(kari, nils):
    make_stale(kari, nils)
    start, sent, now = threading.Barrier(2), [], later(31)

    def sweep() -> None:
        try:
            start.wait(10)
            sent.append(digests.send_due(now))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(sent) == [0, 1]
    assert len(mail.outbox) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_comes_in_while_a_mail_is_sent_is_for_the_next(kari, nils, monkeypatch):
    version, write = make_stale(kari, nils), digests.letter

    def meanwhile() -> None:
        try:
            behind.follow(change(version.article, lead_nb="En annen ingress."), by=nils)
        finally:
            connections.close_all()

    def letter(*args, **kwargs):
        other = threading.Thread(target=meanwhile)
        other.start()
        other.join(30)
        return write(*args, **kwargs)

    monkeypatch.setattr(digests, "letter", letter)
    digests.send_due(later(31))
    monkeypatch.setattr(digests, "letter", write)

    assert Notice.objects.unsent().count() == 1
    assert digests.send_due(later(200)) == 1
    assert "En annen" not in mail.outbox[0].body
    assert "annen" in mail.outbox[1].body
