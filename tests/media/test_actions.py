import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction

from media import actions, renditions, showing
from media.credit import Named, line_of
from media.models import Credit, Photo, Rendition
from tests.factories import make_photo_editor
from tests.media.photos import alternatives, halves, iim_bytes, jpeg, jpeg_bytes, packet, sequence

pytestmark = pytest.mark.django_db

LABELLED = packet(
    alternatives("dc:description", x_default="Fly lander", nb="Fly lander", en="Plane landing")
    + alternatives("Iptc4xmpCore:AltTextAccessibility", nb="Et fly", en="A plane")
    + sequence("dc:creator", "Torgeir Haugaard")
    + "<photoshop:Credit>Forsvaret</photoshop:Credit>"
    + "<photoshop:City>Evenes</photoshop:City>"
    + "<photoshop:DateCreated>2026-07-01T12:00:00+02:00</photoshop:DateCreated>"
    + alternatives("dc:rights", x_default="© Forsvaret")
    + alternatives("xmpRights:UsageTerms", x_default="Kun redaksjonelt")
)


def refused(run, code: str) -> str:
    with pytest.raises(ValidationError) as caught:
        run()
    assert caught.value.code == code
    return caught.value.messages[0]


def test_a_photo_is_filled_from_its_file():
    by = make_photo_editor()

    photo = actions.add_photo(file=jpeg(size=(600, 400), xmp=LABELLED), by=by)

    photo = Photo.objects.get(pk=photo.pk)
    assert (photo.caption_nb, photo.caption_en) == ("Fly lander", "Plane landing")
    assert (photo.alt_text_nb, photo.alt_text_en) == ("Et fly", "A plane")
    assert (photo.place, photo.copyright) == ("Evenes", "© Forsvaret")
    assert photo.usage_terms == "Kun redaksjonelt"
    assert photo.taken_at == datetime.datetime(2026, 7, 1, 10, tzinfo=datetime.UTC)
    assert (photo.width, photo.height, len(photo.content_hash)) == (600, 400, 64)
    assert line_of(photo, "en") == "Photo: Torgeir Haugaard / Forsvaret"
    assert photo.created_by == by
    assert [row.history_user for row in photo.history.all()] == [by]
    assert renditions.are_current(photo)


def test_what_a_person_has_written_is_kept():
    photo = actions.add_photo(
        file=jpeg(xmp=LABELLED),
        by=None,
        caption_nb="Min tekst",
        place="Bodø",
        credits=[Named(creator="Kari Ås", organisation={"nb": "Avisa", "en": "The Paper"})],
    )

    photo.refresh_from_db()
    assert (photo.caption_nb, photo.caption_en) == ("Min tekst", "Plane landing")
    assert photo.place == "Bodø"
    assert line_of(photo, "en") == "Photo: Kari Ås / The Paper"
    assert photo.credits.count() == 1


def test_untagged_texts_are_in_the_language_told():
    file = jpeg(iim=iim_bytes([(120, "A cod"), (110, "Norwegian Armed Forces")]))

    photo = actions.add_photo(file=file, by=None, language="en")

    assert (photo.caption_nb or "", photo.caption_en) == ("", "A cod")
    assert photo.credits.get().organisation_en == "Norwegian Armed Forces"


def test_every_creator_gets_a_credit():
    file = jpeg(iim=iim_bytes([(80, "Kari Ås"), (80, "Per Bø"), (110, "NTB")]))

    photo = actions.add_photo(file=file, by=None)

    assert line_of(photo, "nb").endswith(": Kari Ås og Per Bø / NTB")
    assert [credit.position for credit in photo.credits.all()] == [0, 1]


def test_what_is_too_long_for_its_column_is_cut():
    long = packet(
        sequence("dc:creator", "K" * 900) + alternatives("dc:rights", x_default="R" * 900)
    )

    photo = actions.add_photo(file=jpeg(xmp=long), by=None)

    assert (len(photo.credits.get().creator), len(photo.copyright)) == (200, 255)


