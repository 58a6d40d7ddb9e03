import json
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connections, transaction
from django.utils import timezone

from articles import workflow
from articles.models import AlsoRead, State
from articles.problems import NotAllowed, NotReady
from media import actions as media_actions
from media.models import Photo
from publishing import actions, gate
from publishing.content import sha256
from publishing.models import Address, KnownSlug, Live, Publication, Tombstone
from publishing.standing import marks
from publishing.times import utc
from tests.factories import (
    confirm_all,
    log_of,
    make_article,
    make_editor,
    make_fact_box,
    make_photo,
    make_published_article,
    make_rendition,
    make_section,
    make_tag,
    make_version,
    paragraphs,
)

pytestmark = pytest.mark.django_db


def make_ready_article(**fields):
    """Both languages approved, the English confirmed against the Norwegian."""
    article = make_article(written_in=("nb", "en"), **fields)
    make_version(article, "nb", state=State.READY)
    make_version(article, "en", state=State.READY)
    confirm_all(article, "en")
    return article


def document(article, language):
    live = Live.objects.select_related("publication").get(article=article, language=language)
    return json.loads(live.publication.document)


def codes(refusal):
    return {problem.code for problem in refusal.value.problems}


def test_publishing_freezes_the_document_and_points_live_at_it():
    article = make_ready_article(section=make_section(), tags=(make_tag(),))
    editor = make_editor()

    actions.publish([article.version("nb")], by=editor)

    live = Live.objects.get()
    publication = Publication.objects.get()
    frozen = json.loads(publication.document)
    assert live.publication == publication
    assert (publication.version, publication.reason, publication.by) == (1, "published", editor)
    assert frozen["headline"] == article.headline_nb
    assert frozen["digest"] == publication.digest
    assert log_of(article)[-1] == ("nb", "publish", "published")
    known = KnownSlug.objects.filter(language="nb").values_list("kind", "ref")
    assert {("section", article.section_id), ("tag", article.tags.get().pk)} <= set(known)


def test_both_languages_are_published_as_one_act_and_know_each_other():
    article = make_ready_article()

    actions.publish(list(article.versions.all()), by=make_editor())

    assert Publication.objects.count() == 2
    assert [one["slug"] for one in document(article, "nb")["alternates"]] == [article.slug_en]
    assert [one["slug"] for one in document(article, "en")["alternates"]] == [article.slug_nb]
    assert document(article, "en")["alternates"][0]["label"] == "Les på norsk"


def test_a_twin_going_live_later_renews_the_first_document():
    article = make_ready_article()
    editor = make_editor()
    actions.publish([article.version("nb")], by=editor)
    assert document(article, "nb")["alternates"] == []

    actions.publish([article.version("en")], by=editor)

    renewed = document(article, "nb")
    assert [one["language"] for one in renewed["alternates"]] == ["en"]
    assert renewed["version"] == 2
    assert Publication.objects.filter(language="nb").first().reason == "twin"


def test_a_translation_is_not_published_before_its_source():
    article = make_ready_article()

    with pytest.raises(NotReady) as refusal:
        actions.publish([article.version("en")], by=make_editor())

    assert codes(refusal) == {"source_not_live"}
    assert not Publication.objects.exists()
    assert article.versions.get(language="en").state == State.READY


def test_a_stale_translation_is_not_published():
    article = make_ready_article()
    article.body_nb = paragraphs("Torsken kom sent i år.", "Prisen er høy.")
    article.save()

    with pytest.raises(NotReady) as refusal:
        actions.publish(list(article.versions.all()), by=make_editor())

    assert codes(refusal) == {"segment_stale"}
    assert not Live.objects.exists()


def test_an_untranslated_block_holds_the_translation_back():
    article = make_ready_article()
    article.body_nb = paragraphs("Torsken kom tidlig i år.", "Prisen er høy.", "Kaiene er fulle.")
    article.save()

    with pytest.raises(NotReady) as refusal:
        actions.publish(list(article.versions.all()), by=make_editor())

    assert codes(refusal) == {"segment_open"}


