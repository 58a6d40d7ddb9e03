from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        checks.register(check_conditions)


def check_conditions(app_configs, **kwargs):
    """E001: a move needs something that no app answers for."""
    from articles import workflow

    return [
        checks.Error(
            f"The move “{name}” needs “{move.needs}”, and no app has put it into "
            "articles.workflow.conditions.",
            id="articles.E001",
        )
        for name, move in workflow.MOVES.items()
        if move.needs and move.needs not in workflow.conditions
    ]
