"""Publishing, scheduling and withdrawing. Each is one transaction; outside effects wait for it.

The state itself moves in `articles.workflow`; what follows from "publish" and "withdraw" is put
into its effects here, so no way to those states leaves readers with something else.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from accounts.models import User
from articles import corrections, showing, workflow
from articles.models import Article, Author, LanguageVersion, Section, Tag
from articles.shown import Shown, may_show_photos, shown
from articles.workflow import Act
from media import renditions
from media.models import Photo
from publishing import content as frozen
from publishing import events, freeze, happened, republishing, tasks
from publishing.events import Change
from publishing.models import Event, Live, LiveUse, Publication, Tombstone
from translation import readers


def publish(
    versions: Sequence[LanguageVersion],
    *,
    by: User,
    accepted: Iterable[str] = (),
    note: str = "",
    at: datetime.datetime | None = None,
) -> list[LanguageVersion]:
    """Publish one language, or several of one story as one act.

    `accepted` holds the keys of the ticked warnings; `at` is the hour that readers are told, for
    a story that was published elsewhere before. Raises NotAllowed or NotReady.
    """
    article = versions[0].article
    may_follow = all(version.state in workflow.MOVES["publish"].sources for version in versions)
    if may_follow and may_show_photos(article):
        for photo in shown(article).photos.values():
            renditions.ensure(photo)
    notes = {version.language: note for version in versions}
    return workflow.move_together(versions, "publish", by=by, notes=notes, accepted=accepted, at=at)


def schedule(
    versions: Sequence[LanguageVersion],
    at: datetime.datetime,
    *,
    by: User,
    accepted: Iterable[str] = (),
) -> list[LanguageVersion]:
    """Publish at an hour to come. The gate is asked now, and again at the hour."""
    return workflow.move_together(versions, "schedule", by=by, accepted=accepted, publish_at=at)


def withdraw(
    versions: Sequence[LanguageVersion], *, reasons: Mapping[str, str], by: User
) -> list[LanguageVersion]:
    """Take these versions down. `reasons` has the public reason for each language."""
    return workflow.move_together(versions, "withdraw", by=by, notes=reasons)


def hold(act: Act) -> None:
    """What "publish" holds on to: the gate is asked of the very text that is then frozen, and two
    languages published at once come one after the other, so that each sees its twin."""
    article = frozen.held(act.versions[0].article_id)
    for version in act.versions:
        version.article = article
    act.found["shown"] = shown(article)


def freeze_versions(act: Act) -> None:
    """The effect of "publish": insert the documents and point Live at them."""
    one: Shown = act.found["shown"]
    article = one.article
    at = (act.at or timezone.now()).replace(microsecond=0)
    for version in act.versions:
        corrections.mark_published(article, version.language, at)
    contents = [frozen.compose(one, version.language) for version in act.versions]
    if freeze.publish(article, contents, by=act.by, notes=act.notes, at=at):
        readers.follow_publication(article, act.languages, by=act.by)
    _follow_story(article, act, withdrawn=False)


def take_down(act: Act) -> None:
    """The effect of "withdraw": delete the pointers and leave tombstones."""
    article = act.versions[0].article
    _lock(article)
    now = timezone.now()
    changes = []
    for version in act.versions:
        if live := Live.objects.filter(article=article, language=version.language).first():
            reason = act.notes[version.language]
            changes.append(
                Change(
                    kind=Event.Kind.WITHDRAWN,
                    live=live,
                    reason=reason,
                    tags=events.tags_of(live),
                )
            )
            live.delete()
        Tombstone.objects.update_or_create(
            article=article,
            language=version.language,
            defaults={"reason": act.notes[version.language], "at": now},
        )
    events.tell(changes)
    freeze.refresh(Live.objects.filter(article=article), reason=Publication.Reason.TWIN, by=act.by)
    readers.follow_withdrawal(article, act.languages)
    _follow_story(article, act, withdrawn=True)


def _follow_story(article: Article, act: Act, *, withdrawn: bool) -> None:
    tasks.follow_story.enqueue(
        str(article.pk), str(article), act.by.pk, sorted(act.languages), withdrawn
    )


def follow_photo(photo: Photo) -> None:
    """Publish anew, in the background, what shows a photo whose credit, rights or files changed."""
    if LiveUse.objects.filter(kind=LiveUse.Kind.PHOTO, ref=photo.pk).exists():
        last = photo.history.select_related("history_user").first()  # type: ignore[attr-defined]
        by = last.history_user if last else None
        republishing.request(
            Publication.Reason.PHOTO,
            photo.pk,
            name=str(photo),
            by=by,
            happened=lambda: happened.to_photo(photo.pk),
        )


def follow_named(thing: showing.Named, by: User | None) -> None:
    """Publish anew, in the background, what shows a tag, section or author that changed."""
    reasons = {
        Tag: Publication.Reason.TAG,
        Section: Publication.Reason.SECTION,
        Author: Publication.Reason.AUTHOR,
    }
    republishing.request(
        reasons[type(thing)],
        thing.pk,
        name=str(thing),
        by=by,
        happened=lambda: happened.to_named(thing),
    )


def _lock(article: Article) -> None:
    Article.objects.select_for_update().only("pk").get(pk=article.pk)
