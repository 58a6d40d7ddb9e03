"""Two people with the same story open: nobody's text is lost."""

import threading

import pytest
from django.db import connections

from articles.models import Article, Byline, State
from cms.desk import merging
from tests.cms.story_form import errors_of, fresh, opened, saved, send
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_journalist,
    make_photo,
    make_section,
    make_tag,
    make_translator,
    make_version,
)
from tests.translation.stories import one_of
from translation import actions as translation_actions

pytestmark = pytest.mark.django_db

TWO_PARAGRAPHS = '<p data-id="b1">Torsken kom sent.</p><p data-id="b2">Prisen er høy.</p>'


@pytest.fixture
def first():
    return make_editor("Anna", interface_language="en")


@pytest.fixture
def second():
    return make_editor("Berit", interface_language="en")


@pytest.fixture
def story():
    story = make_article(written_in=("nb", "en"))
    make_version(story, "en", state=State.TRANSLATION)
    return story


def test_changes_of_different_fields_are_both_kept(first, second, story):
    hers, mine = opened(first, story), opened(second, story)

    send(first, story, hers | {"headline_nb": "Ny tittel"})
    answer = send(second, story, mine | {"body_en": '<p data-id="b1">New.</p>'})

    after = fresh(story)
    assert saved(answer)
    assert after.headline_nb == "Ny tittel"
    assert "New." in after.body_en


def test_what_all_languages_share_is_merged_field_by_field_too(first, second, story):
    hers, mine = opened(first, story), opened(second, story)
    tag, section, photo = make_tag(), make_section(), make_photo()

    send(first, story, hers | {"tags": [tag.pk], "section": section.pk})
    answer = send(second, story, mine | {"dateline": "Tromsø", "lead_photo": photo.pk})

    after = fresh(story)
    assert saved(answer)
    assert (after.dateline, after.lead_photo) == ("Tromsø", photo)
    assert (after.section, list(after.tags.all())) == (section, [tag])


@pytest.mark.parametrize(
    ("field", "hers", "mine"),
    [
        ("headline_nb", "Annas tittel", "Berits tittel"),
        ("lead_en", "Anna wrote this.", "Berit wrote this."),
        ("body_nb", TWO_PARAGRAPHS, '<p data-id="b1">Noe helt annet.</p>'),
        ("dateline", "Tromsø", "Bodø"),
        ("slug_nb", "annas", "berits"),
    ],
)
def test_the_same_field_is_a_conflict_that_shows_what_the_other_wrote(
    first, second, story, field, hers, mine
):
    page_of_first, page_of_second = opened(first, story), opened(second, story)
    send(first, story, page_of_first | {field: hers})
    stands = getattr(fresh(story), field)

    answer = send(second, story, page_of_second | {field: mine, "kicker_nb": "Fiske"})

    error = errors_of(answer)[field]
    assert "Anna has changed this since you opened the story." in error
    assert hers.removeprefix('<p data-id="b1">').split("<")[0] in error
    assert getattr(fresh(story), field) == stands
    assert not fresh(story).kicker_nb
    assert answer.context["adminform"].form[field].value() == mine


def test_saving_the_refused_form_again_keeps_mine_and_the_others_other_fields(first, second, story):
    hers, mine = opened(first, story), opened(second, story)
    send(first, story, hers | {"headline_nb": "Annas", "lead_nb": "Annas ingress."})
    refused = send(second, story, mine | {"headline_nb": "Berits"})
    again = {**mine, "headline_nb": "Berits"}
    again["seen"] = refused.context["adminform"].form["seen"].value()

    answer = send(second, story, again)

    after = fresh(story)
    assert saved(answer)
    assert (after.headline_nb, after.lead_nb) == ("Berits", "Annas ingress.")


