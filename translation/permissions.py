"""Who may write translations. A source version, too, has something to translate where a correction
was written in another language first; that is open to its translators as well as to its writer."""

from accounts.models import User
from articles import workflow
from articles.models import LanguageVersion, State
from articles.moves import OPEN_TO_AUTHORS
from articles.permissions import is_writer_of, may_approve, may_translate


def is_open(user: User, version: LanguageVersion) -> bool:
    """Whether this person may translate into the version now."""
    if workflow.is_open(user, version):
        return True
    return version.is_source and version.state in OPEN_TO_AUTHORS and may_translate(user, version)


def may_claim(user: User, version: LanguageVersion) -> bool:
    """A source version has no translator to wait for."""
    return not version.is_source and user.is_translator_into(version.language)


def may_review(user: User, version: LanguageVersion) -> bool:
    """Whether this person reads the version for the desk now, segment by segment."""
    return version.state == State.REVIEW and not version.is_source and may_approve(user, version)


def may_pass_typos(user: User, version: LanguageVersion) -> bool:
    """Who may say of a change in the source that no translation need follow it."""
    return user.is_editor and version.state != State.WITHDRAWN


def may_dismiss(user: User, version: LanguageVersion) -> bool:
    """What a check finds. An editor may whatever the state: it changes nothing of the text."""
    return user.is_editor or is_open(user, version)


def may_note(user: User, version: LanguageVersion) -> bool:
    """Who asks and answers about a segment, whatever the state: the text stays as it is."""
    return may_translate(user, version) or is_writer_of(user, version.article)
