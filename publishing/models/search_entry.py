from django.db import models

from publishing.models.live import Live


class SearchEntry(models.Model):
    """What is searched of a live version. Beside these columns, PostgreSQL has `words` and
    `shelves`, and SQLite a table of the words, which Django knows nothing of: `publishing.search`
    alone reads and writes them all.

    The database itself takes a row away with its live version, whichever way that goes.
    `published_at` is in seconds since 1970; `headline` and `beside` are words between spaces.
    """

    live = models.OneToOneField(
        Live,
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,  # the migration makes one that deletes
        related_name="search_entry",
    )
    language = models.CharField(max_length=10)
    published_at = models.BigIntegerField()
    headline = models.TextField()
    beside = models.TextField()
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.live_id)
