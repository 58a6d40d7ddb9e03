"""No way into the database leaves a body as it came, and none writes into another language."""

import html
import json
import re

import pytest
from django.contrib import admin
from django.db.models import F
from django.forms import modelform_factory
from django.utils.translation import override

from accounts import languages
from articles import blocks
from articles.models import Article, FactBox

COLUMNS = languages.columns("body")
DIRTY = '<p data-id="a" onclick="x()">Torsk<script>alert(1)</script></p><p data-id="a"><b>Sei</b>'
EMPTY = '<p data-id="only_here">Uberørt</p>'


@pytest.fixture(autouse=True, params=languages.codes())
def active_language(request):
    with override(request.param):
        yield request.param


def stored(thing, column: str) -> str:
    return type(thing).objects.values_list(column, flat=True).get(pk=thing.pk)


def assert_clean(body: str) -> None:
    assert re.fullmatch(
        r'<p data-id="a">Torsk</p><p data-id="[a-z0-9]{8}"><strong>Sei</strong></p>', body
    )
    assert blocks.clean(body) == body


@pytest.mark.django_db
@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("model", [Article, FactBox])
class TestEveryWayIn:
    def test_create(self, model, column):
        thing = model.objects.create(**{column: DIRTY})

        assert_clean(stored(thing, column))
        assert getattr(thing, column) == stored(thing, column)
        assert [stored(thing, other) for other in COLUMNS if other != column] == [""]

    def test_save(self, model, column):
        thing = model.objects.create(**dict.fromkeys(COLUMNS, EMPTY))
        setattr(thing, column, DIRTY)

        thing.save(update_fields=[column])

        assert_clean(stored(thing, column))
        assert getattr(thing, column) == stored(thing, column)
        assert [stored(thing, other) for other in COLUMNS if other != column] == [EMPTY]

    def test_update(self, model, column):
        thing = model.objects.create(**dict.fromkeys(COLUMNS, EMPTY))

        model.objects.filter(pk=thing.pk).update(**{column: DIRTY})

        assert_clean(stored(thing, column))
        assert [stored(thing, other) for other in COLUMNS if other != column] == [EMPTY]

    def test_bulk_create(self, model, column):
        (thing,) = model.objects.bulk_create([model(**{column: DIRTY})])

        assert_clean(stored(thing, column))
        assert getattr(thing, column) == stored(thing, column)

    def test_bulk_update(self, model, column):
        thing = model.objects.create(**dict.fromkeys(COLUMNS, EMPTY))
        setattr(thing, column, DIRTY)

        model.objects.bulk_update([thing], [column])

        assert_clean(stored(thing, column))
        assert [stored(thing, other) for other in COLUMNS if other != column] == [EMPTY]

    def test_full_clean(self, model, column):
        thing = model(**{column: DIRTY})

        thing.full_clean(exclude=["title"])

        assert_clean(getattr(thing, column))
        assert [getattr(thing, other) for other in COLUMNS if other != column] == [None]

    def test_a_form(self, model, column):
        thing = model.objects.create(**dict.fromkeys(COLUMNS, EMPTY))
        form = modelform_factory(model, fields=[column])({column: DIRTY}, instance=thing)

        form.save()

        assert_clean(stored(thing, column))
        assert [stored(thing, other) for other in COLUMNS if other != column] == [EMPTY]


@pytest.mark.django_db
def test_the_bare_name_writes_the_active_language_alone(active_language):
    box = FactBox.objects.create(body=DIRTY)

    assert_clean(stored(box, languages.column("body", active_language)))
    (other,) = languages.others(active_language)
    assert not stored(box, languages.column("body", other))


@pytest.mark.django_db
def test_saving_again_changes_nothing():
    box = FactBox.objects.create(**{COLUMNS[0]: DIRTY})
    before = stored(box, COLUMNS[0])

    FactBox.objects.get(pk=box.pk).save()

    assert stored(box, COLUMNS[0]) == before


@pytest.mark.django_db
def test_one_column_is_copied_to_another_by_the_database():
    box = FactBox.objects.create(**{COLUMNS[0]: EMPTY})

    FactBox.objects.filter(pk=box.pk).update(**{COLUMNS[1]: F(COLUMNS[0])})

    assert stored(box, COLUMNS[1]) == EMPTY


@pytest.mark.django_db
def test_the_history_keeps_what_was_stored():
    box = FactBox.objects.create(**{COLUMNS[0]: DIRTY})

    assert getattr(box.history.get(), COLUMNS[0]) == stored(box, COLUMNS[0])


# The editor


def editor_of(model, column: str = COLUMNS[0]) -> tuple[dict, str]:
    """The editor's configuration and the assets, of the field as the admin makes it."""
    model_admin = admin.site._registry[model]
    field = model_admin.formfield_for_dbfield(model._meta.get_field(column), request=None)
    attribute = re.search(
        r'data-django-prose-editor-configurable="([^"]*)"', field.widget.render("body", "")
    )
    return json.loads(html.unescape(attribute[1])), str(field.widget.media)


@pytest.mark.parametrize("language", languages.codes())
def test_the_editor_of_a_story_offers_photos_fact_boxes_and_pointers(language):
    config, media = editor_of(Article, languages.column("body", language))

    extensions = config["extensions"]
    assert extensions["PhotoFigure"]["url"] == f"/admin/desk/pick/photos/?language={language}"
    assert {"FactBox", "AlsoRead", "BlockId", "ListItem", "Paste"} <= set(extensions)
    assert config["js_modules"] == ["/static/articles/editor.js"]
    assert media.index("overrides.css") < media.index("articles/editor.css")


def test_the_editor_of_a_fact_box_offers_text_alone():
    config, media = editor_of(FactBox)

    assert not {"PhotoFigure", "FactBox", "AlsoRead"} & set(config["extensions"])
    assert "articles/editor.css" in media
    assert "importmap" in media


def test_every_extension_of_ours_is_exported_by_the_editors_module():
    from django.contrib.staticfiles import finders
    from django_prose_editor.config import EXTENSION_MAPPING

    source = finders.find("articles/editor.js")
    with open(source, encoding="utf-8") as module:
        names = re.findall(r"export \{([^}]*)\}", module.read())
    exported = {name.strip() for group in names for name in group.split(",")}

    config, _media = editor_of(Article)
    ours = set(config["extensions"]) - set(EXTENSION_MAPPING)
    assert ours <= exported
