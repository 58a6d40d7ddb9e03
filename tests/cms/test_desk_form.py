"""The form of a story: who may write where, and what is made of what they write."""

import pytest
from django.contrib.admin import ModelAdmin
from django.db import IntegrityError
from django.urls import reverse

from accounts.roles import Role
from articles.models import Article, Byline, State
from articles.shown import shown
from tests.cms.story_form import errors_of, fresh, logged_in, opened, saved, send, url_of
from tests.factories import (
    confirm_all,
    log_of,
    make_article,
    make_author,
    make_editor,
    make_journalist,
    make_photo,
    make_photo_editor,
    make_published_article,
    make_section,
    make_tag,
    make_translator,
    make_user,
    make_version,
    paragraphs,
)
from translation import actions as translation
from translation.segments import segments
from translation.staleness import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def journalist():
    return make_journalist("Ingrid", interface_language="en")


@pytest.fixture
def story(journalist):
    return make_article(by=journalist)


def translated(story, translator=None, state=State.TRANSLATION):
    make_version(story, "en", state=state, translator=translator)
    return story


# How the versions stand


def test_who_saved_last_is_told_of_the_story_and_of_neither_side(journalist):
    kari = make_translator("Kari", into=("en",), interface_language="en")
    story = make_article(by=journalist, updated_by=kari)
    translated(story, kari)

    page = logged_in(journalist).get(url_of(story)).content.decode()

    before, bar = page.split('<div class="versions-bar">')
    assert "Last saved" in before
    assert ", Kari" in before.partition("Last saved")[2]
    assert "Last saved" not in bar


def test_one_percentage_goes_by_the_words(journalist):
    kari = make_translator("Kari", into=("en",))
    story = translated(make_article(by=journalist), kari)
    version = story.versions.get(language="en")
    (b2,) = (
        one for one in segments(shown(Article.objects.get(pk=story.pk)), "en") if one.block == "b2"
    )
    translation.save_segment(version, b2.key, "The price is high.", by=kari)
    percent = standing(Article.objects.get(pk=story.pk), "en").percent_of_words

    page = logged_in(journalist).get(url_of(story)).content.decode()

    assert percent != 25
    assert f"{percent} %" in page


# A new story


def test_a_new_story_is_a_draft_of_the_one_who_made_it(journalist):
    author = make_author("Ingrid Aasheim", user=journalist)
    section = make_section()
    posted = opened(journalist) | {
        "source_language": "nb",
        "headline_nb": "Ærlige Ødegård på ålefiske",
        "lead_nb": "Ingress.",
        "body_nb": "<p>Tekst.</p>",
        "section": section.pk,
    }

    answer = send(journalist, None, posted)

    story = Article.objects.get()
    assert saved(answer)
    assert answer["Location"] == url_of(story)
    assert [(v.language, v.state) for v in story.versions.all()] == [("nb", State.DRAFT)]
    assert (story.created_by, story.updated_by) == (journalist, journalist)
    assert [byline.author for byline in story.bylines.all()] == [author]
    assert story.slug_nb == "aerlige-odegard-pa-alefiske"
    assert not story.slug_en
    assert log_of(story) == []


def test_a_byline_that_was_given_is_not_added_to(journalist):
    make_author(user=journalist)
    other = make_author("En annen")
    posted = opened(journalist) | {
        "source_language": "nb",
        "headline_nb": "Sak",
        "bylines-TOTAL_FORMS": "1",
        "bylines-0-author": other.pk,
        "bylines-0-role": Byline.Role.WRITER,
        "bylines-0-position": "0",
    }

    send(journalist, None, posted)

    assert [byline.author for byline in Article.objects.get().bylines.all()] == [other]


def test_a_story_may_be_begun_in_either_language(journalist):
    posted = opened(journalist) | {"source_language": "en", "headline_en": "Cod"}

    send(journalist, None, posted)

    story = Article.objects.get()
    assert (story.source_language, story.headline_en) == ("en", "Cod")
    assert story.version("en").state == State.DRAFT
    assert story.version("nb") is None


def test_the_language_of_a_new_story_is_at_first_the_persons_own(journalist):
    assert opened(journalist)["source_language"] == "en"


