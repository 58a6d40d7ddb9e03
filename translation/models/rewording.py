from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Rewording(models.Model):
    """One translation as it was proposed, or as somebody else had confirmed it, and as a person made
    it instead, of the same source. One for each place and language: what is saved as one types is
    the same rewording. `place` is the segment's key without its block, so that evidence can be told
    by the story (or fact box, or photo) it comes from.
    """

    place = models.CharField(max_length=120)
    block = models.CharField(max_length=40, blank=True)
    source_language = models.CharField(max_length=10)
    language = models.CharField(max_length=10)
    source = models.TextField()
    before = models.TextField()
    after = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "block", "language"], name="reworded_once")
        ]
        indexes = [
            models.Index(fields=["source_language", "language", "-at"], name="rewordings_by_pair")
        ]

    def __str__(self) -> str:
        return f"{self.place}:{self.block}"


class TermDecision(models.Model):
    """What an editor has said of a proposed term, so that it is not proposed again. `word`, `before`
    and `after` are stems: other forms of the same words are the same proposal."""

    source_language = models.CharField(max_length=10)
    language = models.CharField(max_length=10)
    word = models.CharField(max_length=200)
    before = models.CharField(max_length=200)
    after = models.CharField(max_length=200)
    accepted = models.BooleanField(_("accepted"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_language", "language", "word", "before", "after"],
                name="term_decided_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.word}: {self.before} → {self.after}"
