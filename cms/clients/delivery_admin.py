import json
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.buttons import button_on
from api.models import Attempt, Delivery, Endpoint
from api.webhooks import actions, payload
from cms.admin_log import note
from cms.clients import notes, sent
from cms.clients.marks import delivery_mark, labelled, moment


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
    search_fields = [
        "message_id",
        "event__slug",
        *(f"event__article__{column}" for column in languages.columns("headline")),
    ]
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
        again = self.admin_site.admin_view(button_on("admin:api_delivery_change")(self.again))
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
                last_at=Subquery(last.values("at")[:1]),
                headline=_headline(),
            )
        )

    @admin.display(description=_("type"), ordering="type")
    def kind(self, delivery: Delivery) -> SafeString:
        return format_html(
            '{} <span class="meta client-kind">{}</span>',
            delivery.get_type_display(),
            delivery.type,
        )

    @admin.display(description=_("story"), ordering="headline")
    def story(self, delivery: Any) -> str | SafeString:
        event = delivery.event
        if event is None:
            return "–"
        return format_html(
            '<span lang="{}" title="{}">{}</span> ({})',
            event.language,
            event.slug,
            delivery.headline,
            event.get_language_display(),
        )

    @admin.display(description=_("webhook"), ordering="endpoint__name")
    def webhook(self, delivery: Delivery) -> str:
        return delivery.endpoint.name

    @admin.display(description=_("state"), ordering="state")
    def state_column(self, delivery: Any) -> SafeString:
        """With what was answered last and when, and when it is tried again."""
        facts: list[tuple[Any, Any]] = []
        if delivery.last_status:
            facts.append((_("last answer"), delivery.last_status))
        elif delivery.last_error:
            facts.append((_("last answer"), Attempt.Error(delivery.last_error).label))
        if delivery.last_at:
            facts.append((_("last attempt"), moment(delivery.last_at)))
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
        return labelled(_("created"), moment(delivery.created_at))

    @transaction.atomic
    @admin.action(description=_("Send again"), permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        chosen = Delivery.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        on = off = 0
        for endpoint in Endpoint.objects.filter(deliveries__in=chosen).distinct():
            number = actions.send_again(chosen.filter(endpoint=endpoint))
            on, off = (on + number, off) if endpoint.is_active else (on, off + number)
            if number:
                note(request, endpoint, notes.SENT_AGAIN, notes.deliveries(number))
        sent.tell(request, on=on, off=off)

    @transaction.atomic
    def again(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_send_permission(request):
            raise PermissionDenied
        delivery = get_object_or_404(Delivery, pk=pk)
        if number := actions.send_again(Delivery.objects.filter(pk=delivery.pk)):
            on = delivery.endpoint.is_active
            sent.tell(request, on=number if on else 0, off=0 if on else number)
            note(request, delivery.endpoint, notes.SENT_AGAIN, delivery.message_id)
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
    return _("next attempt"), moment(delivery.next_at)


def _headline() -> Coalesce:
    """In the language of the event; its slug where that has none."""
    in_its_language = Case(
        *(
            When(
                event__language=code,
                then=F(f"event__article__{languages.column('headline', code)}"),
            )
            for code in languages.codes()
        ),
        output_field=CharField(),
    )
    return Coalesce(NullIf(in_its_language, Value("")), F("event__slug"))
