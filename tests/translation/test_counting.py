"""Words that people have translated: what counts, once, of which kind, and to whom it is told."""

import csv
import datetime
import io

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.factories import (
    make_article,
    make_editor,
    make_journalist,
    make_translator,
    paragraphs,
)
from tests.translation.stories import change, make_translation, one_of
from translation import actions, pretranslating, typos, undoing, words
from translation.memory.entering import enter
from translation.memory.pair import Pair
from translation.models import SegmentRecord, WordCount

pytestmark = pytest.mark.django_db

EARLY = "Torsken kom tidlig i år."  # five words


@pytest.fixture
def kari():
    return make_translator("Kari", into=("nb", "en"), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(translator=kari)


def save(version, text, *, by, name="b1"):
    actions.save_segment(version, one_of(version, name).key, text, by=by)


def counted(person=None) -> list[tuple[str, int]]:
    found = WordCount.objects.filter(by=person) if person else WordCount.objects.all()
    return [(row.kind, row.words) for row in found.order_by("pk")]


def put_on(day: datetime.date, **which) -> None:
    noon = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    WordCount.objects.filter(**which).update(at=noon)


class TestOnce:
    def test_a_text_is_counted_by_the_words_of_its_source_however_often_it_is_saved(
        self, version, kari
    ):
        for text in ("The", "The cod came", "The cod came early this year."):
            save(version, text, by=kari)
        actions.confirm(version, one_of(version, "b1").key, by=kari)

        assert counted() == [("new", 5)]

    def test_saving_again_asks_the_database_nothing_for_it(self, version, kari):
        save(version, "The", by=kari)
        with CaptureQueriesContext(connection) as asked:
            save(version, "The cod", by=kari)

        assert not [one for one in asked if "wordcount" in one["sql"]]

    def test_a_source_that_has_changed_counts_anew_by_how_like_it_is(self, version, kari):
        save(version, "The cod came early.", by=kari)
        save(version, "The price is high.", by=kari, name="b2")
        change(
            version.article,
            body_nb=paragraphs("Torsken kom sent i år.", "Noe ganske annet står her nå."),
        )

        actions.confirm(version, one_of(version, "b1").key, by=kari)
        save(version, "Something else.", by=kari, name="b2")

        assert counted() == [("new", 5), ("new", 3), ("like", 5), ("new", 6)]

    def test_a_typo_in_the_source_counts_nothing(self, version, kari):
        save(version, "The cod came early.", by=kari)
        change(version.article, body_nb=paragraphs("Torsken kom tidleg i år.", "Prisen er høy."))
        key = one_of(version, "b1").key
        typos.pass_typo(version, key, by=make_editor(), read=one_of(version, "b1").source)

        save(version, "The cod came early this year.", by=kari)

        assert counted() == [("new", 5)]

    def test_what_is_left_out_counts_nothing(self, version, kari):
        actions.leave_out(version, one_of(version, "b1").key, by=kari)

        assert counted() == []

    def test_what_is_taken_away_on_the_day_is_not_counted_and_later_stays_counted(
        self, version, kari
    ):
        save(version, "The", by=kari)
        save(version, "High.", by=kari, name="b2")
        put_on(timezone.localdate() - datetime.timedelta(days=1), words=3)

        save(version, "", by=kari)
        save(version, "", by=kari, name="b2")

        assert counted() == [("new", 3)]

    def test_what_is_undone_and_done_again_counts_once(self, version, kari):
        key = one_of(version, "b1").key
        before = undoing.before(version, key)
        save(version, "The cod", by=kari)
        undoing.undo(version, key, before, by=kari)

        save(version, "The cod came", by=kari)

        assert counted() == [("new", 5)]

    def test_undoing_the_first_save_takes_its_words_back(self, version, kari):
        key = one_of(version, "b1").key
        first = undoing.before(version, key)
        save(version, "The cod", by=kari)
        second = undoing.before(version, key)
        save(version, "The cod came", by=kari)

        undoing.undo(version, key, second, by=kari)
        assert counted() == [("new", 5)]
        undoing.undo(version, key, first, by=kari)

        assert counted() == []

    def test_undoing_takes_back_nobody_elses_words(self, version, kari):
        eva = make_editor("Eva")
        key = one_of(version, "b1").key
        save(version, "The cod", by=kari)
        before = undoing.before(version, key)
        save(version, "The cod came", by=eva)

        undoing.undo(version, key, before, by=eva)

        assert (counted(kari), counted(eva)) == ([("new", 5)], [])

    def test_a_text_taken_away_and_brought_back_is_counted_again(self, version, kari):
        key = one_of(version, "b1").key
        save(version, "The cod", by=kari)
        before = undoing.before(version, key)
        save(version, "", by=kari)
        assert counted() == []

        undoing.undo(version, key, before, by=kari)

        assert counted() == [("new", 5)]


class TestKind:
    def remember(self, source: str) -> None:
        enter([Pair(source_language="nb", language="en", source=source, target="Remembered.")])

    @pytest.mark.parametrize(
        ("source", "kind"),
        [
            (EARLY, "same"),
            ("Torsken kom tidlig i fjor.", "like"),
            ("Torsken er en fisk som lever i havet.", "new"),
        ],
    )
    def test_by_the_best_of_memory(self, version, kari, source, kind):
        self.remember(source)

        save(version, "The cod came early this year.", by=kari)

        assert counted() == [(kind, 5)]

    def test_what_the_story_says_twice_counts_in_full_once(self, kari):
        article = make_article(body_nb=paragraphs(EARLY, EARLY))
        version = make_translation(article=article, translator=kari)

        save(version, "The cod came early.", by=kari)
        save(version, "The cod was early.", by=kari, name="b2")

        assert counted() == [("new", 5), ("same", 5)]

    def test_a_machines_text_counts_when_somebody_stands_for_it(self, version, kari):
        segment = one_of(version, "b1")
        pretranslating.put(
            version, segment, "By machine.", by=kari, origin=SegmentRecord.Origin.MACHINE
        )
        assert counted() == []

        save(version, "By machine, gone over.", by=kari)

        assert counted() == [("machine", 5)]

    def test_who_goes_over_anothers_text_is_counted_for_that(self, version, kari):
        eva = make_editor()
        save(version, "The cod came early.", by=kari)
        save(version, "The cod came early this year.", by=eva)
        save(version, "The cod came early, this year.", by=kari)

        assert counted(kari) == [("new", 5)]
        assert counted(eva) == [("revised", 5)]

    def test_texts_that_stood_already_are_gone_over(self, kari):
        version = make_translation(article=make_article(written_in=("nb", "en")), translator=kari)

        with CaptureQueriesContext(connection) as asked:
            actions.confirm_all(version, by=kari)

        assert {kind for kind, _words in counted()} == {"revised"}
        assert len(counted()) == 4
        assert len([one for one in asked if "wordcount" in one["sql"].lower()]) == 1


class TestMonth:
    MARCH, APRIL = datetime.date(2026, 3, 1), datetime.date(2026, 4, 1)

    def test_sums_words_by_person_and_languages_within_the_month(self, version, kari):
        per = make_translator("Anne", into=("nb",))
        into_norwegian = make_translation(
            article=make_article(source="en"), language="nb", translator=per
        )
        save(version, "The cod.", by=kari)
        save(version, "High.", by=kari, name="b2")
        save(into_norwegian, "Torsken.", by=per)
        put_on(self.MARCH)
        save(version, "A lead.", by=kari, name="lead")

        found = words.lines(self.MARCH)

        assert [(one.person, one.direction, one.words, one.segments) for one in found] == [
            (per, "English → Norwegian", {"new": 6}, 1),
            (kari, "Norwegian → English", {"new": 8}, 2),
        ]
        assert words.lines(self.APRIL) == []
        assert [one.person for one in words.lines(self.MARCH, of=kari)] == [kari]

    def test_a_month_begins_at_midnight_where_the_newsroom_is(self, version, kari):
        save(version, "The cod.", by=kari)
        late = datetime.datetime(2026, 3, 31, 22, 30, tzinfo=datetime.UTC)  # 0.30 in Oslo
        WordCount.objects.update(at=late)

        assert words.lines(self.MARCH) == []
        assert len(words.lines(self.APRIL)) == 1
        assert self.APRIL in words.months()

    @pytest.mark.parametrize("text", [None, "", "2026", "2026-13", "0000-01", "9999-99", "x-y"])
    def test_what_is_no_month_is_the_one_that_is_now(self, text):
        assert words.month_of(text) == timezone.localdate().replace(day=1)

    def test_costs_the_same_few_queries_however_many(self, version, kari):
        save(version, "The cod.", by=kari)
        with CaptureQueriesContext(connection) as few:
            words.lines(words.month_of(None))
        for number in range(4):
            person = make_translator(f"Person {number}", into=("en",))
            save(make_translation(translator=person), "The cod.", by=person)
        with CaptureQueriesContext(connection) as many:
            assert len(words.lines(words.month_of(None))) == 5

        assert len(many) == len(few)


class TestPages:
    page, file = "/admin/translation/words/", "/admin/translation/words/csv/"

    def test_an_editor_sees_everybodys_and_a_translator_their_own(self, client, version, kari):
        per = make_translator("Per", into=("en",), interface_language="en")
        save(version, "The cod.", by=kari)
        save(make_translation(translator=per), "The cod.", by=per)

        def people(person):
            client.force_login(person)
            found = client.get(self.page).context["lines"]
            told = client.get(self.file).content.decode("utf-8-sig")
            return [line.person.name for line in found], [n for n in ("Kari", "Per") if n in told]

        assert people(make_editor()) == (["Kari", "Per"], ["Kari", "Per"])
        assert people(per) == (["Per"], ["Per"])
        assert people(make_journalist()) == ([], [])

    @pytest.mark.parametrize(("language", "mark"), [("nb", ";"), ("en", ",")])
    def test_the_file_opens_in_a_spreadsheet_of_its_readers_language(
        self, client, version, kari, language, mark
    ):
        User.objects.filter(pk=kari.pk).update(interface_language=language, name="Kari Ærlig")
        save(version, "The cod.", by=kari)
        put_on(datetime.date(2026, 3, 5))
        client.force_login(User.objects.get(pk=kari.pk))

        response = client.get(self.file, {"month": "2026-03"})

        assert response["Content-Disposition"] == 'attachment; filename="words-2026-03.csv"'
        assert response.content.startswith(b"\xef\xbb\xbf")
        head, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=mark)
        assert len(head) == len(row) == 11
        assert row == ["2026-03", "Kari Ærlig", "nb", "en", "5", "0", "0", "0", "0", "5", "1"]

    @pytest.mark.parametrize("name", ["=1+1", "+47", "-1", "@SUM(A1)", "\tx"])
    def test_no_name_is_a_formula(self, version, kari, name):
        User.objects.filter(pk=kari.pk).update(name=name)
        save(version, "The cod.", by=kari)
        month = words.month_of(None)

        told = words.as_csv(words.lines(month), month, settings.LANGUAGES[0][0])

        assert f"'{name}" in told.decode("utf-8-sig")

    def test_a_month_of_the_past_can_be_chosen(self, client, version, kari):
        save(version, "The cod.", by=kari)
        put_on(datetime.date(2026, 3, 5))
        client.force_login(kari)

        html = client.get(self.page, {"month": "2026-03"}).content.decode()

        assert '<option value="2026-03" selected>March 2026</option>' in html
        assert "?month=2026-03" in html
        assert "No words were translated" in client.get(self.page).content.decode()
        assert (
            reverse("translation:words")
            in client.get(reverse("translation:queue")).content.decode()
        )
