"""What workers do in the background, for administrators: where a task that failed is looked for."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from cms.clients.marks import labelled, mark, moment
from publishing.admin import ToLookAt
from publishing.sweeping import MOST_ATTEMPTS


@dataclass(frozen=True, kw_only=True)
class Work:
    """What people call a task. `about` names the model whose key is its first argument."""

    label: Promise
    about: str = ""


# By a task's path. A test holds that none of ours is missing.
WORK = {
    "api.tasks.deliver_webhooks": Work(label=_("Send to webhooks")),
    "media.tasks.make_renditions": Work(label=_("Make a photo’s files"), about="media.photo"),
    "publishing.republishing.republish": Work(
        label=_("Republish"), about="publishing.republication"
    ),
    "publishing.tasks.follow_story": Work(
        label=_("Republish what points to a story"), about="articles.article"
    ),
    "publishing.tasks.tell_of_held_back": Work(label=_("Mail of stories that were held back")),
    "translation.exchange.ordering.carry_out": Work(label=_("Take in a delivery of translations")),
    "translation.machine.running.pretranslate": Work(label=_("Translate by machine")),
}
# In the colours of the deliveries that they are like.
_STATES = {
    TaskResultStatus.READY: ("waiting", _("Waiting")),
    TaskResultStatus.RUNNING: ("waiting", _("Running")),
    TaskResultStatus.FAILED: ("failing", _("Failed, is tried again")),
    TaskResultStatus.SUCCESSFUL: ("delivered", _("Done")),
}
_GIVEN_UP = ("given_up", _("Failed for good"))


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        names = {status.value: label for status, (_mark, label) in _STATES.items()}
        return list((names | {TaskResultStatus.FAILED.value: _("Failed")}).items())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(status=self.value()) if self.value() else queryset


class WorkFilter(admin.SimpleListFilter):
    title = _("what is done")
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(path, work.label) for path, work in WORK.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(task_path=self.value()) if self.value() else queryset


class BackgroundAdmin(ToLookAt):
    change_form_template = "admin/background.html"
    change_list_template = "admin/backgrounds.html"
    list_display = ["work", "state", "asked", "ended"]
    list_filter = [StateFilter, WorkFilter]
    ordering = ["-enqueued_at"]

    class Media:
        css = {"all": ["cms/facts.css", "cms/clients.css"]}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return isinstance(request.user, User) and request.user.is_administrator

    @admin.display(description=_("what is done"), ordering="task_path")
    def work(self, task: DBTaskResult) -> str:
        return told(task)

    @admin.display(description=_("state"), ordering="status")
    def state(self, task: DBTaskResult) -> SafeString:
        return state_mark(task)

    @admin.display(description=_("asked for"), ordering="enqueued_at")
    def asked(self, task: DBTaskResult) -> SafeString:
        return labelled(_("asked for"), moment(task.enqueued_at))

    @admin.display(description=_("ended"), ordering="finished_at", empty_value="")
    def ended(self, task: DBTaskResult) -> SafeString | None:
        return labelled(_("ended"), moment(task.finished_at)) if task.finished_at else None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        titled = {"title": _t("Background work"), **(extra_context or {})}
        return super().changelist_view(request, titled)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        task = kwargs["obj"]
        context |= {
            "title": told(task),
            "mark": state_mark(task),
            "about": _about(task),
            "attempts": len(task.worker_ids),
        }
        return super().render_change_form(request, context, *args, **kwargs)


def told(task: DBTaskResult) -> str:
    work = WORK.get(task.task_path)
    return str(work.label) if work else task.task_path


def state_mark(task: DBTaskResult) -> SafeString:
    status = TaskResultStatus(task.status)
    is_given_up = status == TaskResultStatus.FAILED and len(task.worker_ids) >= MOST_ATTEMPTS
    return mark(*(_GIVEN_UP if is_given_up else _STATES[status]))


def _about(task: DBTaskResult) -> SafeString | None:
    """Says what kind of thing it is about, and leads there."""
    work = WORK.get(task.task_path)
    args = task.args_kwargs["args"]
    if not (work and work.about and args):
        return None
    kind = apps.get_model(work.about)._meta
    page = reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=args[:1])
    return format_html('<a href="{}">{}</a>', page, capfirst(kind.verbose_name))
