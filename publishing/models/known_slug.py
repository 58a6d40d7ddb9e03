from collections.abc import Iterable

from django.db import models

from accounts.statements import Insert


class KnownSlugQuerySet(models.QuerySet["KnownSlug"]):
    def remember(self, rows: Iterable["KnownSlug"]) -> None:
        # In one order, so that two who publish at once don't wait for each other.
        unique = {(row.kind, row.language, row.slug, row.ref): row for row in rows if row.slug}
        _insert(unique[key] for key in sorted(unique))


class KnownSlug(models.Model):
    """A slug that a section, tag or author has, or once had, before readers. Rows are only ever
    added: clients ask for it also when the last story under it is gone. `ref` is the thing's id."""

    class Kind(models.TextChoices):
        SECTION = "section"
        TAG = "tag"
        AUTHOR = "author"

    kind = models.CharField(max_length=20, choices=Kind)
    language = models.CharField(max_length=10)
    slug = models.CharField(max_length=100)
    ref = models.BigIntegerField()
    name = models.CharField(max_length=150)

    objects = KnownSlugQuerySet.as_manager()

    class Meta:
        # Kept by publishing alone: nobody is allowed anything with it.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language", "slug", "ref"], name="known_slug_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "language", "ref"], name="known_slug_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}/{self.slug}"


_insert = Insert(KnownSlug, ignore_conflicts=True)
