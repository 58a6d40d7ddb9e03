from pathlib import Path

import pytest

from cms import catalogues


@pytest.fixture
def found(tmp_path):
    """Collects the messages of files given by name."""

    def collect(**files: str):
        for name, text in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_text(text, encoding="utf-8")
        return catalogues.collect([tmp_path], tmp_path)

    return collect


def messages(catalog):
    return {catalogues.key(message) for message in catalogues.translatable(catalog)}


def test_finds_every_form_of_gettext_in_python(found):
    catalog = found(
        a__py="""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, npgettext, pgettext_lazy as _p
one = _("One")
two = ngettext("%(n)d story", "%(n)d stories", 2)
three = _p("verb", "Publish")
four = npgettext("count", "block", "blocks", 3)
five = _("Long "
         "text")
"""
    )

    assert messages(catalog) == {
        ("One", ""),
        ("%(n)d story", ""),
        ("Publish", "verb"),
        ("block", "count"),
        ("Long text", ""),
    }


def test_finds_every_form_of_translation_in_templates(found):
    catalog = found(
        page__html="""
{% load i18n %}
        <h1>{% translate "Stories" %}</h1>
  {% translate "Lead" context "journalism" as lead %}
    {{ form.field|default:_("Nothing yet") }}
      {% blocktranslate trimmed with name=user.name %}
         Hello,
         {{ name }}
      {% endblocktranslate %}
{% blocktranslate count n=stories|length %}{{ n }} story{% plural %}{{ n }} stories{% endblocktranslate %}
<p>it's untranslated "text" (
"""
    )

    assert messages(catalog) == {
        ("Stories", ""),
        ("Lead", "journalism"),
        ("Nothing yet", ""),
        ("Hello, %(name)s", ""),
        ("%(n)s story", ""),
    }


def test_template_messages_are_the_ones_django_looks_up(found):
    source = (
        "{% load i18n %}{% blocktranslate trimmed with a=1 %}\n  100 % of\n {{ a }}\n"
        "{% endblocktranslate %}"
    )
    (wanted,) = messages(found(page__html=source))
    asked = []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "django.utils.translation.gettext",
            lambda message: asked.append(message) or message,
        )
        from django.template import Context, Template

        Template(source).render(Context())

    assert asked == [wanted[0]]


def test_a_file_that_is_no_python_changes_nothing(found):
    with pytest.raises(SyntaxError):
        found(a__py="def broken(:\n")


def test_translations_are_carried_over_and_lost_ones_kept_aside(found, tmp_path):
    po = tmp_path / "django.po"
    old = catalogues.read(po, "nb")
    old.add("Story", "Sak")
    old.add("Gone", "Borte")
    po.write_bytes(catalogues.written(old))
    now = found(a__py='_("Story")\n_("New")\n')

    new = catalogues.carried_over(catalogues.read(po, "nb"), now, "nb")
    po.write_bytes(catalogues.written(new))

    again = catalogues.read(po, "nb")
    assert again.get("Story").string == "Sak"
    assert again.get("New").string == ""
    assert [message.string for message in again.obsolete.values()] == ["Borte"]


def test_a_message_that_comes_back_has_its_translation(found, tmp_path):
    po = tmp_path / "django.po"
    old = catalogues.read(po, "nb")
    old.add("Story", "Sak")
    away = catalogues.carried_over(old, found(), "nb")
    po.write_bytes(catalogues.written(away))

    back = catalogues.carried_over(catalogues.read(po, "nb"), found(a__py='_("Story")\n'), "nb")

    assert back.get("Story").string == "Sak"
    assert not back.obsolete


def test_writing_twice_changes_nothing(found, tmp_path):
    now = found(a__py='_("B")\n_("A")\nngettext("%d x", "%d y", 1)\n', b__py='_("A")\n')
    po = tmp_path / "django.po"

    first = catalogues.written(catalogues.carried_over(catalogues.read(po, "nb"), now, "nb"))
    po.write_bytes(first)
    second = catalogues.written(catalogues.carried_over(catalogues.read(po, "nb"), now, "nb"))

    assert first == second


@pytest.mark.parametrize(
    ("string", "flags", "complaint"),
    [
        ("Skrevet av %(name)s", (), ""),
        ("", (), "not translated"),
        ("Skrevet av", (), "placeholders differ"),
        ("Skrevet av %(navn)s", (), "placeholders differ"),
        ("Skrevet av %(name)s", ("fuzzy",), "fuzzy"),
    ],
)
def test_what_is_wrong_with_a_translation_is_named(found, string, flags, complaint):
    now = found(a__py='_("Written by %(name)s")\n')
    catalog = catalogues.carried_over(catalogues.read(Path("none"), "nb"), now, "nb")
    message = catalog.get("Written by %(name)s")
    message.string = string
    message.flags |= set(flags)

    problems = list(catalogues.problems(catalog, now, complete=True))

    assert [problem.split(":")[0] for problem in problems] == ([complaint] if complaint else [])


def test_plural_forms_are_all_asked_for(found):
    now = found(a__py='ngettext("One story", "%(n)d stories", 2)\n')
    catalog = catalogues.carried_over(catalogues.read(Path("none"), "nb"), now, "nb")
    catalog.get("One story").string = ("En sak", "")

    assert [*catalogues.problems(catalog, now, complete=True)] == ["not translated: 'One story'"]

    catalog.get("One story").string = ("En sak", "%(n)d saker")
    assert not [*catalogues.problems(catalog, now, complete=True)]


def test_missing_and_unused_messages_are_named(found):
    catalog = catalogues.read(Path("none"), "nb")
    catalog.add("Gone", "Borte")

    problems = list(catalogues.problems(catalog, found(a__py='_("New")\n'), complete=True))

    assert problems == ["missing: 'New'", "no longer used: 'Gone'"]


def test_the_language_of_the_messages_needs_no_translations(found):
    now = found(a__py='_("New")\n')
    catalog = catalogues.carried_over(catalogues.read(Path("none"), "en"), now, "en")

    assert not [*catalogues.problems(catalog, now, complete=False)]
