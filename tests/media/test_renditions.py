import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from media import metadata, pixels, renditions, showing, tasks
from media.models import Credit, Photo, Rendition
from tests.media.photos import halves, jpeg_bytes, packet, picture_bytes

pytestmark = [
    pytest.mark.django_db,
    # Pillow warns of a palette that it has itself written.
    pytest.mark.filterwarnings("ignore:Tag data larger than file"),
]

ORIENTATION, DESCRIPTION, GPS = 0x0112, 0x010E, 0x8825


def make_photo(content: bytes, *, creator: str = "Kari Ås", **fields) -> Photo:
    photo = Photo(**fields)
    photo.file.save("picture.img", ContentFile(content, name="picture.img"), save=False)
    photo.save()
    if creator:
        Credit.objects.create(photo=photo, creator=creator, organisation_nb="NTB")
    return photo


def opened(rendition: Rendition) -> Image.Image:
    with rendition.file.open() as file:
        return Image.open(io.BytesIO(file.read()))


def one(rows: list[Rendition], ratio: str, width: int, format: str = "jpeg") -> Rendition:
    return next(row for row in rows if (row.ratio, row.width, row.format) == (ratio, width, format))


def is_red(image: Image.Image, x: float, y: float = 0.5) -> bool:
    red, _green, blue = image.convert("RGB").getpixel((int(x * image.width), int(y * image.height)))
    return red > 150 and blue < 100


def test_every_ratio_is_made_in_every_width_and_format():
    rows = renditions.make(make_photo(jpeg_bytes((2000, 1500))))

    assert {(row.ratio, row.width, row.height, row.format) for row in rows} == {
        (ratio, width, height, format)
        for format in ("webp", "jpeg")
        for ratio, width, height in [
            ("original", 480, 360),
            ("original", 960, 720),
            ("original", 1600, 1200),
            ("16:9", 480, 270),
            ("16:9", 960, 540),
            ("16:9", 1600, 900),
            ("1:1", 480, 480),
            ("1:1", 960, 960),
        ]
    }
    for row in rows:
        image = opened(row)
        assert (image.size, image.format.lower()) == ((row.width, row.height), row.format)


def test_nothing_is_scaled_up():
    rows = renditions.make(make_photo(jpeg_bytes((300, 200))))

    assert {(row.ratio, row.width, row.height) for row in rows} == {
        ("original", 300, 200),
        ("16:9", 300, 169),
        ("1:1", 200, 200),
    }


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1)])
def test_the_thinnest_picture_has_renditions(size):
    rows = renditions.make(make_photo(picture_bytes(Image.new("RGB", size), "PNG")))

    assert {row.ratio for row in rows} == {"original", "16:9", "1:1"}


@pytest.mark.parametrize(
    ("focal_x", "left", "middle_left", "right"),
    [(0.1, True, True, True), (0.9, False, False, False), (0.5, True, True, False)],
)
def test_the_crop_is_round_the_focal_point(focal_x, left, middle_left, right):
    photo = make_photo(jpeg_bytes((2000, 1000)), focal_x=focal_x)

    square = opened(one(renditions.make(photo), "1:1", 480))

    assert [is_red(square, x) for x in (0.02, 0.48, 0.98)] == [left, middle_left, right]


def test_the_crop_is_round_the_focal_point_from_the_top():
    upper_half_red = halves((1000, 2000)).rotate(-90, expand=True).resize((1000, 2000))
    top = make_photo(picture_bytes(upper_half_red), focal_y=0.05)
    bottom = make_photo(picture_bytes(upper_half_red), focal_y=1)

    assert is_red(opened(one(renditions.make(top), "16:9", 480)), 0.5, 0.95)
    assert not is_red(opened(one(renditions.make(bottom), "16:9", 480)), 0.5, 0.05)


@pytest.mark.parametrize(
    ("size", "ratio", "focus", "box"),
    [
        ((2000, 1000), None, (0.1, 0.1), (0, 0, 2000, 1000)),
        ((2000, 1000), (1, 1), (0.5, 0.5), (500, 0, 1500, 1000)),
        ((2000, 1000), (1, 1), (0.6, 0.5), (700, 0, 1700, 1000)),
        ((2000, 1000), (1, 1), (0, 0), (0, 0, 1000, 1000)),
        ((2000, 1000), (1, 1), (1, 1), (1000, 0, 2000, 1000)),
        ((1000, 2000), (16, 9), (0.5, 0.25), (0, 219, 1000, 781)),
        ((1600, 900), (16, 9), (0.2, 0.9), (0, 0, 1600, 900)),
    ],
)
def test_the_crop_is_the_largest_that_fits(size, ratio, focus, box):
    assert pixels.crop_box(size, ratio, focus) == box


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_applied_and_then_dropped(orientation):
    upright = halves((800, 600))
    method = pixels._TRANSPOSED.get(orientation)
    undo = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}.get(orientation, method)
    stored = upright.transpose(undo) if undo is not None else upright
    photo = make_photo(picture_bytes(stored, exif={ORIENTATION: orientation}))

    row = one(renditions.make(photo), "original", 480)
    image = opened(row)

    assert (row.width, row.height) == (480, 360)
    assert is_red(image, 0.1)
    assert not is_red(image, 0.9)
    assert ORIENTATION not in image.getexif()


