"""What follows a change of a source's blocks: translations go where their text has gone, and stand in
the source's order. Nothing is taken away: what finds no place is an orphan beside its neighbour."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from accounts import languages
from accounts.models import User
from articles import blocks
from articles.blocks import Block
from articles.models import Article, FactBox
from translation import noting
from translation.homing import homes
from translation.memory import following
from translation.models import SegmentRecord


@transaction.atomic
def realign(article: Article, *, before: str, by: User) -> None:
    """After the source was saved; `before` is its body as it was until then."""
    old = _ids(before)
    source = blocks.parse(languages.text(article, "body", article.source_language))
    records = _records(article)
    changed = []
    for language in languages.others(article.source_language):
        column = languages.column("body", language)
        target = blocks.parse(getattr(article, column) or "")
        own = [
            one
            for one in records
            if (one.source_language, one.language) == (article.source_language, language)
        ]
        body = blocks.write(blocks.compose(source, _at_home(source, target, own, old)))
        if body != (getattr(article, column) or ""):
            setattr(article, column, body)
            changed.append(column)
    if changed:
        article.updated_by = by
        article.save(update_fields=[*changed, "updated_at", "updated_by"])


@transaction.atomic
def realign_fact_box(fact_box: FactBox, before: Mapping[str, str]) -> None:
    """After a fact box was saved; `before` has its body in each language as it was until then. Each
    of its languages may be a source. Its order is made where a story shows it, of that story's
    source."""
    changed = []
    way = ("source_language", "language")
    ways = sorted(_records(fact_box), key=lambda one: [getattr(one, name) for name in way])
    for (origin, language), own in groupby(
        ways, key=lambda one: (one.source_language, one.language)
    ):
        column = languages.column("body", language)
        source = blocks.parse(languages.text(fact_box, "body", origin))
        target = blocks.parse(getattr(fact_box, column) or "")
        at_home = _at_home(source, target, list(own), _ids(before.get(origin, "")))
        if at_home != target:
            setattr(fact_box, column, blocks.write(at_home))
            changed.append(column)
    if changed:
        fact_box.save(update_fields=[*changed, "updated_at"])


def _records(thing: Article | FactBox) -> list[SegmentRecord]:
    return list(
        SegmentRecord.objects.filter(
            content_type=ContentType.objects.get_for_model(thing),
            object_id=str(thing.pk),
            field="body",
        )
    )


def _ids(body: str) -> set[str]:
    return {block.id for block in blocks.parse(body)}


def _at_home(
    source: list[Block], target: list[Block], records: list[SegmentRecord], old: set[str]
) -> list[Block]:
    """The target with the ids of the blocks that its texts belong to now; their records go along,
    and so do those of what was left out. A block that stood in the source already, in `old`, takes
    nothing: however like another its text is, it was never that one."""
    there = {block.id for block in source}
    here = {block.id for block in target}
    known = {record.block for record in records}
    left_out = SegmentRecord.State.LEFT_OUT
    lost = {
        record.block: record.source_text
        for record in records
        if record.block not in there and (record.block in here or record.state == left_out)
    }
    if not lost:
        return target
    taken = here | known | old
    free = {
        block.id: block.html
        for block in source
        if block.html and not block.only and block.id not in taken
    }
    found = homes(lost, free)
    for record in records:
        if record.block in found:
            # Not saved whole: when it was translated is not now.
            SegmentRecord.objects.filter(pk=record.pk).update(block=found[record.block])
            following.follow_block(record, found[record.block])
            noting.follow(record, found[record.block])
    return [replace(block, id=found.get(block.id, block.id)) for block in target]
