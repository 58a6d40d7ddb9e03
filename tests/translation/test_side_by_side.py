import datetime
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import blocks
from articles.models import Article, State
from tests.factories import (
    make_article,
    make_editor,
    make_fact_box,
    make_journalist,
    make_photo,
    make_published_article,
    make_translator,
    paragraphs,
)
from tests.translation.stories import change, make_translation, one_of, publish_source
from translation import actions, assigning, behind

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(translator=kari)


def url(name: str, version) -> str:
    return reverse(f"translation:{name}", args=[version.article_id, version.language])


def ask(client, name: str, version, **question):
    return client.post(url(name, version), json.dumps(question), content_type="application/json")


def text_of(version, column: str) -> str:
    return getattr(Article.objects.get(pk=version.article_id), column)


class TestPage:
    def test_shows_every_segment_with_its_status_in_words(self, client, kari, version):
        actions.save_segment(version, one_of(version, "lead").key, "A lead.", by=kari)
        client.force_login(kari)

        page = client.get(url("side-by-side", version)).content.decode()

        shown = re.sub("<template.*?</template>", "", page, flags=re.DOTALL)
        assert shown.count("data-key=") == 4
        assert page.count("Not translated</span>") == 3
        assert "A lead." in page

    def test_shows_what_changed_beside_the_old_translation(self, client, kari, version):
        key = one_of(version, "b1").key
        actions.save_segment(version, key, "The cod came early.", by=kari)
        change(version.article, body_nb=paragraphs("Torsken kom sent i år.", "Prisen er høy."))
        client.force_login(kari)

        page = client.get(url("side-by-side", version)).content.decode()

        assert "Source changed" in page
        assert ">tidlig<" in page
        assert ">sent<" in page
        assert "The cod came early." in page

    def test_frames_photos_and_fact_boxes(self, client, kari):
        box, photo = make_fact_box(), make_photo(texts=("nb",))
        body = f'<p data-id="b1">A</p><aside data-id="b2" data-fact-box="{box.pk}"></aside>'
        version = make_translation(
            article=make_article(lead_photo=photo, body_nb=body), translator=kari
        )
        client.force_login(kari)

        page = client.get(url("side-by-side", version)).content.decode()

        assert photo.file.url in page
        assert 'data-kind="fact_box"' in page

    def test_tells_the_date_and_the_note_while_it_is_translated(self, client, kari):
        story = make_article(written_in=("nb", "en"))
        nils = make_editor()
        due = {"due_on": datetime.date(2030, 1, 31), "note": "Behold navnet."}
        version = actions.request(story, "en", by=nils, translator=kari, **due)
        client.force_login(kari)
        told = ("31 January 2030", "Behold navnet.")

        before = client.get(url("side-by-side", version)).content.decode()
        actions.confirm_all(version, by=kari)
        actions.finish(version, by=kari)
        after = client.get(url("side-by-side", version)).content.decode()

        assert all(one in before for one in told)
        assert not any(one in after for one in told)

    @pytest.mark.parametrize("state", [State.REVIEW, State.WITHDRAWN])
    def test_is_only_to_be_read_where_the_state_is_shut_and_says_why(self, client, kari, state):
        version = make_translation(translator=kari, state=state)
        client.force_login(kari)

        page = client.get(url("side-by-side", version)).content.decode()

        assert str(State(state).label) in page
        assert 'segment-field"' not in page
        assert "You can read it here." in page

    def test_is_only_to_be_read_by_somebody_else(self, client, version):
        client.force_login(make_translator(into=("en",), interface_language="en"))

        page = client.get(url("side-by-side", version)).content.decode()

        assert "Kari is translating this." in page
        assert 'segment-field"' not in page

    def test_escapes_what_people_wrote(self, client, kari):
        article = make_article(headline_nb="<script>alert(1)</script>")
        version = make_translation(article=article, translator=kari, note="<img src=x>")
        client.force_login(kari)

        page = client.get(url("side-by-side", version)).content.decode()

        assert "<script>alert" not in page
        assert "<img src=x>" not in page

    def test_of_the_source_language_is_not_there(self, client, kari, version):
        client.force_login(kari)

        address = reverse("translation:side-by-side", args=[version.article_id, "nb"])
        assert client.get(address).status_code == 404

    def test_asks_a_stranger_to_log_in(self, client, version):
        response = client.get(url("side-by-side", version))

        assert response.status_code == 302
        assert reverse("admin:login") in response["Location"]

    def test_costs_the_same_few_queries_however_long_the_story(
        self, client, kari, django_assert_max_num_queries
    ):
        box = make_fact_box()
        body = paragraphs(*(f"Avsnitt {number}." for number in range(40)))
        body += f'<aside data-id="x" data-fact-box="{box.pk}"></aside>'
        version = make_translation(
            article=make_article(body_nb=body, lead_photo=make_photo()), translator=kari
        )
        client.force_login(kari)
        client.get(url("side-by-side", version))

        with django_assert_max_num_queries(16):
            client.get(url("side-by-side", version))


