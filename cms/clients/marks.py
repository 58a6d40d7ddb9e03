"""How things stand with webhooks and keys, as marks in lists and pages."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from api.models import Delivery, Endpoint


def health_mark(endpoint: Endpoint) -> SafeString:
    health = endpoint.health
    return _mark(health.value, endpoint.get_disabled_reason_display() or health.label)


def delivery_mark(delivery: Delivery) -> SafeString:
    return _mark(delivery.state, delivery.get_state_display())


def _mark(state: str, label: object) -> SafeString:
    return format_html('<span class="client-mark" data-state="{}">{}</span>', state, label)
