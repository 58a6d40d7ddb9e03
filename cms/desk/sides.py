"""Which parts of a story's form a person may write in, and why not in the others."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles import permissions, workflow
from articles.models import Article, LanguageVersion, State


def is_open(user: User, article: Article, language: str) -> bool:
    version = article.version(language)
    return version is not None and workflow.is_open(user, version)


def shared_is_open(user: User, article: Article) -> bool:
    """Section, tags, photo, bylines and the like go with the source: they are its writer's, and
    shut with it. An editor reaches them as long as any version is not withdrawn."""
    if user.is_editor:
        return any_is_open(user, article)
    return is_open(user, article, article.source_language)


def any_is_open(user: User, article: Article) -> bool:
    return any(workflow.is_open(user, version) for version in article.versions.all())


def may_delete(user: User, article: Article) -> bool:
    """Until it has been before readers; by its writer only while it is theirs alone."""
    if not permissions.may_delete(user, article) or article.publications.exists():
        return False
    alone = len(article.versions.all()) == 1 and shared_is_open(user, article)
    return user.is_editor or alone


def not_asked_for(user: User, article: Article, language: str) -> SafeString:
    """What stands in place of a version's fields until somebody asks for the translation."""
    version = workflow.new_version(article, language)
    link = ""
    if permissions.may_request_translation(user, version):
        link = format_html(
            ' <a class="button" href="{}">{}</a>',
            reverse("desk:move", args=[article.pk, language, "request"]),
            workflow.MOVES["request"].label,
        )
    sentence = _t("Nobody has asked for the %(language)s version yet.") % {
        "language": languages.name(language)
    }
    return format_html("<p>{}</p>{}", sentence, link)


def why_shut(user: User, version: LanguageVersion) -> str:
    """A sentence for a side that this person may only read."""
    if version.state == State.WITHDRAWN:
        return _t("This version is withdrawn. It opens again when an editor reopens it.")
    if not permissions.may_change_text(user, version):
        if version.is_source:
            return _t("Only the writer of the story and the editors can change this text.")
        if version.translator:
            return _t(
                "Only %(person)s, who translates it, and the editors can change this text."
            ) % {"person": version.translator}
        return _t("Only the translators and the editors can change this text.")
    return _t(
        "This text is on the desk (“%(state)s”), where only the editors change it. It opens again "
        "when it is returned or published."
    ) % {"state": version.get_state_display()}
