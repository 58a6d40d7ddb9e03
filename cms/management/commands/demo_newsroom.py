from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from cms.demo import archive
from cms.demo.load import DemoNewsroom
from cms.demo.people import DOMAIN


class Command(BaseCommand):
    help = "Load the demo newsroom: people, stories in all states, photos, fact boxes and tags."

    def add_arguments(self, parser):
        parser.add_argument(
            "--articles",
            type=int,
            default=0,
            metavar="N",
            help="add N generated stories, published in every language, for load work",
        )

    def handle(self, *, articles, **options):
        if not settings.DEBUG:
            raise CommandError(
                "The demo newsroom has an administrator whose password is known. It is loaded on "
                "your own machine alone: set DEBUG=1."
            )
        if articles < 0:
            raise CommandError("--articles takes a number from 0 up.")
        if User.objects.filter(email__endswith=f"@{DOMAIN}").exists():
            self.stdout.write("The demo newsroom is here already; its stories are left alone.")
        else:
            DemoNewsroom().load()
            self.stdout.write("The demo newsroom is in place.")
        if articles:
            made = archive.add(articles, progress=self.stdout.write)
            self.stdout.write(f"{made} stories were added to the archive.")