class TestSaving:
    @pytest.fixture(autouse=True)
    def logged_in(self, client, kari):
        client.force_login(kari)

    def test_answers_with_the_row_and_the_progress(self, client, version):
        key = one_of(version, "b1").key

        answer = ask(
            client, "save", version, key=key, text="<b>The cod</b> came.", seen=blocks.digest("")
        ).json()

        assert answer["status"] == "translated"
        assert answer["settled"] is True
        assert answer["text"] == "<strong>The cod</strong> came."
        assert answer["seen"] == blocks.digest(answer["text"])
        assert (answer["progress"]["settled"], answer["progress"]["total"]) == (1, 4)
        assert "Translated" in answer["parts"]["status"]

    def test_a_conflict_gives_the_text_that_stands(self, client, version):
        key = one_of(version, "lead").key
        actions.save_segment(version, key, "Theirs.", by=make_editor())

        response = ask(client, "save", version, key=key, text="Mine.", seen=blocks.digest(""))

        assert response.status_code == 409
        assert response.json()["text"] == "Theirs."
        assert response.json()["seen"] == blocks.digest("Theirs.")
        assert text_of(version, "lead_en") == "Theirs."

    def test_a_source_that_moved_on_comes_back_with_what_changed(self, client, version):
        segment = one_of(version, "b1")
        change(version.article, body_nb=paragraphs("Torsken kom sent i år.", "Prisen er høy."))

        answer = ask(
            client, "save", version, key=segment.key, text="Early.", read=segment.source
        ).json()

        assert answer["status"] == "stale"
        assert "<ins>" in answer["parts"]["source"]
        assert answer["read"] == "Torsken kom sent i år."

    def test_a_segment_that_is_gone_is_410(self, client, version):
        key = one_of(version, "b2").key
        change(version.article, body_nb=paragraphs("Torsken kom tidlig i år."))

        response = ask(client, "save", version, key=key, text="High.")

        assert response.status_code == 410
        assert response.json()["error"]

    def test_too_long_a_text_is_422(self, client, version):
        key = one_of(version, "headline").key

        response = ask(client, "save", version, key=key, text="x" * 300)

        assert response.status_code == 422
        assert "300" in response.json()["error"]

    @pytest.mark.parametrize("body", ["", "[]", "{", '{"text": "x"}', '{"key": 1}', "\udcff"])
    def test_nonsense_is_400(self, client, version, body):
        response = client.post(
            url("save", version),
            body.encode("utf-8", "surrogateescape"),
            content_type="application/json",
        )

        assert response.status_code == 400

    @pytest.mark.parametrize("name", ["save", "add", "note"])
    def test_without_a_text_takes_none_away(self, client, kari, version, name):
        key = one_of(version, "lead").key
        actions.save_segment(version, key, "Lead.", by=kari)

        response = ask(client, name, version, key=key)

        assert response.status_code == 400
        assert response.json()["error"]
        assert one_of(version, "lead").target == "Lead."

    @pytest.mark.parametrize(
        "name",
        [
            *("save", "confirm", "leave-out", "keep", "remove", "join", "review", "typo", "add"),
            *("move-up", "move-down", "undo", "row", "past", "notes", "note", "check", "dismiss"),
            *("undismiss", "suggestions"),
        ],
    )
    @pytest.mark.parametrize(
        "place", ["created_at:", "pk:", "slug:", "body:", "headline:b1", "body:b1:", ":"]
    )
    def test_what_is_no_key_is_400_and_changes_nothing(self, client, version, name, place):
        key = f"article:{version.article_id}:{place}"
        asked = {"key": key, "text": "x", "why": "x", "code": "x", "token": "1", "after": key}
        before = Article.objects.filter(pk=version.article_id).values().get()

        if name == "suggestions":
            response = client.get(url(name, version), asked)
        else:
            response = ask(client, name, version, **asked)

        assert response.status_code == 400
        assert response.json()["error"]
        assert Article.objects.filter(pk=version.article_id).values().get() == before

    def test_a_translator_of_another_language_is_refused_with_a_sentence(self, client, version):
        client.force_login(make_translator(into=("nb",)))

        response = ask(client, "save", version, key=one_of(version, "lead").key, text="x")

        assert response.status_code == 403
        assert response.json()["code"] == "not_allowed"
        assert response.json()["error"]
        assert not text_of(version, "lead_en")

    def test_of_another_who_has_logged_in_meanwhile_is_401(self, client, kari, version):
        client.force_login(make_editor("Nils"))

        response = client.post(
            url("save", version),
            json.dumps({"key": one_of(version, "lead").key, "text": "A lead."}),
            content_type="application/json",
            headers={"X-Person": str(kari.pk)},
        )

        assert (response.status_code, response.json()["code"]) == (401, "other_login")
        assert not text_of(version, "lead_en")

    def test_after_the_login_has_run_out_is_401_with_the_way_back(self, client, version):
        client.logout()

        response = ask(client, "save", version, key=one_of(version, "lead").key, text="x")

        assert response.status_code == 401
        assert response.json()["login"].startswith(reverse("admin:login"))

    def test_needs_a_token_against_forgery(self, kari, version):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(kari)

        response = ask(strict, "save", version, key=one_of(version, "lead").key, text="x")

        assert response.status_code == 403
        assert not text_of(version, "lead_en")

    def test_is_never_done_by_a_get(self, client, version):
        assert client.get(url("save", version)).status_code == 405


