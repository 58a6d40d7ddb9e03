"""Units, stories and schemas for the tests of formats."""

import os
from pathlib import Path

import pytest
from lxml import etree

from articles import blocks
from translation.formats import codes
from translation.formats.document import State, Story, Unit

STORY = "7b1f8b0e-7a7a-4c59-8f5f-9f5f1f0a0001"
SCHEMAS = {
    "1.2": "xliff-1.2/xliff-core-1.2-strict.xsd",
    "2.0": "xliff-2.0/xliff_core_2.0.xsd",
    "metadata": "xliff-2.0/metadata.xsd",
}


def make_unit(source: str, target: str = "", *, key: str = "b1", **fields) -> Unit:
    content, known = codes.take_apart(source)
    if target:
        translated, own = codes.take_apart_like(target, known)
        fields |= {"target": translated, "target_codes": own}
        fields.setdefault("state", State.TRANSLATED)
    return Unit(
        id=f"article:{STORY}:body:{key}",
        name="Paragraph",
        source=content,
        codes=known,
        source_digest=blocks.digest(source),
        target_digest=blocks.digest(target),
        **fields,
    )


def make_story(*units: Unit, **fields) -> Story:
    told = {"id": STORY, "title": "Skrei & sei", "source_language": "nb", "language": "en"}
    return Story(**(told | fields), units=units)


def schema(name: str) -> etree.XMLSchema:
    """OASIS's own; the test is skipped where it is not there."""
    folder = os.environ.get("SCHEMAS_DIR")
    if not folder:
        pytest.skip("needs OASIS's schemas: set SCHEMAS_DIR to the folder that has xliff-1.2/")
    return etree.XMLSchema(etree.parse(Path(folder) / SCHEMAS[name]))