@pytest.mark.parametrize(
    ("photo", "code"),
    [
        ({"creator": "", "organisation": None}, "photo_without_credit"),
        ({"alt_text_en": ""}, "photo_without_alt_text"),
        ({"caption_en": ""}, "photo_without_caption"),
        ({"with_file": False}, "photo_without_file"),
        ({"rights_until": timezone.localdate() - timedelta(days=1)}, "photo_rights_run_out"),
    ],
)
def test_a_photo_that_is_not_in_order_holds_the_story_back(photo, code):
    article = make_ready_article(lead_photo=make_photo(**photo))

    with pytest.raises(NotReady) as refusal:
        actions.publish(list(article.versions.all()), by=make_editor())

    assert code in codes(refusal)
    assert not Live.objects.exists()


def test_a_photo_is_named_in_the_language_that_lacks_something():
    photo = make_photo(
        caption_nb="Sild i garnet.",
        caption_en="Herring in the net.",
        alt_text_nb="",
        alt_text_en="",
    )
    article = make_ready_article(lead_photo=photo)

    asked = gate.ask(list(article.versions.all()), by=make_editor())

    sentences = {language: str(found[0].sentence) for language, found in asked.items()}
    assert "“Sild i garnet.”" in sentences["nb"]
    assert "“Herring in the net.”" in sentences["en"]


def test_text_in_the_wrong_language_holds_the_story_back():
    norwegian = (
        "Dette er en tekst som er skrevet på norsk, og den skal ikke ut til lesere som har bedt "
        "om å få den på et annet språk, for de kan ikke lese det som står her nå."
    )
    article = make_ready_article(body_en=paragraphs(norwegian, norwegian))

    with pytest.raises(NotReady) as refusal:
        actions.publish(list(article.versions.all()), by=make_editor())

    assert "wrong_language" in codes(refusal)


def test_a_lost_link_holds_the_translation_back():
    article = make_ready_article(
        body_nb=paragraphs('Se <a href="https://example.org/">kartet</a>.'),
        body_en=paragraphs("See the map."),
    )

    with pytest.raises(NotReady) as refusal:
        actions.publish(list(article.versions.all()), by=make_editor())

    assert codes(refusal) == {"links_lost"}


def test_an_embargo_holds_the_story_back():
    article = make_ready_article()
    article.versions.update(embargo_until=timezone.now() + timedelta(hours=1))

    with pytest.raises(NotReady) as refusal:
        actions.publish(list(article.versions.all()), by=make_editor())

    assert codes(refusal) == {"embargo"}


def test_a_warning_is_published_only_when_ticked_and_the_tick_is_logged():
    article = make_ready_article(
        body_nb=paragraphs("De fikk 1,5 milliarder."), body_en=paragraphs("They got 15 billion.")
    )
    editor = make_editor()
    versions = list(article.versions.all())

    with pytest.raises(NotReady) as refusal:
        actions.publish(versions, by=editor)
    ticked = [problem.key for problem in refusal.value.problems]
    actions.publish(versions, by=editor, accepted=ticked)

    assert codes(refusal) == {"numbers_differ"}
    assert article.log.filter(language="en").first().detail["accepted"] == ticked


def test_only_editors_publish():
    from tests.factories import make_journalist

    writer = make_journalist()
    article = make_ready_article(by=writer)

    with pytest.raises(NotAllowed):
        actions.publish([article.version("nb")], by=writer)

    assert not Publication.objects.exists()


def test_publishing_again_makes_a_new_version_and_keeps_the_first_date():
    article = make_published_article()
    first = Live.objects.get(article=article, language="nb")
    article.lead_nb = "En ny ingress om skreien."
    article.save()
    from translation import actions as translation_actions

    key = f"article:{article.pk}:lead:"
    editor = make_editor()
    assert marks([article])[article.pk, "nb"].unpublished_changes
    translation_actions.confirm(article.version("en"), key, by=editor)

    later = first.updated_at + timedelta(minutes=5)
    actions.publish([article.version("nb")], by=editor, at=later)

    live = Live.objects.get(article=article, language="nb")
    assert live.published_at == first.published_at
    assert live.updated_at == later
    assert document(article, "nb")["lead"] == "En ny ingress om skreien."
    assert not marks([article])[article.pk, "nb"].unpublished_changes


