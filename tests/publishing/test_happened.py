"""What happened to a thing, as the list of republications tells it in each reader's language."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.roles import Role
from articles import showing
from articles.models import AlsoRead
from media import actions as media_actions
from publishing import actions, happened
from publishing.models import Publication, Republication
from tests.factories import (
    make_author,
    make_editor,
    make_photo,
    make_published_article,
    make_section,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db

Reason = Publication.Reason


def rename(thing, **columns):
    for column, text in columns.items():
        setattr(thing, column, text)
    thing.save()
    showing.tell_of_change(thing, by=make_editor())


def told(reason, language="en"):
    with override(language):
        return [str(one) for one in happened.told(Republication.objects.get(reason=reason))]


def make_story_with_one_that_points_to_it():
    story, other = make_published_article(slug_nb="skrei"), make_published_article()
    AlsoRead.objects.create(article=other, other=story, position=0)
    actions.publish(list(other.versions.all()), by=make_editor())
    return story


def test_a_renamed_tag_is_told_with_its_name_before_and_after():
    tag = make_tag(name_nb="Ski", slug_nb="ski", name_en="Skiing", slug_en="skiing")
    make_published_article(tags=(tag,))

    rename(tag, name_nb="Langrenn", slug_nb="langrenn")

    assert told(Reason.TAG) == [
        "Norwegian: name changed from “Ski” to “Langrenn”",
        "Norwegian: address changed from “ski” to “langrenn”",
    ]
    assert told(Reason.TAG, "nb")[0] == "Norsk: navnet endret fra «Ski» til «Langrenn»"


def test_of_moves_that_wait_as_one_readers_headline_and_the_last_are_told():
    earlier = [happened.happening("headline", "nb", "Ski", "Skisport")]
    later = [happened.happening("headline", "nb", "Skisport", "Langrenn")]
    back = [happened.happening("headline", "nb", "Skisport", "Ski")]

    whole = happened.happening("headline", "nb", "Ski", "Langrenn")
    assert happened.merged(earlier, later) == [whole]
    assert happened.merged(earlier, back) == []


def test_of_changes_that_wait_only_what_readers_have_yet_to_see_is_told(settings):
    tag = make_tag(name_nb="Ski", slug_nb="ski", name_en="Skiing", slug_en="skiing")
    photo = make_photo(creator="Ola Nordman")
    make_published_article(tags=(tag,), lead_photo=photo)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    rename(tag, name_nb="Langrenn")
    photo.credits.update(creator="Ola Nordmann")
    actions.follow_photo(photo)

    rename(tag, name_nb="Ski")
    photo.credits.all().delete()
    actions.follow_photo(photo)

    assert Republication.objects.get(reason=Reason.TAG).happened == []
    of_photo = Republication.objects.get(reason=Reason.PHOTO).happened
    assert {one["what"] for one in of_photo} == {"credit_removed"}


def test_a_section_that_was_moved_and_an_author_who_was_renamed():
    section, author = make_section(), make_author("Kari")
    make_published_article(section=section, authors=(author,))

    rename(section, position=7)
    rename(author, name="Kari Nordmann")

    assert told(Reason.SECTION) == ["Moved to another place among the others"]
    assert told(Reason.AUTHOR) == ["Name changed from “Kari” to “Kari Nordmann”"]


def test_a_corrected_credit_is_told_as_readers_see_it():
    photo = make_photo(creator="Ola Nordman")
    make_published_article(lead_photo=photo)
    photo.credits.update(creator="Ola Nordmann")
    media_actions.follow_up(photo)

    sentences = told(Reason.PHOTO)

    assert len(sentences) == 2
    assert sentences[0].startswith("Norwegian: credit corrected from “Foto: Ola Nordman")
    assert "to “Foto: Ola Nordmann" in sentences[0]


def test_a_story_that_was_withdrawn_and_one_whose_address_changed():
    story = make_story_with_one_that_points_to_it()
    story.slug_nb = "skreien-kom"
    story.save()
    Republication.objects.all().delete()

    actions.publish([story.versions.get(language="nb")], by=make_editor())

    assert told(Reason.POINTED_TO) == ["Norwegian: address changed from “skrei” to “skreien-kom”"]
    Republication.objects.all().delete()
    actions.withdraw(
        list(story.versions.all()), reasons={"nb": "Feil.", "en": "Wrong."}, by=make_editor()
    )
    assert told(Reason.POINTED_TO) == ["English: withdrawn", "Norwegian: withdrawn"]


@pytest.mark.parametrize(
    ("language", "tag", "story"),
    [("nb", "Stikkord: Langrenn", "Artikkel: Skreien"), ("en", "Tag: Skiing", "Article: The cod")],
)
def test_the_list_calls_things_as_they_are_called_in_the_readers_language(
    client, django_assert_num_queries, language, tag, story
):
    skiing = make_tag(name_nb="Ski", name_en="Skiing")
    make_published_article(tags=(skiing,))
    rename(skiing, name_nb="Langrenn")
    pointed_to = make_story_with_one_that_points_to_it()
    pointed_to.headline_nb, pointed_to.headline_en = "Skreien", "The cod"
    pointed_to.save()
    actions.publish([pointed_to.versions.get(language="nb")], by=make_editor())
    client.force_login(make_user(Role.ADMINISTRATOR, name="Anne", interface_language=language))
    url = reverse("admin:publishing_republication_changelist")

    page = client.get(url).content.decode()

    assert tag in page
    assert story in page
    row = Republication.objects.filter(reason=Reason.TAG).get()
    of_one = client.get(reverse("admin:publishing_republication_change", args=[row.pk]))
    assert f"<h1>{tag}</h1>" in of_one.content.decode()


def test_the_list_asks_no_more_however_many_rows(client, django_assert_max_num_queries):
    client.force_login(make_user(Role.ADMINISTRATOR, name="Anne"))
    url = reverse("admin:publishing_republication_changelist")
    tags = [make_tag() for _number in range(5)]
    make_published_article(tags=tuple(tags))
    rename(tags[0], name_nb="Langrenn 0")
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    for number, tag in enumerate(tags[1:], 1):
        rename(tag, name_nb=f"Langrenn {number}")

    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url)


def test_what_has_no_thing_of_its_own_says_so(client):
    client.force_login(make_user(Role.ADMINISTRATOR, name="Anne", interface_language="en"))
    row = Republication.objects.create(reason=Reason.ADDRESSES)

    page = client.get(reverse("admin:publishing_republication_changelist")).content.decode()

    assert "Everything" in page
    assert told(row.reason) == ["The newsroom’s addresses changed"]