def test_the_focal_point_is_that_of_the_upright_picture():
    stored = halves((2000, 1000)).transpose(Image.Transpose.ROTATE_180)
    photo = make_photo(picture_bytes(stored, exif={ORIENTATION: 3}), focal_x=0)

    assert is_red(opened(one(renditions.make(photo), "1:1", 480)), 0.9)


@pytest.mark.parametrize(
    ("mode", "format"),
    [
        ("1", "PNG"),
        ("L", "JPEG"),
        ("L", "PNG"),
        ("LA", "PNG"),
        ("P", "GIF"),
        ("P", "PNG"),
        ("PA", "TIFF"),
        ("RGBA", "PNG"),
        ("RGBA", "WEBP"),
        ("CMYK", "JPEG"),
        ("CMYK", "TIFF"),
        ("YCbCr", "TIFF"),
        ("LAB", "TIFF"),
        ("I;16", "PNG"),
        ("I;16", "TIFF"),
        ("I", "TIFF"),
        ("F", "TIFF"),
    ],
)
def test_every_colour_mode_comes_out_as_rgb(mode, format):
    image = halves((600, 400), "white", "black")
    if mode == "LAB":
        srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(image, srgb, lab, outputMode="LAB")
    elif mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * 257 + 0)
        image = image if mode == "I" else image.convert("I;16")
    elif mode == "PA":
        image = image.convert("L").convert("LA").convert("PA")
    else:
        image = image.convert(mode)

    rows = renditions.make(make_photo(picture_bytes(image, format)))
    small = opened(one(rows, "original", 480))

    assert small.mode == "RGB"
    assert small.getpixel((10, 10))[1] > 240
    assert small.getpixel((470, 10))[1] < 15


def test_grey_of_16_bits_keeps_its_shades():
    image = Image.new("I;16", (600, 400), 32_768)

    rows = renditions.make(make_photo(picture_bytes(image, "PNG")))

    assert opened(one(rows, "original", 480)).getpixel((5, 5))[0] == pytest.approx(128, abs=2)


def test_what_is_transparent_becomes_white():
    image = Image.new("RGBA", (600, 400), (255, 0, 0, 0))

    rows = renditions.make(make_photo(picture_bytes(image, "PNG")))

    assert min(opened(one(rows, "original", 480)).getpixel((5, 5))) > 250


def test_colours_are_converted_from_their_profile():
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    good = make_photo(jpeg_bytes((600, 400), icc_profile=srgb))
    wrong = make_photo(jpeg_bytes((600, 400), icc_profile=swapped))
    broken = make_photo(jpeg_bytes((600, 400), icc_profile=b"no profile"))

    for photo in (good, wrong, broken):
        image = opened(one(renditions.make(photo), "original", 480))
        assert is_red(image, 0.1)
        assert "icc_profile" not in image.info


@pytest.mark.parametrize("format", ["jpeg", "webp"])
def test_credit_and_rights_are_carried_on(format):
    photo = make_photo(
        jpeg_bytes((600, 400)),
        copyright="© Kari Ås & sønn <2026>",
        usage_terms="Bare\x0bredaksjonelt",
        digital_source_type="compositeCapture",
    )
    Credit.objects.create(photo=photo, creator="Per Bø", organisation_en="Norwegian Armed Forces")

    row = one(renditions.make(photo), "16:9", 480, format)
    with row.file.open() as file:
        found = metadata.read(file)

    assert found.creators == ("Kari Ås", "Per Bø")
    assert found.organisation == {"nb": "NTB / Norwegian Armed Forces"}
    assert found.copyright == "© Kari Ås & sønn <2026>"
    assert found.usage_terms == "Bare redaksjonelt"
    assert found.digital_source_type == "compositeCapture"


def test_nothing_else_of_the_original_is_carried_on():
    xmp = packet("<photoshop:City>Alta</photoshop:City>")
    content = jpeg_bytes((600, 400), exif={DESCRIPTION: "secret"}, xmp=xmp, comment=b"secret")
    rows = renditions.make(make_photo(content, creator=""))

    for row in rows:
        image = opened(row)
        assert not image.getexif()
        assert "xmp" not in image.info
        assert "comment" not in image.info


def test_a_second_run_does_nothing(django_assert_num_queries):
    photo = make_photo(jpeg_bytes((600, 400)))
    first = renditions.make(photo)
    photo = Photo.objects.prefetch_related("credits", "renditions").get()

    with django_assert_num_queries(0):
        second = renditions.ensure(photo)

    assert {row.pk for row in second} == {row.pk for row in first}


