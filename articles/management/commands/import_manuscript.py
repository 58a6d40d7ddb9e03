from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.translation import override

from accounts import languages
from accounts.models import User
from articles import actions, manuscript
from articles.models import Section


class Command(BaseCommand):
    help = (
        "Make a draft of a manuscript (plain text, Markdown or .docx) and print the story's id and "
        "what was recognised."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--language", required=True, choices=languages.codes())
        parser.add_argument("--section", help="a section's name or slug, in any language")
        parser.add_argument("--by", metavar="EMAIL", help="who the story is made by")

    def handle(self, *, language, **options):
        # Whoever sends a manuscript reads its language.
        with override(language):
            self._import(language=language, **options)

    def _import(self, *, file, language, section, by, **options):
        person = self._person(by)
        found_section = self._section(section)
        try:
            read = manuscript.read(_content(file), filename=file.name, language=language)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}") from error
        except manuscript.ManuscriptError as error:
            raise CommandError(f"{file}: {error}") from error
        imported = actions.import_manuscript(read, by=person, section=found_section)
        self.stdout.write(str(imported.article.pk))
        for line in imported.summary():
            self.stdout.write(f"  {line}")
        for line in read.report.lines:
            text = line.text if len(line.text) <= 72 else line.text[:71] + "…"
            self.stdout.write(f"  {line.number:>4}  {line.role:<18} {text}")

    def _person(self, email):
        if not email:
            return None
        try:
            person = User.objects.get(email__iexact=email)
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody here has the e-mail address {email}.") from error
        if not person.has_perm("articles.add_article"):
            raise CommandError(f"{person} may not make stories.")
        return person

    def _section(self, wanted):
        if not wanted:
            return None
        hits = Q()
        for column in languages.columns("name", "slug"):
            hits |= Q(**{f"{column}__iexact": wanted})
        section = Section.objects.filter(hits).first()
        if section is None:
            raise CommandError(f"There is no section “{wanted}”.")
        return section


def _content(file: Path) -> bytes:
    size = file.stat().st_size
    if size > manuscript.MAX_BYTES:
        raise manuscript.ManuscriptError(
            "too_large", size=f"{size / 1024**2:.1f}", limit=manuscript.MAX_BYTES // 1024**2
        )
    return file.read_bytes()
