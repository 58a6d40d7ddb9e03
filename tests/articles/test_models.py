"""What the database keeps true of stories, and what their models derive."""

import itertools
import random
import threading
import uuid

import pytest
from django.db import DataError, IntegrityError, connection, connections, transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from articles.models import (
    AlsoRead,
    Article,
    Author,
    Byline,
    FactBox,
    LanguageVersion,
    LogEntry,
    Section,
    Stage,
    State,
    Tag,
)
from articles.slugs import MAX_LENGTH, as_slug, slugify, unique_slug
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_fact_box,
    make_journalist,
    make_photo,
    make_section,
    make_tag,
    make_translator,
    make_version,
)

pytestmark = pytest.mark.django_db


# Constraints, each past all forms


def refused(write) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("make", [make_article, make_section, make_tag])
def test_a_slug_stands_once_in_its_language(make, language):
    column = f"slug_{language}"
    make(**{column: "samme"})
    other = make()

    refused(lambda: type(other).objects.filter(pk=other.pk).update(**{column: "samme"}))


@pytest.mark.parametrize("make", [make_article, make_section, make_tag])
def test_many_may_be_without_a_slug(make):
    for _number in range(2):
        thing = make()
        type(thing).objects.filter(pk=thing.pk).update(slug_nb="", slug_en="")

    assert type(thing).objects.filter(slug_nb="").count() == 2


def test_the_same_slug_may_stand_in_two_languages():
    make_article(slug_nb="samme", slug_en="samme")


def test_a_source_language_is_one_of_the_newsrooms():
    story = make_article()

    refused(lambda: Article.objects.filter(pk=story.pk).update(source_language="xx"))


def test_a_story_has_one_version_of_a_language():
    story = make_article()

    refused(lambda: LanguageVersion.objects.create(article=story, language="nb", state="draft"))


@pytest.mark.parametrize("state", ["", "tull", "Draft"])
def test_a_state_is_one_of_the_workflows(state):
    version = make_version(state=State.DRAFT)

    refused(lambda: LanguageVersion.objects.filter(pk=version.pk).update(state=state))


@pytest.mark.parametrize("state", [one for one in State if one != State.READY])
def test_only_what_is_ready_can_be_scheduled(state):
    from django.utils import timezone

    version = make_version(state=State.READY, publish_at=timezone.now())

    refused(lambda: LanguageVersion.objects.filter(pk=version.pk).update(state=state))


def test_a_person_stands_once_above_a_story_in_a_role():
    byline = Byline.objects.create(article=make_article(), author=make_author())

    refused(lambda: Byline.objects.create(article=byline.article, author=byline.author))
    Byline.objects.create(
        article=byline.article, author=byline.author, role=Byline.Role.PHOTOGRAPHER
    )


def test_a_story_is_read_also_once_and_never_beside_itself():
    story, other = make_article(), make_article()
    AlsoRead.objects.create(article=story, other=other)

    refused(lambda: AlsoRead.objects.create(article=story, other=other))
    refused(lambda: AlsoRead.objects.create(article=story, other=story))


def test_an_author_has_a_slug_and_a_person_of_their_own():
    author = make_author(user=make_journalist())

    refused(lambda: Author.objects.create(name="En annen", slug=author.slug))
    refused(lambda: Author.objects.create(name="En annen", slug="annen", user=author.user))


def test_what_a_story_shows_is_not_deleted_under_it():
    photo, section, author = make_photo(), make_section(), make_author()
    make_article(lead_photo=photo, section=section, authors=(author,))

    for thing in (photo, section, author):
        with pytest.raises(ProtectedError):
            thing.delete()


def test_whom_a_story_names_is_not_deleted():
    writer, translator = make_journalist(), make_translator()
    make_version(make_article(by=writer), "en", state=State.TRANSLATION, translator=translator)

    for person in (writer, translator):
        with pytest.raises(ProtectedError):
            person.delete()


def test_the_log_outlives_its_story():
    story, editor = make_article(), make_editor()
    LogEntry.objects.create(
        article=story, language="nb", move="submit", to_state="review", by=editor
    )
    pk = story.pk

    story.delete()

    assert LogEntry.objects.get().article_id == pk


@pytest.mark.parametrize(
    ("make", "field", "length"),
    [
        (make_article, "headline_nb", 201),
        (make_article, "kicker_nb", 81),
        (make_article, "dateline", 101),
        (make_tag, "name_nb", 101),
        (make_section, "name_nb", 101),
        (make_fact_box, "title_nb", 201),
    ],
)
@pytest.mark.postgres
def test_postgresql_cuts_nothing_silently(make, field, length):
    with pytest.raises(DataError), transaction.atomic():
        make(**{field: "a" * length})


