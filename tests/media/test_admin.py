import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from media import actions, renditions, showing
from media.models import Credit, Photo
from tests.factories import make_journalist, make_photo_editor, make_translator
from tests.media.photos import alternatives, jpeg, jpeg_bytes, packet, sequence

pytestmark = pytest.mark.django_db

LIST = reverse("admin:media_photo_changelist")
ADD = reverse("admin:media_photo_add")
UPLOAD = reverse("admin:media_photo_upload")


def client_of(user: User, language: str = "en") -> Client:
    user.interface_language = language
    user.save()
    client = Client()
    client.force_login(user)
    return client


def change(photo: Photo) -> str:
    return reverse("admin:media_photo_change", args=[photo.pk])


def upload(content: bytes | None = None, name: str = "picture.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or jpeg_bytes(), content_type="image/jpeg")


def form_of(photo: Photo | None = None, **fields) -> dict:
    """What the form sends, with one new credit row where `creator` is given."""
    credits = list(photo.credits.all()) if photo else []
    creator = fields.pop("creator", "")
    data = {
        "kind": "photo",
        "digital_source_type": "",
        "caption_nb": "",
        "caption_en": "",
        "alt_text_nb": "",
        "alt_text_en": "",
        "place": "",
        "taken_at_0": "",
        "taken_at_1": "",
        "copyright": "",
        "usage_terms": "",
        "rights_until": "",
        "credits-TOTAL_FORMS": str(len(credits) + 1),
        "credits-INITIAL_FORMS": str(len(credits)),
        f"credits-{len(credits)}-creator": creator,
        f"credits-{len(credits)}-position": "0",
    }
    if photo and photo.file:
        data |= {"focal_x": photo.focal_x, "focal_y": photo.focal_y}
    for number, credit in enumerate(credits):
        data |= {
            f"credits-{number}-id": credit.pk,
            f"credits-{number}-photo": photo.pk,
            f"credits-{number}-creator": credit.creator,
            f"credits-{number}-organisation_nb": credit.organisation_nb or "",
            f"credits-{number}-organisation_en": credit.organisation_en or "",
            f"credits-{number}-position": credit.position,
        }
    return data | fields


def errors_of(response) -> str:
    return response.content.decode() if response.status_code == 200 else ""


# The list


def test_the_list_shows_pictures_placeholders_and_what_is_missing():
    photo = actions.add_photo(file=jpeg(size=(600, 400)), by=None, caption_nb="Skrei på kaia")
    Credit.objects.create(photo=photo, creator="Kari Ås", organisation_en="The Paper")
    Photo.objects.create(caption_en="From the manuscript")

    page = client_of(make_photo_editor()).get(LIST).content.decode()

    assert renditions.make(photo)[0].file.url.rpartition("/")[0] in page
    assert "Photo: Kari Ås / The Paper" in page
    assert "Skrei på kaia" in page
    assert "From the manuscript" in page
    assert "No file yet" in page
    assert "No alternative text (Norwegian)" in page


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_costs_the_same_whatever_its_length(number, django_assert_max_num_queries):
    for position in range(number):
        photo = actions.add_photo(file=jpeg(size=(60 + position, 40)), by=None, caption_nb="x")
        Credit.objects.create(photo=photo, creator="Kari Ås")
    client = client_of(make_photo_editor())

    with django_assert_max_num_queries(12):
        assert client.get(LIST).status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"file": "none"}, {"placeholder"}),
        ({"file": "there"}, {"complete", "run out", "soon", "ai"}),
        ({"rights": "out"}, {"run out"}),
        ({"rights": "soon"}, {"soon"}),
        ({"ai": "1"}, {"ai"}),
        ({"kind__exact": "illustration"}, {"ai"}),
        ({"lacking": "credit"}, {"placeholder", "run out", "soon", "ai"}),
        ({"lacking": "alt_text_en"}, {"placeholder", "run out", "soon", "ai"}),
        ({"lacking": "caption_nb"}, set()),
        ({"lacking": "nonsense"}, {"placeholder", "complete", "run out", "soon", "ai"}),
        ({"q": "båten"}, {"complete"}),
        ({"q": "boat"}, {"complete"}),
        ({"q": "haugaard"}, {"complete"}),
        ({"q": "armed forces"}, {"complete"}),
        ({"q": "evenes"}, {"complete"}),
    ],
    ids=str,
)
def test_photos_are_found(query, expected):
    today = timezone.localdate()
    complete = actions.add_photo(
        file=jpeg(size=(50, 40)),
        by=None,
        caption_nb="complete",
        alt_text_nb="Båten",
        alt_text_en="The boat",
        place="Evenes",
    )
    Credit.objects.create(
        photo=complete, creator="Torgeir Haugaard", organisation_en="Norwegian Armed Forces"
    )
    Photo.objects.create(caption_nb="placeholder")
    for number, (name, fields) in enumerate(
        {
            "run out": {"rights_until": today - datetime.timedelta(days=1)},
            "soon": {"rights_until": today + datetime.timedelta(days=3)},
            "ai": {"digital_source_type": Photo.SourceType.AI, "kind": "illustration"},
        }.items()
    ):
        actions.add_photo(file=jpeg(size=(60 + number, 40)), by=None, caption_nb=name, **fields)

    response = client_of(make_photo_editor()).get(LIST, query)

    assert {photo.caption_nb for photo in response.context["cl"].result_list} == expected


