"""The piles of stories: for journalists, translators and editors.

Whatever the number of stories, the queries are the same: the versions of each pile, and one look
at all of their stories together.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import languages
from accounts.models import User
from articles import planning
from articles.models import Article, Correction, LanguageVersion, State
from articles.permissions import may_translate
from articles.shown import Shown, shown_by
from articles.state_mark import state_mark
from cms.desk import versions_bar
from cms.desk.versions_bar import Standings
from cms.desk.waiting import WAITS, Versions, with_last_move
from cms.desk.waiting import url_of as waiting_url
from cms.start.pile import SHOWN, Pile, Row
from media.models import Photo
from publishing.content import WITH_EVERYTHING
from publishing.standing import marks_of, may_be_out_of_step, saved_since_frozen
from translation.staleness import foreign_corrections, standings_of

# A pile whose stories must be read to tell whether they belong looks at this many, newest first.
LOOKED_AT = 60


@dataclass(frozen=True, kw_only=True)
class Known:
    """What was looked up of all the stories of the page."""

    articles: dict
    shown: dict
    standings: Standings

    def mark(self, version: LanguageVersion) -> versions_bar.VersionMark:
        article = self.articles[version.article_id]
        marks = versions_bar.marks_for(article, self.standings)
        return next(mark for mark in marks if mark.language == version.language)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A pile before its stories are known. `keep` reads them; without it all belong."""

    key: str
    title: str | Promise
    empty: str | Promise
    versions: Versions
    all_url: str
    keep: Callable[[LanguageVersion, Known], bool] | None = None
    in_translation: bool = False
    once_per_story: bool = False
    with_note: bool = False
    with_photos: bool = False
    with_corrections: bool = False
    is_urgent: bool = False


def piles(user: User) -> list[Pile]:
    wanted = [
        *_corrections(user),
        *_of_journalist(user),
        *_of_translator(user),
        *_of_editor(user),
    ]
    found = {one.key: list(with_last_move(one.versions)[: _most(one)]) for one in wanted}
    known = _look_up(version.article_id for rows in found.values() for version in rows)
    return [_pile(one, found[one.key], known) for one in wanted]


def _corrections(user: User) -> Iterable[Wanted]:
    """Those that some readers are not told of yet: for translators to translate, for editors to
    publish as well."""
    if user.is_editor:
        written = Exists(Correction.objects.filter(article=OuterRef("article")))
        yield Wanted(
            key="corrections",
            title=_("Corrections on their way to readers"),
            empty=_("Readers have been told of every correction."),
            versions=_newest(saved_since_frozen().filter(written)),
            keep=lambda version, known: bool(_untold(version, known)),
            all_url=reverse("translation:queue"),
            with_corrections=True,
            is_urgent=True,
        )
    elif any(map(user.is_translator_into, languages.codes())):
        lacking = may_be_out_of_step().filter(foreign_corrections())
        yield Wanted(
            key="corrections",
            title=_("Urgent: corrections to translate"),
            empty=_("No correction waits for a translation."),
            versions=_newest(lacking.filter(language__in=user.translates_into)),
            keep=lambda version, known: (
                known.mark(version).is_missing_correction and may_translate(user, version)
            ),
            all_url=reverse("translation:queue"),
            with_corrections=True,
            is_urgent=True,
        )


def _of_journalist(user: User) -> Iterable[Wanted]:
    if not user.is_journalist:
        return
    stories = Article.objects.written_by(user).values("pk")
    mine = _versions().filter(article__in=stories)
    drafts = mine.filter(state=State.DRAFT, language=F("article__source_language"))
    yield Wanted(
        key="returned",
        title=_("Returned to me"),
        empty=_("Nothing has been returned to you."),
        versions=with_last_move(drafts).filter(last_move="return").order_by("-last_at"),
        all_url=_articles("mine=1&stage=draft"),
        with_note=True,
        is_urgent=True,
    )
    yield Wanted(
        key="drafts",
        title=_("My drafts"),
        empty=_("You have no drafts."),
        versions=with_last_move(drafts)
        .filter(Q(last_move=None) | ~Q(last_move="return"))
        .order_by("-article__updated_at"),
        all_url=_articles("mine=1&stage=draft"),
    )
    yield Wanted(
        key="my-changed",
        title=_("Mine, changed since they were published"),
        empty=_("Readers see all of your stories as they are now, in every language."),
        versions=_newest(saved_since_frozen().filter(article__in=stories)),
        keep=lambda version, known: (
            known.mark(version).is_stale or known.mark(version).has_unpublished_changes
        ),
        all_url=_articles("mine=1"),
        once_per_story=True,
    )


def _of_translator(user: User) -> Iterable[Wanted]:
    if not any(map(user.is_translator_into, languages.codes())):
        return
    queue = reverse("translation:queue")
    by_date = (F("due_on").asc(nulls_last=True), "pk")
    yield Wanted(
        key="in-hand",
        title=_("My translations"),
        empty=_("You have no translation in hand."),
        versions=_versions().in_hand_of(user).order_by(*by_date),
        all_url=queue,
        in_translation=True,
        with_note=True,
        is_urgent=True,
    )
    yield Wanted(
        key="my-stale",
        title=_("My published translations whose source has changed"),
        empty=_("Your published translations are up to date."),
        versions=_newest(may_be_out_of_step().filter(translator=user)),
        keep=lambda version, known: known.mark(version).is_stale,
        all_url=queue,
        in_translation=True,
    )
    yield Wanted(
        key="pool",
        title=_("Free to take"),
        empty=_("No translation waits for a translator."),
        versions=_versions().in_the_pool(user).order_by(*by_date),
        all_url=queue,
        in_translation=True,
        with_note=True,
    )


