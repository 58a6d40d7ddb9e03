"""Statements that Django composes once for each connection, and PostgreSQL plans once.

To compose a query and to plan it cost several times as much as to carry it out. What is asked in the
same form over and over, such as all that publishing a story reads and writes, is therefore made from
the ORM's own query once, and given other values each time. The rows are the same as the ORM's.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]
from django.db.models.sql import UpdateQuery
from psycopg import Cursor

M = TypeVar("M", bound=Model)
# Rows in one statement; of each number up to this a connection may keep a plan.
_MOST_ROWS = 8


def cursor(connection: Any) -> Any:
    """Django's own, or on PostgreSQL one whose statements are planned once for each connection:
    planning one costs more than carrying it out."""
    prepares = connection.vendor == "postgresql" and settings.PREPARED_STATEMENTS
    if not prepares or connection.queries_logged:  # a log would lack the text of what is prepared
        return connection.cursor()
    connection.ensure_connection()
    return connection.make_cursor(Cursor(connection.connection))


def _kept(connection: Any) -> dict[Any, Any]:
    """What was composed for this connection, which goes with it."""
    found: dict[Any, Any] = connection.__dict__.setdefault("composed_statements", {})
    return found


class _Given(Expression):
    """Stands in a query for a value that comes with each call."""

    def __init__(self, place: int, field: Field) -> None:
        super().__init__(output_field=field)
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


def _stand_ins(fields: Iterable[Any]) -> list[_Given]:
    return [_Given(place, field) for place, field in enumerate(fields)]


def _put_in(
    given: Iterable[Any], fields: Iterable[Any], values: Iterable[Any], connection: Any
) -> list[Any]:
    """The values in the places of their stand-ins."""
    adapted = [
        field.get_db_prep_save(value, connection)
        for field, value in zip(fields, values, strict=True)
    ]
    return [adapted[one.place] if isinstance(one, _Given) else one for one in given]


class Query(Generic[M]):
    """`make` gets one stand-in for each of the fields, and gives the query; a call gets their
    values, and gives the query's rows: `Query(lambda pk: Tag.objects.filter(pk=pk), Tag._meta.pk)`.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], *fields: Any) -> None:
        self._make, self._fields = make, fields

    def __call__(self, *values: Any) -> list[M]:
        composed, rows = self._carried_out(values)
        return composed.things(rows)

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """Of a query of `values_list`."""
        composed, rows = self._carried_out(values)
        return [tuple(row) for row in composed.converted(rows)]

    def _carried_out(self, values: Sequence[Any]) -> tuple["_Composed", list[Any]]:
        connection = connections[DEFAULT_DB_ALIAS]
        composed = _kept(connection).get(self)
        if composed is None:
            query = self._make(*_stand_ins(self._fields))
            composed = _kept(connection)[self] = _Composed(query, connection)
        with cursor(connection) as asking:
            asking.execute(composed.sql, _put_in(composed.given, self._fields, values, connection))
            return composed, asking.fetchall()


class _Composed:
    """What Django makes of a query on its way to the rows."""

    def __init__(self, query: QuerySet[Any], connection: Any) -> None:
        self.compiler = query.query.get_compiler(connection=connection)
        self.sql, self.given = self.compiler.as_sql()
        select, kinds = self.compiler.select, self.compiler.klass_info
        self.converters = self.compiler.get_converters([one[0] for one in select])
        self.alias = connection.alias
        if kinds:
            chosen = kinds["select_fields"]
            self.model = kinds["model"]
            self.first, self.last = chosen[0], chosen[-1] + 1
            self.names = [one[0].target.attname for one in select[self.first : self.last]]
            self.related = get_related_populators(kinds, select, self.alias)

    def converted(self, rows: list[Any]) -> Iterable[Sequence[Any]]:
        if not self.converters:
            return rows
        return self.compiler.apply_converters(rows, self.converters)

    def things(self, rows: list[Any]) -> list[Any]:
        found = []
        for row in self.converted(rows):
            thing = self.model.from_db(self.alias, self.names, row[self.first : self.last])
            for one in self.related:
                one.populate(row, thing)
            found.append(thing)
        return found