# The form


def test_a_photo_is_added_with_its_file_and_texts():
    by = make_photo_editor()
    xmp = packet(
        alternatives("dc:description", nb="Fra filen", en="From the file")
        + sequence("dc:creator", "Somebody Else")
    )
    data = form_of(
        caption_nb="Fra meg", creator="Kari Ås", new_file=upload(jpeg_bytes((600, 400), xmp=xmp))
    )

    response = client_of(by).post(ADD, data)

    assert response.status_code == 302, errors_of(response)
    photo = Photo.objects.get()
    assert (photo.caption_nb, photo.caption_en) == ("Fra meg", "From the file")
    assert [credit.creator for credit in photo.credits.all()] == ["Kari Ås"]
    assert photo.created_by == by
    assert photo.renditions.exists()


def test_a_photo_may_be_added_before_its_file_is_there():
    response = client_of(make_photo_editor()).post(ADD, form_of(caption_nb="Bildet kommer"))

    assert response.status_code == 302, errors_of(response)
    assert Photo.objects.without_file().get().caption_nb == "Bildet kommer"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg></svg>", "SVG drawings can carry programs"),
        (b"text", "This is not a picture we can read."),
        (jpeg_bytes()[:400], "The file is damaged or was cut short"),
    ],
)
def test_a_refused_file_is_told_of_beside_its_field_and_nothing_is_saved(content, sentence):
    photo = Photo.objects.create(caption_nb="Før")

    response = client_of(make_photo_editor()).post(
        change(photo), form_of(photo, caption_nb="Etter", new_file=upload(content))
    )

    assert sentence in errors_of(response)
    photo.refresh_from_db()
    assert (photo.caption_nb, photo.file.name) == ("Før", "")


def test_a_picture_that_the_archive_has_is_taken_only_when_asked_for():
    actions.add_photo(file=upload(), by=None, caption_nb="Skrei")
    client = client_of(make_photo_editor())

    refused = client.post(ADD, form_of(new_file=upload()))
    taken = client.post(ADD, form_of(new_file=upload(), again="on"))

    assert "Skrei" in errors_of(refused)
    assert taken.status_code == 302
    assert Photo.objects.count() == 2


def test_the_form_shows_the_picture_its_focal_point_and_both_credit_lines():
    photo = actions.add_photo(file=jpeg(size=(600, 400)), by=None)
    Credit.objects.create(
        photo=photo,
        creator="Torgeir Haugaard",
        organisation_nb="Forsvaret",
        organisation_en="Norwegian Armed Forces",
    )

    page = client_of(make_photo_editor()).get(change(photo)).content.decode()

    assert 'data-x="id_focal_x"' in page
    assert 'id="id_focal_x"' in page
    assert '<script src="/static/media/focal-point.js" type="module">' in page
    assert "Photo: Torgeir Haugaard / Norwegian Armed Forces" in page
    assert ": Torgeir Haugaard / Forsvaret" in page


def test_a_new_focal_point_makes_the_renditions_anew():
    photo = actions.add_photo(file=jpeg(size=(600, 400)), by=None)
    before = {row.file.name for row in photo.renditions.all()}

    response = client_of(make_photo_editor()).post(change(photo), form_of(photo, focal_x="0.2"))

    assert response.status_code == 302, errors_of(response)
    photo = Photo.objects.get()
    assert photo.focal_x == 0.2
    assert not {row.file.name for row in photo.renditions.all()} & before


