from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from translation.checks import rates

DOCUMENT: Path = settings.BASE_DIR / "docs" / "checks.md"


class Command(BaseCommand):
    help = "Measure how often each check is right, and write docs/checks.md."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only tell whether it is current")

    def handle(self, *, check, **options):
        wanted = rates.page()
        now = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
        if check and now != wanted:
            raise CommandError("docs/checks.md is out of date: run manage.py check_rates.")
        if not check:
            DOCUMENT.write_text(wanted, encoding="utf-8")
