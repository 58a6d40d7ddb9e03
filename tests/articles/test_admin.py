"""The admins of sections, tags, authors and fact boxes."""

import pytest
from django.apps import apps
from django.urls import reverse

from articles.models import Author, FactBox, Tag
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_fact_box,
    make_journalist,
    make_section,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = make_editor(interface_language="en")
    client.force_login(person)
    return person


def listed(client, model: str, **query) -> list:
    answer = client.get(reverse(f"admin:articles_{model}_changelist"), query)
    return list(answer.context["cl"].result_list)


def body_with(box: FactBox) -> str:
    return f'<p data-id="b1">Tekst.</p><aside data-id="x1" data-fact-box="{box.pk}"></aside>'


def test_a_tag_tells_how_many_stories_have_it(client, editor):
    tag, unused = make_tag(), make_tag()
    make_article(tags=(tag,))
    make_article(tags=(tag,))

    counts = {one.pk: one.stories for one in listed(client, "tag")}

    assert counts == {tag.pk: 2, unused.pk: 0}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_tags_stand_in_the_order_of_the_readers_language(client, language):
    client.force_login(make_editor(interface_language=language))
    make_tag(name_nb="Øl", name_en="Beer")
    make_tag(name_nb="Bjørn", name_en="Wolf")

    names = [getattr(tag, f"name_{language}") for tag in listed(client, "tag")]

    assert names == sorted(names)


def test_what_has_no_name_in_a_language_can_be_found(client, editor):
    half = make_tag(name_en="")
    make_tag()

    assert listed(client, "tag", without="en") == [half]
    assert listed(client, "tag", without="nb") == []


@pytest.mark.parametrize("words", ["Fiske", "fisheries"])
def test_tags_are_found_by_their_name_in_either_language(client, editor, words):
    tag = make_tag(name_nb="Fiskeri", name_en="Fisheries")
    make_tag(name_nb="Energi", name_en="Energy")

    assert listed(client, "tag", q=words) == [tag]


@pytest.mark.parametrize("model", ["tag", "section", "author", "factbox"])
def test_the_lists_take_the_same_queries_however_long(
    client, editor, model, django_assert_max_num_queries
):
    make = {
        "tag": make_tag,
        "section": make_section,
        "author": make_author,
        "factbox": make_fact_box,
    }[model]
    url = reverse(f"admin:articles_{model}_changelist")
    make()
    with django_assert_max_num_queries(12) as few:
        client.get(url)
    for _number in range(10):
        make()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url)


def test_a_fact_box_lists_the_stories_that_show_it_in_any_language(client, editor):
    box = make_fact_box()
    make_article(headline_nb="På norsk", body_nb=body_with(box))
    make_article(source="en", headline_en="In English", body_en=body_with(box))
    make_article(headline_nb="Uten")

    page = client.get(reverse("admin:articles_factbox_change", args=[box.pk])).content.decode()

    assert "På norsk" in page
    assert "In English" in page
    assert "Uten" not in page


def test_a_fact_box_that_a_story_shows_cannot_be_deleted(client, editor):
    used, unused = make_fact_box(), make_fact_box()
    make_article(body_nb=body_with(used))

    for box in (used, unused):
        client.post(reverse("admin:articles_factbox_delete", args=[box.pk]), {"post": "yes"})

    assert list(FactBox.objects.all()) == [used]


def test_the_preview_shows_markup_as_readers_would_and_nothing_worse(client, editor):
    box = make_fact_box(body_nb='<p data-id="a">En <strong>sterk</strong> kvote.</p>')
    FactBox.objects.filter(pk=box.pk).update(title_nb="<script>alert(1)</script>")

    page = client.get(reverse("admin:articles_factbox_change", args=[box.pk])).content.decode()

    assert "<strong>sterk</strong>" in page
    assert "<script>alert" not in page


def test_a_new_tag_gets_its_slugs_by_itself(client, editor):
    client.post(reverse("admin:articles_tag_add"), {"name_nb": "Ærlig talt", "name_en": "Frankly"})

    tag = Tag.objects.get()
    assert (tag.slug_nb, tag.slug_en) == ("aerlig-talt", "frankly")


@pytest.mark.parametrize("make", [make_tag, make_section])
def test_a_name_is_not_taken_away_in_every_language(client, editor, make):
    thing = make(name_nb="Miljø", name_en="Environment")
    kind = thing._meta.model_name
    url = reverse(f"admin:articles_{kind}_change", args=[thing.pk])
    fields = {"slug_nb": "miljo", "slug_en": "environment", "position": 0}

    refused = client.post(url, {**fields, "name_nb": "", "name_en": " "})
    taken = client.post(url, {**fields, "name_nb": "", "name_en": "Environment"})

    assert "Write a name in at least one language." in refused.content.decode()
    assert taken.status_code == 302
    thing.refresh_from_db()
    assert (thing.name_nb or "", thing.name_en) == ("", "Environment")


def test_what_is_wrong_stands_below_its_field(client, editor):
    tag = make_tag()
    url = reverse("admin:articles_tag_change", args=[tag.pk])

    page = client.post(url, {"name_nb": "Miljø", "media_topic": "x"}).content.decode()

    said = page.index("A Media Topic&#x27;s code has eight digits.")
    assert page.index('name="media_topic"') < said
    assert page.index('name="wikidata"') > said


def test_a_journalist_may_add_a_tag_but_not_a_section(client):
    client.force_login(make_journalist())

    assert client.get(reverse("admin:articles_tag_add")).status_code == 200
    assert client.get(reverse("admin:articles_section_add")).status_code == 403


@pytest.mark.parametrize("model", ["tag", "section"])
def test_a_taken_slug_is_told_of_at_its_field_with_the_one_that_has_it(client, editor, model: str):
    make = {"tag": make_tag, "section": make_section}[model]
    make(name_nb="Havfiske", slug_nb="fiske", name_en="Sea fishing")
    fields = {"name_nb": "Fiske", "name_en": "Fishing", "slug_nb": "fiske", "position": 0}

    answer = client.post(reverse(f"admin:articles_{model}_add"), fields)

    errors = answer.context["adminform"].form.errors
    said = "“Sea fishing” has this slug. Choose another, or leave the field empty."
    assert errors == {"slug_nb": [said]}
    assert apps.get_model("articles", model).objects.count() == 1


def test_a_tag_keeps_its_own_slug_and_may_have_that_of_another_language(client, editor):
    make_tag(name_nb="Havfiske", slug_nb="fishing")
    tag = make_tag(name_nb="Fiske", slug_nb="fiske", slug_en="fiske-en")
    fields = {"name_nb": "Fiske", "slug_nb": "fiske", "slug_en": "fishing"}

    client.post(reverse("admin:articles_tag_change", args=[tag.pk]), fields)

    tag.refresh_from_db()
    assert (tag.slug_nb, tag.slug_en) == ("fiske", "fishing")


def test_an_authors_taken_slug_names_the_author_who_has_it(client, editor):
    other = make_author("Kari Nordmann")

    answer = client.post(
        reverse("admin:articles_author_add"), {"name": "Kari N.", "slug": other.slug}
    )

    errors = answer.context["adminform"].form.errors
    assert errors == {"slug": ["“Kari Nordmann” has this slug. Choose another."]}
    assert Author.objects.count() == 1
