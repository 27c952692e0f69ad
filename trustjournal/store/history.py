"""What each changeset replaced: undo and redo that survive a restart, and who did what when.

One row per changeset, written in its transaction. It keeps the image of every record
*before*, and the revision *after*, which tells whether the record is still as it was left.
What was written in several batches has the first in its row, and a piece for each further one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, func, select

from trustjournal.domain.changes import Change
from trustjournal.domain.records import Record
from trustjournal.errors import StaleRecord
from trustjournal.i18n import _
from trustjournal.store import traces as traced
from trustjournal.store.rows import by_ids
from trustjournal.store.schema import history as table
from trustjournal.store.schema import history_piece as _pieces
from trustjournal.store.traces import KINDS, Trace

R = TypeVar("R", bound=Record)

_COLUMNS = (table.c.sequence, table.c.at, table.c.who, table.c.label, table.c.action)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: `action` is do, undo or redo.

    It is erased for what nobody can take back: a person was erased, or all that it was about.
    """

    sequence: int
    at: datetime
    who: str
    label: str
    action: str


def row(
    label: str,
    changes: Sequence[Change],
    *,
    at: datetime,
    who: str,
    inverts: Entry | None = None,
) -> dict[str, Any]:
    """Return the history row of what was written; `inverts` is the entry that it takes back."""
    action = "do" if inverts is None else "redo" if inverts.action == "undo" else "undo"
    return {
        "at": at,
        "who": who,
        "label": label,
        "action": action,
        "target": inverts and inverts.sequence,
        "traces": traced.of(changes),
    }


def piece(sequence: int, place: int, changes: Sequence[Change]) -> dict[str, Any]:
    """Return the row of a further batch of what was written under `sequence`."""
    return {"sequence": sequence, "place": place, "traces": traced.of(changes)}


def entries(connection: Connection, limit: int | None = None) -> list[Entry]:
    """Return the history, newest first."""
    query = select(*_COLUMNS).order_by(table.c.sequence.desc()).limit(limit)
    return [Entry(*found) for found in connection.execute(query)]


def next_undo(connection: Connection) -> Entry | None:
    """Return the newest entry that stands, which Undo takes back."""
    return _newest(connection, table.c.action.in_(("do", "redo")))


def next_redo(connection: Connection) -> Entry | None:
    """Return the newest undo that stands, unless something was done after it."""
    last_done = select(func.max(table.c.sequence)).where(table.c.action == "do").scalar_subquery()
    return _newest(
        connection, table.c.action == "undo", table.c.sequence > func.coalesce(last_done, 0)
    )


def last_sequence(connection: Connection) -> int:
    """Return the number of the newest entry, 0 where there is none."""
    return connection.execute(select(func.coalesce(func.max(table.c.sequence), 0))).scalar_one()


def is_long_since(connection: Connection, sequence: int) -> bool:
    """Return whether more was written after `sequence` than `changed_since` should gather."""
    query = select(_pieces.c.sequence).where(_pieces.c.sequence > sequence).limit(1)
    return connection.execute(query).first() is not None


def changed_since(
    connection: Connection, sequence: int, kind: type[R]
) -> tuple[frozenset[UUID], list[R]]:
    """Return which records of a kind the entries after `sequence` changed, and what they were.

    Only for where nothing `is_long_since`: what stands in pieces is left out.
    """
    stored = connection.execute(select(table.c.traces).where(table.c.sequence > sequence)).scalars()
    traces = [
        trace for text in stored for trace in traced.decode(text) if trace.kind == kind.__name__
    ]
    images = (traced.image(trace) for trace in traces)
    return frozenset(trace.id for trace in traces), [one for one in images if isinstance(one, kind)]


def inverses(connection: Connection, entry: Entry) -> Iterator[tuple[Change, ...]]:
    """Yield the batches that take an entry back, the last of it first, from what there is now.

    Each must be written before the next is asked for.

    Raises:
        StaleRecord: one of the records was changed elsewhere since.
    """
    mine = _pieces.c.sequence == entry.sequence
    last = connection.execute(select(func.max(_pieces.c.place)).where(mine)).scalar_one()
    for place in range(last or 0, 0, -1):
        stored = select(_pieces.c.traces).where(mine, _pieces.c.place == place)
        yield _inverse(connection, entry.label, connection.execute(stored).scalar_one())
    stored = select(table.c.traces).where(table.c.sequence == entry.sequence)
    yield _inverse(connection, entry.label, connection.execute(stored).scalar_one())


def _inverse(connection: Connection, label: str, stored: str) -> tuple[Change, ...]:
    traces = traced.decode(stored)
    current = _current(connection, traces)
    changes = tuple(
        Change(current.get(trace.id), traced.image(trace)) for trace in reversed(traces)
    )
    for trace, change in zip(reversed(traces), changes, strict=True):
        if (change.before and change.before.revision) != trace.after_revision:
            text = _("“{label}” cannot be taken back: it was changed elsewhere since.")
            raise StaleRecord(text.format(label=label))
    return changes


def _newest(connection: Connection, *conditions: Any) -> Entry | None:
    later = table.alias()
    taken_back = select(later.c.sequence).where(later.c.target == table.c.sequence).exists()
    query = (
        select(*_COLUMNS).where(*conditions, ~taken_back).order_by(table.c.sequence.desc()).limit(1)
    )
    found = connection.execute(query).first()
    return Entry(*found) if found else None


def _current(connection: Connection, traces: Sequence[Trace]) -> dict[UUID, Record]:
    wanted: defaultdict[type[Record], list[UUID]] = defaultdict(list)
    for trace in traces:
        wanted[KINDS[trace.kind]].append(trace.id)
    found: dict[UUID, Record] = {}
    for kind, ids in wanted.items():
        found.update(by_ids(connection, kind, ids))
    return found
