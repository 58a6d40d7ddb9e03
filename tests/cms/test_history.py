"""The history page: who changed what, word by word, for those who may see the thing."""

import pytest
from django.urls import reverse
from django.utils import translation

from articles.models import FactBox
from cms.history import entries, rows_of
from tests.factories import make_editor, make_fact_box, make_photo, make_user
from translation.diff import Kind

pytestmark = pytest.mark.django_db


def saved_by(thing, person, **columns):
    thing = type(thing).objects.get(pk=thing.pk)
    for column, value in columns.items():
        setattr(thing, column, value)
    thing._history_user = person
    thing.save()
    return thing


def newest(thing):
    return entries(list(rows_of(thing)))[0]


def said(change, kind: Kind) -> list[str]:
    return [piece.html for piece in change.pieces if piece.kind == kind]


def test_a_changed_word_is_told_in_the_language_it_stands_in():
    nils, box = make_editor("Nils"), make_fact_box()
    saved_by(box, nils, title_nb="Bakgrunnen nb")

    entry = newest(box)

    (change,) = entry.changes
    assert (entry.by, change.language) == (nils, "nb")
    assert (said(change, Kind.REMOVED), said(change, Kind.ADDED)) == (["Bakgrunn"], ["Bakgrunnen"])


def test_only_the_changed_block_of_a_body_is_shown():
    box = make_fact_box()
    saved_by(box, None, body_nb=box.body_nb.replace("Punkt to", "Punkt fire"))

    (change,) = newest(box).changes

    assert said(change, Kind.REMOVED) == ["to"]
    assert said(change, Kind.ADDED) == ["fire"]


def test_a_block_taken_out_and_one_put_in_are_both_shown():
    box = make_fact_box()
    saved_by(box, None, body_nb='<p data-id="punkt1">Punkt ett nb.</p><p data-id="ny">Nytt.</p>')

    changes = newest(box).changes

    assert [said(one, Kind.ADDED) for one in changes if said(one, Kind.ADDED)] == [["Nytt."]]
    assert any("Punkt to nb." in said(one, Kind.REMOVED) for one in changes)


def test_a_save_that_changed_nothing_is_no_entry():
    box = make_fact_box()
    saved_by(box, make_editor())

    assert [entry.changes for entry in entries(list(rows_of(box)))] == [[]]


def test_an_empty_text_in_the_place_of_none_is_no_change():
    photo = make_photo(usage_terms="", texts=("nb",))
    assert photo.caption_en is None
    saved_by(photo, make_editor(), caption_en="", alt_text_en="", place="Vardø")

    assert [str(one.label) for one in newest(photo).changes] == ["Place"]


def test_a_body_that_becomes_empty_is_no_change_where_it_was_not_written():
    box = make_fact_box(languages_of_text=("nb",))
    type(box).objects.filter(pk=box.pk).update(body_en=None)
    saved_by(box, None)
    saved_by(box, make_editor(), body_en="")

    assert [entry.changes for entry in entries(list(rows_of(box)))] == [[]]


def test_a_choice_is_told_by_its_label_and_a_text_is_escaped():
    photo = make_photo()
    saved_by(photo, None, kind="illustration", caption_nb="<script>x</script>")

    with translation.override("en"):
        changes = {str(change.label): change for change in newest(photo).changes}

    assert said(changes["Kind"], Kind.ADDED) == ["Illustration"]
    assert all("<script" not in piece.html for one in changes.values() for piece in one.pieces)


def test_the_page_shows_it_in_few_queries(client, django_assert_max_num_queries):
    box = make_fact_box()
    for number in range(10):
        saved_by(box, make_editor(f"Redaktør {number}"), title_nb=f"Tittel {number}")
    client.force_login(make_editor(interface_language="en"))

    with django_assert_max_num_queries(14):
        page = client.get(reverse("admin:articles_factbox_history", args=[box.pk])).content.decode()

    assert "Redaktør 9" in page
    assert "<ins>" in page


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 18, "9" * 5_000])
def test_a_page_that_there_is_not_is_no_error(client, page: str):
    box = make_fact_box()
    client.force_login(make_editor())

    answer = client.get(reverse("admin:articles_factbox_history", args=[box.pk]), {"p": page})

    assert answer.status_code == 200


def test_a_long_history_has_pages(client):
    box = make_fact_box()
    for number in range(35):
        saved_by(box, None, title_nb=f"Tittel {number}")
    client.force_login(make_editor())
    url = reverse("admin:articles_factbox_history", args=[box.pk])

    first, second = (client.get(url, {"p": page}).content.decode() for page in ("1", "2"))

    assert first.count("history-entry") == 30
    assert second.count("history-entry") == 6


def test_who_may_not_see_the_thing_may_not_see_its_history(client):
    client.force_login(make_user())

    answer = client.get(reverse("admin:articles_factbox_history", args=[make_fact_box().pk]))

    assert answer.status_code == 403


def test_the_admin_writes_down_who_saved(client):
    nils, box = make_editor("Nils Hætta"), make_fact_box()
    client.force_login(nils)

    client.post(
        reverse("admin:articles_factbox_change", args=[box.pk]),
        {"title_nb": "Ny", "title_en": "New", "body_nb": box.body_nb, "body_en": box.body_en},
    )

    assert FactBox.objects.get(pk=box.pk).title_nb == "Ny"
    assert newest(box).by == nils