# Stages

STATES_OF_A_SIDE = [None, *State.values]


@pytest.mark.parametrize(("nb", "en"), list(itertools.product(STATES_OF_A_SIDE, STATES_OF_A_SIDE)))
def test_the_database_and_python_agree_on_the_stage(nb, en):
    story = make_article(state=None)
    for language, state in (("nb", nb), ("en", en)):
        if state:
            make_version(story, language, state=state)

    stage = Article.objects.get().stage

    found = [one for one in Stage if Article.objects.in_stage(one).exists()]
    assert found == [stage]
    assert Article.objects.stages() == {stage: 1}


@pytest.mark.parametrize(
    ("states", "stage"),
    [
        ({State.READY, State.TRANSLATION}, Stage.TRANSLATION),
        ({State.DRAFT, State.TRANSLATION}, Stage.TRANSLATION),
        ({State.REVIEW, State.TRANSLATION}, Stage.REVIEW),
        ({State.READY, State.REVIEW}, Stage.REVIEW),
        ({State.READY}, Stage.REVIEW),
        ({State.PUBLISHED, State.TRANSLATION}, Stage.PARTLY_PUBLISHED),
    ],
)
def test_a_story_is_in_translation_until_somebody_has_to_read_it(states, stage):
    assert Stage.of(states) == stage


def test_the_stages_of_many_stories_are_counted_each_once():
    chance, expected = random.Random(1), {}
    for _number in range(40):
        story = make_article(state=None, tags=(make_tag(), make_tag()))
        for language in ("nb", "en"):
            if state := chance.choice(STATES_OF_A_SIDE):
                make_version(story, language, state=state)
        stage = Article.objects.get(pk=story.pk).stage
        expected[stage] = expected.get(stage, 0) + 1

    assert dict(Article.objects.stages()) == expected
    assert dict(Article.objects.filter(tags__isnull=False).distinct().stages()) == expected


def test_a_stage_that_is_none_is_refused():
    with pytest.raises(ValueError, match="tull"):
        Article.objects.in_stage("tull")


# Whose, and which version


def test_written_by_is_who_made_the_story_or_stands_above_it():
    person = make_journalist()
    made, above = make_article(by=person), make_article(authors=(make_author(user=person),))
    make_article(by=make_journalist())

    assert set(Article.objects.written_by(person)) == {made, above}


def test_a_story_is_called_by_its_source_and_else_by_what_there_is():
    assert str(Article(source_language="nb", headline_nb="Torsk", headline_en="Cod")) == "Torsk"
    assert str(Article(source_language="en", headline_nb="Torsk", headline_en="Cod")) == "Cod"
    assert str(Article(source_language="en", headline_nb="Torsk")) == "Torsk"
    assert str(Article(source_language="en"))


@pytest.mark.parametrize("reader", ["nb", "en"])
def test_what_is_named_in_one_language_alone_is_called_so_in_every_other(reader):
    tag = make_tag(name_nb="", name_en="Environment")
    section = make_section(name_nb="Utenriks", name_en="")
    box = make_fact_box(title_nb="", title_en="Herring")

    with override(reader):
        assert [str(one) for one in (tag, section, box)] == ["Environment", "Utenriks", "Herring"]


def test_versions_are_asked_for_as_an_editor_would():
    import datetime

    from django.utils import timezone

    kari, story = make_translator(into=("en",)), make_article(state=State.READY)
    version = make_version(story, "en", state=State.TRANSLATION, due_on=datetime.date(2020, 1, 1))
    make_version(story, "nb", state=State.READY, publish_at=timezone.now())
    versions = LanguageVersion.objects

    assert versions.ready().get().language == "nb"
    assert versions.due().get().language == "nb"
    assert versions.in_the_pool(kari).get() == version
    assert versions.overdue().get() == version
    assert not versions.in_hand_of(kari).exists()
    assert not versions.in_the_pool(make_translator(into=("nb",))).exists()
    assert not versions.on_the_desk().exists()