def _of_editor(user: User) -> Iterable[Wanted]:
    if not user.is_editor:
        return
    yield _waiting(
        "held-back", empty=_("Everything went out at its hour."), with_note=True, is_urgent=True
    )
    yield _waiting(
        "review", empty=_("Nothing waits to be read. The desk is clear."), is_urgent=True
    )
    yield _waiting("ready", empty=_("Nothing waits to be published."), with_note=True)
    yield _waiting("scheduled", empty=_("Nothing is scheduled."))
    yield Wanted(
        key="stale",
        title=_("Published translations whose source has changed"),
        empty=_("Every published translation is up to date."),
        versions=_newest(may_be_out_of_step()),
        keep=lambda version, known: known.mark(version).is_stale,
        all_url=_articles("stage=published"),
        in_translation=True,
    )
    yield _waiting(
        "without-picture", empty=_("No story on the desk lacks a picture."), with_photos=True
    )


def _waiting(key: str, **more: Any) -> Wanted:
    waits = WAITS[key]
    return Wanted(
        key=key,
        title=waits.title,
        versions=waits.versions(),
        all_url=waiting_url(key),
        **more,
    )


def _articles(query: str) -> str:
    return reverse("admin:articles_article_changelist") + "?" + query


def _versions() -> Versions:
    return LanguageVersion.objects.all()


def _newest(versions: Versions) -> Versions:
    return versions.order_by("-article__updated_at")


def _most(one: Wanted) -> int:
    return LOOKED_AT if one.keep else SHOWN + 1


def _look_up(pks: Iterable) -> Known:
    stories = Article.objects.filter(pk__in=set(pks)).select_related(
        "section", "created_by", "updated_by"
    )
    articles = {article.pk: article for article in stories.prefetch_related(*WITH_EVERYTHING)}
    shown: dict = shown_by(articles.values())
    standings = Standings(live=marks_of(shown.values()), translations=standings_of(shown.values()))
    return Known(articles=articles, shown=shown, standings=standings)


def _pile(one: Wanted, versions: list[LanguageVersion], known: Known) -> Pile:
    if one.keep:
        versions = [version for version in versions if one.keep(version, known)]
        if one.once_per_story:
            versions = list({version.article_id: version for version in versions}.values())
        count = len(versions)
    else:
        count = len(versions) if len(versions) <= SHOWN else one.versions.count()
    return Pile(
        key=one.key,
        title=one.title,
        empty=one.empty,
        rows=[_row(one, version, known) for version in versions[:SHOWN]],
        count=count,
        all_url=one.all_url,
        is_urgent=one.is_urgent,
    )


def _row(one: Wanted, version: LanguageVersion, known: Known) -> Row:
    article = known.articles[version.article_id]
    progress = known.mark(version).standing if one.in_translation else None
    url = reverse("admin:articles_article_change", args=[article.pk])
    if one.in_translation or (one.with_corrections and known.mark(version).is_missing_correction):
        url = reverse("translation:side-by-side", args=[article.pk, version.language])
    return Row(
        title=str(article),
        url=url,
        marks=[
            state_mark(
                mark.language,
                mark.version.state if mark.version else "",
                stale=mark.is_stale,
                changed=mark.has_unpublished_changes,
                urgent=mark.is_missing_correction,
                words=False,
            )
            for mark in versions_bar.marks_for(article, known.standings)
        ],
        done=planning.done(version.last_move) if version.last_move else _("Started"),
        by=_by(version, article),
        at=version.last_at or article.created_at,
        note=_note(version) if one.with_note else "",
        publish_at=version.publish_at,
        due_on=version.due_on if version.state == State.TRANSLATION else None,
        is_overdue=_is_overdue(version),
        percent=progress.percent_of_words if progress else None,
        words_left=progress.words - progress.words_settled if progress else 0,
        missing=_missing(one, version, known),
    )


def _note(version: Any) -> str:
    """What a person, or the gate at the hour, has said of it last."""
    reasons = planning.reasons(getattr(version, "last_detail", None) or {})
    return "\n".join(versions_bar.brief(reasons)) or version.note


def _by(version: Any, article: Article) -> str:
    if version.last_move == planning.HELD_BACK:
        return ""  # the clock did; who had scheduled it did something else
    return version.last_by or str(article.created_by or "")


def _is_overdue(version: LanguageVersion) -> bool:
    return bool(
        version.state == State.TRANSLATION
        and version.due_on
        and version.due_on < timezone.localdate()
    )


def _missing(one: Wanted, version: LanguageVersion, known: Known) -> list[str | Promise]:
    if one.with_corrections:
        return [_untold(version, known)]
    if one.with_photos:
        number = len(_placeholders(version, known))
        return [
            ngettext("%(number)d photo without a file", "%(number)d photos without a file", number)
            % {"number": number}
        ]
    return []


def _untold(version: LanguageVersion, known: Known) -> str | Promise:
    """What keeps a correction from this version's readers; "" where nothing does."""
    language = languages.name(version.language)
    if known.mark(version).is_missing_correction:
        return format_lazy(_("not translated: {language}"), language=language)
    text, told = (languages.column(name, version.language) for name in ("text", "published_at"))
    corrections = known.articles[version.article_id].corrections.all()
    if any(getattr(one, text) and not getattr(one, told) for one in corrections):
        return format_lazy(_("not published: {language}"), language=language)
    return ""


def _placeholders(version: LanguageVersion, known: Known) -> list[Photo]:
    shown: Shown = known.shown[version.article_id]
    return [photo for photo in shown.photos.values() if not photo.file]
