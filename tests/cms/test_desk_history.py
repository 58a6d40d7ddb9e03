"""A story's line of time: its edits, its moves and what readers were shown."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, State
from cms.desk import history
from tests.factories import (
    make_article,
    make_editor,
    make_fact_box,
    make_journalist,
    make_photo,
    make_published_article,
    make_section,
    make_tag,
    make_user,
    paragraphs,
)

HEARD_ONLY = re.compile(r'<span class="visually-hidden">[^<]*</span>')

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor("Nils", interface_language="en")


@pytest.fixture
def browser(editor):
    client = Client()
    client.force_login(editor)
    return client


def url_of(article) -> str:
    return reverse("admin:articles_article_history", args=[article.pk])


def page_of(browser, article) -> str:
    answer = browser.get(url_of(article))
    assert answer.status_code == 200
    return HEARD_ONLY.sub("", answer.content.decode())


def save(article, person=None, *, minutes=0, tags=None, **fields) -> Article:
    """A save so many minutes after now."""
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    article.updated_by = person or article.updated_by
    article._history_date = timezone.now() + datetime.timedelta(minutes=minutes)
    article.save()
    if tags is not None:
        article.tags.set(tags)
    return article


def edits(article) -> list[history.Event]:
    return [event for event in history.line_of(article).events if event.kind == "edit"]


def labels(event) -> list[str]:
    return [str(change.label) for change in event.changes]


def test_an_edit_shows_its_words_taken_away_and_added(browser, editor):
    story = make_article(headline_nb="Torsken er kommet")
    save(story, editor, headline_nb="Skreien er kommet", minutes=30)

    page = page_of(browser, story)

    assert "<del>Torsken</del>" in page
    assert "<ins>Skreien</ins>" in page
    assert "Nils" in page


def test_a_body_is_compared_block_by_block(browser):
    story = make_article(body_nb=paragraphs("Første.", "Andre."))
    save(story, body_nb=paragraphs("Første.", "Andre og siste."), minutes=30)

    (edit, _made) = edits(story)

    assert len(edit.changes) == 1
    page = page_of(browser, story)
    assert "Første." not in page.partition("<dl>")[2]


def test_a_photo_or_fact_box_put_in_or_taken_out_is_told():
    photo, box = make_photo(), make_fact_box()
    story = make_article(body_nb=paragraphs("Tekst."))
    figure = f'<figure data-id="f1" data-photo="{photo.pk}"></figure>'
    aside = f'<aside data-id="x1" data-fact-box="{box.pk}"></aside>'
    save(story, body_nb=paragraphs("Tekst.") + figure, minutes=30)
    save(story, body_nb=paragraphs("Tekst.") + aside, minutes=60)

    second, first, _made = edits(story)

    assert len(first.changes) == 1
    assert len(second.changes) == 2


def test_a_first_section_takes_the_place_of_none(browser):
    section = make_section()
    story = make_article()
    save(story, section=section, minutes=30)

    page = page_of(browser, story)

    assert f"<ins>{section}</ins>" in page
    assert "<del>–</del>" in page
    assert "pk=" not in page


def test_a_section_that_is_deleted_by_now_is_told_so(browser):
    gone, section = make_section(), make_section()
    story = make_article(section=gone)
    save(story, section=section, minutes=30)
    gone.delete()

    page = page_of(browser, story)

    assert "<del>Deleted</del>" in page
    assert "pk=" not in page


def test_section_photo_and_tags_are_told_by_name(browser):
    section, photo, old, new = make_section(), make_photo(), make_tag("Torsk"), make_tag("Skrei")
    story = make_article(tags=(old,))
    save(story, section=section, lead_photo=photo, dateline="Vardø", tags=[new], minutes=30)

    page = page_of(browser, story)

    for name in (str(section), "Vardø", str(new)):
        assert f"<ins>{name}</ins>" in page
    assert f"<del>{old}</del>" in page


def test_a_save_that_changed_nothing_is_left_out():
    story = make_article()
    save(story, minutes=30)

    assert [event.title for event in edits(story)] == ["Made"]


def test_saves_of_one_sitting_are_one_edit(editor):
    story = make_article()
    for number in range(5):
        save(story, editor, lead_nb=f"Utkast {number}", minutes=20 + number)

    (edit, _made) = edits(story)

    assert labels(edit) == ["Lead (Norwegian)"]


def test_another_person_or_a_pause_parts_the_edits(editor):
    story, other = make_article(), make_editor()
    save(story, editor, lead_nb="1", minutes=20)
    save(story, other, lead_nb="2", minutes=21)
    save(story, other, lead_nb="3", minutes=21 + 16)

    assert [event.title for event in edits(story)] == ["Changed", "Changed", "Changed", "Made"]


def test_a_move_parts_what_was_before_it_from_what_came_after(editor):
    story = make_article()
    save(story, editor, lead_nb="1", minutes=20)
    save(story, editor, lead_nb="2", minutes=22)
    between = timezone.now() + datetime.timedelta(minutes=21)

    together, _is_cut = history._edits(story, [])
    parted, _is_cut = history._edits(story, [between])

    assert (len(together), len(parted)) == (2, 3)


def test_moves_stand_with_their_notes_and_ticks(browser, editor):
    story = make_article(state=State.REVIEW, by=make_journalist())
    workflow.move(story.versions.get(), "return", by=editor, note="Mer om\nprisen.")
    row = story.log.get()

    page = page_of(browser, story)

    assert "Norwegian: Returned" in page
    assert "Mer om<br>prisen." in page
    assert row.at.astimezone().strftime("%Y") in page


def test_what_readers_were_shown_leads_to_it(browser):
    story = make_published_article()

    page = page_of(browser, story)

    assert "Norwegian: version 1 before readers" in page
    for publication in story.publications.all():
        assert reverse("admin:publishing_publication_change", args=[publication.pk]) in page


def test_the_newest_comes_first():
    story = make_published_article()
    save(story, lead_nb="Ny.", minutes=30)

    times = [event.at for event in history.line_of(story).events]

    assert times == sorted(times, reverse=True)


def test_words_of_a_text_are_shown_and_not_run(browser):
    story = make_article()
    save(story, headline_nb="<script>alert(1)</script>", minutes=30)

    page = page_of(browser, story)

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page.replace("<ins>", "").replace("</ins>", "")


def test_the_history_takes_about_the_same_queries_however_long(
    browser, editor, django_assert_max_num_queries
):
    def edit(story, number):
        save(
            story,
            editor,
            lead_nb=f"Ingress {number}",
            section=make_section(),
            lead_photo=make_photo(),
            tags=[make_tag()],
            minutes=20 * number,
        )

    story = make_published_article()
    for number in range(1, 3):
        edit(story, number)
    with django_assert_max_num_queries(30) as few:
        page_of(browser, story)
    for number in range(3, 20):
        edit(story, number)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page_of(browser, story)


def test_a_very_long_history_shows_its_end_and_says_so(browser, monkeypatch):
    monkeypatch.setattr(history, "MOST_SAVES", 3)
    story = make_article()
    for number in range(1, 7):
        save(story, lead_nb=f"Ingress {number}", minutes=20 * number)

    line = history.line_of(story)
    found = edits(story)

    assert line.is_cut
    assert len(found) == 3
    assert "What was saved before this is kept, but not shown." in page_of(browser, story)


def test_a_thing_that_was_deleted_since_does_not_break_the_history(browser):
    tag, photo, section = make_tag(), make_photo(), make_section()
    story = make_article()
    save(story, tags=[tag], lead_photo=photo, section=section, minutes=20)
    save(story, tags=[], lead_photo=None, section=None, minutes=40)
    for thing in (tag, photo, section):
        thing.delete()

    assert "change" in page_of(browser, story)


def test_a_story_that_was_never_saved_by_anybody_has_a_history(browser):
    story = make_article()
    story.history.all().delete()

    assert page_of(browser, story)


@pytest.mark.parametrize("key", ["tull", "c0ffee00-0000-4000-8000-000000000000", "%00"])
def test_a_story_that_is_none_leads_back(browser, key):
    answer = browser.get(f"/admin/articles/article/{key}/history/")

    assert answer.status_code == 302


def test_posting_to_the_history_changes_nothing(browser):
    story = make_article()

    assert browser.post(url_of(story)).status_code < 500


def test_those_who_see_no_stories_see_no_history():
    story = make_article()
    client = Client()
    client.force_login(make_user())

    assert client.get(url_of(story)).status_code == 403
