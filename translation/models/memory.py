from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from translation.models.segment_record import SegmentRecord


class MemoryEntry(models.Model):
    """One translation unit of the memory: a text, and what somebody stood for as its translation.

    `source` and `target` are plain text; `source_marked` and `target_marked` the same as inline HTML,
    where it has more to it than that. `thing`, `object_id`, `field` and `block` say where it stands, as
    a segment's key does: a place has one entry in each direction. What came from outside has "import"
    for a thing, and a digest of the pair for an id. Digests are `translation.memory.keys.digest`;
    `before` and `after` are those of the neighbours' sources, 0 where there was none, null where that
    is not known.
    """

    source_language = models.CharField(
        _("source language"), max_length=10, choices=settings.LANGUAGES
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    source = models.TextField(_("source"))
    target = models.TextField(_("translation"))
    source_marked = models.TextField(blank=True, editable=False)
    target_marked = models.TextField(blank=True, editable=False)
    source_digest = models.BigIntegerField(db_index=True, editable=False)
    target_digest = models.BigIntegerField(db_index=True, editable=False)
    before = models.BigIntegerField(null=True, editable=False)
    after = models.BigIntegerField(null=True, editable=False)
    thing = models.CharField(max_length=20, editable=False)
    object_id = models.CharField(max_length=36, editable=False)
    field = models.CharField(_("field"), max_length=40, blank=True)
    block = models.CharField(_("block"), max_length=40, blank=True)
    collection = models.CharField(_("collection"), max_length=200, blank=True)
    origin = models.CharField(
        _("origin"),
        max_length=20,
        choices=SegmentRecord.Origin,
        default=SegmentRecord.Origin.PERSON,
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("memory entry")
        verbose_name_plural = _("translation memory")
        constraints = [
            models.UniqueConstraint(
                fields=["object_id", "thing", "field", "block", "source_language", "language"],
                name="memory_entry_once_a_place",
            ),
            models.CheckConstraint(
                condition=~models.Q(language=models.F("source_language")),
                name="memory_entry_between_two_languages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source[:60]} → {self.target[:60]}"

    @property
    def where(self) -> str:
        """The key of the segment that it stands in."""
        return f"{self.thing}:{self.object_id}:{self.field}:{self.block}"


class MemoryKey(models.Model):
    """By which entries are found that are like a text: a key (`translation.memory.keys`) of either
    side of the entry, with that side's length. The order of the columns is that of the search: the
    entries of one key, nearest in length first."""

    pk = models.CompositePrimaryKey("key", "length", "entry_id")
    key = models.IntegerField()
    length = models.SmallIntegerField()
    entry = models.ForeignKey(MemoryEntry, on_delete=models.CASCADE, related_name="keys")

    def __str__(self) -> str:
        return f"{self.key} ({self.length})"
