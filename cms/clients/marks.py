"""How things stand with webhooks and keys, as marks in lists and pages."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t

from api.models import ClientKey, Delivery, Endpoint


def health_mark(endpoint: Endpoint) -> SafeString:
    health = endpoint.health
    return _mark(health.value, endpoint.get_disabled_reason_display() or health.label)


def delivery_mark(delivery: Delivery) -> SafeString:
    return _mark(delivery.state, delivery.get_state_display())


def key_mark(key: ClientKey) -> SafeString:
    return _mark(*(("well", _t("Valid")) if key.is_valid else ("off", _t("Revoked"))))


def labelled(label: object, value: object) -> SafeString:
    """For a list whose rows are cards on a phone, without headings."""
    return format_html('<span class="card-label">{}: </span>{}', capfirst(str(label)), value)


def _mark(state: str, label: object) -> SafeString:
    return format_html('<span class="client-mark" data-state="{}">{}</span>', state, label)
