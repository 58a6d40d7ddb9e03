from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models.publication import Publication


class RepublicationQuerySet(models.QuerySet["Republication"]):
    def of(self, reason: str, ref: object):
        return self.filter(reason=reason, ref=str(ref))

    def unfinished(self):
        return self.filter(state__in=[Republication.State.WAITING, Republication.State.RUNNING])


class Republication(models.Model):
    """One change of something that many documents show, on its way into them.

    `reason` and `ref` (the thing's id) say which documents; `name` what the thing was
    called, `happened` what happened to it (`publishing.happened`).
    `position` is the key of the last live version that was looked at: whoever goes on, goes on
    from there. `done` counts those looked at, `changed` those that readers now see otherwise.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    reason = models.CharField(_("reason"), max_length=20, choices=Publication.Reason)
    ref = models.CharField(max_length=255, blank=True)
    name = models.CharField(_("what changed"), max_length=255, blank=True)
    happened = models.JSONField(default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(_("documents"), default=0)
    done = models.PositiveIntegerField(_("looked at"), default=0)
    changed = models.PositiveIntegerField(_("changed for readers"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    position = models.BigIntegerField(default=0)
    error = models.TextField(_("error"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = RepublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("republication")
        verbose_name_plural = _("republications")
        ordering = ["-pk"]
        constraints = [
            # Changes of a thing that follow each other wait as one.
            models.UniqueConstraint(
                fields=["reason", "ref"],
                condition=models.Q(state="waiting"),
                name="republication_waits_once",
            )
        ]
        indexes = [models.Index(fields=["reason", "ref"], name="republication_of")]

    def __str__(self) -> str:
        return (
            f"{self.get_reason_display()}: {self.name}" if self.name else self.get_reason_display()
        )

    @property
    def is_unfinished(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)
