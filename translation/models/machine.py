import datetime
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import LanguageVersion


class MachineUse(models.Model):
    """What a service has translated for us in one month: written by `translation.machine.budget`
    alone. `characters` has those of questions that are being answered, too."""

    month = models.DateField(_("month"))
    service = models.CharField(_("service"), max_length=40)
    characters = models.PositiveBigIntegerField(_("characters"), default=0)
    requests = models.PositiveIntegerField(_("requests"), default=0)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=6, default=Decimal(0))

    class Meta:
        verbose_name = _("month of machine translation")
        verbose_name_plural = _("machine translation")
        ordering = ["-month", "service"]
        constraints = [
            models.UniqueConstraint(fields=["month", "service"], name="machine_use_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.month:%Y-%m}"


class MachineGlossary(models.Model):
    """Our glossary as a service keeps it in one direction: `name` is what it is called there,
    `digest` that of the pairs in it."""

    service = models.CharField(max_length=40)
    source_language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "source_language", "language"], name="machine_glossary_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.source_language}→{self.language}"


class MachineRunQuerySet(models.QuerySet["MachineRun"]):
    def unfinished(self) -> "MachineRunQuerySet":
        return self.filter(state__in=[MachineRun.State.WAITING, MachineRun.State.RUNNING])


class MachineRun(models.Model):
    """One translation whose open segments a machine is asked for, on its way.

    `total` is how many were open when it was asked for, `written` how many have got a text since,
    `refused` says why by key of those that have not. `problem` is why it ended before its end.
    Whoever has it until `busy_until` asks for the next batch; nobody else does meanwhile.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Stopped")

    version = models.ForeignKey(
        LanguageVersion, on_delete=models.CASCADE, related_name="machine_runs"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    busy_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = MachineRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="machine_run_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.state}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def is_recent(self) -> bool:
        """Whether it still says something of the page as it is now."""
        ended = self.finished_at
        return ended is None or ended > timezone.now() - datetime.timedelta(hours=1)
