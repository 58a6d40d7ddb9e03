"""Names that stand round a story, where a language lacks them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import State
from articles.problems import NotReady, Problem
from publishing import actions, gate
from publishing.models import Live
from tests.factories import (
    confirm_all,
    make_article,
    make_editor,
    make_photo,
    make_section,
    make_tag,
    make_version,
)

pytestmark = pytest.mark.django_db


def make_ready(**fields):
    article = make_article(written_in=("nb", "en"), state=State.READY, **fields)
    make_version(article, "en", state=State.READY)
    confirm_all(article, "en")
    return article


def asked(article) -> dict[str, list[Problem]]:
    return gate.ask(list(article.versions.all()), by=make_editor())


def told(problems: list[Problem]) -> list[tuple[str, str, tuple[str, ...]]]:
    assert not any(one.blocking for one in problems)
    return [(one.code, one.url_name, one.url_args) for one in problems]


def test_a_tag_without_a_name_in_a_language_is_told_of_in_that_language_alone():
    fish = make_tag(name_nb="Fisk", name_en="")
    article = make_ready(tags=(fish, make_tag()))

    found = asked(article)

    assert found["nb"] == []
    assert told(found["en"]) == [("tag_untranslated", "admin:articles_tag_change", (str(fish.pk),))]
    assert str(found["en"][0].sentence) == (
        "The tag “Fisk” has no name in English; readers will see the one in Norwegian."
    )


def test_a_section_without_a_name_in_a_language_is_told_of():
    section = make_section(name_nb="", name_en="Business")

    found = asked(make_ready(section=section))

    assert found["en"] == []
    assert told(found["nb"]) == [
        ("section_untranslated", "admin:articles_section_change", (str(section.pk),))
    ]


@pytest.mark.parametrize("place", ["lead", "body"])
def test_an_organisation_written_in_one_language_is_told_of_in_the_others(place):
    photo = make_photo(organisation={"nb": "", "en": "Norwegian Armed Forces"})
    figure = f'<p data-id="b0">{{}}</p><figure data-id="b1" data-photo="{photo.pk}"></figure>'
    article = make_ready(
        **{"lead_photo": photo}
        if place == "lead"
        else {"body_nb": figure.format("Torsken."), "body_en": figure.format("The cod.")}
    )

    found = asked(article)

    assert found["en"] == []
    assert told(found["nb"]) == [
        ("credit_untranslated", "admin:media_photo_change", (str(photo.pk),))
    ]
    assert "Norwegian Armed Forces" in str(found["nb"][0].sentence)


def test_a_credit_without_an_organisation_is_nothing_to_ask_about():
    article = make_ready(lead_photo=make_photo(organisation={"nb": "", "en": ""}))

    assert asked(article) == {"nb": [], "en": []}


def test_what_has_no_name_is_published_only_when_each_language_is_ticked():
    article = make_ready(
        tags=(make_tag(name_nb="Fisk", name_en=""), make_tag(name_nb="", name_en="Ice"))
    )
    versions, editor = list(article.versions.all()), make_editor()

    with pytest.raises(NotReady) as refusal:
        actions.publish(versions, by=editor)
    keys = [problem.key for problem in refusal.value.problems]
    with pytest.raises(NotReady):
        actions.publish(versions, by=editor, accepted=keys[:1])
    assert not Live.objects.exists()
    actions.publish(versions, by=editor, accepted=keys)

    assert len(set(keys)) == 2
    assert Live.objects.count() == 2


def test_a_story_without_a_section_is_asked_about_where_the_newsroom_has_sections():
    article = make_ready()
    assert asked(article) == {"nb": [], "en": []}

    make_section()

    found = asked(article)
    assert [one.key for one in found["nb"] + found["en"]] == ["section_missing@section"] * 2
    assert not found["nb"][0].blocking


def test_the_names_cost_the_same_queries_however_many_there_are():
    def queries(tags: int) -> int:
        article = make_ready(section=make_section(), tags=tuple(make_tag() for _ in range(tags)))
        versions = list(article.versions.select_related("article"))
        with CaptureQueriesContext(connection) as captured:
            gate.ask(versions, by=editor)
        article.delete()
        return len(captured)

    editor = make_editor()

    assert queries(1) == queries(6)
