"""Deliveries written: all at once, once, and nothing by halves."""

import datetime
import threading
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from articles import blocks
from articles.models import Article, State
from tests.factories import (
    make_article,
    make_editor,
    make_fact_box,
    make_photo,
    make_translator,
    make_version,
    paragraphs,
)
from tests.translation.exchange.files import plan, taken_out, with_targets, write
from tests.translation.stories import all_of, change, make_translation, one_of
from translation import actions
from translation.exchange import delivering, out
from translation.exchange.comparing import Fate
from translation.exchange.out import Format
from translation.exchange.planning import plans_of, sent_in
from translation.formats import archive
from translation.formats.errors import FormatError
from translation.models import Delivery, MemoryEntry, SegmentRecord
from translation.segments import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",))


@pytest.fixture
def version(kari):
    return make_translation(translator=kari)


def story(version) -> Article:
    return Article.objects.get(pk=version.article_id)


def packed(**files: bytes) -> bytes:
    return archive.write_zip(
        [archive.Packed(f"{name}.xlf", content) for name, content in files.items()]
    )


def test_a_delivery_is_written_as_imported_by_who_sent_it(version, kari):
    file = with_targets(taken_out(version), {"headline": "The cod", "b1": "Early.", "b2": "Dear."})

    delivery = write(file, kari)

    assert story(version).headline_en == "The cod"
    assert story(version).body_en == paragraphs("Early.", "Dear.")
    assert one_of(version, "lead").status == Status.OPEN
    record = one_of(version, "b1").record
    assert (record.state, record.origin, record.by) == ("translated", "import", kari)
    assert delivery.outcome["stories"][0]["written"] == 3
    assert story(version).headline_nb == "Skreien er kommet til Lofoten"


def test_one_save_of_a_story_is_one_row_of_its_history(version, kari):
    before = story(version).history.count()

    write(with_targets(taken_out(version), {"headline": "The cod", "b1": "Early."}), kari)

    assert story(version).history.count() == before + 1


def test_what_is_written_enters_the_memory(version, kari):
    write(with_targets(taken_out(version), {"b2": "The price is high."}), kari)

    entry = MemoryEntry.objects.get(block="b2")
    assert (entry.source, entry.target) == ("Prisen er høy.", "The price is high.")


def test_a_proposal_stands_for_nobody_and_enters_no_memory(version, kari):
    file = with_targets(taken_out(version), {"b2": "Dear."}, state="needs-review-translation")

    write(file, kari)

    segment = one_of(version, "b2")
    assert (segment.status, segment.target) == (Status.PRETRANSLATED, "Dear.")
    assert segment.record.by is None
    assert not MemoryEntry.objects.exists()


def test_a_stale_text_is_kept_with_the_source_it_was_made_from(version, kari):
    file = with_targets(taken_out(version), {"b2": "The price is high."})
    change(version.article, body_nb=paragraphs("Torsken kom tidlig i år.", "Prisen er lav."))

    delivery = write(file, kari)

    segment = one_of(version, "b2")
    assert (segment.status, segment.target) == (Status.STALE, "The price is high.")
    assert segment.source_then == "Prisen er høy."
    assert delivery.outcome["stories"][0]["stale"] == 1


def test_a_conflict_is_left_unless_somebody_insists(version, kari):
    file = with_targets(taken_out(version), {"b1": "Theirs.", "b2": "Dear."})
    actions.save_segment(version, one_of(version, "b1").key, "Ours.", by=kari)

    delivery = write(file, kari)

    assert one_of(version, "b1").target == "Ours."
    assert one_of(version, "b2").target == "Dear."
    (left,) = delivery.outcome["stories"][0]["left"]
    assert left == ["Paragraph", "Changed here meanwhile; the text here was kept.", "Theirs."]


def test_who_insists_gets_the_delivered_text_in_place_of_the_one_they_saw(version, kari):
    file = with_targets(taken_out(version), {"b1": "Theirs."})
    actions.save_segment(version, one_of(version, "b1").key, "Ours.", by=kari)
    (conflict,) = plan(file, kari).conflicts

    write(file, kari, insisting={conflict.token})

    assert one_of(version, "b1").target == "Theirs."


def test_and_not_in_place_of_one_that_they_did_not_see(version, kari):
    file = with_targets(taken_out(version), {"b1": "Theirs."})
    actions.save_segment(version, one_of(version, "b1").key, "Ours.", by=kari)
    (conflict,) = plan(file, kari).conflicts
    actions.save_segment(version, one_of(version, "b1").key, "Ours, better.", by=kari)

    write(file, kari, insisting={conflict.token})

    assert one_of(version, "b1").target == "Ours, better."


