from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import LanguageVersion, State


class NoticeQuerySet(models.QuerySet["Notice"]):
    def standing(self):
        """Those that still ask for something: of what was withdrawn, nothing does."""
        return self.exclude(version__state=State.WITHDRAWN)

    def of(self, person):
        return self.standing().filter(person=person)

    def unread(self):
        return self.filter(read_at=None)

    def of_changes(self):
        return self.filter(kind=Notice.Kind.CHANGED)

    def unsent(self):
        """What a mail has yet to tell somebody who has not read it here."""
        return self.standing().unread().exclude(person=None).exclude(waiting_since=None)


class Notice(models.Model):
    """What one person is told about one language version; of each kind once, however often there
    is more to say. `about` tells apart what a version may have several of, such as notes.

    A notice of kind CHANGED stands for as long as something is behind the source, in its `changes`,
    one for each version. `person` is the translator; None is the desk, for what nobody has. It is
    urgent while readers see the version and one of the changes is `pressing`.

    `changed_at` is when there was last something new; then it is unread again, and `waiting_since`
    says since when a mail has had something to tell (None where none has).
    """

    class Kind(models.TextChoices):
        CHANGED = "changed", _("The source has changed")
        ASSIGNED = "assigned", _("Given to you")
        RETURNED = "returned", _("Returned to you")
        MENTIONED = "mentioned", _("You were mentioned")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        null=True,
        related_name="notices",
    )
    version = models.ForeignKey(
        LanguageVersion,
        verbose_name=_("language version"),
        on_delete=models.CASCADE,
        related_name="notices",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    about = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    text = models.TextField(_("text"), blank=True)
    # The key of the segment to open; "" opens the first that is behind.
    place = models.CharField(max_length=160, blank=True)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    since = models.DateTimeField(_("since"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True)
    waiting_since = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version", "kind", "about"], name="notice_once"
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(kind="changed"),
                name="notice_of_changes_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="changed") | models.Q(person__isnull=False),
                name="notice_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=["waiting_since"],
                condition=models.Q(waiting_since__isnull=False),
                name="notice_unsent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.version}"


# What the key of a correction's segment begins with.
_CORRECTION = "correction:"


class NoticedChangeQuerySet(models.QuerySet["NoticedChange"]):
    def pressing(self):
        """Those that readers of the source know of, and corrections, which all readers are to be
        told of at once."""
        return self.filter(Q(seen_since__isnull=False) | Q(segment__startswith=_CORRECTION))


class NoticedChange(models.Model):
    """One segment that is behind its source, with the source's text `before`, as it was translated
    ("" where that is not known), and `after` ("" where it was taken away). `kind` and `status` are
    the segment's. `since` is the save that left it behind; `seen_since` is when it was published
    after that: from then on readers of the source have had a newer text (None until then)."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="changes")
    segment = models.CharField(max_length=160)
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=20)
    marked = models.BooleanField(default=False)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    since = models.DateTimeField(default=timezone.now)
    seen_since = models.DateTimeField(null=True)

    objects = NoticedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("noticed change")
        verbose_name_plural = _("noticed changes")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "segment"], name="noticed_change_once")
        ]
        indexes = [models.Index(fields=["segment"], name="noticed_change_of")]

    def __str__(self) -> str:
        return self.segment

    @property
    def is_of_correction(self) -> bool:
        return self.segment.startswith(_CORRECTION)

    @property
    def is_pressing(self) -> bool:
        return self.seen_since is not None or self.is_of_correction


class Digest(models.Model):
    """When a person was last mailed what they were told. Whoever writes to them holds this row.
    `number` goes up with each; `failed_at` is the last attempt that no server took."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest"
    )
    number = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")

    def __str__(self) -> str:
        return f"{self.person}: {self.number}"
