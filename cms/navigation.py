"""The main menu: what this person may see, and which entry the page belongs to."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import languages
from accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Entry:
    label: str | Promise
    url: str
    current: bool


def works_on_translations(user: User) -> bool:
    return user.is_editor or any(map(user.is_translator_into, languages.codes()))


def _serves_clients(user: User) -> bool:
    return user.has_perm("api.view_endpoint")


def _counts_machine_translation(user: User) -> bool:
    is_configured = bool(settings.MACHINE_TRANSLATION)
    return is_configured and user.has_perm("translation.view_machineuse")


def _reads_glossary(user: User) -> bool:
    return user.has_perm("translation.view_term")


# A model's list, or a page of ours with its label and who has it. Work comes before upkeep.
_MODELS_AND_PAGES: list[str | tuple[str, Promise, Callable[[User], bool]]] = [
    "articles.article",
    ("translation:queue", _("Translations"), works_on_translations),
    ("desk:board", _("Board"), works_on_translations),
    ("admin:translation_term_changelist", _("Glossary"), _reads_glossary),
    "media.photo",
    "articles.factbox",
    "articles.tag",
    "articles.section",
    "articles.author",
    "publishing.publication",
    "publishing.republication",
    (
        "admin:translation_machineuse_changelist",
        _("Machine translation"),
        _counts_machine_translation,
    ),
    ("admin:api_endpoint_changelist", _("Clients"), _serves_clients),
    "accounts.user",
]


def main_menu(request: HttpRequest) -> list[Entry]:
    entries: list[tuple[str | Promise, str]] = []
    for wanted in _MODELS_AND_PAGES:
        if isinstance(wanted, str):
            model = apps.get_model(wanted)
            app_label, name = wanted.split(".")
            if request.user.has_perm(f"{app_label}.view_{name}"):
                url = reverse(f"admin:{app_label}_{name}_changelist")
                entries.append((model._meta.verbose_name_plural, url))
        elif wanted[2](request.user):
            entries.append((wanted[1], reverse(wanted[0])))
    page = _page_of(request.path)
    # A list within a section that has an entry of its own is that one, and not the section.
    sections = (_whole(url) for _label, url in entries)
    belongs_to = max(filter(page.startswith, sections), key=len, default="")
    return [
        Entry(label=label, url=url, current=_whole(url) == belongs_to) for label, url in entries
    ]


def _page_of(path: str) -> str:
    """The desk's own pages are about stories; webhooks, their log and keys are one entry."""
    index = reverse("admin:index")
    if path.startswith((f"{index}desk/notices/", f"{index}desk/board/")):
        return path
    if path.startswith(f"{index}desk/"):
        return reverse("admin:articles_article_changelist")
    if path.startswith(f"{index}api/"):
        return reverse("admin:api_endpoint_changelist")
    return path


def _whole(url: str) -> str:
    """The queue stands for the whole translation section."""
    return f"{reverse('admin:index')}translation/" if url == reverse("translation:queue") else url
