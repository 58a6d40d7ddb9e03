"""Giving a translation that has been asked for to another translator, or to nobody in particular,
and moving its date; and giving back what one has taken. It is no move: the state stays, and the log
says who and what."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _t

from accounts import languages
from accounts.models import User
from articles import permissions
from articles.models import LanguageVersion, LogEntry, State
from articles.plain_text import plain
from articles.problems import NotAllowed
from translation import telling

# What the log calls it. Its detail has `translator` (names) and `due_on` (ISO dates), each as a
# pair of before and after, and only what was changed; "" is nobody, and no date.
ASSIGN = "assign"
LONGEST_NOTE = 1000
# While the desk reads a translation, it is the work of the one who finished it.
OPEN = frozenset({State.TRANSLATION, State.PUBLISHED})


def refusal(user: User, version: LanguageVersion) -> str:
    """Why this person cannot assign the version now; "" where they can."""
    if not permissions.may_assign(user, version):
        return _t("Only an editor can give a translation to somebody else.")
    if version.is_source or version.state not in OPEN:
        return _t(
            "Nobody can be given the %(language)s version now: it is in the state “%(state)s”."
        ) % {
            "language": languages.name(version.language),
            "state": version.get_state_display(),
        }
    return ""


@transaction.atomic
def assign(
    version: LanguageVersion,
    *,
    translator: User | None,
    due_on: datetime.date | None,
    by: User,
) -> LogEntry | None:
    """Returns the row of the log; None where all is as it was. Raises NotAllowed."""
    version = _held(version)
    if why := refusal(by, version):
        raise NotAllowed(why)
    detail: dict[str, list[str]] = {}
    if translator != version.translator:
        if translator and not translator.is_translator_into(version.language):
            raise NotAllowed(
                _t("%(person)s does not translate into %(language)s.")
                % {"person": translator, "language": languages.name(version.language)}
            )
        detail["translator"] = [str(one or "") for one in (version.translator, translator)]
    if due_on != version.due_on:
        days = (version.due_on, due_on)
        detail["due_on"] = [day.isoformat() if day else "" for day in days]
    if not detail:
        return None
    version.translator, version.due_on = translator, due_on
    version.save(update_fields=["translator", "due_on", "updated_at"])
    if "translator" in detail:
        telling.hand_over(version, by=by)
    return _logged(version, detail, by)


def may_give_back(user: User, version: LanguageVersion) -> bool:
    """What one has oneself; an editor gives it to somebody, or to nobody, by `assign`."""
    return not version.is_source and version.state in OPEN and version.translator_id == user.pk


def released(person: User, version: LanguageVersion, since: datetime.datetime) -> LogEntry | None:
    """How this person lost a version that nobody has now; None where they have not, since then. Who
    goes on typing in an open page would otherwise take it back without a word."""
    if version.translator_id is not None:
        return None
    rows = LogEntry.objects.filter(
        article=version.article_id, language=version.language, move=ASSIGN, at__gt=since
    )
    lost = [str(person), ""]
    return next((one for one in rows if one.detail.get("translator") == lost), None)


@transaction.atomic
def give_back(version: LanguageVersion, note: str, *, by: User) -> LogEntry:
    """Into the pool. What was written stays, and whoever takes it next reads the note beside what
    was noted before. Raises NotAllowed."""
    version, note = _held(version), plain(note)
    if not may_give_back(by, version):
        raise NotAllowed(_t("You do not have this translation, or it is no longer being written."))
    if not note:
        raise NotAllowed(_t("Say in a few words why, for the one who takes it next."))
    if len(note) > LONGEST_NOTE:
        raise NotAllowed(
            _t("The note has %(length)s characters; there is room for %(limit)s.")
            % {"length": len(note), "limit": LONGEST_NOTE}
        )
    version.translator = None
    version.note = "\n".join(filter(None, [version.note, f"{by.get_full_name()}: {note}"]))
    version.save(update_fields=["translator", "note", "updated_at"])
    telling.hand_over(version, by=by)
    return _logged(version, {"translator": [str(by), ""]}, by, note)


def _held(version: LanguageVersion) -> LanguageVersion:
    return (
        LanguageVersion.objects.select_for_update(of=("self",))
        # Without the translator: of who waited here, PostgreSQL joins what stood before the wait.
        .select_related("article")
        .get(pk=version.pk)
    )


def _logged(
    version: LanguageVersion, detail: dict[str, list[str]], by: User, note: str = ""
) -> LogEntry:
    return LogEntry.objects.create(
        article_id=version.article_id,
        language=version.language,
        move=ASSIGN,
        from_state=version.state,
        to_state=version.state,
        by=by,
        note=note,
        detail=detail,
    )