def test_a_third_text_since_the_refusal_is_a_conflict_again(first, second, story):
    hers, mine = opened(first, story), opened(second, story)
    send(first, story, hers | {"headline_nb": "Annas"})
    refused = send(second, story, mine | {"headline_nb": "Berits"})
    send(first, story, opened(first, story) | {"headline_nb": "Annas neste"})
    again = {**mine, "headline_nb": "Berits"}
    again["seen"] = refused.context["adminform"].form["seen"].value()

    answer = send(second, story, again)

    assert "Annas neste" in errors_of(answer)["headline_nb"]
    assert fresh(story).headline_nb == "Annas neste"


def test_the_same_change_by_two_is_no_conflict(first, second, story):
    hers, mine = opened(first, story), opened(second, story)

    send(first, story, hers | {"headline_nb": "Begges"})
    answer = send(second, story, mine | {"headline_nb": "Begges"})

    assert saved(answer)


def test_the_conflict_names_who_wrote_the_field_not_who_saved_last(first, second, story):
    mine = opened(second, story)
    send(first, story, opened(first, story) | {"headline_nb": "Annas"})
    third = make_editor("Cecilie")
    send(third, story, opened(third, story) | {"kicker_nb": "Fiske"})

    answer = send(second, story, mine | {"headline_nb": "Berits"})

    assert "Anna has changed this" in errors_of(answer)["headline_nb"]


def test_what_the_other_wrote_is_shown_but_not_run(first, second, story):
    hers, mine = opened(first, story), opened(second, story)
    send(first, story, hers | {"headline_nb": "<script>alert(1)</script>"})

    answer = send(second, story, mine | {"headline_nb": "Berits"})

    page = answer.content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("seen", ["", "tull", "eyJvZiI6MX0:1:2", "\x00", None])
def test_without_a_note_of_what_was_shown_nothing_is_overwritten_unseen(first, story, seen):
    posted = opened(first, story) | {"headline_nb": "Uten å ha sett", "seen": seen}
    if seen is None:
        del posted["seen"]

    answer = send(first, story, posted)

    assert "does not tell what it showed you" in errors_of(answer)["__all__"]
    assert story.headline_nb in errors_of(answer)["headline_nb"]
    assert set(errors_of(answer)) - {"seen"} == {"__all__", "headline_nb"}
    assert fresh(story).headline_nb == story.headline_nb


def test_a_note_of_another_story_is_none(first, story):
    other = make_article()
    posted = opened(first, story) | {"seen": opened(first, other)["seen"], "headline_nb": "Ny"}

    answer = send(first, story, posted)

    assert "headline_nb" in errors_of(answer)


def test_after_a_look_at_both_the_form_without_a_note_can_be_saved(first, story):
    posted = opened(first, story) | {"headline_nb": "Sett nå", "seen": ""}
    refused = send(first, story, posted)

    answer = send(
        first, story, posted | {"seen": refused.context["adminform"].form["seen"].value()}
    )

    assert saved(answer)
    assert fresh(story).headline_nb == "Sett nå"


def test_a_form_that_lacks_its_fields_empties_none_of_them(first, story):
    answer = send(first, story, {"headline_nb": "Bare denne"})

    after = fresh(story)
    assert answer.status_code == 200
    assert (after.headline_nb, after.lead_nb) == (story.headline_nb, story.lead_nb)


def test_rows_that_a_translator_saves_meanwhile_are_kept(story):
    writer, kari = make_journalist(), make_translator(into=("en",))
    Article.objects.filter(pk=story.pk).update(created_by=writer)
    version = make_version(story, "en", state=State.TRANSLATION, translator=kari)
    form = opened(writer, story)
    headline = one_of(version, "headline")

    translation_actions.save_segment(version, headline.key, "Fresh from the sea", by=kari)
    answer = send(writer, story, form | {"lead_nb": "Ny ingress."})

    after = fresh(story)
    assert saved(answer)
    assert (after.headline_en, after.lead_nb) == ("Fresh from the sea", "Ny ingress.")