def source_type(code: str) -> str:
    uri = f"http://cv.iptc.org/newscodes/digitalsourcetype/{code}"
    return packet(f"<Iptc4xmpExt:DigitalSourceType>{uri}</Iptc4xmpExt:DigitalSourceType>")


@pytest.mark.parametrize(
    ("code", "fields", "stored", "kind"),
    [
        ("trainedAlgorithmicMedia", {}, "trainedAlgorithmicMedia", "illustration"),
        ("trainedAlgorithmicMedia", {"kind": "photo"}, "trainedAlgorithmicMedia", "photo"),
        ("digitalCapture", {}, "digitalCapture", "photo"),
        ("nothingKnown", {}, "", "photo"),
        ("digitalCapture", {"digital_source_type": "print"}, "print", "photo"),
    ],
)
def test_the_source_type_is_filled_where_it_is_known(code, fields, stored, kind):
    photo = actions.add_photo(file=jpeg(xmp=source_type(code)), by=None, **fields)

    photo.refresh_from_db()
    assert (photo.digital_source_type, photo.kind) == (stored, kind)


def test_the_size_stored_is_that_of_the_upright_picture():
    photo = actions.add_photo(file=jpeg(size=(600, 400), exif={0x0112: 6}), by=None)

    photo = Photo.objects.get(pk=photo.pk)
    assert (photo.width, photo.height) == (400, 600)
    photo.save()
    photo.refresh_from_db()
    assert (photo.width, photo.height) == (400, 600)


def test_what_is_no_picture_changes_nothing():
    refused(
        lambda: actions.add_photo(file=ContentFile(b"text", name="a.jpg"), by=None), "not_an_image"
    )

    assert not Photo.objects.exists()


def test_the_same_picture_is_found_in_the_archive():
    content = jpeg_bytes()
    first = actions.add_photo(file=ContentFile(content, name="a.jpg"), by=None, caption_nb="Skrei")

    def again(**options):
        return actions.add_photo(file=ContentFile(content, name="b.jpg"), by=None, **options)

    assert "Skrei" in refused(again, "duplicate")
    assert Photo.objects.count() == 1
    assert again(again=True).content_hash == first.content_hash


def test_a_placeholder_receives_its_file():
    photo = Photo.objects.create(caption_nb="Fra manuset")
    Credit.objects.create(photo=photo, creator="Torgeir Haugaard")
    by = make_photo_editor()

    actions.replace_file(photo, jpeg(size=(600, 400), xmp=LABELLED), by=by)

    photo = Photo.objects.get(pk=photo.pk)
    assert photo.file.name.endswith(".jpg")
    assert (photo.caption_nb, photo.caption_en) == ("Fra manuset", "Plane landing")
    assert [(one.creator, one.organisation_nb or "") for one in photo.credits.all()] == [
        ("Torgeir Haugaard", "")
    ]
    assert photo.history.first().history_user == by
    assert photo.renditions.exists()


def test_a_file_that_is_refused_leaves_the_placeholder_as_it_was():
    photo = Photo.objects.create(caption_nb="Fra manuset")

    refused(
        lambda: actions.replace_file(photo, ContentFile(b"<svg/>", name="a.svg"), by=None), "svg"
    )

    photo.refresh_from_db()
    assert (photo.file.name, photo.content_hash) == ("", "")


def test_the_same_file_may_be_given_to_its_own_photo_again():
    content = jpeg_bytes()
    photo = actions.add_photo(file=ContentFile(content, name="a.jpg"), by=None)

    actions.replace_file(photo, ContentFile(content, name="a.jpg"), by=None)

    assert Photo.objects.count() == 1


@pytest.mark.parametrize(("size", "focal_x"), [((1200, 800), 0.1), ((800, 800), 0.5)])
def test_the_focal_point_holds_for_pictures_of_the_same_shape(size, focal_x):
    photo = actions.add_photo(file=jpeg(size=(600, 400)), by=None)
    actions.set_focal_point(photo, 0.1, 0.5, by=None)

    actions.replace_file(photo, jpeg(size=size), by=None)

    photo.refresh_from_db()
    assert photo.focal_x == focal_x