def test_a_story_can_be_left_out(version, kari):
    file = with_targets(taken_out(version), {"b1": "Early."})

    delivery = write(file, kari, leaving={f"{version.article_id}:en"})

    assert story(version).body_en == ""
    assert delivery.outcome["stories"][0]["problem"] == "Left out, as you said."


def test_writing_twice_writes_once(version, kari):
    delivery = delivering.take_in(
        with_targets(taken_out(version), {"b1": "Early."}), "a.xlf", by=kari
    )
    delivering.write(delivery.pk, by=kari)
    actions.save_segment(version, one_of(version, "b1").key, "Later.", by=kari)

    delivering.write(delivery.pk, by=kari)

    assert one_of(version, "b1").target == "Later."
    assert bytes(Delivery.objects.get().content) == b""


def test_nobody_writes_anothers_delivery(version, kari):
    delivery = delivering.take_in(
        with_targets(taken_out(version), {"b1": "Early."}), "a.xlf", by=kari
    )

    with pytest.raises(Delivery.DoesNotExist):
        delivering.write(delivery.pk, by=make_editor())

    assert story(version).body_en == ""


def test_a_batch_is_a_zip_out_and_in(version, kari):
    other = make_translation(translator=kari)
    content = taken_out(version, other)
    files = archive.read_zip(content)
    edited = packed(
        **{
            file.name.removesuffix(".xlf"): with_targets(file.content, {"b1": f"Text {number}."})
            for number, file in enumerate(files)
        }
    )

    delivery = write(edited, kari, "batch.zip")

    assert {one_of(version, "b1").target, one_of(other, "b1").target} == {"Text 0.", "Text 1."}
    assert [one["written"] for one in delivery.outcome["stories"]] == [1, 1]


def test_one_bad_file_of_a_zip_keeps_no_other_out(version, kari):
    good = with_targets(taken_out(version), {"b1": "Early."})
    tmx = b'<tmx version="1.4"><header/><body/></tmx>'

    delivery = write(packed(a=b"<broken", b=good, c=tmx), kari, "batch.zip")

    assert one_of(version, "b1").target == "Early."
    problems = [one["problem"] for one in delivery.outcome["stories"]]
    assert "not XML" in problems[0]
    assert problems[1] == ""
    assert "by itself" in problems[2]


def test_a_fact_box_that_two_stories_show_is_written_once(kari):
    box = make_fact_box(languages_of_text=("nb",))
    body = f'<p data-id="b1">Torsk.</p><aside data-id="f" data-fact-box="{box.pk}"></aside>'
    one, other = (
        make_translation(article=make_article(body_nb=body), translator=kari) for _ in range(2)
    )
    file = with_targets(taken_out(one), {"title": "Background", "punkt1": "Point one."})
    same = with_targets(taken_out(other), {"title": "Background", "punkt1": "Another."})

    first, second = plans_of(sent_in(packed(a=file, b=same), "a.zip"), kari)

    assert first.counts[Fate.NEW] == 2
    assert second.counts[Fate.UNCHANGED] == len(second.changes) - 1
    (refused,) = [change for change in second.changes if change.fate == Fate.REFUSED]
    assert "two translations" in str(refused.reason)


def test_a_photos_texts_are_taken_in_with_the_story(kari):
    photo = make_photo(texts=("nb",))
    version = make_translation(article=make_article(lead_photo=photo), translator=kari)

    write(with_targets(taken_out(version), {"caption": "A boat", "alt_text": "Boat"}), kari)

    photo.refresh_from_db()
    assert (photo.caption_en, photo.alt_text_en) == ("A boat", "Boat")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('target-language="en"', 'target-language="de"', "this newsroom does not publish in that"),
        ('target-language="en"', 'target-language="nb"', "There is no such story here"),
        ('source-language="nb"', 'source-language="nn"', "It is translated from “nn”"),
        ('source-language="nb"', 'source-language="fr"', "It is translated from “fr”"),
    ],
)
def test_a_file_in_other_languages_says_so(version, kari, old, new, said):
    file = with_targets(taken_out(version), {"b1": "Early."}).decode().replace(old, new)

    found = plan(file.encode(), kari)
    assert said in str(found.problem)
    assert not found.changes


@pytest.mark.parametrize("tag", ["en-GB", "EN", "en_US"])
def test_a_variety_of_the_language_is_the_language(version, kari, tag):
    file = with_targets(taken_out(version), {"b1": "Early."}).decode()

    found = plan(file.replace('target-language="en"', f'target-language="{tag}"').encode(), kari)

    assert found.counts[Fate.NEW] == 1