@pytest.mark.parametrize("value", ["1.2", "-0.1", "nan", ""])
def test_a_focal_point_outside_the_picture_is_refused(value):
    photo = actions.add_photo(file=jpeg(), by=None)

    response = client_of(make_photo_editor()).post(change(photo), form_of(photo, focal_x=value))

    assert response.status_code == 200
    photo.refresh_from_db()
    assert photo.focal_x == 0.5


def test_a_corrected_credit_makes_the_renditions_anew():
    photo = actions.add_photo(file=jpeg(), by=None)
    before = {row.file.name for row in photo.renditions.all()}

    client_of(make_photo_editor()).post(change(photo), form_of(photo, creator="Kari Ås"))

    photo = Photo.objects.get()
    assert photo.credits.get().creator == "Kari Ås"
    assert not {row.file.name for row in photo.renditions.all()} & before


def test_a_placeholder_receives_its_file_in_the_form():
    photo = Photo.objects.create(caption_nb="Fra manuset")

    response = client_of(make_photo_editor()).post(
        change(photo), form_of(photo, caption_nb="Fra manuset", new_file=upload())
    )

    assert response.status_code == 302, errors_of(response)
    photo.refresh_from_db()
    assert photo.file
    assert renditions.are_current(photo)


# Many at once


def test_many_pictures_are_uploaded_and_each_is_told_of():
    known = upload(jpeg_bytes((90, 60)), "known.jpg")
    actions.add_photo(file=known, by=None, caption_nb="Skrei")
    by = make_photo_editor()
    known.seek(0)
    files = [
        upload(jpeg_bytes((100, 60)), "first.jpg"),
        upload(b"text", "notes.txt"),
        known,
        upload(
            jpeg_bytes((110, 60), xmp=packet(alternatives("dc:description", x_default="A cod"))),
            "cod.jpg",
        ),
    ]

    response = client_of(by).post(UPLOAD, {"files": files, "language": "en"})

    page = response.content.decode()
    told = [one["outcome"] for one in response.context["outcomes"]]
    assert [(one.name, one.is_added) for one in told] == [
        ("first.jpg", True),
        ("notes.txt", False),
        ("known.jpg", False),
        ("cod.jpg", True),
    ]
    assert "This is not a picture we can read." in page
    assert "The archive already has this picture: “Skrei”." in page
    assert Photo.objects.count() == 3
    assert Photo.objects.get(caption_en="A cod").created_by == by


def test_an_upload_without_files_asks_for_them():
    response = client_of(make_photo_editor()).post(UPLOAD, {"language": "en"})

    assert "This field is required." in response.content.decode()
    assert not Photo.objects.exists()


# Who may


@pytest.mark.parametrize(
    ("make", "may_add", "may_change", "may_delete"),
    [
        (make_photo_editor, True, True, True),
        (make_journalist, True, True, False),
        (make_translator, False, False, False),
    ],
)
def test_who_may_do_what(make, may_add, may_change, may_delete):
    photo = actions.add_photo(file=jpeg(), by=None, caption_nb="Før")
    client = client_of(make())

    assert client.get(LIST).status_code == 200
    assert client.get(change(photo)).status_code == 200
    assert (client.get(ADD).status_code == 200) is may_add
    assert (client.get(UPLOAD).status_code == 200) is may_add
    client.post(change(photo), form_of(photo, caption_nb="Etter"))
    photo.refresh_from_db()
    assert (photo.caption_nb == "Etter") is may_change
    client.post(reverse("admin:media_photo_delete", args=[photo.pk]), {"post": "yes"})
    assert Photo.objects.filter(pk=photo.pk).exists() is not may_delete


def test_what_readers_are_shown_cannot_be_deleted(monkeypatch):
    monkeypatch.setattr(showing, "keepers", [lambda photo: True])
    photo = actions.add_photo(file=jpeg(), by=None)

    response = client_of(make_photo_editor()).post(
        reverse("admin:media_photo_delete", args=[photo.pk]), {"post": "yes"}
    )

    assert response.status_code == 403
    assert Photo.objects.exists()


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_page_opens_in_both_interface_languages(language):
    photo = actions.add_photo(file=jpeg(), by=None)
    client = client_of(make_photo_editor(), language)

    for url in (LIST, ADD, UPLOAD, change(photo), change(Photo.objects.create())):
        assert client.get(url).status_code == 200
