import time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from api import sweeping as clients
from cms.notices import digests
from cms.production import refuse_unsafe
from publishing import hours, search, sweeping
from translation import telling


class Command(BaseCommand):
    help = (
        "Publish what is scheduled and due, take up tasks that were left lying, see to it that "
        "webhooks are delivered, and mail people what they were told. Safe to run in several "
        "places at once."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="go on, and look this often"
        )

    def handle(self, *, every, **options):
        if not settings.DEBUG:
            refuse_unsafe()
        while True:
            close_old_connections()
            outcome = hours.publish_due()
            for version in outcome.published:
                self.stdout.write(f"published: {version}")
            for version in outcome.held_back:
                self.stdout.write(f"held back: {version}")
            if taken_up := sweeping.take_up_left_tasks():
                self.stdout.write(f"tasks taken up again: {taken_up}")
            clients.sweep()
            if mailed := digests.send_due():
                self.stdout.write(f"people mailed what they were told: {mailed}")
            telling.forget_old()
            search.sort_in()
            if not every:
                return
            time.sleep(every)