def keep(thing: Model, name: str, rows: Iterable[Model]) -> None:
    """As if `prefetch_related(name)` had found these."""
    manager = getattr(thing, name)
    query = manager.get_queryset()
    query._result_cache, query._prefetch_done = list(rows), True
    if field := getattr(manager, "field", None):
        for row in query._result_cache:
            setattr(row, field.name, thing)
    thing.__dict__.setdefault("_prefetched_objects_cache", {})[name] = query


class Update:
    """An UPDATE of these fields. `make` gets stand-ins for `keys`, and gives the rows to change; a
    call gets the fields' values, then those of the keys."""

    def __init__(
        self, make: Callable[..., QuerySet[Any]], fields: Sequence[Any], *keys: Any
    ) -> None:
        self._make, self._fields, self._keys = make, fields, keys

    def __call__(self, *values: Any) -> None:
        connection = connections[DEFAULT_DB_ALIAS]
        fields = [*self._fields, *self._keys]
        if self not in _kept(connection):
            given = _stand_ins(fields)
            number = len(self._fields)
            query: UpdateQuery = self._make(*given[number:]).query.chain(UpdateQuery)  # type: ignore[assignment]
            query.add_update_values(
                {field.name: one for field, one in zip(self._fields, given, strict=False)}
            )
            _kept(connection)[self] = query.get_compiler(connection=connection).as_sql()
        sql, places = _kept(connection)[self]
        with cursor(connection) as asking:
            asking.execute(sql, _put_in(places, fields, values, connection))


class Insert(Generic[M]):
    """`bulk_create` for a few rows of one model. With `ignore_conflicts` a row that would be there
    twice is left out, and no row learns its key."""

    def __init__(self, model: type[M], *, ignore_conflicts: bool = False) -> None:
        self._model, self._ignore_conflicts = model, ignore_conflicts

    def __call__(self, things: Iterable[M]) -> list[M]:
        things = list(things)
        for start in range(0, len(things), _MOST_ROWS):
            self._insert(things[start : start + _MOST_ROWS])
        return things

    def _insert(self, things: list[M]) -> None:
        connection = connections[DEFAULT_DB_ALIAS]
        composed = _kept(connection).setdefault(self, {})
        sql = composed.get(len(things))
        if sql is None:
            sql = composed[len(things)] = self._sql(connection, len(things))
        fields = self._fields()
        values = [
            field.get_db_prep_save(field.pre_save(thing, True), connection)
            for thing in things
            for field in fields
        ]
        with cursor(connection) as asking:
            asking.execute(sql, values)
            keys = asking.fetchall() if self._tells_keys else []
        for thing, (key,) in zip(things, keys, strict=False):
            thing.pk = key
        for thing in things:
            thing._state.adding, thing._state.db = False, connection.alias

    @property
    def _tells_keys(self) -> bool:
        return bool(self._model._meta.auto_field) and not self._ignore_conflicts

    def _fields(self) -> list[Any]:
        options = self._model._meta
        return [one for one in options.local_concrete_fields if one is not options.auto_field]

    def _sql(self, connection: Any, rows: int) -> str:
        name = connection.ops.quote_name
        fields = self._fields()
        columns = ", ".join(name(field.column) for field in fields)
        row = f"({', '.join(['%s'] * len(fields))})"
        sql = f"INSERT INTO {name(self._model._meta.db_table)} ({columns}) VALUES "  # noqa: S608
        sql += ", ".join([row] * rows)
        if self._ignore_conflicts:
            sql += " ON CONFLICT DO NOTHING"
        if self._tells_keys:
            sql += f" RETURNING {name(self._model._meta.pk.column)}"
        return sql
