"""Former slugs of sections, tags and authors lead to where their stories are now."""

import pytest
from django.test import Client

from publishing.models import KnownSlug, Live, LiveAuthor, LiveTag
from tests.api.live import SECTIONS, TAGS, Queries, make_found, make_live, withdraw
from tests.api.test_articles import ARTICLES, ask, slugs
from tests.api.test_parameters import refused

pytestmark = pytest.mark.django_db
KINDS = {"section": "politics", "tag": "fisheries", "author": "kari-nordmann"}
FEEDS = [
    f"{folder}/{file}"
    for folder in ("sections", "tags")
    for file in ("rss.xml", "atom.xml", "feed.json")
]


def rename(kind: str, now: str, *, live: Live | None = None) -> None:
    """What a republication leaves behind: of all stories that are live, or of one of them."""
    known = KnownSlug.objects.filter(kind=kind, slug=KINDS[kind], language="en").get()
    KnownSlug.objects.remember(
        [KnownSlug(kind=kind, language="en", slug=now, ref=known.ref, name=now.title())]
    )
    only = {"live": live} if live else {}
    if kind == "section":
        rows = Live.objects.filter(pk=live.pk) if live else Live.objects.all()
        rows.filter(section_id=known.ref).update(section_slug=now, section_name=now.title())
    elif kind == "tag":
        LiveTag.objects.filter(tag_id=known.ref, **only).update(slug=now, name=now.title())
    else:
        LiveAuthor.objects.filter(author_id=known.ref, **only).update(slug=now, name=now.title())


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_by_a_former_slug_leads_to_the_same_question_with_the_new_one(
    client: Client, kind: str
):
    live = make_live()
    rename(kind, "renamed")

    with Queries() as queries:
        response = ask(client, **{kind: KINDS[kind]}, page_size=3)

    assert response.status_code == 301
    assert len(queries) == 2
    found = client.get(response["Location"])
    assert slugs(found) == [live.slug]
    assert response["Location"] == f"{ARTICLES}?language=en&{kind}=renamed&page_size=3"
    assert response["Cache-Control"] == "public, max-age=30"
    ref = {"section": SECTIONS, "tag": TAGS}.get(kind, {}).get(KINDS[kind])
    expected = {"articles-en"} | ({f"{kind}-{ref}"} if ref else set())
    assert set(response["Cache-Tag"].split(",")) == expected


def test_several_former_slugs_lead_on_at_once_and_slugs_of_today_stay(client: Client):
    live = make_live()
    rename("section", "power")
    rename("tag", "fish")

    response = ask(client, **KINDS)

    assert response["Location"].endswith("?language=en&section=power&tag=fish&author=kari-nordmann")
    assert slugs(client.get(response["Location"])) == [live.slug]


@pytest.mark.parametrize("kind", KINDS)
def test_the_present_slug_costs_one_query(client: Client, kind: str):
    make_live()
    rename(kind, "renamed")

    with Queries() as queries:
        assert len(slugs(ask(client, **{kind: "renamed"}))) == 1

    assert len(queries) == 1


def test_a_search_by_a_former_slug_keeps_its_words(client: Client):
    live = make_found(headline="Cod and chips", tags=("energy",))
    former = KnownSlug(kind="tag", language="en", slug="power", ref=TAGS["energy"], name="Power")
    KnownSlug.objects.remember([former])

    response = ask(client, q='"cod and" chips', tag="power")

    assert response.status_code == 301
    assert response["Location"].endswith("q=%22cod+and%22+chips&tag=energy")
    assert slugs(client.get(response["Location"])) == [live.slug]


def test_while_stories_have_either_slug_each_answers_for_its_own(client: Client):
    first, second = make_live(), make_live()
    rename("tag", "fish", live=first)

    assert slugs(ask(client, tag="fish")) == [first.slug]
    assert slugs(ask(client, tag="fisheries")) == [second.slug]
    assert slugs(ask(client, tag="fisheries", author="kari-nordmann", section="politics")) != []
    with_nothing_else = ask(client, tag="fisheries", published_before="2024-01-01")
    assert slugs(with_nothing_else) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_former_slug_whose_stories_are_all_gone_is_empty(client: Client, kind: str):
    live = make_live()
    rename(kind, "renamed")
    withdraw(live)

    assert slugs(ask(client, **{kind: KINDS[kind]})) == []
    assert slugs(ask(client, **{kind: "renamed"})) == []


def test_a_slug_that_another_has_taken_over_is_the_other_s(client: Client):
    old = make_live(tags=("fisheries",))
    rename("tag", "fish")
    KnownSlug.objects.remember(
        [KnownSlug(kind="tag", language="en", slug="fisheries", ref=99, name="Fisheries")]
    )
    new = make_live(tags=())
    LiveTag.objects.create(
        live=new,
        tag_id=99,
        language="en",
        slug="fisheries",
        name="F",
        published_at=new.published_at,
    )

    assert slugs(ask(client, tag="fisheries")) == [new.slug]
    assert slugs(ask(client, tag="fish")) == [old.slug]
    withdraw(new)
    assert slugs(ask(client, tag="fisheries")) == []


def test_a_former_slug_of_another_language_is_unknown(client: Client):
    make_live()
    rename("section", "power")

    assert set(refused(ask(client, section="politics", language="nb"))) == {"section"}


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_moves_with_what_it_is_of(client: Client, path: str):
    live = make_live()
    folder, file = path.split("/")
    kind = folder.removesuffix("s")
    rename(kind, "renamed")

    with Queries() as queries:
        response = client.get(f"/feeds/en/{folder}/{KINDS[kind]}/{file}")

    assert response.status_code == 301
    assert len(queries) == 2
    assert response["Location"] == f"/feeds/en/{folder}/renamed/{file}"
    assert response["Cache-Control"] == "public, max-age=30"
    assert "articles-en" in response["Cache-Tag"].split(",")
    with Queries() as queries:
        followed = client.get(response["Location"])
    assert live.slug in followed.content.decode()
    assert len(queries) == 1


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_of_a_former_slug_whose_stories_are_all_gone_is_empty(client: Client, path: str):
    live = make_live()
    folder, file = path.split("/")
    kind = folder.removesuffix("s")
    rename(kind, "renamed")
    withdraw(live)

    for slug in (KINDS[kind], "renamed"):
        assert client.get(f"/feeds/en/{folder}/{slug}/{file}").status_code == 200
