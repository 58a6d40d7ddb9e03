import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from media import incoming
from tests.media.photos import halves, jpeg_bytes, picture_bytes

ORIENTATION = 0x0112


def check(content: bytes, name: str = "picture.jpg") -> incoming.Incoming:
    return incoming.check(ContentFile(content, name=name))


def refused(content: bytes, name: str = "picture.jpg") -> str:
    with pytest.raises(ValidationError) as caught:
        check(content, name)
    assert caught.value.messages[0].endswith(".")
    return caught.value.code


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "GIF"])
def test_every_usual_format_is_taken(format):
    found = check(picture_bytes(format=format))

    assert (found.width, found.height) == (120, 80)
    assert len(found.content_hash) == 64


def test_a_phones_jpeg_with_several_pictures_is_taken():
    content = picture_bytes(format="MPO", save_all=True, append_images=[halves()])

    assert check(content).name.endswith(".jpg")


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_the_size_is_that_of_the_upright_picture(format):
    found = check(picture_bytes(format=format, exif={ORIENTATION: 6}))

    assert (found.width, found.height) == (80, 120)


@pytest.mark.parametrize(
    ("given", "stem"),
    [
        ("Fjord i sol.JPG", "Fjord_i_sol"),
        ("attack.html", "attack"),
        ("../../etc/passwd", "passwd"),
        ("C:\\photos\\båt.png", "båt"),
        (".jpg", "jpg"),
        ("...", "photo"),
        ("", "photo"),
        ("x" * 300 + ".jpg", "x" * 80),
    ],
)
def test_a_file_is_named_after_what_it_is(given, stem):
    found = check(picture_bytes(format="PNG"), given)

    assert found.name == f"{stem}-{found.content_hash[:8]}.png"


def test_the_file_can_be_read_from_its_start_afterwards():
    file = ContentFile(jpeg_bytes(), name="picture.jpg")

    incoming.check(file)

    assert file.tell() == 0


def test_the_file_must_not_be_empty():
    assert refused(b"") == "empty"


def test_the_file_must_not_be_too_large(settings):
    content = jpeg_bytes()
    settings.PHOTO_MAX_BYTES = len(content) - 1

    assert refused(content) == "too_large"


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<?xml version="1.0"?><!-- drawn --><svg onload="alert(1)"></svg>',
        b"\xef\xbb\xbf  <SVG >",
    ],
)
def test_svg_is_refused_by_name(content):
    assert refused(content, "drawing.svg") == "svg"
    assert refused(content, "picture.jpg") == "svg"


@pytest.mark.parametrize(
    "content",
    [b"Just text.", b"%PDF-1.7", b"MZ\x90\x00", b"<html>", b"\x00" * 100, b"8BPS\x00\x01"],
)
def test_what_is_no_picture_is_refused(content):
    assert refused(content) == "not_an_image"


def test_heic_is_refused_with_what_to_do():
    assert refused(b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic") == "heic"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_a_file_that_was_cut_short_is_refused(format):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    content = picture_bytes(noise, format)

    assert refused(content[: len(content) // 2]) in ("broken", "not_an_image")


def test_a_damaged_png_is_refused():
    content = bytearray(picture_bytes(Image.effect_noise((100, 100), 90), "PNG"))
    content[len(content) // 2] ^= 0xFF

    assert refused(bytes(content)) == "broken"


def png_of_size(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of that size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(20_000, 20_000), (100_000, 100_000), (15_000, 13_400)])
def test_a_decompression_bomb_is_refused_unopened(size):
    assert refused(png_of_size(*size)) == "too_many_pixels"