def test_a_story_that_is_not_here_says_so(version, kari):
    file = taken_out(version).decode().replace(str(version.article_id), str(uuid.uuid4()))

    assert "There is no such story here" in str(plan(file.encode(), kari).problem)


def test_a_tool_may_put_its_own_name_where_the_storys_was(version, kari):
    file = with_targets(taken_out(version), {"b1": "Early."}).decode()
    renamed = file.replace(f'original="{version.article_id}"', 'original="C:\\story.xlf"')

    assert plan(renamed.encode(), kari).counts[Fate.NEW] == 1


def test_units_of_another_story_are_refused(version, kari):
    other = make_translation(translator=kari)
    file = with_targets(taken_out(version), {"b1": "Early."}).decode()
    key = f"article:{version.article_id}:body:b1"
    stolen = file.replace(key, f"article:{other.article_id}:body:b1").replace(
        ":headline:", ":nothing:"
    )

    write(stolen.encode(), kari)

    assert story(other).body_en == story(version).body_en == ""


@pytest.mark.parametrize("key", ["x", "::::", "user:1:password:", "article:1:body:b1", "a" * 5000])
def test_units_with_ids_that_are_none_of_ours_are_refused(version, kari, key):
    file = with_targets(taken_out(version), {"b1": "Early.", "b2": "Dear."}).decode()
    renamed = file.replace(f"article:{version.article_id}:body:b1", key)

    delivery = write(renamed.encode(), kari)

    assert one_of(version, "b2").target == "Dear."
    assert one_of(version, "b1").target == ""
    assert len(delivery.outcome["stories"][0]["left"]) == 1


def test_a_unit_twice_is_refused_both_times(version, kari):
    file = with_targets(taken_out(version), {"b1": "Early.", "b2": "Dear."}).decode()
    doubled = file.replace(":body:b2", ":body:b1")

    write(doubled.encode(), kari)

    assert story(version).body_en == ""


def test_who_may_not_write_the_text_takes_nothing_in(version):
    olav = make_translator("Olav", into=("en",))
    file = with_targets(taken_out(version), {"b1": "Early."})

    delivery = write(file, olav)

    assert "Kari is translating this now." in delivery.outcome["stories"][0]["problem"]
    assert story(version).body_en == ""
    assert not SegmentRecord.objects.exists()


def test_a_translation_that_is_with_the_desk_by_now_takes_nothing_in(version, kari):
    file = with_targets(taken_out(version), {"b1": "Early."})
    make_version(version.article, "en", state=State.READY)

    assert "in the state" in write(file, kari).outcome["stories"][0]["problem"]
    assert story(version).body_en == ""


def test_a_translation_that_nobody_has_is_taken_by_who_takes_it_in(kari):
    version = make_translation()

    write(with_targets(taken_out(version), {"b1": "Early."}), kari)

    version.refresh_from_db()
    assert version.translator == kari


def test_a_file_that_cannot_be_read_is_not_kept(kari):
    with pytest.raises(FormatError):
        delivering.take_in(b"rubbish", "a.xlf", by=kari)

    assert not Delivery.objects.exists()


def test_old_deliveries_go_when_a_new_one_comes(version, kari):
    old = delivering.take_in(taken_out(version), "old.xlf", by=kari)
    Delivery.objects.filter(pk=old.pk).update(at=timezone.now() - datetime.timedelta(days=8))

    delivering.take_in(taken_out(version), "new.xlf", by=kari)

    assert [one.name for one in Delivery.objects.all()] == ["new.xlf"]


def test_nothing_is_written_where_anything_goes_wrong(version, kari, monkeypatch):
    other = make_translation(translator=kari)
    file = packed(
        a=with_targets(taken_out(version), {"b1": "Early."}),
        b=with_targets(taken_out(other), {"b1": "Early."}),
    )
    calls = []

    def failing(version, drafts, *, by):
        if calls:
            raise RuntimeError
        calls.append(version)
        return saved(version, drafts, by=by)

    saved = delivering.save_segments
    monkeypatch.setattr(delivering, "save_segments", failing)
    with pytest.raises(RuntimeError):
        write(file, kari, "a.zip")

    assert story(version).body_en == story(other).body_en == ""
    assert not SegmentRecord.objects.exists()
    assert Delivery.objects.get().done_at is None


