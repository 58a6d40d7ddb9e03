"""How things stand with webhooks and keys, and what they are for, as marks in lists and pages."""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t

from api import rates
from api.models import ClientKey, Delivery, Endpoint
from cms.desk.hour import to_the_second

NO_BREAK = "\N{NO-BREAK SPACE}"


def health_mark(endpoint: Endpoint) -> SafeString:
    health = endpoint.health
    return mark(health.value, endpoint.get_disabled_reason_display() or health.label)


def delivery_mark(delivery: Delivery) -> SafeString:
    return mark(delivery.state, delivery.get_state_display())


def key_mark(key: ClientKey) -> SafeString:
    return mark(*(("well", _t("Valid")) if key.is_valid else ("off", _t("Revoked"))))


def labelled(label: object, value: object) -> SafeString:
    """For a list whose rows are cards on a phone, without headings."""
    return format_html('<span class="card-label">{}: </span>{}', capfirst(str(label)), value)


def moment(at: datetime.datetime) -> SafeString:
    """Day and time to the second, as a receiver's own log has them."""
    local = timezone.localtime(at)
    day, time = to_the_second(local, "SHORT_DATETIME_FORMAT").split(" ", 1)
    return format_html(
        '<time datetime="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        f"{day} {time.replace(' ', NO_BREAK)}",
    )


def named(choices: Iterable[tuple[str, object]]) -> SafeString:
    """One below the other, as people call them; what machines call them shows on hovering."""
    return format_html_join("", '<span class="client-choice" title="{}">{}</span>', choices)


def rate_told(text: str) -> str:
    """A key's rate in words: "6000 a minute"."""
    rate = rates.read(text)
    if rate is None:
        return _t("No limit")
    told = {
        1: _t("%(number)s a second"),
        60: _t("%(number)s a minute"),
        3600: _t("%(number)s an hour"),
        86400: _t("%(number)s a day"),
    }
    return told[rate.seconds] % {"number": number_format(rate.requests, force_grouping=True)}


def mark(state: str, label: object) -> SafeString:
    return format_html('<span class="client-mark" data-state="{}">{}</span>', state, label)
