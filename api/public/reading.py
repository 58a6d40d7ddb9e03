"""One statement to the database by the shortest way: what Django's ORM does to compose a query and
to dress its rows costs more than all the rest of an answer."""

import datetime
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from psycopg import Cursor

from publishing.models import Live

_ID = Live._meta.get_field("article")


def rows(
    sql: str, parameters: list[Any], *, planned_for_values: bool = False
) -> list[tuple[Any, ...]]:
    """Only for statements that read: one whose connection has gone is sent again on a new one. Ask
    for times as text (`CAST(… AS text)`) and read the few that matter with `moment`: to have each
    made into a datetime costs more than the rest of a page. Where the best way to the rows depends
    on what is asked for, have it `planned_for_values`."""
    # Through the proxy `django.db.connection`, every attribute would be a look-up of its own.
    connection = connections[DEFAULT_DB_ALIAS]
    # Django would ask the database whether it is there before it asks for anything.
    connection.health_check_done = True
    try:
        return _rows(connection, sql, parameters, planned_for_values)
    except OperationalError:
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return _rows(connection, sql, parameters, planned_for_values)


def _rows(
    connection: Any, sql: str, parameters: list[Any], planned_for_values: bool
) -> list[tuple[Any, ...]]:
    with connection.cursor() if planned_for_values else _cursor(connection) as cursor:
        cursor.execute(sql, parameters)
        return cast(list[tuple[Any, ...]], cursor.fetchall())


def _cursor(connection: Any) -> Any:
    """Django's own, or on PostgreSQL one whose statements are planned once for each connection:
    planning one costs more than carrying it out."""
    prepares = connection.vendor == "postgresql" and settings.PREPARED_STATEMENTS
    if not prepares or connection.queries_logged:  # a log would lack the text of what is prepared
        return connection.cursor()
    connection.ensure_connection()
    return connection.make_cursor(Cursor(connection.connection))


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
