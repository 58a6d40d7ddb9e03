from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.forms import NewPasswordForm, NewPersonForm, PersonForm
from accounts.models import User
from accounts.roles import Role

# Roles are made by a migration and given to people; the groups behind them are nobody's to change.
admin.site.unregister(Group)


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return Role.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class PersonAdmin(UserAdmin):
    form = PersonForm
    add_form = NewPersonForm
    change_password_form = NewPasswordForm
    add_form_template = None
    list_display = ["name", "email", "roles_column", "languages_column", "is_active", "last_login"]
    list_filter = [RoleFilter, "is_active"]
    search_fields = ["name", "email"]
    ordering = ["name"]
    filter_horizontal = ()
    readonly_fields = ["password_link", "last_login", "date_joined"]
    actions = None
    fieldsets = [
        (None, {"fields": ["name", "email", "interface_language", "wants_digest"]}),
        (_("In the newsroom"), {"fields": ["groups", "translates_into"]}),
        (_("Access"), {"fields": ["is_active", "password_link", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["name", "email", "interface_language"]}),
        (_("In the newsroom"), {"fields": ["groups", "translates_into"]}),
        (_("Password"), {"fields": ["password1", "password2"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request: HttpRequest, obj: User | None = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        if "is_active" in form.base_fields:
            form.base_fields["is_active"].help_text = _(
                "Who has left is deactivated, never deleted: the log goes on naming them."
            )
        return form

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.display(description=_("password"))
    def password_link(self, person: User) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:auth_user_password_change", args=[person.pk]),
            _("Set a new password") if person.has_usable_password() else _("Set a password"),
        )

    @admin.display(description=_("roles"))
    def roles_column(self, person: User) -> str:
        names = {group.name for group in person.groups.all()}
        return ", ".join(str(role.label) for role in Role if role in names) or "–"

    @admin.display(description=_("translates into"))
    def languages_column(self, person: User) -> str:
        known = languages.codes()
        into = [str(languages.name(code)) for code in person.translates_into if code in known]
        return ", ".join(into) or "–"