def test_a_body_that_a_translator_saves_meanwhile_is_kept_by_an_editors_form(first, story):
    kari = make_translator(into=("en",))
    version = make_version(story, "en", state=State.TRANSLATION, translator=kari)
    form = opened(first, story)
    block = one_of(version, "b1")

    translation_actions.save_segment(version, block.key, "It came early.", by=kari)
    send(first, story, form | {"lead_nb": "Ny ingress."})

    assert "It came early." in fresh(story).body_en


def test_a_text_that_was_sent_on_while_one_wrote_is_handed_back(story):
    writer = make_journalist(interface_language="en")
    Article.objects.filter(pk=story.pk).update(created_by=writer)
    form = opened(writer, story)
    make_version(story, "nb", state=State.REVIEW)
    body = '<p data-id="b1">Uerstattelig <strong>avsnitt</strong>.</p><script>alert(1)</script>'

    answer = send(writer, story, form | {"headline_nb": "Uerstattelig tittel", "body_nb": body})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Uerstattelig tittel" in page
    assert "Uerstattelig <strong>avsnitt</strong>." in page
    assert "<script>alert(1)" not in page
    assert fresh(story).headline_nb == story.headline_nb


def test_text_is_handed_back_also_when_only_one_of_the_languages_was_shut(first, story):
    form = opened(first, story)
    make_version(story, "en", state=State.WITHDRAWN)

    answer = send(first, story, form | {"headline_en": "Too late", "headline_nb": "For seint"})

    assert answer.status_code == 409
    assert "Too late" in answer.content.decode()
    assert "For seint" in answer.content.decode()
    assert fresh(story).headline_nb == story.headline_nb


def test_a_language_that_was_shut_untouched_does_not_hold_up_the_other(first, story):
    form = opened(first, story)
    make_version(story, "en", state=State.WITHDRAWN)

    answer = send(first, story, form | {"headline_nb": "Ny"})

    assert saved(answer)
    assert fresh(story).headline_nb == "Ny"


def test_a_translation_that_was_asked_for_and_written_meanwhile_is_kept(first):
    story = make_article()
    form = opened(first, story)
    make_version(story, "en", state=State.TRANSLATION)
    Article.objects.filter(pk=story.pk).update(headline_en="Cod")

    answer = send(first, story, form | {"headline_nb": "Ny"})

    after = fresh(story)
    assert saved(answer)
    assert (after.headline_nb, after.headline_en) == ("Ny", "Cod")


def test_who_never_might_write_gets_no_page_of_their_own_text(story):
    stranger = make_journalist()

    answer = send(stranger, story, {"headline_nb": "Hei", "seen": merging.sign(story.pk, {})})

    assert answer.status_code == 403


def test_a_byline_that_another_deleted_is_told_of(first, second, story):
    byline = Byline.objects.create(article=story, author=make_author())
    form = opened(first, story)
    byline.delete()

    answer = send(first, story, form | {"headline_nb": "Ny"})

    assert answer.status_code in (200, 302)


@pytest.mark.parametrize(
    ("seen", "mine", "theirs", "fate"),
    [
        ("a", "a", "a", merging.Fate.MINE),
        ("a", "b", "a", merging.Fate.MINE),
        ("a", "a", "b", merging.Fate.THEIRS),
        ("a", "b", "b", merging.Fate.MINE),
        ("a", "b", "c", merging.Fate.CONFLICT),
        (None, "a", "a", merging.Fate.MINE),
        (None, "a", "b", merging.Fate.CONFLICT),
    ],
)
def test_the_fate_of_a_field(seen, mine, theirs, fate):
    assert merging.fate(seen, mine, theirs) is fate


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_the_same_field_at_once_one_is_told():
    first, second = make_editor(), make_editor()
    story = make_article()
    forms = {person.pk: opened(person, story) for person in (first, second)}
    start = threading.Barrier(2)
    answers = []

    def save(person):
        try:
            start.wait()
            answers.append(send(person, story, forms[person.pk] | {"headline_nb": str(person)}))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=[person]) for person in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer.status_code for answer in answers) == [200, 302]
