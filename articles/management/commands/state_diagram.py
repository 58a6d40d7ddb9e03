from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import diagram

DOCUMENT: Path = settings.BASE_DIR / "ARCHITECTURE.md"


class Command(BaseCommand):
    help = "Draw the state diagram in ARCHITECTURE.md anew from the table of moves."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only tell whether it is current")

    def handle(self, *, check, **options):
        now = DOCUMENT.read_text()
        wanted = diagram.within(now)
        if check and now != wanted:
            raise CommandError(
                "The state diagram in ARCHITECTURE.md is out of date: run manage.py state_diagram."
            )
        if not check:
            DOCUMENT.write_text(wanted)
