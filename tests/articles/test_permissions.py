"""Who may do what, whatever the state: a table of people and questions."""

import pytest

from articles import permissions
from articles.models import State
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_journalist,
    make_photo_editor,
    make_translator,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {
        "maker": make_journalist(),
        "byline": make_journalist(),
        "journalist": make_journalist(),
        "translator": make_translator(into=("en",)),
        "free translator": make_translator(into=("en",)),
        "translator of the other language": make_translator(into=("nb",)),
        "translator with a byline": make_translator(into=("nb",)),
        "photo editor": make_photo_editor(),
        "editor": make_editor(),
        "administrator": make_user("Administrator"),
        "superuser": make_user(is_superuser=True),
        "nobody": make_user(),
        "editor who left": make_editor(is_active=False),
    }


@pytest.fixture
def story(people):
    authors = [make_author(user=people[name]) for name in ("byline", "translator with a byline")]
    story = make_article(by=people["maker"], authors=tuple(authors))
    make_version(story, "en", state=State.TRANSLATION, translator=people["translator"])
    return story


EDITORS = {"editor", "administrator", "superuser"}
WRITERS = {"maker", "byline"}
TABLE = [
    (permissions.may_write, "nb", EDITORS | WRITERS),
    (permissions.may_write, "en", EDITORS | WRITERS),
    (permissions.may_translate, "en", EDITORS | {"translator"}),
    (permissions.may_request_translation, "en", EDITORS | WRITERS),
    (permissions.may_assign, "en", EDITORS),
    (permissions.may_edit, "nb", EDITORS),
    (permissions.may_approve, "nb", EDITORS),
    (permissions.may_change_text, "nb", EDITORS | WRITERS),
    (permissions.may_change_text, "en", EDITORS | {"translator"}),
]


@pytest.mark.parametrize(("may", "language", "expected"), TABLE)
def test_who_may(people, story, may, language, expected):
    version = story.versions.get(language=language)

    assert {name for name, person in people.items() if may(person, version)} == expected


def test_who_is_the_writer_and_who_may_delete(people, story):
    writers = {name for name, one in people.items() if permissions.is_writer_of(one, story)}
    deleters = {name for name, one in people.items() if permissions.may_delete(one, story)}

    assert writers == WRITERS
    assert deleters == EDITORS | WRITERS


def test_who_may_see_the_admin_is_active_staff(people):
    outsider = make_user(is_staff=False)
    may = {name for name, one in people.items() if permissions.may_see_admin(one)}

    assert may == set(people) - {"editor who left"}
    assert not permissions.may_see_admin(outsider)


def test_a_translation_that_nobody_has_is_for_all_who_translate_into_the_language(people, story):
    version = make_version(story, "en", state=State.TRANSLATION, translator=None)

    may = {name for name, one in people.items() if permissions.is_translator_of(one, version)}

    assert may == {"translator", "free translator"}


def test_a_translator_who_no_longer_has_the_language_loses_the_text(people, story):
    kari = people["translator"]
    kari.translates_into = ["nb"]
    kari.save()

    assert not permissions.may_translate(kari, story.versions.get(language="en"))


def test_the_text_of_the_source_is_its_makers_and_bylines_and_of_a_translation_its_translators(
    people, story
):
    source, target = (story.versions.get(language=code) for code in ("nb", "en"))
    bylines = {people[name].pk for name in ("byline", "translator with a byline")}

    assert permissions.authors_of(source) == {people["maker"].pk} | bylines
    assert permissions.authors_of(target) == {people["translator"].pk}
    assert permissions.authors_of(make_version(make_article(), "en", state="translation")) == set()


@pytest.mark.parametrize("lone", [True, False])
def test_an_editor_does_not_approve_what_only_they_wrote_unless_the_newsroom_lets_them(
    settings, lone
):
    settings.LONE_EDITOR_MAY_APPROVE = lone
    editor = make_editor()
    version = make_article(by=editor, state=State.REVIEW).versions.get()

    assert permissions.is_only_author(editor, version)
    assert permissions.may_approve(editor, version) is lone
    assert permissions.may_approve(make_editor(), version)


def test_an_editor_approves_what_they_wrote_with_another():
    editor = make_editor()
    authors = (make_author(user=editor), make_author(user=make_journalist()))
    version = make_article(by=editor, state=State.REVIEW, authors=authors).versions.get()

    assert permissions.may_approve(editor, version)


def test_an_outside_author_makes_no_second_pair_of_eyes():
    editor = make_editor()
    version = make_article(by=editor, authors=(make_author("Ekstern"),)).versions.get()

    assert permissions.is_only_author(editor, version)
