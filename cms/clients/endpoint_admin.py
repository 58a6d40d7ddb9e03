from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.buttons import button_on
from api.models import Delivery, Endpoint, Type
from api.webhooks import actions
from cms.admin_log import note
from cms.clients import notes, sent, sure
from cms.clients.forms import EndpointForm, ReplayForm
from cms.clients.marks import health_mark, labelled, named
from cms.clients.secrets import show_once, shown_once

_SECRET_MEANING = _(
    "The receiver verifies each webhook with it (docs/webhooks.md). Give it to nobody else, and not "
    "by e-mail."
)


class EndpointAdmin(admin.ModelAdmin):
    form = EndpointForm
    list_display = ["name", "host", "types_column", "languages_column", "health", "waiting"]
    actions = None
    fieldsets = [
        (None, {"fields": ["name", "url"]}),
        (_("What it is told"), {"fields": ["types", "languages"]}),
    ]

    class Media:
        css = {"all": ["cms/facts.css", "cms/clients.css"]}

    def get_urls(self) -> list:
        buttons = {
            "rotate": self.rotate,
            "test": self.test,
            "off": self.turn_off,
            "on": self.turn_on,
            "replay": self.replay,
        }
        return [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(button_on("admin:api_endpoint_change")(view)),
                name=f"api_endpoint_{name}",
            )
            for name, view in buttons.items()
        ] + [
            path(
                "<int:pk>/secret/",
                self.admin_site.admin_view(self.secret),
                name="api_endpoint_secret",
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Endpoint]:
        waiting = Count("deliveries", filter=Q(deliveries__state=Delivery.State.WAITING))
        return super().get_queryset(request).annotate(waiting_now=waiting)

    @admin.display(description=_("address"), ordering="url")
    def host(self, endpoint: Endpoint) -> str:
        return urlsplit(endpoint.url).netloc

    @admin.display(description=_("event types"))
    def types_column(self, endpoint: Endpoint) -> SafeString:
        return named((name, label) for name, label in Type.choices if name in endpoint.types)

    @admin.display(description=_("languages"))
    def languages_column(self, endpoint: Endpoint) -> SafeString:
        wanted = [code for code in languages.codes() if code in endpoint.languages]
        named = ", ".join(str(languages.name(code)) for code in wanted)
        return labelled(_("languages"), named or _t("all"))

    @admin.display(description=_("health"))
    def health(self, endpoint: Endpoint) -> SafeString:
        return health_mark(endpoint)

    @admin.display(description=_("waiting"), ordering="waiting_now")
    def waiting(self, endpoint: Any) -> SafeString:
        return labelled(_("waiting"), endpoint.waiting_now)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {
            "replay_form": ReplayForm(),
            "may_change": self.has_change_permission(request),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What follows is the page with the secret, whatever button was pressed."""
        only_save = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, {**only_save, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: Endpoint, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=form.changed_data)
        else:
            actions.create(obj, by=request.user)

    def response_add(
        self, request: HttpRequest, obj: Endpoint, post_url_continue: Any = None
    ) -> HttpResponse:
        return show_once(request, secret=obj.secret, of=obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Its deliveries go with it, thousands perhaps: a number says it better than a list."""
        number = Delivery.objects.filter(endpoint__in=list(objs)).count()
        return [str(one) for one in objs], {Delivery._meta.verbose_name_plural: number}, set(), []

    @transaction.atomic
    def rotate(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = self._changeable(request, pk)
        has_leaked = "leaked" in request.POST
        if not sure.is_sure(request):
            return self._ask_to_rotate(request, endpoint, has_leaked=has_leaked)
        secret = actions.rotate_secret(endpoint, keep_former=not has_leaked)
        note(request, endpoint, notes.ROTATED, notes.LEAKED if has_leaked else notes.FORMER_KEPT)
        return show_once(request, secret=secret, of=endpoint)

    def secret(self, request: HttpRequest, pk: int) -> HttpResponse:
        return shown_once(request, of=self._changeable(request, pk), meaning=_SECRET_MEANING)

    @transaction.atomic
    def test(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = self._changeable(request, pk)
        if not endpoint.is_active:
            messages.warning(
                request,
                _t("No test was sent: the webhook is turned off. Turn it on first, then try it."),
            )
            return redirect("admin:api_endpoint_change", pk)
        delivery = actions.send_test(endpoint)
        note(request, endpoint, notes.TESTED)
        messages.success(request, _t("The test is on its way. Its log is here."))
        return redirect("admin:api_delivery_change", delivery.pk)

    @transaction.atomic
    def turn_off(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = self._changeable(request, pk)
        if actions.turn_off(endpoint):
            note(request, endpoint, notes.TURNED_OFF)
        messages.success(request, _t("Nothing more is sent to it."))
        return redirect("admin:api_endpoint_change", pk)

    @transaction.atomic
    def turn_on(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = self._changeable(request, pk)
        from_now = "from_now" in request.POST
        if not actions.turn_on(endpoint, from_now=from_now):
            messages.info(request, _t("It was turned on already, and nothing has changed."))
            return redirect("admin:api_endpoint_change", pk)
        note(request, endpoint, notes.TURNED_ON, notes.FROM_NOW if from_now else notes.MISSED)
        messages.success(
            request,
            _t("It is told of what happens from now on.")
            if from_now
            else _t("What it has missed is on its way."),
        )
        return redirect("admin:api_endpoint_change", pk)

    @transaction.atomic
    def replay(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = self._changeable(request, pk)
        form = ReplayForm(request.POST)
        if form.is_valid():
            since = form.cleaned_data["since"]
            number = actions.replay(endpoint, since=since)
            note(request, endpoint, notes.REPLAYED, notes.since(since, number))
            on = endpoint.is_active or not number
            sent.tell(request, on=number if on else 0, off=0 if on else number)
        else:
            for error in form.errors["since"]:
                messages.error(request, error)
        return redirect("admin:api_endpoint_change", pk)

    def _changeable(self, request: HttpRequest, pk: int) -> Endpoint:
        endpoint = get_object_or_404(Endpoint, pk=pk)
        if not self.has_change_permission(request, endpoint):
            raise PermissionDenied
        return endpoint

    def _ask_to_rotate(
        self, request: HttpRequest, endpoint: Endpoint, *, has_leaked: bool
    ) -> HttpResponse:
        if has_leaked:
            question = _t("Stop the former secret of %(name)s at once?")
            meaning = _t("Until the receiver has the new secret it refuses what is sent to it.")
            button = _t("Stop the former secret")
        else:
            question = _t("Rotate the secret of %(name)s?")
            meaning = _t(
                "For a day both the new and the former sign. After that a receiver without the new "
                "secret refuses what is sent to it."
            )
            button = _t("Rotate the secret")
        return sure.ask(
            request,
            of=endpoint,
            question=question % {"name": endpoint.name},
            meaning=meaning,
            button=button,
            back=reverse("admin:api_endpoint_change", args=[endpoint.pk]),
        )
