"""What waits for translators: lists of work with how far each has come, in the same few queries
however many there are."""

import datetime
from collections.abc import Iterable
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts import languages
from accounts.models import User
from articles.models import LanguageVersion, State
from articles.permissions import may_translate
from translation import noting, pool, staleness
from translation.works import Desk, Hand, Pool, Queue, Work, works_of

# Whether a published translation is behind its source can only be told by reading both: so many of
# those that were saved since, the last saved first.
RECENT = 500


def of_translator(user: User) -> Queue:
    translations = _translations()
    into = [code for code in user.translates_into if user.is_translator_into(code)]
    urgent = [one for one in _with_corrections(into) if may_translate(user, one)]
    in_hand = list(translations.in_hand_of(user))
    pools = {code: _first(code) for code in into}
    in_review = list(translations.on_the_desk().filter(translator=user))
    own = Q(translator=user) | Q(translator=None)
    published = list(_published(translations.filter(own, language__in=into)))
    free = [version for found, _total in pools.values() for version in found]
    works = works_of([*in_hand, *free, *in_review, *published], urgent)
    old = _old_text(works, [*in_hand, *free, *published])
    changed = _changed(works, published)
    lifted = {work.version.pk for work in [*old, *changed]}
    return Queue(
        urgent=_urgent(works, urgent),
        old_text=old,
        changed=changed,
        in_hand=_by_due_date(_others(works, in_hand, lifted)),
        pools=[_pool(code, works, *pools[code], lifted) for code in into],
        in_review=_others(works, in_review, lifted),
        notes=noting.naming(user),
    )


def of_desk() -> list[Desk]:
    """For editors: everybody's work by language and translator, and what nobody has."""
    translations = _translations()
    urgent = list(_with_corrections(languages.codes()))
    taken = list(
        translations.filter(state=State.TRANSLATION).exclude(translator=None)
        | translations.filter(state=State.REVIEW)
    )
    published = list(_published(translations))
    pools = {code: _first(code) for code in languages.codes()}
    free = [version for found, _total in pools.values() for version in found]
    works = works_of([*taken, *free, *published], urgent)
    old = _old_text(works, [*taken, *free, *published])
    changed = _changed(works, published)
    lifted = {work.version.pk for work in [*old, *changed]}
    desks = []
    for code in languages.codes():
        own = [one for one in taken if one.language == code and one.pk not in lifted]
        own.sort(key=lambda version: (_name(version), version.translator_id or 0))
        desks.append(
            Desk(
                language=code,
                urgent=_urgent(works, [one for one in urgent if one.language == code]),
                old_text=[one for one in old if one.version.language == code],
                changed=[one for one in changed if one.version.language == code],
                pool=_pool(code, works, *pools[code], lifted),
                hands=[
                    Hand(
                        translator=translator,
                        works=_by_due_date(works[version.pk] for version in hers),
                    )
                    for translator, hers in groupby(own, key=lambda version: version.translator)
                ],
            )
        )
    return desks


def page_of_pool(language: str, number: object) -> tuple[Pool, Page]:
    """One page of what is to be translated, whatever number is asked for; what is published and
    behind stands on the first."""
    page = Paginator(pool.waiting(language), pool.PER_PAGE).get_page(number)
    first = page.number == 1
    free = _translations().filter(language=language, translator=None)
    published = list(_published(free)) if first else []
    works = works_of([*page.object_list, *published])
    found = Pool(
        language=language,
        live=[*_old_text(works, published), *_changed(works, published)],
        waiting=[works[version.pk] for version in page.object_list],
        total=page.paginator.count,
    )
    return found, page


def _first(language: str) -> tuple[list[LanguageVersion], int]:
    """The first of a pool, and how many there are."""
    waiting = pool.waiting(language)
    return list(waiting[: pool.SHOWN]), waiting.count()


def _pool(
    language: str,
    works: dict[int, Work],
    waiting: list[LanguageVersion],
    total: int,
    lifted: set[int],
) -> Pool:
    others = _others(works, waiting, lifted)
    return Pool(
        language=language, live=[], waiting=others, total=total - len(waiting) + len(others)
    )


def _others(
    works: dict[int, Work], versions: Iterable[LanguageVersion], lifted: set[int]
) -> list[Work]:
    """Those that do not stand among what is published and behind its source."""
    return [works[version.pk] for version in versions if version.pk not in lifted]


def _translations() -> QuerySet[LanguageVersion]:
    translations = LanguageVersion.objects.exclude(language=F("article__source_language"))
    return _newest(translations)


def _newest(versions: QuerySet[LanguageVersion]) -> QuerySet[LanguageVersion]:
    versions = versions.select_related("article", "article__section", "translator")
    return versions.order_by("-article__updated_at")


def _with_corrections(into: Iterable[str]) -> QuerySet[LanguageVersion]:
    """Versions before readers that may lack a correction, the source's among them. In whatever
    state the working copy is: readers see an earlier one meanwhile."""
    lacking = staleness.may_be_out_of_step().filter(staleness.foreign_corrections())
    return _newest(lacking.filter(language__in=list(into)))[:RECENT]


def _urgent(works: dict[int, Work], versions: list[LanguageVersion]) -> list[Work]:
    return [works[version.pk] for version in versions if works[version.pk].is_urgent]


def _old_text(works: dict[int, Work], versions: Iterable[LanguageVersion]) -> list[Work]:
    """Those that somebody can work on now, without those that stand among the urgent; what readers
    have seen longest first."""
    candidates = (works[pk] for pk in dict.fromkeys(version.pk for version in versions))
    found = [
        work
        for work in candidates
        if work.has_old_text and not work.is_urgent and work.version.state != State.REVIEW
    ]
    return sorted(found, key=lambda work: work.since.seen)


def _changed(works: dict[int, Work], published: Iterable[LanguageVersion]) -> list[Work]:
    """Those whose source has changed, unseen by its readers; the longest ago first."""
    candidates = (works[version.pk] for version in published)
    found = [
        work
        for work in candidates
        if work.is_changed and not work.has_old_text and not work.is_urgent
    ]
    now = timezone.now()
    return sorted(found, key=lambda work: work.since.left if work.since else now)


def _published(translations: QuerySet[LanguageVersion]) -> QuerySet[LanguageVersion]:
    """Those that may be behind their source; what is worked on already stands in other lists."""
    out_of_step = staleness.may_be_out_of_step().values("pk")
    return translations.filter(state=State.PUBLISHED, pk__in=out_of_step)[:RECENT]


def _name(version: LanguageVersion) -> str:
    return str(version.translator).casefold() if version.translator else ""


def _by_due_date(works: Iterable[Work]) -> list[Work]:
    """The urgent ones first, then those with the nearest date, those without one last."""
    return sorted(
        works, key=lambda work: (not work.is_urgent, work.version.due_on or datetime.date.max)
    )
