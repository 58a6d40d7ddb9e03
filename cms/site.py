from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.forms import LogInForm
from accounts.roles import Role
from cms import start
from cms.navigation import main_menu
from translation import telling


class NewsroomSite(AdminSite):
    """Stock Django admin with a menu, a start page and a log-in of its own."""

    site_header = site_title = "Tvilling"
    site_url = None
    index_title = _("What waits for me")
    enable_nav_sidebar = False
    login_form = LogInForm
    empty_value_display = "–"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        context["interface_languages"] = [
            (code, languages.own_name(code)) for code in languages.codes()
        ]
        if context["has_permission"]:
            context["navigation"] = main_menu(request)
            context["unread"] = telling.unread(request.user)
            context["roles"] = [role.label for role in Role if role in request.user.roles]
        return context

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        waiting = {"start": start.page_of(request.user)}
        return super().index(request, {**waiting, **(extra_context or {})})
