"""What a save of a story's source has left behind of what readers see in other languages, said to whoever
saved it."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from accounts import languages
from articles.models import Article
from translation import behind
from translation.models import Notice


def sentences(article: Article, *, since: datetime.datetime) -> Iterator[str]:
    """Of each language that has come to lag, or lags further, since then."""
    told = Notice.objects.of_changes().filter(version__article=article, changed_at__gte=since)
    notices = list(told.select_related("version", "person").prefetch_related("changes"))
    public = behind.before_readers([notice.version for notice in notices])
    for notice in notices:
        if notice.version_id in public:
            yield f"{_lagging(notice)} {_told(notice)}".strip()


def _lagging(notice: Notice) -> str:
    number = len(notice.changes.all())
    return ngettext(
        "The source of the published %(language)s version has changed: %(number)d text.",
        "The source of the published %(language)s version has changed: %(number)d texts.",
        number,
    ) % {"language": languages.name(notice.version.language), "number": number}


def _told(notice: Notice) -> str:
    if notice.person is None:
        return _t("Nobody has the translation; the board shows it.")
    if notice.read_at is None:
        return _t("%(person)s has been told.") % {"person": notice.person}
    return ""
