"""Rows to records and back."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Select, select

from trustjournal.domain.records import Record
from trustjournal.store.schema import RECORD_TABLES

R = TypeVar("R", bound=Record)

FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in RECORD_TABLES}
_SELECT = {
    kind: select(*(table.c[name] for name in FIELDS[kind])) for kind, table in RECORD_TABLES.items()
}
# SQLite takes at most 32,766 values in one statement.
_BATCH = 10_000


def chosen(kind: type[Record]) -> Select[tuple[object, ...]]:
    """Return the query for every field of a record type, to be narrowed and ordered."""
    return _SELECT[kind]


def fetch(connection: Connection, kind: type[R], query: Select[tuple[object, ...]]) -> list[R]:
    """Run a query made from `chosen(kind)` and return its records."""
    names = FIELDS[kind]
    make: Any = kind
    return [make(**dict(zip(names, row, strict=True))) for row in connection.execute(query)]


def by_ids(connection: Connection, kind: type[R], ids: Iterable[UUID]) -> dict[UUID, R]:
    """Return those of the records that exist, by id."""
    table = RECORD_TABLES[kind]
    found: dict[UUID, R] = {}
    for some in _batches(tuple(dict.fromkeys(ids))):
        for record in fetch(connection, kind, chosen(kind).where(table.c.id.in_(some))):
            found[record.id] = record
    return found


def _batches(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
