"""The start page: what waits for whom."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from articles import planning, workflow
from articles.models import Article, FactBox, State
from cms.start import page_of
from publishing import actions as publishing
from tests.factories import (
    confirm_all,
    make_article,
    make_editor,
    make_fact_box,
    make_journalist,
    make_photo,
    make_photo_editor,
    make_published_article,
    make_translator,
    make_user,
    make_version,
)
from translation import actions as translation

pytestmark = pytest.mark.django_db


PHOTO_PILES = {
    "photos-without-file",
    "photos-without-credit",
    "photos-without-alt_text_nb",
    "photos-without-alt_text_en",
    "photos-running-out",
}


def piles(user: User) -> dict[str, list[str]]:
    """The titles of each pile's rows, by the pile's key."""
    user = User.objects.get(pk=user.pk)
    return {pile.key: [row.title for row in pile.rows] for pile in page_of(user).piles}


def row(user: User, key: str):
    pile = next(pile for pile in page_of(User.objects.get(pk=user.pk)).piles if pile.key == key)
    (only,) = pile.rows
    return only


def change(article: Article, **columns: str) -> None:
    article = Article.objects.get(pk=article.pk)
    for column, text in columns.items():
        setattr(article, column, text)
    article.save()


@pytest.mark.parametrize(
    ("roles", "keys"),
    [
        ((), set()),
        (("Journalist",), {"returned", "drafts", "my-changed"}),
        (("Translator",), {"corrections", "in-hand", "my-stale", "pool"}),
        (
            ("Editor",),
            {
                "corrections",
                "held-back",
                "review",
                "ready",
                "scheduled",
                "stale",
                "without-picture",
            },
        ),
        (("Photo editor",), PHOTO_PILES),
        (
            ("Administrator",),
            {
                "corrections",
                "held-back",
                "review",
                "ready",
                "scheduled",
                "stale",
                "without-picture",
                "people",
            }
            | PHOTO_PILES,
        ),
    ],
)
def test_each_role_has_its_own_piles(roles, keys):
    person = make_user(*roles, translates_into=["en"])

    assert set(piles(person)) == keys


def test_a_journalist_sees_only_their_own_drafts():
    ingrid, other = make_journalist(), make_journalist()
    make_article(by=ingrid, headline_nb="Min egen")
    make_article(by=other, headline_nb="En annens")

    assert piles(ingrid)["drafts"] == ["Min egen"]


def test_a_returned_story_is_on_top_with_the_editors_note_and_not_among_the_drafts():
    ingrid, nils = make_journalist(), make_editor("Nils Hætta")
    version = make_article(by=ingrid).versions.get()
    workflow.move(version, "submit", by=ingrid)
    workflow.move(version, "return", by=nils, note="Tallet må ha en kilde.")

    returned = row(ingrid, "returned")

    assert (returned.note, returned.by) == ("Tallet må ha en kilde.", "Nils Hætta")
    assert piles(ingrid)["drafts"] == []


def test_what_was_returned_and_sent_in_again_no_longer_waits_for_the_writer():
    ingrid, nils = make_journalist(), make_editor()
    version = make_article(by=ingrid).versions.get()
    workflow.move(version, "submit", by=ingrid)
    workflow.move(version, "return", by=nils, note="Kilde?")
    workflow.move(version, "submit", by=ingrid)

    assert piles(ingrid)["returned"] == []
    assert len(piles(nils)["review"]) == 1


def test_a_translation_in_hand_shows_how_far_it_has_come_and_that_it_is_overdue():
    kari = make_translator()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    article = make_article(written_in=("nb", "en"))
    make_version(article, "en", state=State.TRANSLATION, translator=kari, due_on=yesterday)
    translation.confirm_all(article.versions.get(language="en"), by=kari)
    change(
        article, body_nb='<p data-id="b1">Torsken kom tidlig i år.</p><p data-id="b9">Nytt ord.</p>'
    )

    found = row(kari, "in-hand")

    assert found.is_overdue
    assert 0 < found.percent < 100
    assert found.words_left >= 2


def test_the_nearest_date_comes_first_and_no_date_last():
    kari, today = make_translator(), timezone.localdate()
    for headline, days in [("Uten frist", None), ("Om en uke", 7), ("I morgen", 1)]:
        due = today + datetime.timedelta(days=days) if days else None
        article = make_article(headline_nb=headline)
        make_version(article, "en", state=State.TRANSLATION, translator=kari, due_on=due)

    assert piles(kari)["in-hand"] == ["I morgen", "Om en uke", "Uten frist"]


def test_the_pool_has_only_what_nobody_has_in_the_languages_one_translates_into():
    into_english, into_norwegian = make_translator(into=("en",)), make_translator(into=("nb",))
    make_version(make_article(headline_nb="Ledig"), "en", state=State.TRANSLATION)
    make_version(
        make_article(headline_nb="Tatt"), "en", state=State.TRANSLATION, translator=into_english
    )

    assert piles(into_english)["pool"] == ["Ledig"]
    assert piles(into_norwegian)["pool"] == []


def test_a_changed_source_shows_the_writer_the_translator_and_the_desk_what_is_stale():
    ingrid, kari, nils = make_journalist(), make_translator(), make_editor()
    article = make_published_article(by=nils)
    Article.objects.filter(pk=article.pk).update(created_by=ingrid)
    article.versions.filter(language="en").update(translator=kari)
    change(article, lead_nb="En helt ny ingress.")

    assert piles(nils)["stale"] == [str(article)]
    assert piles(kari)["my-stale"] == [str(article)]
    assert piles(ingrid)["my-changed"] == [str(article)]


def test_a_changed_fact_box_makes_the_stories_that_show_it_stale():
    nils, box = make_editor(), make_fact_box()
    body = f'<p data-id="b1">Tekst.</p><aside data-id="x1" data-fact-box="{box.pk}"></aside>'
    article = make_article(written_in=("nb", "en"), by=nils, body_nb=body, body_en=body)
    for language in ("nb", "en"):
        make_version(article, language, state=State.READY)
    confirm_all(article, "en", by=nils)
    publishing.publish(list(article.versions.all()), by=nils)
    assert piles(nils)["stale"] == []

    box = FactBox.objects.get(pk=box.pk)
    box.title_nb = "En ny tittel"
    box.save()

    assert piles(nils)["stale"] == [str(article)]


def test_a_save_that_changes_nothing_leaves_the_piles_as_they_were():
    nils = make_editor()
    article = make_published_article(by=nils)

    change(article)

    assert piles(nils)["stale"] == []


def test_the_desk_tells_ready_from_scheduled():
    nils = make_editor()
    hour = timezone.now() + datetime.timedelta(hours=3)
    make_article(state=State.READY, headline_nb="Klar")
    planned = make_article(state=State.READY, headline_nb="Planlagt")
    planned.versions.update(publish_at=hour)

    assert piles(nils)["ready"] == ["Klar"]
    assert row(nils, "scheduled").publish_at == hour


def test_a_story_on_the_desk_with_a_placeholder_is_held_back():
    nils = make_editor()
    make_article(state=State.REVIEW, headline_nb="Med bilde", lead_photo=make_photo())
    make_article(
        state=State.REVIEW, headline_nb="Uten bilde", lead_photo=make_photo(with_file=False)
    )

    assert piles(nils)["without-picture"] == ["Uten bilde"]


@override("nb")
def test_the_photo_editor_sees_what_photos_lack_and_rights_that_run_out():
    today, day = timezone.localdate(), datetime.timedelta(days=1)
    person = make_photo_editor()
    make_photo(caption_nb="Uten fil", with_file=False)
    make_photo(caption_nb="Uten kreditering", creator="")
    make_photo(caption_nb="Uten alternativ tekst", alt_text_en="")
    make_photo(caption_nb="Snart ute", rights_until=today + 29 * day)
    make_photo(caption_nb="Lenge igjen", rights_until=today + 31 * day)
    make_photo(caption_nb="Ute, og ikke i bruk", rights_until=today - day)
    make_photo(caption_nb="I orden")

    found = piles(person)

    assert found["photos-without-file"] == ["Uten fil"]
    assert found["photos-without-credit"] == ["Uten kreditering"]
    assert found["photos-without-alt_text_en"] == ["Uten alternativ tekst"]
    assert found["photos-without-alt_text_nb"] == []
    assert found["photos-running-out"] == ["Snart ute"]


@override("nb")
def test_rights_that_have_run_out_matter_where_readers_still_see_the_photo():
    person, nils = make_photo_editor(), make_editor()
    photo = make_photo(caption_nb="På trykk")
    make_published_article(by=nils, lead_photo=photo)
    type(photo).objects.filter(pk=photo.pk).update(
        rights_until=timezone.localdate() - datetime.timedelta(days=1)
    )

    assert piles(person)["photos-running-out"] == ["På trykk"]


def test_the_administrator_sees_who_cannot_work_yet():
    admin = make_user("Administrator", name="Åse")
    make_user(name="Uten rolle")
    make_user("Translator", name="Uten språk")
    make_user(name="Sluttet", is_active=False)
    make_journalist("I arbeid")

    assert piles(admin)["people"] == ["Uten rolle", "Uten språk"]


def test_a_pile_shows_a_few_and_counts_them_all():
    nils = make_editor()
    for number in range(8):
        make_article(state=State.REVIEW, headline_nb=f"Sak {number}")

    pile = next(pile for pile in page_of(nils).piles if pile.key == "review")

    assert (len(pile.rows), pile.count) == (5, 8)


def test_the_number_of_queries_does_not_grow_with_the_stories(django_assert_max_num_queries):
    person = make_user(
        "Journalist", "Translator", "Editor", "Photo editor", translates_into=["en", "nb"]
    )

    def fill(rounds: int) -> None:
        for _round in range(rounds):
            make_article(by=person)
            make_article(by=person, state=State.REVIEW, lead_photo=make_photo(with_file=False))
            version = make_version(state=State.TRANSLATION, translator=person)
            change(version.article, lead_nb="Ny ingress")
            published = make_published_article(by=person)
            change(published, lead_nb="Ny ingress")

    fill(6)
    with django_assert_max_num_queries(45) as few:
        page_of(User.objects.get(pk=person.pk))
    fill(6)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page_of(User.objects.get(pk=person.pk))


def test_the_page_says_so_when_nothing_waits(client):
    client.force_login(make_journalist(interface_language="en"))

    page = client.get("/admin/").content.decode()

    assert "Nothing waits for you" in page
    assert "/admin/articles/article/add/" in page
    assert "/admin/desk/import/" in page


def test_a_person_without_a_role_is_told_whom_to_ask(client):
    client.force_login(make_user(interface_language="en"))

    page = client.get("/admin/").content.decode()

    assert "You have no role yet" in page
    assert "/admin/articles/article/add/" not in page


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("photos-without-file", {"with_file": False}),
        ("photos-without-credit", {"creator": ""}),
        ("photos-without-alt_text_nb", {"alt_text_nb": ""}),
        ("photos-running-out", {"rights_until": datetime.date.today()}),
    ],
)
def test_see_all_leads_to_just_those_photos(client, key, fields):
    person = make_photo_editor()
    client.force_login(person)
    make_photo(caption_nb="Den det gjelder", **fields)
    make_photo(caption_nb="I orden")

    pile = next(pile for pile in page_of(person).piles if pile.key == key)

    listed = client.get(pile.all_url).context["cl"].result_list
    assert [str(photo) for photo in listed] == ["Den det gjelder"]


@pytest.mark.parametrize(
    ("key", "titles"),
    [
        ("held-back", ["Holdt tilbake"]),
        ("review", ["Til desken"]),
        ("ready", ["Klar"]),
        ("scheduled", ["Planlagt"]),
        ("without-picture", ["Uten bilde i teksten", "Uten bilde øverst"]),
    ],
)
def test_see_all_of_the_desk_leads_to_just_the_stories_of_its_box(client, key, titles):
    nils = make_editor()
    client.force_login(nils)
    make_article(state=State.REVIEW, headline_nb="Til desken")
    half_out = make_published_article(headline_nb="Klar", headline_en="Ready")
    make_version(half_out, "en", state=State.READY)
    planned = make_article(state=State.READY, headline_nb="Planlagt")
    planned.versions.update(publish_at=timezone.now() + datetime.timedelta(hours=3))
    held = make_article(state=State.READY, headline_nb="Holdt tilbake")
    planning.hold_back(list(held.versions.all()), by=nils, problems={})
    make_published_article(headline_nb="Ute", headline_en="Out")
    if key == "without-picture":
        lead, inside = (make_photo(with_file=False) for _ in range(2))
        make_article(state=State.READY, headline_nb="Uten bilde øverst", lead_photo=lead)
        figure = f'<figure data-id="b9" data-photo="{inside.pk}"></figure>'
        make_article(state=State.REVIEW, headline_nb="Uten bilde i teksten", body_nb=figure)
        make_article(state=State.DRAFT, headline_nb="Utkast", lead_photo=lead, body_nb=figure)
        make_article(state=State.REVIEW, headline_nb="Med bilde", lead_photo=make_photo())
        linked = f'<p data-id="b1">Se <a href="https://example.org/{inside.pk}">her</a>.</p>'
        make_article(state=State.REVIEW, headline_nb="Nevner bare bildet", body_nb=linked)

    (pile,) = (pile for pile in page_of(nils).piles if pile.key == key)

    assert sorted(row.title for row in pile.rows) == titles
    listed = client.get(pile.all_url).context["cl"].result_list
    assert sorted(str(article) for article in listed) == titles


@pytest.mark.parametrize("role", ["Journalist", "Translator", "Editor", "Administrator"])
def test_every_link_of_the_page_leads_somewhere(client, role):
    person = make_user(role, translates_into=["en"])
    client.force_login(person)
    make_article(by=person)
    make_article(by=person, state=State.REVIEW)
    make_version(state=State.TRANSLATION, translator=person)
    make_photo(with_file=False)

    page = page_of(User.objects.get(pk=person.pk))

    urls = [pile.all_url for pile in page.piles] + [action.url for action in page.actions]
    urls += [row.url for pile in page.piles for row in pile.rows]
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)
