"""The workbench's button, what it tells of a run, and the list of months."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_editor, make_journalist, make_translator
from tests.translation.machine import services
from tests.translation.stories import all_of, make_translation, one_of
from translation import actions
from translation.machine import budget, running
from translation.machine.panel import panel_of
from translation.memory.entering import enter
from translation.memory.pair import Pair
from translation.models import MachineRun
from translation.segments import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_translator("Kari", interface_language="en")


@pytest.fixture
def version(kari):
    enter(
        [
            Pair(
                source_language="nb",
                language="en",
                source="Prisen er høy.",
                target="The price is high.",
                marked=True,
            )
        ]
    )
    return make_translation(article=make_article(), translator=kari)


def address(name: str, version) -> str:
    return reverse(f"translation:{name}", args=[version.article_id, version.language])


def press(client, version, person) -> str:
    client.force_login(person)
    return client.post(address("pretranslate", version), follow=True).content.decode()


def test_without_a_machine_the_button_fills_in_from_memory_and_says_so(version, kari, client):
    client.force_login(kari)
    assert (
        "no machine is configured" in client.get(address("side-by-side", version)).content.decode()
    )

    page = press(client, version, kari)

    assert "1 text filled in from memory." in page
    assert one_of(version, "b2").status == Status.PRETRANSLATED
    assert one_of(version, "b1").status == Status.OPEN
    assert not MachineRun.objects.exists()


def test_with_a_machine_the_rest_comes_from_it(deepl, version, kari, client):
    page = press(client, version, kari)

    assert "The rest is being translated by machine" in page
    assert "By machine: 3 of 3 texts." in page
    assert "Pretranslate what is open" not in page
    assert {one.status for one in all_of(version)} == {Status.PRETRANSLATED}
    assert one_of(version, "b2").record.origin == "memory"
    assert one_of(version, "b1").record.origin == "machine"


def test_why_a_row_got_no_text_is_told_with_the_row(deepl, version, kari, client):
    deepl.next = [{"texts": lambda texts: ["", *texts[1:]]}]

    page = press(client, version, kari)

    assert "1 row has got no text" in page
    assert "Headline: “Skreien er kommet til Lofoten”" in page
    assert "There was no text in the answer." in page
    actions.save_segment(version, one_of(version, "headline").key, "Mine", by=kari)
    assert "has got no text" not in client.get(address("side-by-side", version)).content.decode()


def test_a_run_that_stopped_says_why(deepl, version, kari, client, settings):
    settings.MACHINE_TRANSLATION_KEY = "another"

    page = press(client, version, kari)

    assert "then it stopped" in page
    assert "does not accept our key" in page


def test_the_script_is_told_how_far_it_has_come(deepl, version, kari, client, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    run = running.start(version, by=kari)
    client.force_login(kari)

    before = client.get(address("pretranslation", version)).json()
    running.pretranslate.func(run.pk)
    running.pretranslate.func(run.pk)
    after = client.get(address("pretranslation", version)).json()

    assert (before["unfinished"], before["written"]) == (True, 0)
    assert "0 of 4" in before["html"]
    assert (after["unfinished"], after["written"]) == (False, 4)


def test_who_may_not_write_there_has_no_button_and_is_refused(deepl, version, client):
    per = make_translator("Per", interface_language="en")
    client.force_login(per)
    assert (
        "Pretranslate what is open"
        not in client.get(address("side-by-side", version)).content.decode()
    )

    page = press(client, version, per)

    assert "Kari is translating this now." in page
    assert {one.status for one in all_of(version)} == {Status.OPEN}
    assert deepl.asked == []


def test_whoever_pretranslates_what_nobody_has_takes_it(version, kari, client):
    version.translator = None
    version.save()

    press(client, version, kari)

    version.refresh_from_db()
    assert version.translator == kari


def test_the_panel_costs_one_query(deepl, version, kari, django_assert_num_queries):
    running.start(version, by=kari)
    found = all_of(version)
    kari.get_all_permissions()

    with django_assert_num_queries(1):
        panel = panel_of(version, by=kari, segments=found)

    assert panel.run.written == 4


class TestMonths:
    @pytest.fixture(autouse=True)
    def used(self, settings):
        settings.MACHINE_TRANSLATION = "deepl"
        settings.MACHINE_TRANSLATION_KEY = services.KEY
        settings.MACHINE_TRANSLATION_COST = "20"
        settings.MACHINE_TRANSLATION_LIMIT = 500_000
        budget.reserve("deepl", 123_456)

    def test_editors_see_characters_and_cost_against_the_limit(self, client):
        client.force_login(make_editor(interface_language="en"))

        page = client.get(reverse("admin:translation_machineuse_changelist")).content.decode()

        assert "123,456 of 500,000" in page
        assert "2.47 EUR" in page
        assert "DeepL" in page
        assert "Machine translation" in page

    def test_others_do_not(self, client, version, kari):
        address_of_list = reverse("admin:translation_machineuse_changelist")
        for person in (kari, make_journalist()):
            client.force_login(person)
            assert client.get(address_of_list).status_code == 403
        client.force_login(kari)
        assert (
            "characters this month"
            not in client.get(address("side-by-side", version)).content.decode()
        )

    def test_an_editor_sees_it_beside_the_button(self, client, version):
        client.force_login(make_editor(interface_language="en"))

        page = client.get(address("side-by-side", version)).content.decode()

        assert "123,456 of 500,000 characters this month" in page

    def test_its_entry_in_the_menu_is_the_page_and_no_other(self, client):
        client.force_login(make_editor(interface_language="en"))

        page = client.get(reverse("admin:translation_machineuse_changelist")).content.decode()

        assert page.count('aria-current="page"') == 1
        assert 'aria-current="page">Machine translation<' in page

    def test_nobody_changes_it(self, client):
        client.force_login(make_editor())

        assert client.get(reverse("admin:translation_machineuse_add")).status_code == 403
