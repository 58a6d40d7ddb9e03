from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = _("API")

    def ready(self) -> None:
        from api.public import checks  # noqa: F401 (registers itself)
        from api.webhooks import waking
        from publishing import events

        events.followers.append(waking.follow)