class TestReleased:
    """A translation that its translator has lost while their page was open."""

    @pytest.fixture(autouse=True)
    def page(self, client, kari, version):
        client.force_login(kari)
        page = client.get(url("side-by-side", version)).content.decode()
        (self.opened,) = re.findall('data-opened="([^"]+)"', page)
        self.client, self.version = client, version
        self.key = one_of(version, "lead").key

    def save(self, **more):
        return ask(self.client, "save", self.version, key=self.key, text="Lead.", **more)

    def translator(self):
        self.version.refresh_from_db()
        return self.version.translator

    def test_is_not_taken_again_by_typing_on(self):
        editor = make_editor("Nils")
        assigning.assign(self.version, translator=None, due_on=None, by=editor)

        response = self.save(opened=self.opened)

        assert response.status_code == 403
        assert response.json()["code"] == "released"
        assert "Nils has given" in response.json()["error"]
        assert self.translator() is None
        assert one_of(self.version, "lead").target == ""

    def test_is_taken_by_whoever_has_been_told(self, kari):
        assigning.assign(self.version, translator=None, due_on=None, by=make_editor())
        refused = self.save(opened=self.opened)

        response = self.save(opened=refused.json()["opened"])

        assert response.status_code == 200
        assert self.translator() == kari
        assert one_of(self.version, "lead").target == "Lead."

    def test_is_not_taken_again_after_it_was_given_back(self, kari):
        assigning.give_back(self.version, "On leave.", by=kari)

        response = self.save(opened=self.opened)

        assert response.status_code == 403
        assert "You have given this translation back" in response.json()["error"]
        assert self.translator() is None

    def test_is_written_on_by_an_open_page_of_somebody_who_never_had_it(self):
        assigning.assign(self.version, translator=None, due_on=None, by=make_editor())
        eva = make_translator("Eva", into=("en",))
        self.client.force_login(eva)

        assert self.save(opened=self.opened).status_code == 200
        assert self.translator() == eva

    @pytest.mark.parametrize("opened", ["now", "2026-11-27T12:00:00"])
    def test_what_is_no_time_is_400(self, opened):
        assert self.save(opened=opened).status_code == 400
        assert one_of(self.version, "lead").target == ""


def test_row_buttons_answer_with_the_row(client, kari, version):
    client.force_login(kari)
    for name in ("b1", "b2"):
        actions.save_segment(version, one_of(version, name).key, "Text.", by=kari)
    change(version.article, body_nb=paragraphs("Helt nytt."))
    keys = {name: one_of(version, name).key for name in ("b1", "b2")}

    assert ask(client, "confirm", version, key=keys["b1"]).json()["status"] == "translated"
    assert ask(client, "leave-out", version, key=keys["b1"]).json()["status"] == "left_out"
    assert ask(client, "keep", version, key=keys["b2"]).json()["status"] == "only"
    assert ask(client, "remove", version, key=keys["b2"]).json()["gone"] is True


