"""Tables whose rows are only ever added, guarded in the database itself: a trigger refuses every
UPDATE and DELETE, whichever way it comes."""

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper

# The guarded tables; the tests lift the guards when they empty the database.
TABLES = ["articles_logentry", "publishing_publication"]

_POSTGRESQL_INSTALL = """
CREATE OR REPLACE FUNCTION {table}_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'rows of {table} cannot be changed or deleted'
    USING ERRCODE = 'integrity_constraint_violation'; END $$;
DROP TRIGGER IF EXISTS {table}_insert_only ON {table};
CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_insert_only();
"""
_POSTGRESQL_REMOVE = """
DROP TRIGGER IF EXISTS {table}_insert_only ON {table};
DROP FUNCTION IF EXISTS {table}_insert_only();
"""
_SQLITE_INSTALL = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'rows of {table} cannot be changed or deleted'); END
"""
_SQLITE_REMOVE = "DROP TRIGGER IF EXISTS {table}_no_{verb}"


def _run(connection: BaseDatabaseWrapper, table: str, postgresql: str, sqlite: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(postgresql.format(table=table))
        else:
            for verb in ("update", "delete"):
                cursor.execute(sqlite.format(table=table, verb=verb))


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    _run(connection, table, _POSTGRESQL_INSTALL, _SQLITE_INSTALL)


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    _run(connection, table, _POSTGRESQL_REMOVE, _SQLITE_REMOVE)


def guard(table: str) -> migrations.RunPython:
    """The migration operation. A later migration that alters the table on SQLite makes it anew,
    without its triggers, and must guard it again."""
    return migrations.RunPython(
        lambda apps, schema_editor: install(schema_editor.connection, table),
        lambda apps, schema_editor: remove(schema_editor.connection, table),
    )
