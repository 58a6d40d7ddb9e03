import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import languages
from articles.fields import BodyField


class FactBox(models.Model):
    """A reusable box: its other language is translated once, for all the stories that show it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    body = BodyField(_("body"), blank=True, references=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("fact box")
        verbose_name_plural = _("fact boxes")
        ordering = ["-updated_at"]

    def __str__(self) -> str:
        return languages.first(self, "title", languages.active())[0] or str(self.pk)
