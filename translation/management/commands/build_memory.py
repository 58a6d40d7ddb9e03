import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import Article
from translation.memory.building import build
from translation.memory.forgetting import forget_what_is_gone


class Command(BaseCommand):
    help = (
        "Fill the translation memory from the stories that stand in more than one language. "
        "What has entered already stays as it is; give --after to go on where it was broken off."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--after", metavar="ID", help="the last story that was read: go on behind it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        read = new = 0
        of_all = Article.objects.count()
        for stories, pairs, last in build(after=_id(options["after"])):
            read += stories
            new += pairs
            self.stdout.write(f"{read} of {of_all} stories, {new} new pairs, to {last}")
        gone = forget_what_is_gone()
        self.stdout.write(f"{new} new pairs; {gone} forgotten whose story is gone.")


def _id(given: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(given) if given else None
    except ValueError as error:
        raise CommandError(f"--after wants a story's id, not “{given}”.") from error