def test_a_story_taken_up_again_keeps_its_first_hour_in_its_language():
    article = make_ready_article(tags=(make_tag(),))
    editor = make_editor()
    nb, en = article.version("nb"), article.version("en")
    first = timezone.now().replace(microsecond=0) - timedelta(days=9)
    actions.publish([nb], by=editor, at=first)
    actions.publish([en], by=editor, at=first + timedelta(days=1))
    actions.withdraw([nb], reasons={"nb": "Saken hadde feil."}, by=editor)
    for name, by in (("reopen", editor), ("submit", editor), ("approve", make_editor())):
        workflow.move(nb, name, by=by)

    actions.publish([nb], by=editor, at=first + timedelta(days=2))

    live = Live.objects.get(language="nb")
    assert (live.published_at, live.updated_at) == (first, first + timedelta(days=2))
    assert live.tags.get().published_at == first
    assert live.search_entry.published_at == first.timestamp()
    told = document(article, "nb")
    assert told["published_at"] == told["json_ld"]["datePublished"] == utc(first)
    assert told["version"] == 3
    assert Live.objects.get(language="en").published_at == first + timedelta(days=1)


def test_a_first_hour_that_was_lost_comes_back_when_the_story_is_published_next():
    article = make_published_article()
    live = Live.objects.get(article=article, language="nb")
    first = live.published_at
    Live.objects.filter(pk=live.pk).update(published_at=first + timedelta(days=3))

    actions.publish([article.version("nb")], by=make_editor(), at=first + timedelta(days=4))

    live.refresh_from_db()
    assert live.published_at == first
    assert live.search_entry.published_at == first.timestamp()


def test_a_new_address_makes_the_twin_a_new_document_and_is_said_to():
    article = make_published_article()
    article.slug_en = "cod-at-last"
    article.save()

    actions.publish([article.version("en")], by=make_editor())

    live = Live.objects.select_related("publication").get(language="nb")
    assert live.publication.reason == "twin"
    assert "has a new address" in live.publication.get_reason_display()
    assert document(article, "nb")["alternates"][0]["slug"] == "cod-at-last"


def test_json_ld_cannot_end_the_script_element_that_it_stands_in():
    headline = "The tag </script><!-- & what\u2028it does"
    article = make_ready_article(headline_nb=headline, headline_en=headline)

    actions.publish(list(article.versions.all()), by=make_editor())

    live = Live.objects.get(language="en")
    told = json.loads(live.publication.document)
    assert told["headline"] == told["json_ld"]["headline"] == headline
    _before, found, json_ld = live.publication.document.partition('"json_ld":')
    assert found
    assert not set("<>&\u2028\u2029") & set(json_ld)
    assert "\\u003c/script\\u003e" in json_ld
    whole, digest = live.publication.document.rsplit(',"digest":', 1)
    assert digest == f'"{sha256(whole + "}")}"}}'


def test_readers_see_what_was_published_while_the_working_copy_changes():
    article = make_published_article()
    before = document(article, "nb")

    article.headline_nb = "Noe helt annet"
    article.save()

    assert document(article, "nb") == before


def test_a_save_that_changes_nothing_is_no_unpublished_change():
    article = make_published_article(lead_photo=make_photo(), tags=(make_tag(), make_tag()))

    article.body_nb = article.body_nb.replace("Torsken kom", "Torsken   kom")
    article.save()

    assert not marks([article])[article.pk, "nb"].unpublished_changes


def test_withdrawing_takes_both_down_and_leaves_the_reasons():
    article = make_published_article()
    reasons = {"nb": "Saken hadde feil.", "en": "The story had errors."}

    actions.withdraw(list(article.versions.all()), reasons=reasons, by=make_editor())

    assert not Live.objects.exists()
    assert {one.language: one.reason for one in Tombstone.objects.all()} == reasons
    assert {version.state for version in article.versions.all()} == {"withdrawn"}


def test_withdrawing_without_a_reason_in_each_language_is_refused():
    article = make_published_article()

    with pytest.raises(NotReady):
        actions.withdraw(
            list(article.versions.all()), reasons={"nb": "Saken hadde feil."}, by=make_editor()
        )

    assert Live.objects.count() == 2
    assert not Tombstone.objects.exists()


def test_withdrawing_one_language_takes_its_link_out_of_the_other():
    article = make_published_article()

    actions.withdraw([article.version("en")], reasons={"en": "Wrong."}, by=make_editor())

    assert document(article, "nb")["alternates"] == []