def test_text_in_another_language_than_the_source_is_not_dropped_but_told_of(journalist):
    posted = opened(journalist) | {
        "source_language": "nb",
        "headline_nb": "Torsk",
        "headline_en": "Cod",
    }

    answer = send(journalist, None, posted)

    assert "written in Norwegian first" in errors_of(answer)["headline_en"]
    assert not Article.objects.exists()


def test_the_button_pressed_twice_makes_one_story(journalist):
    posted = opened(journalist) | {"source_language": "nb", "headline_nb": "Sak"}

    first, second = (send(journalist, None, posted) for _press in range(2))

    assert Article.objects.count() == 1
    assert first["Location"] == second["Location"] == url_of(Article.objects.get())


def test_another_text_from_the_same_page_is_another_story(journalist):
    posted = opened(journalist) | {"source_language": "nb"}

    send(journalist, None, posted | {"headline_nb": "Den ene"})
    send(journalist, None, posted | {"headline_nb": "Den andre"})

    assert Article.objects.count() == 2


def test_the_same_text_from_another_page_or_person_is_another_story(journalist):
    posted = {"source_language": "nb", "headline_nb": "Sak"}
    page = opened(journalist) | posted

    send(journalist, None, page)
    send(journalist, None, opened(journalist) | posted)
    send(make_editor(), None, page)

    assert Article.objects.count() == 3


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.PHOTO_EDITOR])
def test_who_does_not_write_makes_no_story(role):
    person = make_user(role)

    assert logged_in(person).get(url_of()).status_code == 403
    assert send(person, None, {"source_language": "nb"}).status_code == 403
    assert not Article.objects.exists()


# What is open to whom

SOURCE, TARGET, SHARED = {"headline_nb", "body_nb", "slug_nb"}, {"headline_en", "body_en"}, set()
SHARED |= {"section", "dateline", "lead_photo", "tags"}


def open_fields(person, story) -> set[str]:
    """Those of the fields above that the page lets this person fill in."""
    answer = logged_in(person).get(url_of(story))
    if not answer.context["has_change_permission"]:
        return set()
    form = answer.context["adminform"].form
    return {
        name
        for name in SOURCE | TARGET | SHARED
        if name in form.fields and not form.fields[name].disabled
    }


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.DRAFT, SOURCE | SHARED),
        (State.REVIEW, set()),
        (State.READY, set()),
        (State.PUBLISHED, SOURCE | SHARED),
        (State.WITHDRAWN, set()),
    ],
)
def test_a_writer_writes_the_source_while_it_is_not_on_the_desk(journalist, state, expected):
    story = translated(make_article(by=journalist, state=state))

    assert open_fields(journalist, story) == expected


@pytest.mark.parametrize("state", State.values)
def test_a_journalist_only_reads_the_stories_of_others(state, story):
    other = make_journalist()
    make_version(story, "nb", state=state)

    assert open_fields(other, story) == set()
    assert send(other, story, {"headline_nb": "Tatt"}).status_code == 403
    assert fresh(story).headline_nb == story.headline_nb


def test_who_stands_above_the_story_writes_it_too(story):
    other = make_journalist()
    Byline.objects.create(article=story, author=make_author(user=other))

    assert open_fields(other, story) == SOURCE | SHARED


@pytest.mark.parametrize(
    ("state", "expected"),
    [(State.TRANSLATION, TARGET), (State.PUBLISHED, TARGET)]
    + [(state, set()) for state in (State.REVIEW, State.READY, State.WITHDRAWN)],
)
def test_a_translator_writes_their_side_alone(story, state, expected):
    kari = make_translator(into=("en",))
    translated(story, kari, state)

    assert open_fields(kari, story) == expected


def test_a_translation_that_nobody_has_is_open_to_those_of_its_language(story):
    translated(story)

    assert open_fields(make_translator(into=("en",)), story) == TARGET
    assert open_fields(make_translator(into=("nb",)), story) == set()


def test_a_translation_that_somebody_has_is_shut_to_the_others(story):
    translated(story, make_translator(into=("en",)))

    assert open_fields(make_translator(into=("en",)), story) == set()


@pytest.mark.parametrize("source", [state for state in State.values if state != State.TRANSLATION])
@pytest.mark.parametrize("target", [state for state in State.values if state != State.DRAFT])
def test_an_editor_writes_everywhere_but_in_what_is_withdrawn(story, source, target):
    make_version(story, "nb", state=source)
    make_version(story, "en", state=target)
    expected = set()
    expected |= SOURCE if source != State.WITHDRAWN else set()
    expected |= TARGET if target != State.WITHDRAWN else set()
    expected |= SHARED if expected else set()

    assert open_fields(make_editor(), story) == expected


