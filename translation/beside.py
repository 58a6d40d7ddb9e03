"""What the page's script asks about a row to show beside it: what its texts have been, and what people
have noted on it.

    past    {key, token} → {html, more}: `more` is the token to ask with for what is older, or ""
    notes   {key} → {key, html, open}: `open` is the number of open notes
    note    {key, text, token} → the same; `token` is the thread that is answered, "" begins one
    settle  {key, token, code} → the same, after "resolve" or "reopen" of a thread
    people  → {people: [names]}: who can be named after an @
"""

from typing import Any

from django.template.loader import render_to_string

from accounts.models import User
from accounts.numbers import number_of
from articles.models import LanguageVersion
from translation import mentions, noting, permissions
from translation.answers import Asked, BadQuestion, question, row_question
from translation.past import past_of


@row_question
def past(asked: Asked) -> dict[str, Any]:
    found = past_of(asked.version, asked.key, since=_number(asked.token))
    context = {
        "texts": found.texts,
        "is_first": not asked.token,
        "is_open": permissions.is_open(asked.by, asked.version),
    }
    return {
        "html": render_to_string("translation/_past.html", context),
        "more": "" if found.rest is None else str(found.rest),
    }


@row_question
def notes(asked: Asked) -> dict[str, Any]:
    return _notes_on(asked)


@row_question
def note(asked: Asked) -> dict[str, Any]:
    asked.needs("text")
    noting.write(asked.version, asked.key, asked.text, by=asked.by, thread=_number(asked.token))
    return _notes_on(asked)


@row_question
def settle(asked: Asked) -> dict[str, Any]:
    act = {"resolve": noting.resolve, "reopen": noting.reopen}.get(asked.code)
    thread = _number(asked.token)
    if act is None or thread is None:
        raise BadQuestion
    act(asked.version, thread, by=asked.by)
    return _notes_on(asked)


@question
def people(version: LanguageVersion, by: User) -> dict[str, Any]:
    names = dict.fromkeys(person.name for person in mentions.people() if person != by)
    return {"people": list(names)}


def _number(token: str) -> int | None:
    """Of the database's own making; nothing else is one."""
    number = number_of(token)
    if token and number is None:
        raise BadQuestion
    return number


def _notes_on(asked: Asked) -> dict[str, Any]:
    threads = noting.threads(asked.version, asked.key)
    may_note = permissions.may_note(asked.by, asked.version)
    open_ones = [one for one in threads if one.is_open]
    context = {
        "open": open_ones,
        "resolved": [one for one in threads if not one.is_open],
        "answerable": {one.pk for one in threads if may_note or one.names(asked.by)},
        "user": asked.by,
    }
    return {
        "key": asked.key,
        "html": render_to_string("translation/_notes.html", context),
        "open": len(open_ones),
    }