# Slugs


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ærlig Ødegård!", "aerlig-odegard"),
        ("Blåbær og rømmegrøt på Røros", "blabaer-og-rommegrot-pa-roros"),
        ("Čáhcesuolu ja Đeatnu", "cahcesuolu-ja-deatnu"),
        ("Straße nach Łódź", "strasse-nach-lodz"),
        ("It’s 10 000 kr – and rising", "its-10-000-kr-and-rising"),
        ("  --- ", ""),
        ("Привет", ""),
        ("日本", ""),
        ("ﬁsk", "fisk"),
        ("ÆØÅ", "aeoa"),
    ],
)
def test_a_slug_is_made_of_any_letters_there_are(text, slug):
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["ord " * 40, "a" * 200, "å" * 200, "a-" * 100, "x " + "y" * 200])
def test_a_slug_ends_at_a_words_end_and_is_never_too_long(text):
    slug = slugify(text)

    assert 0 < len(slug) <= MAX_LENGTH
    assert not slug.endswith("-")


def test_what_is_a_slug_stays_as_it_is():
    assert as_slug("min_egen-slug2") == "min_egen-slug2"
    assert as_slug("Min Egen") == "min-egen"
    assert as_slug("???") == "???"
    assert as_slug("") == ""


def test_a_taken_slug_gets_a_number():
    taken = {"skrei", "skrei-2"}

    assert unique_slug("Skrei", taken.__contains__) == "skrei-3"
    assert unique_slug("???", taken.__contains__, "sak") == "sak"
    assert unique_slug("???", taken.__contains__) == ""


def test_no_slug_is_made_that_looks_like_an_id():
    headline = str(uuid.uuid4()).upper()

    story = make_article(headline_nb=headline)

    assert story.slug_nb == f"{headline.lower()}-2"


def test_a_headline_of_no_letters_still_gets_an_address():
    story = make_article(headline_nb="???")

    assert story.slug_nb
    assert story.slug_nb in str(story.pk)


def test_a_slug_stays_when_the_headline_changes():
    story = make_article(headline_nb="Skrei")
    story.headline_nb = "Torsk"
    story.save()

    assert Article.objects.get(pk=story.pk).slug_nb == "skrei"


def test_a_slug_is_saved_with_the_fields_that_were_asked_for():
    story = make_article(headline_nb="")
    story.headline_nb = "Skrei"
    story.save(update_fields=["headline_nb"])

    assert Article.objects.get(pk=story.pk).slug_nb == "skrei"


def test_the_longest_headline_that_is_taken_still_fits_its_column():
    headline = "a" * 200
    slugs = {make_article(headline_nb=headline).slug_nb for _number in range(12)}

    assert len(slugs) == 12
    assert max(map(len, slugs)) <= Article._meta.get_field("slug").max_length


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Article, {"source_language": "nb", "headline_nb": "Samtidig", "headline_en": "At once"}),
        (Tag, {"name_nb": "Samtidig", "name_en": "At once"}),
        (Section, {"name_nb": "Samtidig", "name_en": "At once"}),
    ],
)
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_save_the_same_name_at_once_get_a_slug_each(model, fields):
    start, failures = threading.Barrier(2), []

    def save():
        try:
            with connections["default"].cursor():
                start.wait()
            model.objects.create(**fields)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    for _round in range(5):
        threads = [threading.Thread(target=save) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert not failures
    assert connection.vendor == "postgresql"
    assert model.objects.values("slug_nb").distinct().count() == 10
    assert model.objects.values("slug_en").distinct().count() == 10


# History


def test_the_history_keeps_every_language():
    story = make_article(written_in=("nb", "en"), tags=(make_tag(),))
    story.headline_nb, story.headline_en = "Ny", "New"
    story.save()

    newest, *_older, first = story.history.order_by("-history_id")
    assert (newest.headline_nb, newest.headline_en) == ("Ny", "New")
    assert first.headline_en == "The cod has come to Lofoten"
    assert "Prisen" in newest.body_nb
    assert "price" in newest.body_en


def test_a_fact_boxs_history_keeps_every_language():
    box = make_fact_box()
    FactBox.objects.get(pk=box.pk).save()

    for row in box.history.all():
        assert (row.title_nb, row.title_en) == ("Bakgrunn nb", "Bakgrunn en")
        assert "Punkt ett en." in row.body_en


def test_two_stories_with_the_same_slug_in_their_history_are_no_conflict():
    first, second = make_article(slug_nb="adresse"), make_article()
    first.slug_nb = "ny"
    first.save()
    second.slug_nb = "adresse"
    second.save()

    assert first.history.filter(slug_nb="adresse").exists()
    assert second.history.filter(slug_nb="adresse").exists()