def test_a_live_text_can_be_withdrawn_while_its_successor_is_on_the_desk():
    article = make_published_article()
    editor = make_editor()
    workflow.move(article.version("nb"), "submit", by=editor)

    actions.withdraw([article.version("nb")], reasons={"nb": "Feil."}, by=editor)

    assert article.versions.get(language="nb").state == "withdrawn"


def test_what_was_withdrawn_can_come_back():
    article = make_published_article()
    editor, other = make_editor(), make_editor()
    versions = list(article.versions.all())
    actions.withdraw(versions, reasons={"nb": "Feil.", "en": "Wrong."}, by=editor)

    for version in article.versions.all():
        workflow.move(version, "reopen", by=editor)
    for version in article.versions.all():
        workflow.move(version, "submit" if version.is_source else "finish", by=editor)
    for version in article.versions.all():
        workflow.move(version, "approve", by=other)
    actions.publish(list(article.versions.all()), by=editor)

    assert Live.objects.count() == 2
    assert not Tombstone.objects.exists()
    assert document(article, "nb")["version"] == 2


def test_an_old_slug_stays_with_its_story():
    article = make_published_article()
    old = article.slug_nb
    article.slug_nb = "ny-adresse"
    article.save()
    actions.publish([article.version("nb")], by=make_editor())
    newcomer = make_ready_article(slug_nb=old, slug_en="newcomer")

    with pytest.raises(NotReady) as refusal:
        actions.publish([newcomer.version("nb")], by=make_editor())

    assert "slug_taken" in codes(refusal)
    assert Address.objects.get(language="nb", slug=old).article == article


def test_a_slug_that_is_another_storys_id_is_not_published():
    other = make_published_article()
    article = make_ready_article(slug_nb=str(other.pk))

    with pytest.raises(NotReady) as refusal:
        actions.publish([article.version("nb")], by=make_editor())

    assert codes(refusal) == {"slug_like_an_id"}
    assert not Live.objects.filter(article=article).exists()


def test_also_read_points_at_live_stories_and_forgets_withdrawn_ones():
    other = make_published_article(slug_nb="den-andre", slug_en="the-other")
    article = make_ready_article()
    AlsoRead.objects.create(article=article, other=other)
    editor = make_editor()
    actions.publish(list(article.versions.all()), by=editor)
    assert [one["slug"] for one in document(article, "en")["also_read"]] == ["the-other"]

    reasons = {"nb": "Feil.", "en": "Wrong."}
    actions.withdraw(list(other.versions.all()), reasons=reasons, by=editor)

    assert document(article, "en")["also_read"] == []


def test_the_body_is_rendered_with_photos_and_fact_boxes():
    photo = make_photo(
        creator="Torgeir Haugaard", organisation={"nb": "Forsvaret", "en": "Norwegian Armed Forces"}
    )
    make_rendition(photo)
    box = make_fact_box()
    extra = (
        f'<figure data-id="f1" data-photo="{photo.pk}"></figure>'
        f'<aside data-id="a1" data-fact-box="{box.pk}"></aside>'
    )
    article = make_ready_article(
        body_nb=paragraphs("Torsken kom.") + extra, body_en=paragraphs("The cod came.") + extra
    )

    actions.publish(list(article.versions.all()), by=make_editor())

    english = document(article, "en")
    assert "Photo: Torgeir Haugaard / Norwegian Armed Forces" in english["body"]["html"]
    assert "Punkt ett en." in english["body"]["html"]
    assert [block["type"] for block in english["body"]["blocks"]] == [
        "paragraph",
        "photo",
        "fact_box",
    ]
    assert english["fact_boxes"][0]["title"] == "Bakgrunn en"
    assert document(article, "nb")["photos"][0]["credit"]["organisation"] == "Forsvaret"


def test_a_corrected_credit_is_published_anew_in_what_is_live_and_nothing_else_is():
    photo = make_photo(creator="Ola Normann")
    article = make_published_article(lead_photo=photo)
    before = document(article, "en")
    article.lead_nb = "Et utkast som ingen skal se."
    article.save()
    credit = photo.credits.get()
    credit.creator = "Ola Nordmann"
    credit.save()

    media_actions.follow_up(photo)

    for language in ("nb", "en"):
        after = document(article, language)
        assert after["photos"][0]["credit"]["creator"] == "Ola Nordmann"
    assert document(article, "nb")["lead"] != article.lead_nb
    assert document(article, "en")["lead"] == before["lead"]
    assert Publication.objects.filter(article=article, language="en").first().reason == "photo"
    assert Publication.objects.filter(article=article, language="en", version=1).exists()


