from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from translation.machine import budget
from translation.machine.configured import service
from translation.machine.troubles import Trouble


class Command(BaseCommand):
    help = "Say whether the service of machine translation answers, and what is left of the month"

    def handle(self, **options: Any) -> None:
        asked = service()
        if asked is None:
            self.stdout.write("MACHINE_TRANSLATION is not set: nothing is translated by machine.")
            return
        with override(settings.MESSAGE_LANGUAGE):
            try:
                self.stdout.write(asked.state())
            except Trouble as trouble:
                raise CommandError(str(trouble)) from trouble
        left = budget.left(asked.code)
        told = "without a limit" if left is None else f"{left} of them are left"
        self.stdout.write(f"Characters we may send this month: {told}.")
