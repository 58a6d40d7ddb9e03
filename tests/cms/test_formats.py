"""Dates and hours as the newsroom's languages write them."""

import datetime

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format

AT = datetime.datetime(2026, 11, 3, 13, 5)


@pytest.mark.parametrize(
    ("language", "format_name", "expected"),
    [
        ("nb", "DATE_FORMAT", "3. november 2026"),
        ("nb", "TIME_FORMAT", "13.05"),
        ("nb", "DATETIME_FORMAT", "3. november 2026 kl. 13.05"),
        ("nb", "SHORT_DATETIME_FORMAT", "03.11.2026 kl. 13.05"),
        ("en", "DATE_FORMAT", "3 November 2026"),
        ("en", "TIME_FORMAT", "13:05"),
        ("en", "DATETIME_FORMAT", "3 November 2026, 13:05"),
        ("en", "SHORT_DATE_FORMAT", "03/11/2026"),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language, format_name, expected):
    with translation.override(language):
        assert date_format(AT, format_name) == expected


@pytest.mark.parametrize(
    ("language", "written"),
    [("nb", "03.11.2026"), ("nb", "2026-11-03"), ("en", "03/11/2026"), ("en", "2026-11-03")],
)
def test_a_date_is_read_as_the_language_writes_it(language, written):
    with translation.override(language):
        assert forms.DateField().clean(written) == AT.date()


@pytest.mark.parametrize(
    ("language", "written"), [("nb", "13.05"), ("nb", "13:05"), ("en", "13:05")]
)
def test_an_hour_is_read_as_the_language_writes_it(language, written):
    with translation.override(language):
        assert forms.TimeField().clean(written) == AT.time()
