import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django_tasks_db.management.commands import db_worker

from cms.production import refuse_unsafe


class Command(db_worker.Command):
    help = "Run the tasks: renditions, hours that have come, documents published anew"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        # A reload in the middle of a task kills it and leaves it marked as running.
        parser.set_defaults(reload=False)

    def configure_logging(self, verbosity: int) -> None:
        super().configure_logging(verbosity)
        if verbosity == 1:
            # What failed; `-v 2` tells of every task.
            for name in (db_worker.TASKS_LOGGER, db_worker.logger.name):
                logging.getLogger(name).setLevel(logging.WARNING)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            refuse_unsafe()
        super().handle(*args, **options)
