from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from articles import showing as named_showing
        from articles import workflow
        from media import showing
        from publishing import actions, checks, concordance, gate, standing  # noqa: F401 (checks register themselves)
        from translation import behind, staleness
        from translation import concordance as concordances

        workflow.conditions["no_blocking_problem"] = gate.problems_of_text
        workflow.conditions["gate"] = gate.problems
        workflow.conditions["live"] = gate.is_live
        workflow.holds["publish"] = actions.hold
        workflow.effects["publish"] = actions.freeze_versions
        workflow.effects["withdraw"] = actions.take_down
        behind.before_readers = standing.before_readers
        behind.shown_to_readers = standing.shown_to_readers
        staleness.may_be_out_of_step = standing.may_be_out_of_step
        concordances.archives.append(concordance.in_archive)
        showing.keepers.append(standing.has_been_shown)
        showing.followers.append(actions.follow_photo)
        named_showing.followers.append(actions.follow_named)
