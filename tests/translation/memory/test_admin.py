import pytest
from django.urls import reverse

from tests.factories import make_editor, make_translator
from tests.translation.memory.pairs import SOURCE, TARGET, make_entry, place
from translation.models import MemoryEntry, MemoryKey

pytestmark = pytest.mark.django_db
LIST = "admin:translation_memoryentry_changelist"


def test_translators_find_entries_and_change_nothing(client):
    client.force_login(make_translator("Kari", interface_language="en"))
    entry = make_entry()
    make_entry(source="Noe annet", target="Something else")

    page = client.get(reverse(LIST), {"q": "island year"}).content.decode()

    assert TARGET in page
    assert "Something else" not in page
    one = reverse("admin:translation_memoryentry_change", args=[entry.pk])
    assert SOURCE in client.get(one).content.decode()
    assert client.post(one, {"source": "x"}).status_code == 403
    delete = reverse("admin:translation_memoryentry_delete", args=[entry.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert MemoryEntry.objects.count() == 2


def test_an_editor_takes_out_what_should_not_be_suggested_again(client):
    client.force_login(make_editor(interface_language="en"))
    wrong, right = make_entry(where=place(1, "b1")), make_entry(where=place(1, "b2"))

    action = {"action": "delete_selected", "_selected_action": [wrong.pk], "post": "yes"}
    client.post(reverse(LIST), action)

    assert list(MemoryEntry.objects.all()) == [right]
    assert set(MemoryKey.objects.values_list("entry", flat=True)) == {right.pk}


def test_the_list_costs_the_same_however_many_entries(client, django_assert_max_num_queries):
    client.force_login(make_editor())
    for number in range(40):
        make_entry(source=f"{SOURCE} {number}")

    with django_assert_max_num_queries(12):
        client.get(reverse(LIST))


def test_the_translations_lead_to_the_memory(client):
    client.force_login(make_translator("Kari", interface_language="en"))

    assert reverse(LIST) in client.get(reverse("translation:queue")).content.decode()
