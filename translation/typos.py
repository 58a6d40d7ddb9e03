"""A change of the source that is a typo only: an editor says that the translations stay as they are.

What each record says it was translated from moves on to the source as it is now; translator, state
and time stay, and the log tells who said so, and of which words.
"""

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from articles import blocks
from articles.models import Article, LanguageVersion, LogEntry
from articles.problems import NotAllowed
from articles.shown import shown
from translation import behind, permissions
from translation.memory import following
from translation.segments import Segment, Status, records_of, segments
from translation.writing import open_segment, records, segment_of

# What the log calls it. Its detail has `typos`: of each segment its key and the source's text
# `before` and `after`.
TYPO = "typo"
Stale = Mapping[str, frozenset[str]]


@transaction.atomic
def pass_typo(version: LanguageVersion, key: str, *, by: User, read: str | None = None) -> Segment:
    """Of one stale segment, and of the source that was read. Raises NotAllowed."""
    segment = open_segment(version, key, by)
    if not permissions.may_pass_typos(by, version):
        raise NotAllowed(_t("Only an editor can say that a change of the source is a typo only."))
    if segment.status != Status.STALE or segment.record is None:
        raise NotAllowed(_t("Nothing has changed in the source of this text."))
    if read is None or blocks.digest(read) == blocks.digest(segment.source):
        _pass([segment], version, by)
    return segment_of(version, key) or segment


def stale_before(pk: uuid.UUID) -> Stale:
    """By language, the keys of what is stale now, before a source is saved."""
    return {
        language: frozenset(one.key for one in found if one.status == Status.STALE)
        for language, found in _translated(pk).items()
    }


@transaction.atomic
def pass_since(article: Article, before: Stale, *, by: User) -> int:
    """All that has become stale since `before` was taken; returns how many segments."""
    number = 0
    found = _translated(article.pk)
    for version in article.versions.all():
        if version.language in found and permissions.may_pass_typos(by, version):
            stale = [
                one
                for one in found[version.language]
                if one.status == Status.STALE
                and one.record
                and one.key not in before.get(version.language, ())
            ]
            _pass(stale, version, by)
            number += len(stale)
    return number


def _translated(pk: uuid.UUID) -> dict[str, list[Segment]]:
    article = Article.objects.get(pk=pk)
    found = shown(article)
    all_records = records_of([found])
    return {
        version.language: segments(found, version.language, all_records)
        for version in article.versions.all()
        if not version.is_source
    }


def _pass(stale: Iterable[Segment], version: LanguageVersion, by: User) -> None:
    passed = []
    for segment in stale:
        passed.append(
            {"segment": segment.key, "before": segment.source_then, "after": segment.source}
        )
        # Not saved whole: when it was translated is not now.
        records(segment).update(
            source_text=segment.source, source_digest=blocks.digest(segment.source)
        )
        following.follow(segment, records(segment).first(), segment.target)
        behind.settle(segment)
    if passed:
        LogEntry.objects.create(
            article_id=version.article_id,
            language=version.language,
            move=TYPO,
            from_state=version.state,
            to_state=version.state,
            by=by,
            detail={"typos": passed},
        )
