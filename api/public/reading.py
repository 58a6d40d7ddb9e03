"""One statement to the database by the shortest way: what Django's ORM does to compose a query and
to dress its rows costs more than all the rest of an answer."""

import datetime
from typing import Any, cast
from uuid import UUID

from django.db import OperationalError, connection

from publishing.models import Live

_ID = Live._meta.get_field("article")


def rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    """Only for statements that read: one whose connection has gone is sent again on a new one. Ask
    for times as text (`CAST(… AS text)`) and read the few that matter with `moment`: to have each
    made into a datetime costs more than the rest of a page."""
    # Django would ask the database whether it is there before it asks for anything.
    connection.health_check_done = True
    try:
        return _rows(sql, parameters)
    except OperationalError:
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return _rows(sql, parameters)


def _rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cast(list[tuple[Any, ...]], cursor.fetchall())


def moment(text: str) -> datetime.datetime:
    """A time out of a row. Both engines write UTC, so such texts are in order, too."""
    at = datetime.datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=datetime.UTC)


def from_moment(value: datetime.datetime) -> Any:
    """A time to compare with."""
    return connection.ops.adapt_datetimefield_value(value)


def from_id(value: UUID) -> Any:
    """A story's id to compare with."""
    return _ID.get_db_prep_value(value, connection)