@pytest.mark.parametrize(
    "change",
    [{"focal_x": 0.1}, {"focal_y": 0.9}, {"copyright": "© NTB"}, {"digital_source_type": "print"}],
    ids=str,
)
def test_a_change_of_what_is_in_the_files_gives_new_addresses(
    change, django_capture_on_commit_callbacks
):
    photo = make_photo(jpeg_bytes((2000, 1000)))
    before = {row.pk: row.file.name for row in renditions.make(photo)}
    Photo.objects.filter(pk=photo.pk).update(**change)

    with django_capture_on_commit_callbacks(execute=True):
        after = renditions.make(Photo.objects.get())

    storage = photo.file.storage
    assert {row.pk for row in after} == set(before)
    assert not {row.file.name for row in after} & set(before.values())
    assert all(storage.exists(row.file.name) for row in after)
    assert not any(storage.exists(name) for name in before.values())


def test_a_change_of_the_caption_makes_nothing_anew():
    photo = make_photo(jpeg_bytes((600, 400)))
    before = {row.file.name for row in renditions.make(photo)}
    photo.caption_nb = "Ny bildetekst"
    photo.save()

    assert {row.file.name for row in renditions.make(photo)} == before


def test_a_corrected_credit_is_written_into_new_files():
    photo = make_photo(jpeg_bytes((600, 400)))
    before = {row.file.name for row in renditions.make(photo)}
    photo.credits.update(creator="Kari Aas")

    rows = renditions.make(photo)

    assert not {row.file.name for row in rows} & before
    with rows[0].file.open() as file:
        assert metadata.read(file).creators == ("Kari Aas",)


def test_a_smaller_picture_leaves_no_row_of_the_larger_one(django_capture_on_commit_callbacks):
    photo = make_photo(jpeg_bytes((2000, 1500)))
    before = {row.file.name for row in renditions.make(photo)}
    photo.file.save("smaller.jpg", ContentFile(jpeg_bytes((600, 400))))

    with django_capture_on_commit_callbacks(execute=True):
        rows = renditions.make(photo)

    assert {row.width for row in photo.renditions.all()} == {480, 400}
    assert len(rows) == photo.renditions.count()
    assert not any(photo.file.storage.exists(name) for name in before)


def test_files_that_readers_are_shown_are_kept(monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(showing, "keepers", [lambda photo: True])
    photo = make_photo(jpeg_bytes((2000, 1000)))
    before = {row.file.name for row in renditions.make(photo)}
    photo.focal_x = 0.1
    photo.save()

    with django_capture_on_commit_callbacks(execute=True):
        renditions.make(photo)

    assert all(photo.file.storage.exists(name) for name in before)


def test_half_a_file_of_an_interrupted_run_is_replaced():
    photo = make_photo(jpeg_bytes((600, 400)))
    rows = renditions.make(photo)
    name = rows[0].file.name
    Rendition.objects.all().delete()
    photo.file.storage.delete(name)
    photo.file.storage.save(name, ContentFile(b"half"))

    rows = renditions.make(photo)

    assert rows[0].file.name == name
    assert opened(rows[0]).size == (rows[0].width, rows[0].height)


def test_a_focal_point_moved_meanwhile_is_heeded(monkeypatch):
    photo = make_photo(jpeg_bytes((2000, 1000)), focal_x=0.1)
    drawn = renditions._drawn

    def slowly(one):
        yield from drawn(one)
        Photo.objects.filter(pk=photo.pk).update(focal_x=0.9)

    monkeypatch.setattr(renditions, "_drawn", slowly)
    rows = renditions.make(photo)

    assert not is_red(opened(one(rows, "1:1", 480)), 0.5)
    assert renditions.are_current(Photo.objects.get())


def test_a_photo_without_a_file_has_no_renditions():
    assert renditions.ensure(make_placeholder()) == []
    assert not Rendition.objects.exists()


def make_placeholder() -> Photo:
    return Photo.objects.create(caption_nb="Bildet kommer")


@pytest.mark.parametrize("content", [b"no picture", jpeg_bytes((600, 400))[:300], b""])
def test_a_broken_file_is_told_of_in_the_log_and_fails_nothing(content, caplog):
    photo = Photo.objects.create()
    name = photo.file.storage.save("photos/broken.jpg", ContentFile(content))
    Photo.objects.filter(pk=photo.pk).update(file=name, width=1, height=1)

    result = tasks.make_renditions.enqueue(str(photo.pk))

    assert (result.status, result.return_value) == ("SUCCESSFUL", 0)
    assert str(photo.pk) in caplog.text
    assert name in caplog.text


def test_a_file_that_is_gone_is_told_of_in_the_log_and_fails_nothing(caplog):
    photo = make_photo(jpeg_bytes())
    photo.file.storage.delete(photo.file.name)

    result = tasks.make_renditions.enqueue(str(photo.pk))

    assert (result.status, result.return_value) == ("SUCCESSFUL", 0)
    assert photo.file.name in caplog.text


def test_a_photo_deleted_before_its_task_fails_nothing(caplog):
    photo = make_placeholder()
    pk = str(photo.pk)
    photo.delete()

    result = tasks.make_renditions.enqueue(pk)

    assert (result.status, result.return_value) == ("SUCCESSFUL", 0)
    assert pk in caplog.text
