import pytest
from django.utils import translation

from media.credit import Named, credit_line, line_of
from media.models import Credit, Photo

HAUGAARD = Named(
    creator="Torgeir Haugaard", organisation={"nb": "Forsvaret", "en": "Norwegian Armed Forces"}
)
AAS = Named(creator="Kari Ås", organisation={"nb": "NTB", "en": "NTB"})
BOE = Named(creator="Per Bø", organisation={"nb": "NTB", "en": "NTB"})


def test_the_line_names_creator_and_organisation_in_its_own_language():
    with translation.override("nb"):
        assert credit_line([HAUGAARD], "en") == "Photo: Torgeir Haugaard / Norwegian Armed Forces"
    with translation.override("en"):
        assert credit_line([HAUGAARD], "nb") == "Foto: Torgeir Haugaard / Forsvaret"


@pytest.mark.parametrize(
    ("credits", "expected"),
    [
        ([], ""),
        ([Named()], ""),
        ([Named(creator="Kari Ås")], "Photo: Kari Ås"),
        ([Named(organisation={"en": "NTB"})], "Photo: NTB"),
        ([Named(organisation={"nb": "Avisa"})], "Photo: Avisa"),
        ([AAS, HAUGAARD], "Photo: Kari Ås / NTB and Torgeir Haugaard / Norwegian Armed Forces"),
        ([AAS, BOE], "Photo: Kari Ås and Per Bø / NTB"),
        ([AAS, AAS], "Photo: Kari Ås / NTB"),
        ([AAS, Named(organisation={"en": "NTB"})], "Photo: Kari Ås / NTB and NTB"),
        (
            [AAS, HAUGAARD, Named(creator="Ann")],
            "Photo: Kari Ås / NTB, Torgeir Haugaard / Norwegian Armed Forces and Ann",
        ),
    ],
)
def test_credits_are_joined_as_one_would_say_it(credits, expected):
    assert credit_line(credits, "en") == expected


def test_credits_are_joined_in_norwegian():
    line = credit_line([AAS, HAUGAARD], "nb")

    assert line == "Foto: Kari Ås / NTB og Torgeir Haugaard / Forsvaret"


def test_ai_is_told_of_in_norwegian():
    line = credit_line([AAS], "nb", Photo.Kind.ILLUSTRATION, Photo.SourceType.AI)

    assert line == "Illustrasjon: Kari Ås / NTB (laget med KI)"


@pytest.mark.parametrize(
    ("kind", "source_type", "expected"),
    [
        ("photo", "", "Photo: Kari Ås / NTB"),
        ("photo", "digitalCapture", "Photo: Kari Ås / NTB"),
        ("illustration", "", "Illustration: Kari Ås / NTB"),
        ("illustration", "trainedAlgorithmicMedia", "Illustration: Kari Ås / NTB (made with AI)"),
        ("photo", "trainedAlgorithmicMedia", "Illustration: Kari Ås / NTB (made with AI)"),
        (
            "photo",
            "compositeWithTrainedAlgorithmicMedia",
            "Photo: Kari Ås / NTB (montage made with AI)",
        ),
        ("photo", "compositeCapture", "Photo: Kari Ås / NTB (montage)"),
    ],
)
def test_illustrations_montages_and_ai_are_called_so(kind, source_type, expected):
    assert credit_line([AAS], "en", kind, source_type) == expected


def test_ai_is_told_of_where_nobody_is_named():
    assert (
        credit_line([], "en", "illustration", Photo.SourceType.AI) == "Illustration: made with AI"
    )


@pytest.mark.django_db
def test_the_line_of_a_photo_costs_no_query_where_credits_are_prefetched(django_assert_num_queries):
    photo = Photo.objects.create()
    Credit.objects.create(photo=photo, creator="Per Bø", organisation_nb="NTB", position=2)
    Credit.objects.create(photo=photo, creator="Kari Ås", organisation_en="NTB", position=1)
    photo = Photo.objects.prefetch_related("credits").get()

    with django_assert_num_queries(0):
        line = line_of(photo, "en")

    assert line == "Photo: Kari Ås and Per Bø / NTB"
