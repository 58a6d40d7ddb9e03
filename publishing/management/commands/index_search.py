import json
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from publishing import search
from publishing.models import Live


class Command(BaseCommand):
    help = (
        "Build the search index anew of all that is live, while it is being served. Needed only "
        "after a change of how words are read."
    )

    def handle(self, **options: Any) -> None:
        done = 0
        for place, pk in enumerate(list(Live.objects.order_by("pk").values_list("pk", flat=True))):
            if place and place % 1000 == 0:
                self.stdout.write(f"{place} …")
            done += self.index(pk)
        self.stdout.write(f"{done} live versions are indexed.")

    @transaction.atomic
    def index(self, pk: int) -> bool:
        """One at a time, held meanwhile: else what is published just now could be overwritten with
        what was there before, and two that hold several could wait for each other's."""
        live = (
            Live.objects.select_for_update(of=["self"])
            .select_related("publication")
            .only("published_at", "publication__content")
            .filter(pk=pk)
            .first()
        )
        if live is None:
            return False
        search.index(live.pk, live.published_at, json.loads(live.publication.content))
        return True
