"""Months of machine translation, to look at."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from translation.machine.configured import SERVICES
from translation.models import MachineUse


class MachineUseAdmin(admin.ModelAdmin):
    actions = None
    list_display = [
        "month_column",
        "service_column",
        "characters_column",
        "requests",
        "cost_column",
    ]
    list_display_links = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("month"), ordering="month")
    def month_column(self, use: MachineUse) -> str:
        return capfirst(date_format(use.month, "F Y"))

    @admin.display(description=_("service"), ordering="service")
    def service_column(self, use: MachineUse) -> str:
        return SERVICES.get(use.service, use.service)

    @admin.display(description=_("characters"), ordering="characters")
    def characters_column(self, use: MachineUse) -> str | SafeString:
        used = number_format(use.characters, force_grouping=True)
        limit = settings.MACHINE_TRANSLATION_LIMIT
        if not limit or use.service != settings.MACHINE_TRANSLATION:
            return used
        told = _t("%(used)s of %(limit)s") % {
            "used": used,
            "limit": number_format(limit, force_grouping=True),
        }
        return format_html(
            '{} <meter max="{}" high="{}" value="{}" aria-hidden="true"></meter>',
            told,
            limit,
            limit * 4 // 5,
            use.characters,
        )

    @admin.display(description=_("cost"), ordering="cost")
    def cost_column(self, use: MachineUse) -> str:
        if not use.cost:
            return _t("none counted")
        amount = number_format(use.cost.quantize(Decimal("0.01")), force_grouping=True)
        return f"{amount} {settings.MACHINE_TRANSLATION_CURRENCY}"