def test_a_version_that_nobody_has_asked_for_has_no_fields_but_the_way_to_ask(journalist, story):
    page = logged_in(journalist).get(url_of(story))

    assert "headline_en" not in page.context["adminform"].form.fields
    assert "Nobody has asked for the English version yet." in page.content.decode()
    assert reverse("desk:move", args=[story.pk, "en", "request"]) in page.content.decode()


def test_what_is_posted_for_a_version_that_nobody_has_asked_for_is_not_taken_in(story):
    editor = make_editor()

    answer = send(editor, story, opened(editor, story) | {"headline_en": "Smuggled"})

    assert saved(answer)
    assert not fresh(story).headline_en


def test_a_translator_cannot_post_into_the_source_or_what_is_shared(story):
    kari = make_translator(into=("en",))
    translated(story, kari)
    posted = opened(kari, story) | {
        "headline_en": "Cod",
        "headline_nb": "Kapret",
        "dateline": "Kapret",
        "section": make_section().pk,
        "tags": [make_tag().pk],
        "lead_photo": make_photo().pk,
    }

    answer = send(kari, story, posted)

    after = fresh(story)
    assert saved(answer)
    assert (after.headline_en, after.headline_nb) == ("Cod", story.headline_nb)
    assert (after.dateline, after.section, after.lead_photo) == ("", None, None)
    assert after.tags.count() == 0


def test_a_translator_cannot_post_bylines(story):
    kari = make_translator(into=("en",))
    translated(story, kari)
    byline = Byline.objects.create(article=story, author=make_author())
    posted = opened(kari, story) | {
        "bylines-TOTAL_FORMS": "2",
        "bylines-INITIAL_FORMS": "1",
        "bylines-0-id": byline.pk,
        "bylines-0-article": story.pk,
        "bylines-0-author": make_author().pk,
        "bylines-0-role": "writer",
        "bylines-0-position": "0",
        "bylines-0-DELETE": "on",
        "bylines-1-author": make_author().pk,
        "bylines-1-role": "writer",
        "bylines-1-position": "0",
    }

    send(kari, story, posted)

    assert [(one.pk, one.author_id) for one in story.bylines.all()] == [
        (byline.pk, byline.author_id)
    ]


@pytest.mark.parametrize("make", [make_journalist, make_photo_editor, make_translator])
def test_who_may_not_write_reads_the_story_as_text(make, story):
    story.tags.add(make_tag("Torsk"))
    body = story.body_nb.replace("Prisen", "<strong>Prisen</strong>")
    Article.objects.filter(pk=story.pk).update(body_nb=body)

    page = logged_in(make(interface_language="en")).get(url_of(story)).content.decode()

    assert "Skreien er kommet til Lofoten" in page
    assert "<strong>Prisen</strong> er høy." in page
    assert 'name="headline_nb"' not in page
    assert "Only the writer of the story and the editors can change this text." in page


def test_an_article_that_is_not_there_leads_back(journalist):
    url = reverse("admin:articles_article_change", args=["not-an-id"])

    assert logged_in(journalist).get(url).status_code == 302
    assert logged_in(journalist).post(url, {}).status_code == 302


def test_a_visitor_is_sent_to_log_in(client, story):
    answer = client.get(url_of(story))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))


# What is made of what was written


def test_a_hostile_body_is_cleaned(journalist, story):
    hostile = (
        '<p onclick="alert(1)">Tekst</p><script>alert(2)</script><img src=x onerror=alert(3)>'
        '<p><a href="javascript:alert(4)">lenke</a><iframe src="https://ondt.example"></iframe></p>'
    )

    send(journalist, story, opened(journalist, story) | {"body_nb": hostile})

    body = fresh(story).body_nb
    assert "Tekst" in body
    assert "lenke" in body
    for danger in ("alert", "script", "onerror", "iframe", "img"):
        assert danger not in body