def long_story(number: int, kari):
    texts = [f"Avsnitt nummer {at}." for at in range(number)]
    return make_translation(article=make_article(body_nb=paragraphs(*texts)), translator=kari)


def test_queries_do_not_grow_with_the_number_of_texts(kari, django_assert_max_num_queries):
    counts = []
    for number in (3, 60):
        version = long_story(number, kari)
        texts = {f"b{at}": f"Paragraph {at}." for at in range(1, number + 1)}
        delivery = delivering.take_in(with_targets(taken_out(version), texts), "a.xlf", by=kari)
        with django_assert_max_num_queries(80) as asked:
            delivering.write(delivery.pk, by=kari)
        counts.append(len(asked))
        assert one_of(version, f"b{number}").target == f"Paragraph {number}."

    assert counts[1] <= counts[0]


def test_looking_at_a_batch_asks_as_often_however_many_stories_it_has(
    kari, django_assert_max_num_queries
):
    versions = [make_translation(translator=kari) for _ in range(6)]
    one, many = (sent_in(taken_out(*versions[:number]), "a") for number in (1, 6))
    plans_of(one, kari)

    with django_assert_max_num_queries(8) as few:
        plans_of(one, kari)
    with django_assert_max_num_queries(len(few)):
        plans_of(many, kari)


def test_a_whole_story_out_and_in_is_the_same(kari):
    """What is confirmed on one side comes in on a copy of the story, marks and all."""
    marked = 'Torsken <strong>kom</strong>, sier <a href="https://a.no">NTB</a>.<br>Ny &amp; linje.'
    one, copy = (
        make_translation(article=make_article(body_nb=paragraphs(marked, "Dyr.")), translator=kari)
        for _ in range(2)
    )
    texts = {
        "headline": "Cod & “chips”",
        "b1": 'It <a href="https://a.no">NTB</a>: <strong>came <em>now</em></strong>.<br>New &amp; line.',
        "b2": "Dear.",
    }
    for name, text in texts.items():
        actions.save_segment(one, one_of(one, name).key, text, by=kari)
    for format in (Format.XLIFF12, Format.XLIFF20):
        file = taken_out(one, format=format).decode()
        moved = file.replace(str(one.article_id), str(copy.article_id))
        # As from a newsroom where nothing stood when it was sent.
        for segment in all_of(one):
            moved = moved.replace(blocks.digest(segment.target), blocks.digest(""))

        write(moved.encode(), kari)

        assert story(copy).body_en == story(one).body_en
        assert story(copy).headline_en == "Cod & “chips”"


def test_what_is_left_out_or_only_here_is_not_taken_out(version, kari):
    actions.leave_out(version, one_of(version, "b1").key, by=kari)
    work = out.works_of([version])[0]

    units = [unit.id for unit in out.story_of(work).units]

    assert not [one for one in units if one.endswith(":b1")]
    assert [one for one in units if one.endswith(":b2")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_once():
    kari = make_translator("Kari", into=("en",))
    version = make_translation(translator=kari)
    file = with_targets(taken_out(version), {"b1": "Early.", "headline": "The cod"})
    delivery = delivering.take_in(file, "a.xlf", by=kari)
    before = story(version).history.count()
    start, done = threading.Barrier(2), []

    def run():
        start.wait()
        try:
            done.append(delivering.write(delivery.pk, by=kari))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(done) == 2
    assert story(version).history.count() == before + 1
    assert SegmentRecord.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_deliveries_that_share_a_fact_box_do_not_lock_each_other_out():
    kari = make_translator("Kari", into=("en",))
    boxes = [make_fact_box(languages_of_text=("nb",)) for _ in range(2)]
    bodies = "".join(
        f'<aside data-id="f{at}" data-fact-box="{box.pk}"></aside>' for at, box in enumerate(boxes)
    )
    versions = [
        make_translation(article=make_article(body_nb=bodies), translator=kari) for _ in range(4)
    ]
    deliveries = [
        delivering.take_in(taken_out(*order), "a.zip", by=kari)
        for order in (versions, versions[::-1], versions[2:], versions[:2])
    ]
    start, failed = threading.Barrier(len(deliveries)), []

    def run(delivery):
        start.wait()
        try:
            delivering.write(delivery.pk, by=kari)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[one]) for one in deliveries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failed


def test_a_refused_text_is_told_with_its_words(version, kari):
    file = with_targets(taken_out(version), {"b1": 'It <g id="9">came</g> early.'})

    delivery = write(file, kari)

    (left,) = delivery.outcome["stories"][0]["left"]
    assert left[2] == "It came early."
    assert one_of(version, "b1").target == ""
