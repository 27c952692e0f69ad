"""What a row of each table must look like, so that its table can be told from the row alone.

It is asked of rows as SQLite keeps them, from files that may have lost the names of their tables.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import date, time
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, Table
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.types import TypeEngine

from trustjournal.store.damaged_pages import ALL
from trustjournal.store.schema import (
    RECORD_TABLES,
    balance,
    closing,
    history,
    history_piece,
    metadata,
    open_entry,
    presence,
)
from trustjournal.store.types import Day, Hour, Id, Instant, Money, Packed, Word

DERIVED: Final = frozenset({presence, closing, balance, open_entry})
"""The tables that are made anew from the others; `presence` may know what those lost."""

BEGAN_WITH: Final = {
    "customer": "is_sample",
    "touchpoint": "resolved_at",
    "check_in": "about",
    "gesture": "note",
    "promise": "touchpoint_id",
    "preferences": "default_cadence_days",
    "tag_rule": "longest_gap_days",
}
"""Tables that grew: the last column that each had at first. Rows from then lack the later ones."""

_LARGEST: Final = 2**63
_DIALECT = SQLiteDialect_pysqlite()
_traces = msgspec.json.Decoder(list[tuple[str, UUID, UUID | None, msgspec.Raw]])

_LOOKED_AT: Final = 4

Values = Sequence[Any]


class Shape:
    """The columns of a table, in the order in which its rows have them."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.names = table.columns.keys()
        self.keyed = table.dialect_options["sqlite"]["with_rowid"] is False
        first = next(iter(table.primary_key))
        self.numbered = isinstance(first.type, Integer) and not self.keyed
        self._tests = [_test_of(column) for column in table.columns]
        self._defaults = _defaults_of(table)
        began_with = BEGAN_WITH.get(table.name, self.names[-1])
        self._least = self.names.index(began_with) + 1

    def fitted(self, values: Values) -> Values | None:
        """Return a row with what it lacks, None where it is no row of this table."""
        width = len(self.names)
        if any(value is not None for value in values[width:]):
            return None
        row = list(values[:width])
        there = max((place for place, value in enumerate(row) if value is not None), default=0) + 1
        for place in range(max(there, self._least), width):
            row[place] = self._defaults.get(self.names[place])
        return row if all(map(_agree, self._tests, row)) else None

    def takes(self, row: Values) -> bool:
        """Return whether a row that has its number first can be one of this table."""
        return self.fitted(values_of(self, row)) is not None

    def mended(self, values: Values) -> Values | None:
        """Return a damaged row with defaults for what cannot be, None where there are none."""
        row = [
            value if test(value) else self._defaults.get(name)
            for name, value, test in zip(self.names, values, self._tests, strict=False)
        ]
        return self.fitted(row)


def _agree(test: Callable[[Any], bool], value: Any) -> bool:
    return test(value)


def _test_of(column: Column[Any]) -> Callable[[Any], bool]:
    """Return what tells whether a value as SQLite keeps it can stand in a column."""
    test = _test_of_type(column.type)
    if column.table in (history, history_piece) and column.name == "traces":
        test = _are_traces
    nullable = bool(column.nullable)
    return lambda value: nullable if value is None else test(value)


def _test_of_type(kind: TypeEngine[Any]) -> Callable[[Any], bool]:
    match kind:
        case Id():
            return lambda value: isinstance(value, bytes) and len(value) == 16
        case Word():
            words = {word.value for word in kind.words}
            return lambda value: value in words
        case Packed() | Instant():
            return lambda value: isinstance(value, str | int) and _reads(kind, value)
        case Boolean():
            return lambda value: value in (0, 1)
        case Float():
            return lambda value: isinstance(value, float | int)
        case Day():
            return lambda value: isinstance(value, str) and _is(date, value)
        case Hour():
            return lambda value: isinstance(value, str) and _is(time, value)
        case LargeBinary():
            return lambda value: isinstance(value, bytes)
        case Integer() | Money():
            return lambda value: isinstance(value, int) and -_LARGEST <= value < _LARGEST
        case _:
            return lambda value: isinstance(value, str)


def _reads(kind: Packed | Instant, value: Any) -> bool:
    with suppress(ValueError, OverflowError, TypeError, msgspec.MsgspecError):
        kind.process_result_value(value, _DIALECT)
        return True
    return False


def _is(kind: type[date | time], value: str) -> bool:
    with suppress(ValueError):
        kind.fromisoformat(value)
        return True
    return False


def _are_traces(value: Any) -> bool:
    with suppress(msgspec.MsgspecError, TypeError):
        _traces.decode(value)
        return True
    return False


def _defaults_of(table: Table) -> Mapping[str, Any]:
    """Return what stands in columns of records that say nothing, as SQLite keeps it."""
    kind = next((kind for kind, known in RECORD_TABLES.items() if known is table), None)
    if kind is None:
        return {"traces": "[]"} if table is history else {}
    found: dict[str, Any] = {}
    for field in fields(kind):
        if field.default is not MISSING:
            keep = table.c[field.name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
            found[field.name] = keep(field.default) if keep else field.default
    return found


PRESENCE: Final = Shape(presence)
SHAPES: Final = tuple(Shape(table) for table in metadata.sorted_tables if table not in DERIVED)


def rows_wanted(values: Values) -> int:
    """Return how many rows are wanted of a page that begins with this row of a keyed table.

    All of ours; of who was there one, which tells the page for later.
    """
    if any(shape.keyed and shape.fitted(values) is not None for shape in SHAPES):
        return ALL
    return 1 if PRESENCE.fitted(values) is not None else 0


def shape_of(rows: Sequence[Values], *, keyed: bool, named: str = "") -> Shape | None:
    """Return the table that the rows of one page belong to, None where it is none of ours.

    `named` is the table that is known to begin at this page. Among equals the one with the most
    columns is meant: what fits more tests is less likely to fit by chance.
    """
    known = next((shape for shape in SHAPES if shape.table.name == named), None)
    if known is not None:
        return known
    candidates = [shape for shape in SHAPES if shape.keyed is keyed]
    for some in (rows[:_LOOKED_AT], rows[_LOOKED_AT:]):
        fits = {shape: sum(shape.takes(row) for row in some) for shape in candidates}
        best = max(fits, key=lambda shape: (fits[shape], len(shape.names)))
        if fits[best]:
            return best
    return None


def values_of(shape: Shape, row: Values) -> Values:
    """Return the values of a row that has its number first, as its table names them."""
    number, *values = row
    if shape.numbered and values[0] is None:
        return [number, *values[1:]]
    return values
