"""What a photo is called."""

import pytest
from django.utils import translation

from media.models import Photo

HERRING = {"caption_nb": "Sild i garnet.", "caption_en": "Herring in the net."}


@pytest.mark.parametrize(
    ("active", "captions", "name"),
    [
        ("nb", HERRING, "Sild i garnet."),
        ("en", HERRING, "Herring in the net."),
        ("en", {"caption_nb": "Sild i garnet."}, "Sild i garnet."),
        ("nb", {"caption_en": "Herring in the net."}, "Herring in the net."),
        ("en", {}, "Photo without a caption"),
        (None, HERRING, "Sild i garnet."),
        ("fr", HERRING, "Sild i garnet."),
    ],
)
def test_a_photo_is_named_in_the_language_of_the_page(active, captions, name):
    photo = Photo(**captions)

    with translation.override(active):
        assert str(photo) == name


def test_a_photo_is_named_in_the_language_that_is_asked_for():
    with translation.override("nb"):
        assert Photo(**HERRING).called("en") == "Herring in the net."


def test_a_long_caption_is_cut():
    assert Photo(caption_nb="å" * 200).called("nb") == "å" * 79 + "…"