def test_moving_the_focal_point_makes_the_renditions_anew():
    photo = actions.add_photo(file=jpeg(size=(2000, 1000)), by=None)
    before = set(Rendition.objects.values_list("file", flat=True))
    by = make_photo_editor()

    actions.set_focal_point(photo, 0.1, 0.4, by=by)

    photo = Photo.objects.get(pk=photo.pk)
    assert (photo.focal_x, photo.focal_y) == (0.1, 0.4)
    assert photo.history.first().history_user == by
    assert not before & set(Rendition.objects.values_list("file", flat=True))


@pytest.mark.parametrize(
    "point", [(-0.1, 0.5), (0.5, 1.01), (float("nan"), 0.5), (0.5, float("inf"))]
)
def test_the_focal_point_lies_in_the_picture(point):
    photo = Photo.objects.create()

    refused(lambda: actions.set_focal_point(photo, *point, by=None), "focal_point")

    photo.refresh_from_db()
    assert (photo.focal_x, photo.focal_y) == (0.5, 0.5)


def test_the_renditions_are_enqueued_in_the_same_transaction(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    from django_tasks_db.models import DBTaskResult

    with transaction.atomic():
        photo = actions.add_photo(file=jpeg(), by=None)
        assert not photo.renditions.exists()
        enqueued = DBTaskResult.objects.get()
        transaction.set_rollback(True)

    assert enqueued.args_kwargs["args"] == [str(photo.pk)]
    assert not DBTaskResult.objects.exists()


def test_a_file_is_not_left_behind_by_what_failed(monkeypatch):
    def fail(photo):
        raise RuntimeError

    stored = []
    save = FileSystemStorage.save
    monkeypatch.setattr(actions, "follow_up", fail)
    monkeypatch.setattr(
        FileSystemStorage,
        "save",
        lambda *args, **options: stored.append(save(*args, **options)) or stored[-1],
    )

    with pytest.raises(RuntimeError), transaction.atomic():
        actions.add_photo(file=jpeg(), by=None)

    assert len(stored) == 1
    assert not default_storage.exists(stored[0])
    assert not Photo.objects.exists()


def test_deleting_a_photo_deletes_its_files(django_capture_on_commit_callbacks):
    photo = actions.add_photo(file=jpeg(), by=None)
    storage = photo.file.storage
    names = [photo.file.name, *Rendition.objects.values_list("file", flat=True)]
    assert all(map(storage.exists, names))

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_photo(photo, by=None)

    assert not any(map(storage.exists, names))


def test_a_photo_that_readers_are_shown_is_not_deleted(monkeypatch):
    photo = actions.add_photo(file=jpeg(), by=None)
    monkeypatch.setattr(showing, "keepers", [lambda photo: True])

    refused(lambda: actions.delete_photo(photo, by=None), "shown")

    assert photo.file.storage.exists(Photo.objects.get().file.name)


def test_a_png_with_an_odd_name_is_stored_as_what_it_is():
    content = jpeg_bytes()

    photo = actions.add_photo(file=ContentFile(content, name="page.html"), by=None)

    assert photo.file.name.endswith(".jpg")
    assert halves().size == (photo.width, photo.height)


def test_who_shows_photos_is_told_of_new_renditions_and_of_corrections(monkeypatch):
    told = []
    monkeypatch.setattr(showing, "followers", [lambda photo: told.append(photo.pk)])

    photo = actions.add_photo(file=jpeg(), by=None)
    assert told == [photo.pk]

    # The names of the first language stand in the files; the others only in the credit lines.
    Credit.objects.create(photo=photo, creator="Kari Ås", organisation_nb="Avisa")
    actions.follow_up(photo)
    assert told == [photo.pk] * 2
    photo.credits.update(organisation_en="The Paper")
    actions.follow_up(photo)
    assert told == [photo.pk] * 3
