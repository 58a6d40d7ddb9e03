import threading

import pytest
from django.db import connections, transaction
from django.test import Client

from articles.models import Tag
from publishing.actions import follow_named
from publishing.models import KnownSlug, Republication
from tests.factories import make_editor, make_published_article, make_tag

pytestmark = pytest.mark.django_db


def known(slug: str) -> KnownSlug:
    return KnownSlug(kind="tag", language="nb", slug=slug, ref=1, name=slug)


def test_a_renamed_tag_leads_readers_from_its_old_slug_to_the_new_one(client: Client):
    tag = make_tag("Kystkultur", slug_nb="kystkultur")
    article = make_published_article(tags=(tag,))
    Tag.objects.filter(pk=tag.pk).update(slug_nb="kystliv", name_nb="Kystliv")

    follow_named(Tag.objects.get(pk=tag.pk), by=make_editor())

    assert Republication.objects.get().state == Republication.State.DONE
    listed = client.get("/api/v1/articles/?language=nb&tag=kystkultur", follow=True)
    assert listed.redirect_chain == [("/api/v1/articles/?language=nb&tag=kystliv", 301)]
    assert [card["id"] for card in listed.json()["results"]] == [str(article.pk)]
    feed = client.get("/feeds/nb/tags/kystkultur/feed.json", follow=True)
    assert feed.redirect_chain == [("/feeds/nb/tags/kystliv/feed.json", 301)]
    assert feed.json()["title"].endswith("Kystliv")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_show_the_same_new_slugs_in_another_order_do_not_lock_each_other_up():
    failures = []
    together = threading.Barrier(2)

    def remember(backwards: bool) -> None:
        try:
            for turn in range(20):
                slugs = [f"slug-{turn}-{number}" for number in range(300)]
                together.wait(60)
                with transaction.atomic():
                    KnownSlug.objects.remember(
                        known(slug) for slug in (slugs[::-1] if backwards else slugs)
                    )
        except Exception as failure:
            together.abort()
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=remember, args=[way]) for way in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert KnownSlug.objects.count() == 20 * 300
