"""Who may do what: pure functions of a person and an object. What a state allows is in
`workflow.py`."""

from django.conf import settings

from accounts.models import User
from articles.models import Article, LanguageVersion


def is_writer_of(user: User, article: Article) -> bool:
    """A journalist who made the story or stands above it."""
    if not user.is_journalist:
        return False
    return article.created_by_id == user.pk or any(
        byline.author.user_id == user.pk for byline in article.bylines.all()
    )


def is_translator_of(user: User, version: LanguageVersion) -> bool:
    """The one it was given to; while nobody has it, anyone who translates into the language."""
    if not user.is_translator_into(version.language):
        return False
    return version.translator_id is None or version.translator_id == user.pk


def authors_of(version: LanguageVersion) -> set[int]:
    """Keys of the people whose text this version is."""
    if not version.is_source:
        return {version.translator_id} if version.translator_id else set()
    article = version.article
    keys = [article.created_by_id, *(byline.author.user_id for byline in article.bylines.all())]
    return {key for key in keys if key is not None}


def may_write(user: User, version: LanguageVersion) -> bool:
    return user.is_editor or is_writer_of(user, version.article)


def may_translate(user: User, version: LanguageVersion) -> bool:
    return user.is_editor or is_translator_of(user, version)


def may_request_translation(user: User, version: LanguageVersion) -> bool:
    return may_write(user, version)


def may_assign(user: User, version: LanguageVersion) -> bool:
    """Give a translation that has been asked for to another translator."""
    return user.is_editor


def may_edit(user: User, version: LanguageVersion) -> bool:
    """The desk's moves: return, publish, schedule, withdraw, reopen."""
    return user.is_editor


def is_only_author(user: User, version: LanguageVersion) -> bool:
    return authors_of(version) == {user.pk}


def may_approve(user: User, version: LanguageVersion) -> bool:
    """A second pair of eyes, unless the newsroom lets a lone editor through."""
    if not user.is_editor:
        return False
    return settings.LONE_EDITOR_MAY_APPROVE or not is_only_author(user, version)


def may_see_admin(user: User) -> bool:
    return user.is_active and user.is_staff


def may_change_text(user: User, version: LanguageVersion) -> bool:
    """The one who works on this side; whether its state is open to them is `workflow.is_open`."""
    return may_write(user, version) if version.is_source else may_translate(user, version)


def may_delete(user: User, article: Article) -> bool:
    """Its writer or an editor; what has been published is kept by the database itself."""
    return user.is_editor or is_writer_of(user, article)
