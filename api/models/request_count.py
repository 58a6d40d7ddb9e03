from django.db import models


class RequestCount(models.Model):
    """How many requests of one client all processes have told of in one window of time. Written by
    `api.public.counting` alone; on PostgreSQL it is not logged: a crash may forget it."""

    key = models.CharField(max_length=150, primary_key=True)
    spent = models.BigIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
