from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.buttons import button_on
from api import actions
from api.models import ClientKey, Scope
from cms.admin_log import note
from cms.clients import notes, sure
from cms.clients.forms import KeyForm
from cms.clients.marks import key_mark, labelled, named, rate_told
from cms.clients.secrets import show_once, shown_once
from cms.desk.versions_bar import when

_SECRET_MEANING = _(
    "The client sends it with each request, as “Authorization: Bearer …” (docs/api.md). It belongs "
    "on a server, not on a web page."
)


class ValidFilter(admin.SimpleListFilter):
    title = _("valid")
    parameter_name = "valid"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "yes":
            return queryset.valid()
        return queryset.exclude(revoked_at=None) if self.value() == "no" else queryset


class KeyAdmin(admin.ModelAdmin):
    form = KeyForm
    list_display = [
        "name",
        "contact",
        "begins_with",
        "scopes_column",
        "rate_column",
        "used_column",
        "state_column",
    ]
    list_filter = [ValidFilter]
    search_fields = ["name", "contact", "prefix"]
    actions = None
    fieldsets = [
        (None, {"fields": ["name", "contact"]}),
        (_("What it may"), {"fields": ["scopes", "rate"]}),
    ]
    # In words: nothing of it can be changed any more.
    fieldsets_of_revoked = [
        (None, {"fields": ["name", "contact"]}),
        (_("What it was for"), {"fields": ["scopes_column", "rate_column"]}),
    ]

    class Media:
        css = {"all": ["cms/facts.css", "cms/clients.css"]}

    def get_urls(self) -> list:
        button = button_on("admin:api_clientkey_change")
        revoke = self.admin_site.admin_view(button(self.revoke))
        secret = self.admin_site.admin_view(self.secret)
        return [
            path("<int:pk>/revoke/", revoke, name="api_clientkey_revoke"),
            path("<int:pk>/secret/", secret, name="api_clientkey_secret"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A revoked key stays as it was."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_valid)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A key is revoked, and its name stays in the list."""
        return False

    @admin.display(description=_("begins with"), ordering="prefix")
    def begins_with(self, key: ClientKey) -> str:
        return f"{key.prefix}…"

    def get_fieldsets(self, request: HttpRequest, obj: ClientKey | None = None) -> Any:
        if obj is None or obj.is_valid:
            return super().get_fieldsets(request, obj)
        return self.fieldsets_of_revoked

    def get_readonly_fields(self, request: HttpRequest, obj: ClientKey | None = None) -> Any:
        return [] if obj is None or obj.is_valid else ["scopes_column", "rate_column"]

    @admin.display(description=_("scopes"))
    def scopes_column(self, key: ClientKey) -> SafeString:
        return named((name, label) for name, label in Scope.choices if name in key.scopes)

    @admin.display(description=_("rate"), ordering="rate")
    def rate_column(self, key: ClientKey) -> str:
        return rate_told(key.rate)

    @admin.display(description=_("last used"), ordering="used_at", empty_value="")
    def used_column(self, key: ClientKey) -> SafeString | None:
        return labelled(_("last used"), when(key.used_at)) if key.used_at else None

    @admin.display(description=_("state"), ordering="revoked_at")
    def state_column(self, key: ClientKey) -> SafeString:
        return key_mark(key)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What follows is the page with the secret, whatever button was pressed."""
        only_save = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, {**only_save, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method == "POST" and self.has_change_permission(request):
            key = self.get_object(request, unquote(object_id))
            if key and not key.is_valid:
                messages.warning(request, _t("The key is revoked: nothing was saved."))
                return redirect("admin:api_clientkey_change", key.pk)
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: ClientKey, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=form.changed_data)
        else:
            obj.new_secret = actions.create_key(obj, by=request.user)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        return show_once(request, secret=obj.new_secret, of=obj)

    def secret(self, request: HttpRequest, pk: int) -> HttpResponse:
        return shown_once(request, of=self._changeable(request, pk), meaning=_SECRET_MEANING)

    @transaction.atomic
    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        key = self._changeable(request, pk)
        if not key.is_valid:
            messages.info(request, _t("The key was revoked already."))
            return redirect("admin:api_clientkey_change", pk)
        if not sure.is_sure(request):
            return sure.ask(
                request,
                of=key,
                question=_t("Revoke the key of %(name)s?") % {"name": key.name},
                meaning=_t(
                    "Within seconds whoever shows the key is refused, for good. A client that goes "
                    "on gets a new key."
                ),
                button=_t("Revoke the key"),
                back=reverse("admin:api_clientkey_change", args=[pk]),
            )
        if actions.revoke_key(key, by=request.user):
            note(request, key, notes.REVOKED)
        messages.success(request, _t("The key is revoked: who shows it is refused."))
        return redirect("admin:api_clientkey_change", pk)

    def _changeable(self, request: HttpRequest, pk: int) -> ClientKey:
        key = get_object_or_404(ClientKey, pk=pk)
        if not self.has_change_permission(request):
            raise PermissionDenied
        return key
