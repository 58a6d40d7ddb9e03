from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale

from accounts import languages
from cms import catalogues


class Command(BaseCommand):
    help = "Bring the message catalogues up to date with the code, and compile them"
    # It reads files: a mistake elsewhere is for others to tell.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; list what is missing and fail if anything is",
        )
        parser.add_argument(
            "--prune", action="store_true", help="drop translations whose message is gone"
        )

    def handle(self, *, check: bool, prune: bool, **options: Any) -> None:
        found = catalogues.collect(folders(), settings.BASE_DIR)
        wrong = []
        for language in languages.codes():
            folder = settings.LOCALE_PATHS[0] / to_locale(language) / "LC_MESSAGES"
            path = folder / "django.po"
            catalog = catalogues.read(path, language)
            # Messages of other people's scripts, which nothing here finds: kept by hand.
            scripts = catalogues.read(folder / "djangojs.po", language)
            if not check:
                catalog = catalogues.carried_over(catalog, found, language)
                if prune:
                    catalog.obsolete.clear()
                folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(catalogues.written(catalog))
                compile_into(path.with_suffix(".mo"), catalog)
                if len(scripts):
                    compile_into(folder / "djangojs.mo", scripts)
            complete = language != settings.MESSAGE_LANGUAGE
            for one, wanted in ((catalog, found), (scripts, scripts)):
                for problem in catalogues.problems(one, wanted, complete=complete):
                    wrong.append(f"{language}: {problem}")
        for line in wrong:
            self.stdout.write(line)
        if check and wrong:
            raise CommandError(
                f"{len(wrong)} messages are not right. `make catalogues` brings the catalogues "
                "up to date; the translations are for a person to write."
            )


def compile_into(path: Path, catalog: Catalog) -> None:
    with path.open("wb") as file:
        write_mo(file, catalog)


def folders() -> list[Path]:
    """Our own apps, and the templates beside them."""
    own = [Path(app.path) for app in apps.get_app_configs()]
    root: Path = settings.BASE_DIR
    return [path for path in own if path.parent == root] + [root / "templates"]