def test_a_photo_that_readers_have_seen_is_not_deleted():
    photo = make_photo()
    make_published_article(lead_photo=photo)

    with pytest.raises(ValidationError):
        media_actions.delete_photo(photo, by=make_editor())

    assert Photo.objects.filter(pk=photo.pk).exists()


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_publications_can_be_neither_changed_nor_deleted(verb):
    make_published_article()
    rows = Publication.objects.all()
    before = list(rows.values_list("document", flat=True))

    with pytest.raises(Error), transaction.atomic():
        rows.update(document="{}") if verb == "update" else rows._raw_delete(rows.db)

    assert list(rows.values_list("document", flat=True)) == before


def test_the_gate_tells_every_language_its_problems():
    article = make_ready_article(lead_en="")

    asked = gate.ask(list(article.versions.all()), by=make_editor())

    assert asked["nb"] == []
    assert {problem.code for problem in asked["en"]} == {"field_empty", "segment_open"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_languages_published_at_once_both_know_their_twin():
    article = make_ready_article()
    editor = make_editor()
    actions.publish(list(article.versions.all()), by=editor)
    start = threading.Barrier(2)
    failures = []

    def publish(language):
        try:
            start.wait()
            actions.publish([article.versions.get(language=language)], by=editor)
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish, args=[code]) for code in ("nb", "en")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    for code, twin in (("nb", "en"), ("en", "nb")):
        assert [one["language"] for one in document(article, code)["alternates"]] == [twin]


def test_a_refreshed_document_tells_when_it_changed_and_keeps_its_editorial_time():
    article = make_ready_article()
    editor = make_editor()
    actions.publish([article.version("nb")], by=editor, at=timezone.now() - timedelta(days=2))
    before = Live.objects.get(article=article, language="nb")

    actions.publish([article.version("en")], by=editor)

    after = Live.objects.get(article=article, language="nb")
    assert after.updated_at == before.updated_at
    assert after.changed_at > before.changed_at


def test_a_tick_for_one_language_is_none_for_the_other():
    article = make_ready_article()
    AlsoRead.objects.create(article=article, other=make_article(slug_nb="ikke-ute"))
    versions, editor = list(article.versions.all()), make_editor()
    asked = gate.ask(versions, by=editor)
    ticked = [problem.key for problem in asked["nb"]]

    with pytest.raises(NotReady) as refusal:
        actions.publish(versions, by=editor, accepted=ticked)

    assert [problem.key for problem in refusal.value.problems] == [
        problem.key for problem in asked["en"]
    ]
    assert not Live.objects.filter(article=article).exists()


def test_publishing_both_languages_costs_the_same_few_statements_however_long_the_story(
    django_assert_max_num_queries,
):
    editor = make_editor()

    def publish(article):
        versions = list(article.versions.all())
        with django_assert_max_num_queries(30) as asked:
            actions.publish(versions, by=editor)
        return len(asked)

    short = make_ready_article(section=make_section(), tags=(make_tag("Fiske"),))
    long = make_ready_article(
        section=make_section("Sør"),
        tags=tuple(make_tag(f"Merke {number}") for number in range(3)),
        body_nb=paragraphs(*(f"Avsnitt {number}" for number in range(40))),
        body_en=paragraphs(*(f"Paragraph {number}" for number in range(40))),
    )

    publish(make_ready_article(section=make_section()))  # what is looked up once a process

    assert publish(short) == publish(long)


def test_a_story_that_comes_back_is_no_longer_withdrawn():
    article, editor = make_ready_article(), make_editor()
    actions.publish(list(article.versions.all()), by=editor)
    reasons = {"nb": "Feil.", "en": "Wrong."}
    actions.withdraw(list(article.versions.all()), reasons=reasons, by=editor)
    assert Tombstone.objects.count() == 2
    source = article.versions.get(language="nb")
    source = workflow.move(source, "reopen", by=editor)
    source = workflow.move(source, "submit", by=editor)
    source = workflow.move(source, "approve", by=make_editor())

    actions.publish([source], by=editor)

    assert [one.language for one in Tombstone.objects.all()] == ["en"]
    assert Publication.objects.get(article=article, language="nb", version=2)