def test_confirm_all_says_how_many(client, kari):
    version = make_translation(article=make_article(written_in=("nb", "en")), translator=kari)
    client.force_login(kari)

    page = client.post(url("confirm-all", version), follow=True).content.decode()

    assert "4 texts confirmed." in page


def test_finish_is_refused_with_what_is_left_to_do(client, kari, version):
    actions.save_segment(version, one_of(version, "b1").key, "The cod came.", by=kari)
    change(version.article, body_nb=paragraphs("Torsken kom sent.", "Prisen er høy."))
    client.force_login(kari)

    page = client.post(url("finish", version), follow=True).content.decode()

    assert "Left to do: not translated (3), source changed (1)" in page
    version.refresh_from_db()
    assert version.state == State.TRANSLATION


def test_what_blocks_is_left_to_do_until_it_is_mended_or_dismissed(client, kari):
    article = make_article(body_nb=paragraphs("Torsken kom tidlig.", "Prisen er svært høy i år."))
    version = make_translation(article=article, translator=kari)
    client.force_login(kari)
    for name, text in [("headline", "The catch"), ("lead", "The cod came."), ("b1", "Early cod.")]:
        actions.save_segment(version, one_of(version, name).key, text, by=kari)
    key = one_of(version, "b2").key

    copied = ask(client, "save", version, key=key, text="Prisen er svært høy i år.").json()

    assert copied["progress"]["shut"] == "Left to do: blocked by a check (1)"
    assert (copied["settled"], copied["done"]) == (True, False)
    assert {"blocked", "warned"} <= set(copied["found_by"])
    page = client.get(url("side-by-side", version)).content.decode()
    assert "Left to do: blocked by a check (1)" in page

    mended = ask(client, "save", version, key=key, text="The price is very high.").json()

    assert mended["progress"]["shut"] == ""
    assert mended["done"] is True
    assert "blocked" not in mended["found_by"]


def test_a_warning_alone_is_not_left_to_do(client, kari):
    article = make_article(body_nb=paragraphs("Prisen er 12 kroner."))
    version = make_translation(article=article, translator=kari)
    client.force_login(kari)
    for name, text in [("headline", "The catch"), ("lead", "The cod came.")]:
        actions.save_segment(version, one_of(version, name).key, text, by=kari)

    answer = ask(
        client, "save", version, key=one_of(version, "b1").key, text="The price is 13 kroner."
    ).json()

    assert answer["progress"]["shut"] == ""
    assert answer["done"] is True
    assert "warned" in answer["found_by"]
    assert "blocked" not in answer["found_by"]


def test_saving_costs_the_same_queries_however_long_the_story(
    client, kari, django_assert_num_queries
):
    def stories_of(number):
        texts = [f"Torsken kom tidlig {place}." for place in range(number)]
        article = make_article(
            written_in=("nb", "en"), body_nb=paragraphs(*texts), body_en=paragraphs(*texts)
        )
        version = make_translation(article=article, translator=kari)
        actions.confirm_all(version, by=kari)
        return version, one_of(version, "b1").key

    short, long = stories_of(2), stories_of(40)
    client.force_login(kari)
    for version, key in (short, long):
        ask(client, "save", version, key=key, text="The cod came 0.")
    with CaptureQueriesContext(connection) as few:
        ask(client, "save", short[0], key=short[1], text="The cod came early 0.")

    with django_assert_num_queries(len(few)):
        ask(client, "save", long[0], key=long[1], text="The cod came early 0.")


def test_finish_hands_it_to_the_desk(client, kari):
    version = make_translation(article=make_article(written_in=("nb", "en")), translator=kari)
    actions.confirm_all(version, by=kari)
    client.force_login(kari)

    response = client.post(url("finish", version))

    assert response["Location"] == reverse("translation:queue")
    version.refresh_from_db()
    assert version.state == State.REVIEW


def test_what_has_changed_is_told_with_when_and_by_whom(client, kari, version):
    actions.save_segment(version, one_of(version, "b1").key, "The cod came.", by=kari)
    record = one_of(version, "b1").record
    change(version.article, body_nb=paragraphs("Torsken kom sent.", "Prisen er høy."))
    client.force_login(kari)

    page = client.get(url("side-by-side", version)).content.decode()

    day = date_format(timezone.localtime(record.at), "DATE_FORMAT")
    assert f"What has changed since it was translated ({day}, Kari)" in page


