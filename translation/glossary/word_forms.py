"""Writing the forms of renderings, by which texts are looked through: some thirty to each, so a file of
terms has a hundred thousand. They go to the database as plain rows, without an object for each."""

from collections.abc import Iterable, Iterator

from django.db import connection

from accounts import languages
from accounts.batches import batched
from translation.glossary import forms
from translation.glossary.words import head_of
from translation.models import PartOfSpeech, Rendering

_BATCH = 5_000
_ONE = """INSERT INTO translation_wordform (rendering_id, language, text, head)
VALUES (%s, %s, %s, %s)"""
_AT_ONCE = """INSERT INTO translation_wordform (rendering_id, language, text, head)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[])"""
Row = tuple[int, str, str, str]


def write_forms(renderings: Iterable[Rendering]) -> None:
    """The forms of renderings that have none yet; their terms are loaded."""
    rows = (row for rendering in renderings for row in _rows(rendering))
    with connection.cursor() as cursor:
        for batch in batched(rows, _BATCH):
            if connection.vendor == "postgresql":
                columns = [list(column) for column in zip(*batch, strict=True)]
                cursor.execute(_AT_ONCE, columns)
            else:
                cursor.executemany(_ONE, batch)


def _rows(rendering: Rendering) -> Iterator[Row]:
    term = rendering.term
    everywhere = term.untranslatable and not rendering.forbidden
    part = PartOfSpeech.NAME if term.untranslatable else term.part_of_speech
    for language in languages.codes() if everywhere else [rendering.language]:
        for text in forms.forms_of(rendering.text, language, part, rendering.forms):
            yield rendering.pk, language, text, head_of(text)
