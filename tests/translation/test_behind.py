"""What a save of a source leaves behind, and who is told of it: once, and no longer than it is so."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import blocks, corrections
from articles.models import Article, State
from tests.cms.story_form import logged_in, opened, send
from tests.factories import (
    make_article,
    make_editor,
    make_fact_box,
    make_photo,
    make_published_article,
    make_translator,
    make_version,
    paragraphs,
)
from tests.translation.stories import (
    all_of,
    change,
    make_translated,
    one_of,
    publish_source,
)
from translation import actions, assigning, behind, telling, typos, undoing
from translation.models import Notice, NoticedChange
from translation.segments import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",))


@pytest.fixture
def nils():
    return make_editor("Nils")


def save(version, *, by, **fields):
    """As the article form saves."""
    behind.follow(change(version.article, **fields), by=by)


def notice_of(version) -> Notice:
    return Notice.objects.of_changes().get(version=version)


def blocks_of(notice) -> list[str]:
    return [one.segment.rpartition(":")[2] or one.kind for one in notice.changes.all()]


NEW_FIRST = paragraphs("Torsken kom sent i år.", "Prisen er høy.")
NEW_BOTH = paragraphs("Torsken kom sent i år.", "Prisen er lav.")
OLD = paragraphs("Torsken kom tidlig i år.", "Prisen er høy.")


def test_a_changed_source_tells_its_translator_what_was_changed_and_by_whom(kari, nils):
    version = make_translated(kari)

    save(version, by=nils, body_nb=NEW_FIRST)

    notice = notice_of(version)
    assert (notice.person, notice.by, notice.read_at) == (kari, nils, None)
    assert notice.waiting_since
    (told,) = notice.changes.all()
    assert (told.before, told.after) == ("Torsken kom tidlig i år.", "Torsken kom sent i år.")
    assert (told.status, told.kind) == ("stale", "paragraph")


def test_five_saves_are_one_notice(kari, nils):
    version = make_translated(kari)

    for number in range(5):
        save(version, by=nils, lead_nb=f"Fiskerne melder om {number} fangster.", body_nb=NEW_BOTH)

    assert telling.unread(kari).number == 1
    notice = notice_of(version)
    assert blocks_of(notice) == ["lead", "b1", "b2"]
    assert notice.changes.first().after == "Fiskerne melder om 4 fangster."


def test_what_was_read_is_unread_again_only_when_there_is_more(kari, nils):
    version = make_translated(kari)
    save(version, by=nils, body_nb=NEW_FIRST)
    telling.mark_read(kari)

    save(version, by=nils, body_nb=NEW_FIRST)
    assert telling.unread(kari).number == 0
    save(version, by=nils, body_nb=NEW_BOTH)

    assert telling.unread(kari).number == 1
    first, second = notice_of(version).changes.all()
    assert first.since < second.since


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"body_nb": OLD.replace("Torsken kom", "Torsken  kom")},
        {"dateline": "Svolvær"},
        {"headline_en": "Cod has come to Lofoten"},
    ],
    ids=["nothing", "white space", "dateline", "the translation"],
)
def test_what_leaves_no_translation_behind_tells_nobody(fields, kari, nils):
    version = make_translated(kari)

    save(version, by=nils, **fields)

    assert not Notice.objects.exists()


def test_a_change_that_is_undone_takes_the_notice_back(kari, nils):
    version = make_translated(kari)
    save(version, by=nils, body_nb=NEW_BOTH)

    save(version, by=nils, body_nb=NEW_FIRST)
    assert blocks_of(notice_of(version)) == ["b1"]
    save(version, by=nils, body_nb=OLD)

    assert not Notice.objects.exists()
    assert not NoticedChange.objects.exists()


def test_what_the_translator_sees_to_is_told_no_longer(kari, nils):
    version = make_translated(kari)
    save(version, by=nils, body_nb=NEW_BOTH)
    first, second = (one.segment for one in notice_of(version).changes.all())

    actions.confirm(version, first, by=kari)
    assert [one.segment for one in notice_of(version).changes.all()] == [second]
    actions.save_segment(version, second, "The price is low.", by=kari)

    assert not Notice.objects.exists()


def test_a_confirmation_of_an_older_source_leaves_the_notice(kari, nils):
    version = make_translated(kari)
    save(version, by=nils, body_nb=NEW_FIRST)
    (told,) = notice_of(version).changes.all()

    actions.save_segment(
        version, told.segment, "The cod came.", by=kari, read="Torsken kom tidlig i år."
    )

    assert blocks_of(notice_of(version)) == ["b1"]


def test_what_is_undone_in_the_workbench_is_behind_again_and_no_news(kari, nils):
    version = make_translated(kari)
    save(version, by=nils, body_nb=NEW_FIRST)
    (told,) = notice_of(version).changes.all()
    token = undoing.before(version, told.segment)
    actions.confirm(version, told.segment, by=kari)

    undoing.undo(version, told.segment, token, by=kari)

    assert blocks_of(notice_of(version)) == ["b1"]
    assert telling.unread(kari).number == 0


def test_what_is_undone_is_behind_since_the_hour_it_was(kari, nils):
    version = make_translated(kari)
    save(version, by=nils, body_nb=NEW_BOTH)
    long_ago, later = (timezone.now() - datetime.timedelta(days=days) for days in (8, 3))
    first, second = notice_of(version).changes.all()
    NoticedChange.objects.filter(pk=first.pk).update(since=long_ago)
    NoticedChange.objects.filter(pk=second.pk).update(since=later)

    for told in (first, second):
        token = undoing.before(version, told.segment)
        actions.confirm(version, told.segment, by=kari)
        undoing.undo(version, told.segment, token, by=kari)
    assert [one.since for one in notice_of(version).changes.all()] == [long_ago, later]
    assert behind.since([version]) == {version.pk: (long_ago, None)}

    actions.confirm(version, first.segment, by=kari)
    token = undoing.before(version, second.segment)
    actions.confirm(version, second.segment, by=kari)
    undoing.undo(version, second.segment, token, by=kari)
    assert behind.since([version]) == {version.pk: (later, None)}


def test_a_typo_tells_nobody(kari, nils):
    version = make_translated(kari)
    save(version, by=nils, body_nb=NEW_FIRST)
    (told,) = notice_of(version).changes.all()

    typos.pass_typo(version, told.segment, by=nils)

    assert not Notice.objects.exists()


def test_a_paragraph_more_is_told_of_once_the_translation_was_finished(kari, nils):
    longer = OLD + '<p data-id="b3">Flere båter er ventet.</p>'
    in_work = make_translated(kari)
    finished = make_translated(kari, state=State.REVIEW)

    for version in (in_work, finished):
        save(version, by=nils, body_nb=longer)

    assert not Notice.objects.filter(version=in_work).exists()
    (told,) = notice_of(finished).changes.all()
    assert (told.status, told.before, told.after) == ("open", "", "Flere båter er ventet.")


def test_a_paragraph_less_is_told_of(kari, nils):
    version = make_translated(kari)

    save(version, by=nils, body_nb=paragraphs("Torsken kom tidlig i år."))

    (told,) = notice_of(version).changes.all()
    assert (told.status, told.before, told.after) == ("orphan", "Prisen er høy.", "")


def test_nobody_is_told_of_what_they_changed_themselves(kari):
    version = make_translated(kari)

    save(version, by=kari, body_nb=NEW_FIRST)

    assert telling.unread(kari).number == 0
    assert blocks_of(notice_of(version)) == ["b1"]
    assert not Notice.objects.unsent().exists()


def test_of_what_nobody_has_the_desk_alone_knows(kari, nils):
    version = make_translated(None)

    save(version, by=nils, body_nb=NEW_FIRST)

    assert notice_of(version).person is None
    assert not Notice.objects.unsent().exists()
    assert telling.unread(kari).number == 0


def test_whoever_gets_the_translation_is_told_of_what_is_behind(kari, nils):
    version, per = make_translated(None), make_translator("Per", into=("en",))
    save(version, by=nils, body_nb=NEW_FIRST)

    assigning.assign(version, translator=kari, due_on=None, by=nils)
    assert telling.unread(kari).number == 2
    assigning.assign(version, translator=per, due_on=None, by=nils)

    assert telling.unread(kari).number == 0
    assert {one.kind for one in Notice.objects.of(per).unread()} == {"changed", "assigned"}


def test_whoever_takes_it_sees_for_themselves(kari, nils):
    version = make_translated(None)
    save(version, by=nils, body_nb=NEW_FIRST)

    actions.claim(version, by=kari)

    assert (notice_of(version).person, telling.unread(kari).number) == (kari, 0)


def test_old_text_before_readers_is_urgent(kari, nils):
    article = make_published_article(by=nils)
    live = make_version(article, "en", state=State.PUBLISHED, translator=kari)
    not_live = make_translated(kari)

    for version in (live, not_live):
        save(version, by=nils, body_nb=NEW_FIRST)
    assert not notice_of(live).is_urgent
    publish_source(article, by=nils)

    assert notice_of(live).is_urgent
    assert not notice_of(not_live).is_urgent
    assert telling.unread(kari) == (2, 1)


def test_a_fact_box_tells_the_translator_of_every_story_that_shows_it(kari, nils):
    per, box = make_translator("Per", into=("en",)), make_fact_box()
    shows = f'<aside data-id="b9" data-fact-box="{box.pk}"></aside>'
    versions = [
        make_translated(person, article=make_article(written_in=("nb", "en"), body_nb=OLD + shows))
        for person in (kari, kari, per)
    ]
    elsewhere = make_translated(kari)
    form = {name: getattr(box, name) for name in ("title_nb", "title_en", "body_nb", "body_en")} | {
        "title_nb": "Annen bakgrunn"
    }

    logged_in(nils).post(reverse("admin:articles_factbox_change", args=[box.pk]), form)

    assert Notice.objects.count() == 3
    for version in versions:
        assert (notice_of(version).by, blocks_of(notice_of(version))) == (nils, ["title"])
    assert not Notice.objects.filter(version=elsewhere).exists()
    assert (telling.unread(kari).number, telling.unread(per).number) == (2, 1)

    # Translated for one story, it is translated for all.
    key = notice_of(versions[0]).changes.get().segment
    actions.save_segment(versions[0], key, "Another background", by=kari)
    assert not Notice.objects.exists()


def test_a_fact_box_saved_as_it_is_tells_nobody(kari, nils):
    box = make_fact_box()
    body = OLD + f'<aside data-id="b9" data-fact-box="{box.pk}"></aside>'
    make_translated(kari, article=make_article(written_in=("nb", "en"), body_nb=body))
    form = {name: getattr(box, name) for name in ("title_nb", "title_en", "body_nb", "body_en")}

    logged_in(nils).post(reverse("admin:articles_factbox_change", args=[box.pk]), form)

    assert not Notice.objects.exists()


def test_a_published_story_hears_of_its_fact_box_too(kari, nils):
    box = make_fact_box()
    shows = f'<aside data-id="b9" data-fact-box="{box.pk}"></aside>'
    body = {f"body_{code}": paragraphs(f"Tekst {code}.") + shows for code in ("nb", "en")}
    article = make_published_article(by=nils, **body)
    version = make_version(article, "en", state=State.PUBLISHED, translator=kari)
    box.title_nb = "Annen bakgrunn"
    box.save()

    behind.follow_fact_box(box)
    publish_source(version.article)

    assert notice_of(version).is_urgent


def test_a_caption_tells_the_translator_of_the_story_with_the_photo(kari, nils):
    photo = make_photo()
    article = make_article(written_in=("nb", "en"), lead_photo=photo)
    version = make_translated(kari, article=article)
    photo.caption_nb = "En annen bildetekst"
    photo.save()

    behind.follow_photo(photo)

    assert blocks_of(notice_of(version)) == ["caption"]


def test_a_correction_tells_whoever_has_to_translate_it(kari, nils):
    article = make_published_article(by=nils)
    version = make_version(article, "en", state=State.PUBLISHED, translator=kari)

    correction = corrections.add(article, "nb", "Det var onsdag.", by=nils)
    (told,) = notice_of(version).changes.all()
    assert (told.status, told.after) == ("open", "Det var onsdag.")
    assert notice_of(version).is_urgent
    corrections.remove(correction, by=nils)

    assert not Notice.objects.exists()


def test_the_form_tells_in_the_same_save(kari, nils):
    article = make_article(written_in=("nb", "en"), by=nils)
    version = make_translated(kari, article=article)

    send(nils, article, opened(nils, article))
    assert not Notice.objects.exists()
    send(nils, article, opened(nils, article) | {"lead_nb": "En annen ingress."})

    assert (notice_of(version).by, blocks_of(notice_of(version))) == (nils, ["lead"])


def said_after_saving(person, article, **fields) -> str:
    person.interface_language = "en"
    person.save()
    answer = send(person, article, opened(person, article) | fields)
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


@pytest.mark.parametrize("has_translator", [True, False])
def test_the_form_says_what_it_has_left_behind_before_readers(kari, nils, has_translator):
    article = make_published_article(by=nils)
    version = make_translated(
        kari if has_translator else None, article=article, state=State.PUBLISHED
    )

    page = said_after_saving(nils, article, lead_nb="En annen ingress.", kicker_nb="Nytt.")

    assert notice_of(version).changes.count() == 2
    assert "The source of the published English version has changed: 2 texts." in page
    assert ("Kari has been told." in page) == has_translator
    assert ("Nobody has the translation" in page) != has_translator


def test_the_form_says_nothing_of_what_no_reader_sees_or_is_as_it_was(kari, nils):
    article = make_article(written_in=("nb", "en"), by=nils)
    make_translated(kari, article=article)
    live = make_published_article(by=nils)
    make_translated(kari, article=live, state=State.PUBLISHED)

    for page in (
        said_after_saving(nils, article, lead_nb="En annen ingress."),
        said_after_saving(nils, live),
    ):
        assert "The source of" not in page


def test_the_form_tells_nobody_of_a_typo(kari, nils):
    article = make_article(written_in=("nb", "en"), by=nils)
    make_translated(kari, article=article)
    typo = {"lead_nb": "En annen ingres.", "typo_only": "on"}

    send(nils, article, opened(nils, article) | typo)

    assert Article.objects.get().lead_nb == "En annen ingres."
    assert not Notice.objects.exists()


def test_many_stories_cost_the_same_few_queries(kari, nils, django_assert_num_queries):
    few = [make_translated(kari) for _ in range(2)]
    many = [make_translated(kari) for _ in range(12)]
    for version in few + many:
        change(version.article, body_nb=NEW_BOTH)

    with CaptureQueriesContext(connection) as asked:
        behind.follow_all([one.article_id for one in few], by=nils)
    with django_assert_num_queries(len(asked)):
        behind.follow_all([one.article_id for one in many], by=nils)

    assert telling.unread(kari).number == 14
    assert len(asked) <= 16


def test_a_text_is_stale_in_the_words_of_the_segments(kari, nils):
    version = make_translated(kari)
    save(version, by=nils, body_nb=NEW_FIRST)

    stale = [one for one in all_of(version) if one.status == "stale"]

    assert [one.key for one in stale] == [one.segment for one in notice_of(version).changes.all()]
    assert blocks.digest(stale[0].source) == blocks.digest(notice_of(version).changes.get().after)


def test_what_was_left_out_is_told_of_when_it_is_another_text(kari, nils):
    version = make_translated(kari)
    actions.leave_out(version, one_of(version, "b2").key, by=kari)

    save(version, by=nils, body_nb=paragraphs("Torsken kom tidlig i år.", "Fisken er giftig."))

    change = notice_of(version).changes.get()
    assert (change.status, change.before, change.after) == (
        Status.STALE,
        "Prisen er høy.",
        "Fisken er giftig.",
    )
    assert notice_of(version).read_at is None