def test_markup_in_a_headline_is_shown_as_it_was_typed(journalist, story):
    headline = "<script>alert(1)</script> & co"

    send(journalist, story, opened(journalist, story) | {"headline_nb": headline})

    page = logged_in(journalist).get(url_of(story)).content.decode()
    assert fresh(story).headline_nb == headline
    assert "<script>alert(1)" not in page


def test_a_headline_is_one_line(journalist, story):
    posted = opened(journalist, story) | {
        "headline_nb": "Skrei \r\n i Lofoten",
        "lead_nb": "a\r\nb",
    }

    send(journalist, story, posted)

    after = fresh(story)
    assert (after.headline_nb, after.lead_nb) == ("Skrei i Lofoten", "a\nb")


def test_saving_what_was_not_changed_writes_nothing(journalist, story):
    before = fresh(story)
    changes = story.history.count()

    answer = send(make_editor(), story, opened(make_editor(), story))

    assert saved(answer)
    assert fresh(story).updated_at == before.updated_at
    assert fresh(story).updated_by == before.updated_by
    assert story.history.count() == changes


def test_a_hard_space_alone_is_a_change_worth_saving(journalist, story):
    Article.objects.filter(pk=story.pk).update(lead_nb="10 000 tonn")

    send(journalist, story, opened(journalist, story) | {"lead_nb": "10\u00a0000 tonn"})

    assert fresh(story).lead_nb == "10\u00a0000 tonn"


def test_a_new_byline_alone_counts_as_a_change_of_the_story(journalist, story):
    before = fresh(story)
    posted = opened(journalist, story) | {
        "bylines-TOTAL_FORMS": "1",
        "bylines-0-author": make_author().pk,
        "bylines-0-role": Byline.Role.WRITER,
        "bylines-0-position": "0",
    }

    send(journalist, story, posted)

    after = fresh(story)
    assert after.bylines.count() == 1
    assert after.updated_at > before.updated_at
    assert after.updated_by == journalist


def test_a_changed_source_brings_the_translation_into_its_order(journalist, story):
    Article.objects.filter(pk=story.pk).update(
        body_nb=paragraphs("En", "To"), body_en=paragraphs("One", "Two")
    )
    translated(story)
    turned = '<p data-id="b2">To</p><p data-id="b1">En</p>'

    send(journalist, story, opened(journalist, story) | {"body_nb": turned})

    assert fresh(story).body_en == '<p data-id="b2">Two</p><p data-id="b1">One</p>'


# The slug


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("min-egen-slug", "min-egen-slug"),
        ("sak_2026", "sak_2026"),
        ("Ærlig Ødegård på ål!", "aerlig-odegard-pa-al"),
        ("  Store Bokstaver ", "store-bokstaver"),
        ("-strek-foran", "strek-foran"),
        ("https://example.org/nb/skrei", "https-example-org-nb-skrei"),
        ("", "skreien-er-kommet-til-lofoten"),
    ],
)
def test_a_slug_is_kept_where_it_is_one_and_made_where_it_is_not(journalist, story, typed, kept):
    send(journalist, story, opened(journalist, story) | {"slug_nb": typed})

    assert fresh(story).slug_nb == kept


def test_what_no_slug_can_be_made_of_is_told_at_its_field(journalist, story):
    answer = send(journalist, story, opened(journalist, story) | {"slug_nb": "Привет"})

    assert "slug_nb" in errors_of(answer)


def test_a_slug_that_another_story_has_is_told_at_its_field(journalist, story):
    make_article(slug_nb="opptatt", headline_nb="Den andre saken")

    answer = send(journalist, story, opened(journalist, story) | {"slug_nb": "Opptatt"})

    assert "Another story has this slug: “Den andre saken”" in errors_of(answer)["slug_nb"]
    assert fresh(story).slug_nb == story.slug_nb


def test_a_slug_that_is_another_storys_id_is_told_at_its_field(journalist, story):
    other = make_article()

    answer = send(journalist, story, opened(journalist, story) | {"slug_nb": str(other.pk)})

    assert "the form of a story’s id" in errors_of(answer)["slug_nb"]
    assert fresh(story).slug_nb == story.slug_nb


def test_a_slug_is_free_in_the_other_language(story):
    editor = make_editor()
    translated(story)
    make_article(slug_nb="opptatt")

    answer = send(editor, story, opened(editor, story) | {"slug_en": "opptatt"})

    assert saved(answer)


