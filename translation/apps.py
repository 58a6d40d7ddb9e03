from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from articles import workflow
        from translation import problems

        workflow.conditions["segments"] = problems.of_open_segments
