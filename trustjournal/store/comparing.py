"""Holding a copy of a journal against the journal, row by row, both open in one connection."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """One table as SQLite keeps it, those of the search index included."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    """What tells its rows apart, in the order they are kept in."""


def tables(cursor: Any, schema: str) -> list[Table]:
    """Return the tables that hold rows, in the order in which they were made."""
    listed = {row[1]: bool(row[4]) for row in cursor.execute(f"PRAGMA {schema}.table_list")}
    stored = f"SELECT name FROM {schema}.sqlite_master WHERE rootpage > 0 AND type = 'table'"  # noqa: S608
    names = [row[0] for row in cursor.execute(stored)]
    return [_table(cursor, schema, name, has_no_rowid=listed[name]) for name in names]


def differing(cursor: Any, one: str, other: str) -> Iterator[tuple[Table, bool]]:
    """Yield each table of the schema `one` with whether `other` has not just the same rows.

    Whole rows are compared, with the numbers SQLite keeps them under: the search index refers
    to those.
    """
    for table in tables(cursor, one):
        here = cursor.execute(f'SELECT count(*) FROM {one}."{table.name}"').fetchone()[0]  # noqa: S608
        there = cursor.execute(f'SELECT count(*) FROM {other}."{table.name}"').fetchone()[0]  # noqa: S608
        same = cursor.execute(_same_rows(table, one, other)).fetchone()[0]
        yield table, not here == there == same


def structure(cursor: Any, schema: str) -> list[tuple[str, str, str | None]]:
    """Return what the schema is made of, in SQL."""
    asked = f"SELECT type, name, sql FROM {schema}.sqlite_master ORDER BY type, name"  # noqa: S608
    return cursor.execute(asked).fetchall()


def _table(cursor: Any, schema: str, name: str, *, has_no_rowid: bool) -> Table:
    known = cursor.execute(f'PRAGMA {schema}.table_info("{name}")').fetchall()
    keys = sorted((row[5], row[1]) for row in known if row[5])
    key = tuple(column for _number, column in keys) if has_no_rowid else ("rowid",)
    return Table(name, tuple(row[1] for row in known), key)


def _same_rows(table: Table, one: str, other: str) -> str:
    joined = " AND ".join(f'a."{column}" = b."{column}"' for column in table.key)
    equal = " AND ".join(f'a."{column}" COLLATE BINARY IS b."{column}"' for column in table.columns)
    # The copy is read beside the journal in the same order: no index is made, nothing is sorted.
    return (
        f'SELECT count(*) FROM {one}."{table.name}" AS a CROSS JOIN {other}."{table.name}" AS b '  # noqa: S608
        f"ON {joined} WHERE {equal}"
    )