def test_a_slug_whose_readers_are_sent_on_to_another_story_is_taken(journalist, story):
    live = make_published_article(slug_nb="gammel-adresse")
    live.slug_nb = "ny-adresse"
    live.save()

    answer = send(journalist, story, opened(journalist, story) | {"slug_nb": "gammel-adresse"})

    assert "slug_nb" in errors_of(answer)


def test_a_slug_that_is_taken_while_one_saves_becomes_an_error_of_its_field(
    journalist, story, monkeypatch
):
    other = make_article(headline_nb="Den raske")
    posted = opened(journalist, story) | {"slug_nb": "kappes-om"}
    save, tries = ModelAdmin.changeform_view, []

    def overtaken(*args):
        tries.append(args)
        if len(tries) == 1:
            Article.objects.filter(pk=other.pk).update(slug_nb="kappes-om")
            raise IntegrityError
        return save(*args)

    monkeypatch.setattr(ModelAdmin, "changeform_view", overtaken)
    answer = send(journalist, story, posted)

    assert "Den raske" in errors_of(answer)["slug_nb"]


# Too long


@pytest.mark.parametrize(
    ("field", "length"),
    [
        ("headline_nb", 200),
        ("kicker_nb", 80),
        ("slug_nb", 100),
        ("seo_title_nb", 120),
        ("seo_description_nb", 320),
        ("dateline", 100),
    ],
)
def test_what_is_too_long_is_told_at_its_field(journalist, story, field, length):
    before = getattr(story, field)

    answer = send(journalist, story, opened(journalist, story) | {field: "a" * (length + 1)})

    assert str(length) in errors_of(answer)[field]
    assert getattr(fresh(story), field) == before


# Deleting


def test_a_writer_may_delete_a_draft_that_is_theirs_alone(journalist, story):
    url = reverse("admin:articles_article_delete", args=[story.pk])

    answer = logged_in(journalist).post(url, {"post": "yes"})

    assert answer.status_code == 302
    assert not Article.objects.filter(pk=story.pk).exists()


@pytest.mark.parametrize("state", [State.REVIEW, State.READY, State.WITHDRAWN])
def test_a_writer_deletes_nothing_that_is_on_the_desk(journalist, story, state):
    make_version(story, "nb", state=state)
    url = reverse("admin:articles_article_delete", args=[story.pk])

    assert logged_in(journalist).post(url, {"post": "yes"}).status_code == 403
    assert Article.objects.filter(pk=story.pk).exists()


def test_a_writer_does_not_delete_what_a_translator_works_on(journalist, story):
    translated(story)
    url = reverse("admin:articles_article_delete", args=[story.pk])

    assert logged_in(journalist).post(url, {"post": "yes"}).status_code == 403


def test_what_has_been_before_readers_is_never_deleted():
    live = make_published_article()
    url = reverse("admin:articles_article_delete", args=[live.pk])

    assert logged_in(make_user(Role.ADMINISTRATOR)).post(url, {"post": "yes"}).status_code == 403
    assert Article.objects.filter(pk=live.pk).exists()


def test_an_empty_form_makes_no_story(journalist):
    answer = send(journalist, None, opened(journalist) | {"source_language": "nb"})

    assert not saved(answer)
    assert "headline_nb" in errors_of(answer)
    assert not Article.objects.exists()


@pytest.mark.parametrize(("tick", "stale"), [({}, 1), ({"typo_only": "1"}, 0)])
def test_an_editors_tick_keeps_the_translation_current_when_a_typo_is_mended(tick, stale):
    editor = make_editor()
    story = translated(make_article(written_in=("nb", "en")))
    confirm_all(story, "en")

    assert saved(send(editor, story, opened(editor, story) | {"lead_nb": "Rettet."} | tick))

    assert fresh(story).lead_nb == "Rettet."
    assert standing(fresh(story), "en").changed == stale
    assert [move for _language, move, _to in log_of(story)] == ["typo"] * (1 - stale)


def test_a_translators_tick_is_not_heeded():
    kari = make_translator("Kari", into=("en",))
    story = translated(make_article(written_in=("nb", "en")), kari)
    confirm_all(story, "en")

    send(kari, story, opened(kari, story) | {"lead_en": "A lead.", "typo_only": "1"})

    assert fresh(story).lead_en == "A lead."
    assert log_of(story) == []
