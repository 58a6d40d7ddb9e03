"""The pages of the exchange: stories out, files in, and whatever else somebody sends."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.factories import make_editor, make_journalist, make_translator
from tests.translation.exchange.files import taken_out, with_targets
from tests.translation.formats.test_parsing import LAUGHS, OUTSIDE
from tests.translation.stories import make_translation, one_of
from translation import actions
from translation.exchange import ordering
from translation.exchange.out import Format
from translation.formats import archive, parsing
from translation.formats.parsing import read_xml
from translation.models import Delivery, MemoryEntry

pytestmark = pytest.mark.django_db
EXCHANGE = "/admin/translation/exchange/"


@pytest.fixture
def kari():
    return make_translator("Kari", into=("en",), interface_language="en")


@pytest.fixture
def version(kari):
    return make_translation(translator=kari)


@pytest.fixture
def client(kari):
    return logged_in(kari)


def logged_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send(client: Client, content: bytes, name: str = "story.xlf"):
    return client.post(EXCHANGE, {"file": SimpleUploadedFile(name, content)})


def work(version) -> str:
    return f"{version.article_id}:{version.language}"


def body(version) -> str:
    return Article.objects.get(pk=version.article_id).body_en


def test_from_the_file_to_the_story(client, version):
    file = with_targets(taken_out(version), {"b1": "Early.", "headline": "The cod"})
    sent = send(client, file)
    assert body(version) == ""

    preview = client.get(sent["Location"])
    written = client.post(sent["Location"], follow=True)

    assert "Import 2 texts" in preview.content.decode()
    assert "2 texts are written." in written.content.decode()
    assert "Early." in body(version)
    again = client.post(sent["Location"], follow=True)
    assert "2 texts are written." in again.content.decode()


def test_a_conflict_can_be_insisted_on(client, version, kari):
    file = with_targets(taken_out(version), {"b1": "Theirs."})
    actions.save_segment(version, one_of(version, "b1").key, "Ours.", by=kari)
    url = send(client, file)["Location"]
    page = client.get(url).content.decode()
    token = page.split('name="insist" value="')[1].split('"')[0]

    client.post(url, {"insist": [token, "rubbish"]})

    assert "Changed here meanwhile" in page
    assert "Theirs." in body(version)


def test_a_file_can_be_thrown_away(client, version):
    url = send(client, with_targets(taken_out(version), {"b1": "Early."}))["Location"]

    client.post(url, {"discard": "1"})

    assert body(version) == ""
    assert not Delivery.objects.exists()
    assert client.get(url).status_code == 404


def test_what_waits_is_found_again(client, version):
    url = send(client, taken_out(version), "monday.xlf")["Location"]

    page = client.get(EXCHANGE).content.decode()
    assert "monday.xlf" in page
    assert url in page


def test_nobody_sees_anothers_delivery(client, version):
    url = send(client, taken_out(version))["Location"]
    other = logged_in(make_editor())

    assert other.get(url).status_code == other.post(url).status_code == 404


@pytest.mark.parametrize("path", ["", "out/", "memory/nb/en/"])
def test_the_pages_are_for_who_has_logged_in(path, version):
    answer = Client().get(f"{EXCHANGE}{path}", {"work": work(version)})

    assert answer.status_code == 302
    assert "login" in answer["Location"]


def bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("a.xlf", b" " * 50_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"rubbish", "is not XML"),
        (b"\x00\x01\x02" * 1000, "is not XML"),
        (LAUGHS, "declares entities of its own"),
        (OUTSIDE, "declares entities of its own"),
        (b"<a>" * 5000, "nested more than"),
        (b"<html/>", "it begins with &lt;html&gt;"),
        (b"PK\x03\x04rubbish", "The zip is damaged"),
        (bomb(), "far more than translations need"),
        ("<xliff>blåbær</xliff>".encode("latin-1"), "does not fit the encoding"),
        (b"<xliff>" + b" " * parsing.MAX_BYTES + b"</xliff>", "larger than 20 MB"),
        (b'<xliff version="1.2"/>', "There is no story in the file"),
        (b"<tmx><body/></tmx>" * 2, "is not XML"),
    ],
)
def test_what_cannot_be_read_is_told_on_the_page(client, content, said):
    answer = send(client, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Delivery.objects.exists()


def test_no_file_at_all_is_told_on_the_page(client):
    answer = client.post(EXCHANGE, {})

    assert answer.status_code == 422
    assert "Choose the file" in answer.content.decode()


def test_texts_in_a_file_are_no_markup_of_the_page(client, version):
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;"
    file = with_targets(taken_out(version), {"headline": evil, "b1": evil}).decode()
    file = file.replace(":body:b2", f":body:{evil}")

    page = client.get(send(client, file.encode(), "<b>x</b>.xlf")["Location"]).content.decode()

    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_one_story_is_taken_out_as_a_file(client, version):
    answer = client.post(f"{EXCHANGE}out/", {"work": work(version), "format": "xliff12"})

    assert answer["Content-Disposition"].startswith('attachment; filename="skreien-er-kommet')
    assert answer["Content-Disposition"].endswith('.nb-en.xliff-1.2.xlf"')
    assert b"Torsken kom tidlig" in answer.content


def test_several_stories_are_taken_out_as_a_zip(client, kari, version):
    other = make_translation(translator=kari)

    answer = client.post(
        f"{EXCHANGE}out/", {"work": [work(version), work(other)], "format": "xliff20"}
    )

    assert answer["Content-Type"] == "application/zip"
    assert len(archive.read_zip(answer.content)) == 2


def test_no_two_formats_have_the_same_file_name(client, kari, version):
    actions.save_segment(version, one_of(version, "b1").key, "Early.", by=kari)
    other = make_translation(translator=kari)

    for works in ([work(version)], [work(version), work(other)]):
        answers = [
            client.post(f"{EXCHANGE}out/", {"work": works, "format": format}) for format in Format
        ]

        assert len({answer["Content-Disposition"] for answer in answers}) == len(Format)


@pytest.mark.parametrize("format", ["tmx", "tmx-omegat"])
def test_what_is_confirmed_is_taken_out_as_a_memory(client, kari, version, format):
    actions.save_segment(version, one_of(version, "b1").key, "Early.", by=kari)

    answer = client.post(f"{EXCHANGE}out/", {"work": work(version), "format": format})

    assert answer.content.count(b"<tu ") == 1
    assert b"Early." in answer.content


def test_the_page_to_take_out_names_what_is_chosen(client, version):
    page = client.get(f"{EXCHANGE}out/", {"work": [work(version), "rubbish", "x:y"]})

    assert "Skreien er kommet til Lofoten" in page.content.decode()
    assert work(version) in page.content.decode()


@pytest.mark.parametrize("asked", [{}, {"work": "rubbish"}, {"work": "x" * 5000}])
def test_who_chooses_nothing_is_told_so(client, asked):
    answer = client.get(f"{EXCHANGE}out/", asked, follow=True)

    assert "Choose the translations" in answer.content.decode()


def test_an_unknown_format_is_told_on_the_page(client, version):
    answer = client.post(f"{EXCHANGE}out/", {"work": work(version), "format": "docx"})

    assert answer.status_code == 200
    assert "docx" in answer.content.decode()


TMX = """<tmx version="1.4"><header srclang="nb-NO"/><body>
<tu><tuv xml:lang="nb-NO"><seg>Torsken er <bpt i="1">&lt;strong&gt;</bpt>her<ept i="1">&lt;/strong&gt;</ept>.</seg></tuv>
<tuv xml:lang="en-GB"><seg>The cod is here.</seg></tuv></tu>
<tu><tuv xml:lang="nb-NO"><seg>Hei</seg></tuv><tuv xml:lang="de"><seg>Hallo</seg></tuv></tu>
</body></tmx>"""


def test_a_memory_is_looked_at_and_then_entered_once(client, kari):
    url = send(client, TMX.encode(), "agency.tmx")["Location"]
    page = client.get(url).content.decode()
    assert not MemoryEntry.objects.exists()

    done = client.post(url, follow=True).content.decode()
    client.post(url)

    assert "Add 1 pair" in page
    assert "nb-NO → de" in page
    assert "1 pair is new" in done
    entry = MemoryEntry.objects.get()
    assert (entry.source, entry.target) == ("Torsken er her.", "The cod is here.")
    assert entry.source_marked == "Torsken er <strong>her</strong>."
    assert (entry.language, entry.origin, entry.collection) == ("en", "import", "agency.tmx")
    assert entry.by == kari


@pytest.mark.parametrize("tag", ["nn", "nn-NO", "no-nyn"])
def test_nynorsk_does_not_enter_a_bokmal_memory(client, kari, tag):
    of_both = TMX.replace("nb-NO", tag, 3)
    assert of_both.count(tag) == 3

    url = send(client, of_both.encode(), "agency.tmx")["Location"]
    page = client.get(url).content.decode()
    client.post(url)

    assert (
        f"{tag} → en-GB: 1 pair, left out: its language is near Norwegian, but is another." in page
    )
    assert "There is nothing in this file that could be imported." in page
    assert not MemoryEntry.objects.exists()


def test_pairs_that_lack_a_text_are_told_of(client):
    whole = TMX[TMX.index("<tu>") : TMX.index("</tu>") + len("</tu>")]
    empty = whole.replace("The cod is here.", " ")
    alone = '<tu><tuv xml:lang="nb-NO"><seg>Sild.</seg></tuv></tu>'
    assert empty != whole
    file = TMX.replace(whole, whole + empty + alone)

    url = send(client, file.encode(), "agency.tmx")["Location"]
    page = client.get(url).content.decode()

    assert "2 pairs, left out: one of their texts is missing or empty" in page
    assert "Add 1 pair" in page


def test_a_file_that_brings_nothing_waits_for_nobody(client, version):
    nothing = send(client, TMX.replace("nb-NO", "nn").encode(), "nynorsk.tmx")["Location"]
    send(client, taken_out(version), "as-it-was.xlf")
    wanted = send(client, TMX.encode(), "agency.tmx")["Location"]
    for one in Delivery.objects.all():
        client.get(reverse("translation:delivery", args=[one.pk]))

    page = client.get(EXCHANGE).content.decode()

    assert wanted in page
    assert nothing not in page
    assert "as-it-was.xlf" not in page
    assert "There is nothing in this file" in client.get(nothing).content.decode()
    assert Delivery.objects.count() == 3


def test_who_does_not_translate_adds_nothing_to_the_memory():
    client = logged_in(make_journalist(interface_language="en"))
    url = send(client, TMX.encode(), "agency.tmx")["Location"]

    assert "Only translators and editors" in client.get(url).content.decode()
    assert "Only translators and editors" in client.post(url, follow=True).content.decode()
    assert not MemoryEntry.objects.exists()


@pytest.mark.parametrize("query", ["", "?omegat"])
def test_the_memory_is_taken_out_in_either_direction(client, query):
    client.post(send(client, TMX.encode(), "agency.tmx")["Location"])

    for way, first in {"nb/en": b"Torsken", "en/nb": b"The cod"}.items():
        content = b"".join(client.get(f"{EXCHANGE}memory/{way}/{query}").streaming_content)
        root = read_xml(content)
        assert root.find("header").get("srclang") == way[:2]
        assert len(root.findall(".//tu")) == 1
        assert content.index(first) == min(content.index(b"Torsken"), content.index(b"The cod"))


@pytest.mark.parametrize("way", ["nb/nb", "nb/de", "xx/yy"])
def test_a_memory_of_other_languages_is_not_there(client, way):
    assert client.get(f"{EXCHANGE}memory/{way}/").status_code == 404


def test_the_lists_lead_to_the_exchange(client, version):
    queue = client.get(reverse("translation:queue")).content.decode()
    page = client.get(
        reverse("translation:side-by-side", args=[version.article_id, "en"])
    ).content.decode()

    assert f'name="work" value="{work(version)}"' in queue
    assert f"{EXCHANGE}out/?work={work(version)}" in page


@pytest.mark.parametrize("kind", ["story", "memory"])
def test_what_is_large_is_written_by_the_worker_and_once(
    client, version, kari, monkeypatch, settings, kind
):
    monkeypatch.setattr(ordering, "MOST_AT_ONCE", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    file = with_targets(taken_out(version), {"b1": "Early."}) if kind == "story" else TMX.encode()
    url = send(client, file, "large")["Location"]

    page = client.post(url, follow=True).content.decode()
    client.post(url)

    assert "is imported in the background" in page
    assert body(version) == ""
    assert not MemoryEntry.objects.exists()
    pk = str(Delivery.objects.get().pk)
    for _task in range(2):
        ordering.carry_out.func(pk)
    assert "is imported in the background" not in client.get(url).content.decode()
    assert MemoryEntry.objects.count() == 1
    assert ("Early." in body(version)) == (kind == "story")


def test_what_goes_wrong_in_the_background_can_be_ordered_again(
    client, version, kari, monkeypatch, settings
):
    monkeypatch.setattr(ordering, "MOST_AT_ONCE", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    file = with_targets(taken_out(version), {"b1": "Early."})
    url = send(client, file)["Location"]
    client.post(url)
    monkeypatch.setattr(ordering.delivering, "write", lambda *args, **told: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        ordering.carry_out.func(str(Delivery.objects.get().pk))

    assert "What this file would change" in client.get(url).content.decode()
    assert body(version) == ""


def test_what_one_task_has_imported_stays_told_where_another_breaks_off(
    client, version, kari, monkeypatch, settings
):
    monkeypatch.setattr(ordering, "MOST_AT_ONCE", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    file = with_targets(taken_out(version), {"b1": "Early."})
    client.post(send(client, file)["Location"])
    write = ordering.delivering.write

    def overtaken(*args, **told):
        write(*args, **told)  # by the other task
        raise ConnectionError

    monkeypatch.setattr(ordering.delivering, "write", overtaken)
    delivery = Delivery.objects.get()
    with pytest.raises(ConnectionError):
        ordering.carry_out.func(str(delivery.pk))

    delivery.refresh_from_db()
    assert delivery.outcome["stories"][0]["written"] == 1