class TestQueue:
    address = "/admin/translation/"

    @pytest.mark.parametrize("who", ["translator", "editor"])
    def test_an_empty_list_offers_nothing_to_tick_for(self, client, kari, who):
        client.force_login(kari if who == "translator" else make_editor(interface_language="en"))

        empty = client.get(self.address).content.decode()
        make_translation(translator=kari, due_on=datetime.date(2031, 5, 3))
        page = client.get(self.address).content.decode()

        assert "Export the ticked ones" not in empty
        assert "Export the ticked ones" in page
        assert re.search(r">Due</span>\s*<time[^>]*>03/05/2031<", page)

    def test_shows_what_is_in_hand_in_the_pool_in_review_and_behind(self, client, kari):
        make_translation(article=make_article(headline_nb="I arbeid"), translator=kari)
        make_translation(article=make_article(headline_nb="Ledig"))
        make_translation(
            article=make_article(headline_nb="Til desken"), translator=kari, state=State.REVIEW
        )
        article = change(make_published_article(), headline_nb="Endret etterpå")
        behind.follow(article, by=kari)
        publish_source(article)
        article.versions.filter(language="en").update(translator=kari)
        client.force_login(kari)

        queue = client.get(self.address).context["queue"]

        assert [work.source_headline for work in queue.in_hand] == ["I arbeid"]
        (pool,) = queue.pools
        assert [work.source_headline for work in pool.waiting] == ["Ledig"]
        assert [work.source_headline for work in queue.in_review] == ["Til desken"]
        assert [work.source_headline for work in queue.old_text] == ["Endret etterpå"]

    def test_a_published_story_without_changes_is_not_behind(self, client, kari):
        change(make_published_article(), dateline="Bodø")
        client.force_login(kari)

        assert client.get(self.address).context["queue"].old_text == []

    def test_what_is_in_review_again_stands_there_alone(self, client, kari):
        article = change(make_published_article(), headline_nb="Endret etterpå")
        make_translation(article=article, translator=kari, state=State.REVIEW)
        client.force_login(kari)

        queue = client.get(self.address).context["queue"]

        assert (len(queue.in_review), len(queue.old_text)) == (1, 0)

    def test_has_nothing_of_other_languages_or_other_people(self, client):
        make_translation()
        make_translation(translator=make_translator(into=("en",)))
        client.force_login(make_translator(into=("nb",)))

        queue = client.get(self.address).context["queue"]

        assert queue.in_hand == queue.in_review == queue.old_text == []
        assert [(pool.language, pool.number) for pool in queue.pools] == [("nb", 0)]

    def test_what_is_due_first_stands_first_and_what_is_late_says_so(self, client, kari):
        today = timezone.localdate()
        for days in (3, -1, None):
            due = today + datetime.timedelta(days=days) if days else None
            make_translation(translator=kari, due_on=due)
        client.force_login(kari)

        response = client.get(self.address)

        works = response.context["queue"].in_hand
        assert [work.is_overdue for work in works] == [True, False, False]
        assert works[2].version.due_on is None
        assert "overdue" in response.content.decode()

    def test_taking_it_opens_it(self, client, kari):
        version = make_translation()
        client.force_login(kari)

        response = client.post(url("claim", version))

        assert response["Location"] == url("side-by-side", version)
        version.refresh_from_db()
        assert version.translator == kari

    def test_an_editor_sees_everybodys_by_language_and_translator(self, client, kari):
        make_translation(translator=kari)
        make_translation()
        make_translation(article=make_article(source="en"), language="nb")
        client.force_login(make_editor())

        desks = client.get(self.address).context["desks"]

        assert [(desk.language, [hand.translator for hand in desk.hands]) for desk in desks] == [
            ("nb", []),
            ("en", [kari]),
        ]
        assert [(desk.language, desk.pool.number) for desk in desks] == [("nb", 1), ("en", 1)]

    def test_is_empty_for_somebody_who_translates_nothing(self, client):
        make_translation()
        client.force_login(make_journalist(interface_language="en"))

        assert "You have no translation in hand." in client.get(self.address).content.decode()

    @pytest.mark.parametrize("who", ["translator", "editor"])
    def test_costs_the_same_few_queries_however_many(
        self, client, kari, who, django_assert_num_queries
    ):
        client.force_login(kari if who == "translator" else make_editor())
        make_translation(translator=kari)
        change(make_published_article(), headline_nb="Endret etterpå")
        client.get(self.address)
        with CaptureQueriesContext(
            connection,
        ) as few:
            client.get(self.address)
        for _ in range(5):
            make_translation(translator=kari)
            change(make_published_article(), headline_nb="Endret etterpå")

        with django_assert_num_queries(len(few)):
            client.get(self.address)
