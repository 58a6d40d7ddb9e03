"""Mails to the people of the newsroom, each in the language they work in."""

from collections.abc import Sequence

from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import override

from accounts import languages
from accounts.models import User
from accounts.roles import Role
from articles import planning
from articles.models import LogEntry
from publishing.addresses import absolute


def tell_of_held_back(entries: Sequence[LogEntry]) -> int:
    """Tell the one who scheduled it; where they are no longer an editor, all who are. Returns how
    many were told."""
    if not entries:
        return 0
    people = [entries[0].by] if entries[0].by.is_editor else _editors()
    for person in people:
        with override(person.interface_language):
            send_mail(*_held_back(entries), from_email=None, recipient_list=[person.email])
    return len(people)


def _editors() -> list[User]:
    roles = [Role.EDITOR, Role.ADMINISTRATOR]
    return list(User.objects.filter(is_active=True, groups__name__in=roles).distinct())


def _held_back(entries: Sequence[LogEntry]) -> tuple[str, str]:
    """Subject and text."""
    first = entries[0]
    about = {
        "article": first.article,
        "languages": ", ".join(str(languages.name(entry.language)) for entry in entries),
        "hour": _hour(first),
        "zone": timezone.get_current_timezone_name(),
    }
    subject = _t("Held back: %(article)s (%(languages)s)") % about
    text = [
        _t("“%(article)s” did not go out at %(hour)s (%(zone)s). Language: %(languages)s.") % about,
        "\n".join(planning.reasons(first.detail)),
        _t("It is off the schedule. When it is mended, publish it or schedule it anew:")
        + "\n"
        + absolute(reverse("admin:articles_article_change", args=[first.article_id])),
    ]
    return " ".join(subject.split()), "\n\n".join(text) + "\n"


def _hour(entry: LogEntry) -> str:
    at = parse_datetime(entry.detail.get("publish_at", "")) or entry.at
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
