"""What a segment's texts have been, and bringing one back."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import corrections
from articles.models import Article, LanguageVersion
from tests.factories import (
    make_article,
    make_editor,
    make_fact_box,
    make_photo,
    make_published_article,
    make_translator,
    make_user,
    paragraphs,
)
from tests.translation.stories import change, make_translation, one_of
from translation import actions, past, pretranslating, saving
from translation.past import past_of
from translation.writing import UnknownSegment

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(translator=kari)


def save(version, name, text, *, by):
    actions.save_segment(version, one_of(version, name).key, text, by=by)


def told(version, name, **more) -> list[tuple]:
    """(language, who, text) of each, newest first."""
    found = past_of(version, one_of(version, name).key, **more).texts
    return [(one.language, one.by, one.text) for one in found]


def html_of(pieces) -> str:
    return " ".join(f"{piece.kind}:{piece.html}" for piece in pieces)


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        ("machine", "by machine, asked for by Kari"),
        ("memory", "from memory, asked for by Kari"),
    ],
)
def test_what_nobody_wrote_says_where_it_came_from_and_who_asked(
    client, version, kari, origin, said
):
    segment = one_of(version, "b1")
    pretranslating.put(version, segment, "The cod came.", by=kari, origin=origin)
    save(version, "b1", "The cod came. Early.", by=kari)

    mine, pretranslated = past_of(version, segment.key).texts[:2]

    assert (mine.text, str(mine.who)) == ("The cod came. Early.", "Kari")
    assert (pretranslated.text, str(pretranslated.who)) == ("The cod came.", said)
    rows = version.article.history.order_by("-history_id")
    assert [row.history_change_reason for row in rows][:2] == [None, f"origin:{origin}"]
    client.force_login(make_editor(interface_language="en"))
    page = reverse("admin:articles_article_history", args=[version.article_id])
    assert said[0].upper() + said[1:] in client.get(page).content.decode()


def test_an_imported_text_says_who_imported_it(version, kari):
    saving.save_segments(
        version,
        [saving.Draft(key=one_of(version, "b1").key, text="Imported.", origin="import")],
        by=kari,
    )

    (text, *_others) = past_of(version, one_of(version, "b1").key).texts

    assert str(text.who) == "imported by Kari"


def test_tells_who_wrote_what_on_both_sides_newest_first(version, kari):
    eva = make_editor("Eva")
    save(version, "b1", "It came early.", by=kari)
    change(
        version.article, body_nb=paragraphs("Torsken kom sent.", "Prisen er høy."), updated_by=eva
    )
    save(version, "b1", "The cod came late.", by=eva)

    assert told(version, "b1") == [
        ("en", "Eva", "The cod came late."),
        ("nb", "Eva", "Torsken kom sent."),
        ("en", "Kari", "It came early."),
        ("nb", "", "Torsken kom tidlig i år."),
    ]


def test_a_save_of_another_segment_is_no_part_of_it(version, kari):
    save(version, "b1", "It came early.", by=kari)
    save(version, "b2", "The price is high.", by=kari)
    save(version, "headline", "The cod", by=kari)

    assert [text for *_who, text in told(version, "b2")] == ["The price is high.", "Prisen er høy."]
    assert [text for *_who, text in told(version, "headline")] == [
        "The cod",
        "Skreien er kommet til Lofoten",
    ]


def test_each_shows_what_changed_since_the_one_before(version, kari):
    save(version, "b1", "It came <em>early</em>.", by=kari)
    save(version, "b1", "It came late.", by=make_editor())

    newest = past_of(version, one_of(version, "b1").key).texts[0]

    assert html_of(newest.changes) == ("same:It came removed:<em>early</em> added:late same:.")


def test_what_was_only_typed_on_stands_once(version, kari):
    for text in ("It", "It came", "It came early."):
        save(version, "b1", text, by=kari)
    save(version, "b1", "Another text.", by=kari)

    assert [text for language, _by, text in told(version, "b1") if language == "en"] == [
        "Another text.",
        "It came early.",
    ]


def test_a_text_taken_away_is_told_and_what_it_was_can_be_brought_back(version, kari):
    save(version, "lead", "A lead.", by=kari)
    save(version, "lead", "", by=kari)

    found = past_of(version, one_of(version, "lead").key).texts

    assert [(one.text, one.can_be_brought_back) for one in found if not one.is_source] == [
        ("", False),
        ("A lead.", True),
    ]
    assert not any(one.can_be_brought_back for one in found if one.is_source)


def test_what_stands_is_not_offered(version, kari):
    save(version, "lead", "A lead.", by=kari)
    version = LanguageVersion.objects.get(pk=version.pk)

    newest = past_of(version, one_of(version, "lead").key).texts[0]

    assert newest.stands
    assert not newest.can_be_brought_back


def test_of_a_fact_box_and_of_a_photo(kari):
    box, photo = make_fact_box(languages_of_text=("nb",)), make_photo(texts=("nb",))
    body = f'<p data-id="b1">Tekst.</p><aside data-id="b2" data-fact-box="{box.pk}"></aside>'
    article = make_article(body_nb=body, lead_photo=photo)
    version = make_translation(article=article, translator=kari)
    save(version, "punkt1", "Point one.", by=kari)
    save(version, "alt_text", "A cod", by=kari)

    assert [text for *_who, text in told(version, "punkt1")] == ["Point one.", "Punkt ett nb."]
    assert next(text for *_who, text in told(version, "alt_text")) == "A cod"


def test_of_a_segment_that_is_not_there(version):
    key = one_of(version, "b1").key.replace(":b1", ":gone")

    with pytest.raises(UnknownSegment):
        past_of(version, key)


def test_goes_on_where_it_ended_without_a_text_twice_or_left_out(version, kari, monkeypatch):
    texts = [f"Text number {number}." for number in range(20)]
    for text in texts:
        save(version, "b1", text, by=kari)
        save(version, "b2", text, by=kari)
    for most, rows in ((3, 600), (8, 7), (100, 2)):
        monkeypatch.setattr(past, "MOST", most)
        monkeypatch.setattr(past, "ROWS", rows)
        found, since = [], None
        for _page in range(100):
            page = past_of(version, one_of(version, "b1").key, since=since)
            found += [one.text for one in page.texts if not one.is_source]
            since = page.rest
            if since is None:
                break

        assert found == texts[::-1], (most, rows)


def test_costs_the_same_few_queries_however_long_it_is(version, kari):
    save(version, "b1", "First.", by=kari)
    with CaptureQueriesContext(connection) as few:
        past_of(version, one_of(version, "b1").key)
    for number in range(12):
        save(version, "b1", f"{number}. text", by=kari if number % 2 else make_editor())
    with CaptureQueriesContext(connection) as many:
        past_of(version, one_of(version, "b1").key)

    assert len(many) == len(few)


class TestAsked:
    def ask(self, client, version, **question):
        url = reverse("translation:past", args=[version.article_id, version.language])
        return client.post(url, json.dumps(question), content_type="application/json")

    def test_is_told_to_who_sees_the_page_with_the_text_to_bring_back(self, client, version, kari):
        save(version, "b1", "It came <em>early</em>.", by=kari)
        save(version, "b1", "Late.", by=kari)
        before = Article.history.count()
        client.force_login(kari)

        answer = self.ask(client, version, key=one_of(version, "b1").key).json()

        assert 'data-text="It came &lt;em&gt;early&lt;/em&gt;."' in answer["html"]
        assert "Stands now" in answer["html"]
        assert answer["more"] == ""
        assert Article.history.count() == before

    def test_a_token_that_is_none_is_refused(self, client, version, kari):
        client.force_login(kari)

        response = self.ask(client, version, key=one_of(version, "b1").key, token="x")

        assert response.status_code == 400

    def test_who_is_not_staff_is_told_nothing(self, client, version):
        client.force_login(make_user(is_staff=False))

        assert self.ask(client, version, key=one_of(version, "b1").key).status_code == 403


def test_a_long_time_apart_is_no_typing(version, kari):
    save(version, "lead", "A", by=kari)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    Article.history.update(history_date=long_ago)
    save(version, "lead", "A lead.", by=kari)

    assert [text for language, _by, text in told(version, "lead") if language == "en"] == [
        "A lead.",
        "A",
    ]


def test_of_a_correction_in_the_direction_in_which_it_is_translated(kari):
    article = make_published_article()
    corrections.add(article, "nb", "Vi skrev feil om fangsten.", by=make_editor("Eva"))
    version = article.versions.get(language="en")
    save(version, "text", "We were wrong about the catch.", by=make_editor("Nils"))

    (english, norwegian) = told(version, "text")

    assert english[::2] == ("en", "We were wrong about the catch.")
    assert norwegian[::2] == ("nb", "Vi skrev feil om fangsten.")
