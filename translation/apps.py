from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from articles import corrections, fact_boxes, workflow
        from media import showing
        from translation import (
            behind,
            checks,
            machine,
            problems,
            realigning,
            remembered,
            reviewing,
            telling,
        )
        from translation.glossary import for_machines
        from translation.glossary.checks import GlossaryChecks
        from translation.machine import running, setting_checks  # noqa: F401 (they register themselves)

        workflow.conditions["segments"] = problems.of_unfinished
        workflow.effects["request"] = remembered.follow_request
        workflow.effects["return"] = telling.tell_of_return
        workflow.effects["finish"] = telling.forget_finished
        workflow.effects["approve"] = reviewing.follow_approval
        fact_boxes.movers.append(realigning.realign_fact_box)
        fact_boxes.followers.append(behind.follow_fact_box)
        showing.readers_of_text.append(behind.follow_photo)
        corrections.followers.append(behind.follow_corrections)
        checks.lookups.append(GlossaryChecks())
        machine.terms = for_machines.terms
