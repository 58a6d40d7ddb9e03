import json
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from api.models import Attempt, Delivery
from api.webhooks import actions, payload
from cms.clients import sent
from cms.clients.marks import delivery_mark, labelled
from cms.desk.versions_bar import when


class DeliveryAdmin(admin.ModelAdmin):
    """The log: to look at, and to send again."""

    list_display = [
        "kind",
        "story",
        "webhook",
        "state_column",
        "created_column",
    ]
    list_filter = ["state", "endpoint", "type"]
    search_fields = ["message_id", "event__slug"]
    date_hierarchy = "created_at"
    list_select_related = ["endpoint", "event"]
    actions = ["send_again"]

    class Media:
        css = {"all": ["cms/facts.css", "cms/clients.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_send_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("api.change_endpoint")

    def get_urls(self) -> list:
        again = self.admin_site.admin_view(require_POST(self.again))
        return [
            path("<int:pk>/again/", again, name="api_delivery_again"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        last = Attempt.objects.filter(delivery=OuterRef("pk")).order_by("-pk")
        return (
            super()
            .get_queryset(request)
            .with_earlier()
            .annotate(
                last_status=Subquery(last.values("status")[:1]),
                last_error=Subquery(last.values("error")[:1]),
            )
        )

    @admin.display(description=_("type"), ordering="type")
    def kind(self, delivery: Delivery) -> str:
        return delivery.type

    @admin.display(description=_("story"), ordering="event__slug")
    def story(self, delivery: Delivery) -> str:
        event = delivery.event
        return f"{event.slug} ({event.get_language_display()})" if event else "–"

    @admin.display(description=_("webhook"), ordering="endpoint__name")
    def webhook(self, delivery: Delivery) -> str:
        return delivery.endpoint.name

    @admin.display(description=_("state"), ordering="state")
    def state_column(self, delivery: Any) -> SafeString:
        """With what was answered last, and when it is tried again."""
        facts = []
        if delivery.last_status:
            facts.append((_("last answer"), delivery.last_status))
        elif delivery.last_error:
            facts.append((_("last answer"), Attempt.Error(delivery.last_error).label))
        if delivery.state == Delivery.State.WAITING:
            facts.append(_next(delivery))
        told = format_html_join(
            "",
            '<span class="meta">{}: {}</span>',
            ((capfirst(str(label)), value) for label, value in facts),
        )
        return format_html('<div class="delivery-state">{}{}</div>', delivery_mark(delivery), told)

    @admin.display(description=_("created"), ordering="pk")
    def created_column(self, delivery: Delivery) -> SafeString:
        return labelled(_("created"), when(delivery.created_at))

    @admin.action(description=_("Send again"), permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        chosen = Delivery.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        sent.tell(
            request,
            on=actions.send_again(chosen.filter(endpoint__disabled_at=None)),
            off=actions.send_again(chosen.exclude(endpoint__disabled_at=None)),
        )

    def again(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_send_permission(request):
            raise PermissionDenied
        delivery = get_object_or_404(Delivery, pk=pk)
        if number := actions.send_again(Delivery.objects.filter(pk=delivery.pk)):
            on = delivery.endpoint.is_active
            sent.tell(request, on=number if on else 0, off=0 if on else number)
        else:
            messages.warning(request, _t("It is being sent at this moment."))
        return redirect("admin:api_delivery_change", pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        delivery = kwargs["obj"]
        context |= {
            "payload": json.dumps(
                json.loads(payload.body_of(delivery)), ensure_ascii=False, indent=2
            ),
            "tries": list(delivery.tries.order_by("-pk")[:50]),
            "mark": delivery_mark(delivery),
            "may_send": self.has_send_permission(request),
        }
        return super().render_change_form(request, context, *args, **kwargs)


def _next(delivery: Any) -> tuple[Any, Any]:
    """What a delivery waits for. `delivery` has its `earlier` one."""
    if not delivery.endpoint.is_active:
        return _("next attempt"), _t("when the webhook is turned on")
    if delivery.earlier:
        return _("waits for"), _t("an earlier delivery of the same story")
    return _("next attempt"), when(delivery.next_at)
