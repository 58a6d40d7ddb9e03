"""What a page that has been open for a while is told, and that it costs little where nothing changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Correction, FactBox, LanguageVersion, State
from media.models import Photo
from tests.factories import (
    make_article,
    make_editor,
    make_fact_box,
    make_photo,
    make_translator,
    paragraphs,
)
from tests.translation.stories import change, make_translation, one_of
from translation import actions, noting, reviewing, typos

pytestmark = pytest.mark.django_db
# The session and the person; the version with its story; what stands beside it; the records.
WHERE_NOTHING_CHANGED = 5


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def ola():
    return make_editor("Ola")


@pytest.fixture
def version(kari):
    photo, box = make_photo(), make_fact_box()
    body = paragraphs("Torsken kom.", "Prisen er høy.")
    article = make_article(
        lead_photo=photo,
        body_nb=f'{body}<aside data-fact-box="{box.pk}" data-id="box"></aside>',
    )
    return make_translation(article=article, translator=kari)


def asked(client, version, **named):
    place = [version.article_id, version.language]
    return client.get(reverse("translation:state", args=place), named).json()


def change_the_source(version, kari, ola):
    change(version.article, body_nb=paragraphs("Torsken kom sent.", "Prisen er høy."))


def save_a_text(version, kari, ola):
    actions.save_segment(version, one_of(version, "b1").key, "The cod came.", by=ola)


def leave_a_block_out(version, kari, ola):
    actions.leave_out(version, one_of(version, "b2").key, by=ola)


def pass_a_typo(version, kari, ola):
    typos.pass_typo(version, one_of(version, "b1").key, by=ola)


def review_a_text(version, kari, ola):
    LanguageVersion.objects.filter(pk=version.pk).update(state=State.REVIEW)
    version.refresh_from_db()
    reviewing.review(version, one_of(version, "lead").key, by=ola)


def change_a_caption(version, kari, ola):
    photo = Photo.objects.get()
    photo.caption_nb = "En annen bildetekst"
    photo.save()


def change_a_fact_box(version, kari, ola):
    box = FactBox.objects.get()
    box.title_nb = "En annen tittel"
    box.save()


def write_a_correction(version, kari, ola):
    Correction.objects.create(article=version.article, written_in="nb", text_nb="Vi skrev feil.")


def take_a_photo_away(version, kari, ola):
    change(version.article, lead_photo=None)


def write_a_note(version, kari, ola):
    noting.write(version, one_of(version, "b1").key, "Cod or skrei?", by=ola)


@pytest.mark.parametrize(
    "happen",
    [
        change_the_source,
        save_a_text,
        leave_a_block_out,
        pass_a_typo,
        review_a_text,
        change_a_caption,
        change_a_fact_box,
        write_a_correction,
        take_a_photo_away,
        write_a_note,
    ],
)
def test_what_another_does_is_told(client, kari, ola, version, happen):
    for name in ("lead", "b1"):
        actions.save_segment(version, one_of(version, name).key, f"{name}.", by=kari)
    if happen is pass_a_typo:
        change_the_source(version, kari, ola)
    client.force_login(kari)
    before = asked(client, version)

    happen(version, kari, ola)
    after = asked(client, version, stamp=before["stamp"])

    assert after["stamp"] != before["stamp"]
    assert after["rows"] != before["rows"]


def test_a_note_that_is_settled_is_counted_no_more(client, kari, ola, version):
    key = one_of(version, "b1").key
    thread = noting.write(version, key, "Cod or skrei?", by=ola).thread
    client.force_login(kari)
    before = asked(client, version)

    noting.resolve(version, thread.pk, by=kari)
    after = asked(client, version, stamp=before["stamp"])

    assert (before["rows"][key]["noted"], after["rows"][key]["noted"]) == (1, 0)


def test_where_nothing_has_changed_there_is_nothing_but_the_stamp(client, kari, version):
    client.force_login(kari)
    stamp = asked(client, version)["stamp"]

    client.get(reverse("translation:side-by-side", args=[version.article_id, version.language]))
    with CaptureQueriesContext(connection) as queries:
        answer = asked(client, version, stamp=stamp)

    assert answer == {"stamp": stamp}
    assert len(queries) == WHERE_NOTHING_CHANGED


def test_another_storys_change_is_not_told(client, kari, ola, version):
    other = make_translation(translator=kari)
    client.force_login(kari)
    stamp = asked(client, version)["stamp"]

    actions.save_segment(other, one_of(other, "b1").key, "Something else.", by=ola)
    noting.write(other, one_of(other, "b1").key, "Is this so?", by=ola)

    assert asked(client, version, stamp=stamp) == {"stamp": stamp}


def test_the_rows_of_a_long_story_cost_no_more_queries(client, kari):
    def queries_of(number: int) -> int:
        body = paragraphs(*(f"Avsnitt {one}." for one in range(number)))
        version = make_translation(article=make_article(body_nb=body), translator=kari)
        with CaptureQueriesContext(connection) as queries:
            answer = asked(client, version)
        assert len(answer["rows"]) == number + 2
        return len(queries)

    client.force_login(kari)
    queries_of(1)

    assert queries_of(40) == queries_of(2)


def test_only_who_is_let_in_is_told(client, version):
    place = [version.article_id, version.language]

    answer = client.get(reverse("translation:state", args=place))

    assert answer.status_code == 401
    assert "rows" not in answer.json()
