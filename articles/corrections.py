"""Adding, changing and taking away corrections. Each is one transaction. Readers see none of it
before the story is published again."""

import datetime
import uuid
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles.models import Article, Correction
from articles.plain_text import plain
from articles.problems import NotAllowed

# Told, within the transaction, that a story's corrections are others now, and by whom. The apps above
# put themselves in here when they start, since this one cannot ask them.
followers: list[Callable[[Article, User], None]] = []


class Changed(Exception):
    """Somebody else changed or took away the correction since it was shown."""


def was_published(article: Article) -> bool:
    """Whether readers have been shown the story, in any language."""
    return article.log.filter(move="publish").exists()


def refusal(article: Article, user: User) -> str:
    """Why this person may not write corrections of this story; "" where they may."""
    if not user.is_editor:
        return _t("Only an editor can write a correction.")
    if not was_published(article):
        return _t("There is nothing to correct yet: readers have not seen the story.")
    return ""


@transaction.atomic
def add(
    article: Article, language: str, text: str, *, by: User, pk: uuid.UUID | None = None
) -> Correction:
    """Write a correction in one language; the others' versions then lack it. With the `pk` of one
    that was added already, that one is returned. Raises NotAllowed."""
    article = _locked(article, by)
    if pk and (made := Correction.objects.filter(pk=pk, article=article).first()):
        return made
    if article.version(language) is None:
        raise NotAllowed(
            _t("There is no %(language)s version to correct.")
            % {"language": languages.name(language)}
        )
    correction = Correction(
        pk=pk or uuid.uuid4(), article=article, written_in=language, created_by=by
    )
    setattr(correction, languages.column("text", language), _written(text))
    correction._history_user = by
    correction.save(force_insert=True)
    touch(article, by=by)
    _tell(article, by)
    return correction


@transaction.atomic
def change(
    correction: Correction, text: str, *, by: User, seen: datetime.datetime | None = None
) -> Correction:
    """Write it anew in the language it was written in; what was translated from it is then stale.
    Raises NotAllowed, or Changed where it is not as it was `seen` (its `updated_at`)."""
    article = _locked(correction.article, by)
    correction = _as_seen(correction, seen)
    column = languages.column("text", correction.written_in)
    text = _written(text)
    if getattr(correction, column) != text:
        setattr(correction, column, text)
        correction._history_user = by
        correction.save()
        touch(article, by=by)
        _tell(article, by)
    return correction


@transaction.atomic
def remove(correction: Correction, *, by: User, seen: datetime.datetime | None = None) -> None:
    """Take it away; the history keeps it. Raises NotAllowed or Changed."""
    article = _locked(correction.article, by)
    correction = _as_seen(correction, seen)
    correction._history_user = by
    correction.delete()
    touch(article, by=by)
    _tell(article, by)


def _tell(article: Article, by: User) -> None:
    for follower in followers:
        follower(article, by)


def touch(article: Article, *, by: User | None) -> None:
    """A correction is the story's: what looks for stories saved since then must find it. Not a
    save, which would write a row of history that says nothing."""
    Article.objects.filter(pk=article.pk).update(updated_at=timezone.now(), updated_by=by)


def mark_published(article: Article, language: str, at: datetime.datetime) -> None:
    """Note on the corrections that stand in `language` when its readers first saw them. `article`
    has them prefetched, and they are told as well."""
    column = languages.column("published_at", language)
    new = [
        one
        for one in article.corrections.all()
        if languages.text(one, "text", language) and getattr(one, column) is None
    ]
    for one in new:
        setattr(one, column, at)
    if new:
        Correction.objects.filter(pk__in=[one.pk for one in new]).update(**{column: at})


def _written(text: str) -> str:
    text = plain(text)
    limit = Correction._meta.get_field("text").max_length
    if not text:
        raise NotAllowed(_t("Write what was wrong, and what is right."))
    if limit and len(text) > limit:
        raise NotAllowed(
            _t("The text has %(length)s characters; %(label)s takes %(limit)s.")
            % {"length": len(text), "label": Correction._meta.verbose_name, "limit": limit}
        )
    return text


def _locked(article: Article, by: User) -> Article:
    article = Article.objects.select_for_update().get(pk=article.pk)
    if why := refusal(article, by):
        raise NotAllowed(why)
    return article


def _as_seen(correction: Correction, seen: datetime.datetime | None) -> Correction:
    now = Correction.objects.select_for_update().filter(pk=correction.pk).first()
    if now is None or (seen is not None and now.updated_at != seen):
        raise Changed
    return now
