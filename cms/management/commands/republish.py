from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import languages
from cms.production import refuse_unsafe
from publishing import republishing
from publishing.models import Publication, Republication


class Command(BaseCommand):
    help = (
        "Publish anew what readers see, with names, credits, files and addresses as they are now: "
        "after PUBLIC_URL, ARTICLE_URL or MEDIA_URL was changed, say. The stories' texts stay as "
        "they were published. The worker does it, unless told otherwise."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--section", metavar="SLUG", help="only what stands in this section")
        parser.add_argument("--tag", metavar="SLUG", help="only what has this tag")
        parser.add_argument("--language", choices=languages.codes(), help="only this language")
        parser.add_argument("--now", action="store_true", help="here, and tell how far it has come")

    def handle(self, *, now: bool, **options: Any) -> None:
        if not settings.DEBUG:
            refuse_unsafe()
        asked = {name: options[name] for name in ("section", "tag", "language") if options[name]}
        reason, ref = Publication.Reason.ADDRESSES, urlencode(asked)
        if now:
            if not republishing.lives(reason, ref).exists():
                raise CommandError("No document before readers is meant by that.")
            row = Republication.objects.create(
                reason=reason, ref=ref, name=_named(asked), state=Republication.State.RUNNING,
                total=republishing.lives(reason, ref).count(),
            )  # fmt: skip
            self._run(row)
            return
        if republishing.request(reason, ref, name=_named(asked)) is None:
            raise CommandError("No document before readers is meant by that.")
        self.stdout.write(
            "The worker publishes them anew. How far it has come stands in the admin."
        )

    def _run(self, row: Republication) -> None:
        try:
            while republishing.run(row.pk, republishing.AT_ONCE) == republishing.AT_ONCE:
                row.refresh_from_db()
                self.stdout.write(f"{row.done} of {row.total}")
        except republishing.Failed as failure:
            raise CommandError(str(failure)) from failure
        row.refresh_from_db()
        self.stdout.write(f"{row.done} looked at, {row.changed} changed for readers")


def _named(asked: dict[str, str]) -> str:
    return ", ".join(asked.values())
