"""Values that no version of this program wrote: a changed bit can leave a plain page whole.

SQLite keeps anything in any column. PostgreSQL holds what it keeps against its types by itself.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, String, and_, func, or_, select
from sqlalchemy import type_coerce as raw

from trustjournal.store.schema import RECORD_TABLES, history, history_piece
from trustjournal.store.types import Day, Hour, Id, Instant, Money, Packed, Word

_TRACES = (history.c.traces, history_piece.c.traces)


def count_unreadable(connection: Connection) -> dict[str, int]:
    """Return how many rows cannot be read, by the names of the tables that have any."""
    if connection.dialect.name != "sqlite":
        return {}
    tests = {table.name: [*_never_written(*table.columns)] for table in RECORD_TABLES.values()}
    tests |= {column.table.name: [func.json_valid(column) == 0] for column in _TRACES}
    found = {
        name: connection.execute(select(func.count()).where(or_(*some))).scalar_one()
        for name, some in tests.items()
    }
    return {name: count for name, count in found.items() if count}


def _never_written(*columns: Column[Any]) -> Iterator[ColumnElement[bool]]:
    """Return of each column what is true where it holds a value that it cannot have."""
    for column in columns:
        stored = raw(column, String)
        match column.type:
            case Word():
                yield stored.not_in([word.value for word in column.type.words])
            case Packed():
                yield func.json_valid(stored) == 0
            case Day():
                yield func.coalesce(func.date(stored), "") != stored
            case Hour():
                yield and_(func.time(stored).is_(None), column.is_not(None))
            case Instant() | Money():
                yield func.typeof(stored).not_in(["integer", "null"])
            case Id():
                yield func.length(stored) != 16
            case _:
                pass
