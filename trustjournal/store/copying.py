"""Every row of a journal out of it and into another, as it is: ids, numbers and history too.

What is derived (who was there, the search index, the balances) does not travel; it is made anew.
Neither do drafts: what is being typed belongs to the window where it is typed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select

from trustjournal.store import search
from trustjournal.store.organising_tables import content
from trustjournal.store.schema import (
    RECORD_TABLES,
    balance,
    closing,
    history,
    history_piece,
    open_entry,
    preferences,
    presence,
    touchpoint,
)

Row = dict[str, Any]
"""The values of a row by column, as records have them."""

TABLES: dict[str, Table] = {
    table.name: table for table in (*RECORD_TABLES.values(), history, history_piece, content)
}
"""What travels, by name, in an order in which no row waits for a later one for long."""

_AT_ONCE = 500
_WIDE = {"history": 20, "history_piece": 2, "content": 1}
"""How many rows are in memory at once; one of these may hold megabytes."""

_BEGUN = '[["Preferences",%'
_EXTRA = {"customer_id", "touchpoint_id"}
_WHO = tuple(column.name for column in presence.columns if column.name not in _EXTRA)
_JOIN = insert(presence)
_POUR = {name: insert(table) for name, table in TABLES.items()}
_VALUES = {name: itemgetter(*table.columns.keys()) for name, table in TABLES.items()}


class Fingerprint:
    """How many rows of each table there are, and what all of them come to in any order."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = defaultdict(int)
        self.sums: dict[str, int] = defaultdict(int)

    def add(self, name: str, rows: Sequence[Row]) -> None:
        """Take in some rows of a table."""
        values = _VALUES[name]
        for row in rows:
            digest = blake2b(msgspec.json.encode(values(row)), digest_size=16).digest()
            self.sums[name] += int.from_bytes(digest)
        self.counts[name] += len(rows)

    def apart(self, other: "Fingerprint") -> list[str]:
        """Return the names of the tables that are not the same in both."""
        return [
            name
            for name in TABLES
            if (self.counts[name], self.sums[name]) != (other.counts[name], other.sums[name])
        ]


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in TABLES.items()
    }


def batches(connection: Connection, name: str) -> Iterator[list[Row]]:
    """Yield a table's rows in the order of their key, a few at a time."""
    table = TABLES[name]
    names = table.columns.keys()
    query = select(table).order_by(*table.primary_key.columns)
    result = connection.execute(query.execution_options(yield_per=size_of_batch(name)))
    for some in result.partitions():
        yield [dict(zip(names, row, strict=True)) for row in some]


def size_of_batch(name: str) -> int:
    """Return how many rows of a table are held in memory at once."""
    return _WIDE.get(name, _AT_ONCE)


def fingerprint(connection: Connection, heard: Callable[[int], None]) -> Fingerprint:
    """Read the whole journal; `heard` is told of each batch how many rows it had."""
    found = Fingerprint()
    for name in TABLES:
        for rows in batches(connection, name):
            found.add(name, rows)
            heard(len(rows))
    return found


def is_empty(connection: Connection) -> bool:
    """Return whether nothing is kept here yet, but perhaps who the owner is."""
    others = [table for table in TABLES.values() if table not in (preferences, history)]
    past = select(history.c.sequence).where(history.c.traces.not_like(_BEGUN))
    queries = [*(select(table.primary_key.columns[0]) for table in others), past]
    return not any(connection.execute(query.limit(1)).first() for query in queries)


def make_room(connection: Connection) -> None:
    """Take out of an empty journal the little that it may have: its first page."""
    for table in (history, preferences, closing, balance, open_entry):
        connection.execute(delete(table))


def pour(connection: Connection, name: str, rows: Sequence[Row]) -> None:
    """Write rows of a table as they are, and what is derived from them."""
    if not rows:
        return
    connection.execute(_POUR[name], rows)
    if TABLES[name] is touchpoint:
        there = [
            {"customer_id": who, "touchpoint_id": row["id"], **{one: row[one] for one in _WHO}}
            for row in rows
            for who in dict.fromkeys(row["customer_ids"])
        ]
        if there:
            connection.execute(_JOIN, there)
        search.learn(connection, [row["id"] for row in rows])


def settle(connection: Connection) -> None:
    """Let counters go on after the numbers that were written; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for column in (touchpoint.c.number, history.c.sequence):
        counter = func.pg_get_serial_sequence(column.table.name, column.name)
        connection.execute(select(func.setval(counter, select(func.max(column)).scalar_subquery())))
