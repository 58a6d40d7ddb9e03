"""Which live translations have to be read to tell whether they are out of step."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing import actions, standing
from tests.factories import (
    confirm_all,
    make_article,
    make_editor,
    make_fact_box,
    make_photo,
    make_published_article,
    make_version,
    paragraphs,
)
from translation import actions as translation_actions
from translation import staleness

pytestmark = pytest.mark.django_db


def candidates():
    return {(one.article_id, one.language) for one in standing.may_be_out_of_step()}


def test_a_story_that_nobody_touched_is_not_read():
    make_published_article()

    assert candidates() == set()


def test_a_changed_source_makes_its_translation_a_candidate_until_it_is_published_again():
    article = make_published_article()
    article.lead_nb = "Fiskerne melder om svært store fangster på yttersiden."
    article.save()
    assert candidates() == {(article.pk, "en")}
    assert staleness.standing(article, "en").is_changed

    editor = make_editor()
    translation_actions.confirm(article.version("en"), f"article:{article.pk}:lead:", by=editor)
    actions.publish(list(article.versions.all()), by=editor)

    assert candidates() == set()


@pytest.mark.parametrize("kind", ["photo", "fact_box"])
def test_a_changed_photo_or_fact_box_makes_what_shows_it_a_candidate(kind):
    box, photo = make_fact_box(), make_photo()
    shown = (
        f'<aside data-id="a1" data-fact-box="{box.pk}"></aside>'
        f'<figure data-id="f1" data-photo="{photo.pk}"></figure>'
    )
    article = make_published_article(
        body_nb=paragraphs("Torsken kom.") + shown, body_en=paragraphs("The cod came.") + shown
    )
    make_published_article(slug_nb="uten", slug_en="without")
    if kind == "photo":
        photo.caption_nb = "Ny bildetekst"
        photo.save()
    else:
        box.title_nb = "Ny tittel"
        box.save()

    assert candidates() == {(article.pk, "en")}
    assert staleness.standing(article, "en").is_changed


def test_a_story_published_elsewhere_before_is_no_candidate_for_its_date():
    article = make_article(written_in=("nb", "en"))
    make_version(article, "nb", state="ready")
    make_version(article, "en", state="ready")
    confirm_all(article, "en")

    long_ago = timezone.now() - timedelta(days=900)
    actions.publish(list(article.versions.all()), by=make_editor(), at=long_ago)

    assert candidates() == set()
