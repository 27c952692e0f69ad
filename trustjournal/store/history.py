"""What each changeset replaced: undo and redo that survive a restart, and who did what when.

One row per changeset, written in its transaction. It keeps the image of every record
*before*, and the revision *after*, which tells whether the record is still as it was left.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import Connection, func, select

from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import Record
from trustjournal.errors import StaleRecord
from trustjournal.i18n import _
from trustjournal.store.rows import by_ids
from trustjournal.store.schema import RECORD_TABLES
from trustjournal.store.schema import history as table

R = TypeVar("R", bound=Record)

_KINDS = {kind.__name__: kind for kind in RECORD_TABLES}
_COLUMNS = (table.c.sequence, table.c.at, table.c.who, table.c.label, table.c.action)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: `action` is do, undo or redo."""

    sequence: int
    at: datetime
    who: str
    label: str
    action: str


class _Trace(msgspec.Struct, array_like=True):
    kind: str
    id: UUID
    after_revision: UUID | None
    before: msgspec.Raw


_decode_traces = msgspec.json.Decoder(list[_Trace]).decode


def row(
    changeset: Changeset, *, at: datetime, who: str, inverts: Entry | None = None
) -> dict[str, Any]:
    """Return the history row of a changeset; `inverts` is the entry that it takes back."""
    action = "do" if inverts is None else "redo" if inverts.action == "undo" else "undo"
    return {
        "at": at,
        "who": who,
        "label": changeset.label,
        "action": action,
        "target": inverts and inverts.sequence,
        "traces": msgspec.json.encode([_trace(change) for change in changeset.changes]).decode(),
    }


def entries(connection: Connection, limit: int | None = None) -> list[Entry]:
    """Return the history, newest first."""
    query = select(*_COLUMNS).order_by(table.c.sequence.desc()).limit(limit)
    return [Entry(*found) for found in connection.execute(query)]


def next_undo(connection: Connection) -> Entry | None:
    """Return the newest entry that stands, which Undo takes back."""
    return _newest(connection, table.c.action != "undo")


def next_redo(connection: Connection) -> Entry | None:
    """Return the newest undo that stands, unless something was done after it."""
    last_done = select(func.max(table.c.sequence)).where(table.c.action == "do").scalar_subquery()
    return _newest(
        connection, table.c.action == "undo", table.c.sequence > func.coalesce(last_done, 0)
    )


def last_sequence(connection: Connection) -> int:
    """Return the number of the newest entry, 0 where there is none."""
    return connection.execute(select(func.coalesce(func.max(table.c.sequence), 0))).scalar_one()


def changed_since(
    connection: Connection, sequence: int, kind: type[R]
) -> tuple[frozenset[UUID], list[R]]:
    """Return which records of a kind the entries after `sequence` changed, and what they were."""
    stored = connection.execute(select(table.c.traces).where(table.c.sequence > sequence)).scalars()
    traces = [
        trace for text in stored for trace in _decode_traces(text) if trace.kind == kind.__name__
    ]
    images = (_before(trace) for trace in traces)
    return frozenset(trace.id for trace in traces), [one for one in images if isinstance(one, kind)]


def inverse(connection: Connection, entry: Entry) -> Changeset:
    """Return the changeset that takes an entry back, from the records as they are now.

    Raises:
        StaleRecord: one of the records was changed elsewhere since.
    """
    stored: str = connection.execute(
        select(table.c.traces).where(table.c.sequence == entry.sequence)
    ).scalar_one()
    traces = _decode_traces(stored)
    current = _current(connection, traces)
    changes = [Change(current.get(trace.id), _before(trace)) for trace in reversed(traces)]
    for trace, change in zip(reversed(traces), changes, strict=True):
        if (change.before and change.before.revision) != trace.after_revision:
            raise StaleRecord(
                _("“{label}” cannot be taken back: it was changed elsewhere since.").format(
                    label=entry.label
                )
            )
    return Changeset(entry.label, tuple(changes))


def _newest(connection: Connection, *conditions: Any) -> Entry | None:
    later = table.alias()
    taken_back = select(later.c.sequence).where(later.c.target == table.c.sequence).exists()
    query = (
        select(*_COLUMNS).where(*conditions, ~taken_back).order_by(table.c.sequence.desc()).limit(1)
    )
    found = connection.execute(query).first()
    return Entry(*found) if found else None


def _trace(change: Change) -> _Trace:
    image = change.record
    return _Trace(
        type(image).__name__,
        image.id,
        change.after.revision if change.after else None,
        msgspec.Raw(msgspec.json.encode(change.before)),
    )


def _before(trace: _Trace) -> Record | None:
    shape: Any = _KINDS[trace.kind] | None
    return msgspec.json.decode(trace.before, type=shape)


def _current(connection: Connection, traces: Sequence[_Trace]) -> dict[UUID, Record]:
    wanted: defaultdict[type[Record], list[UUID]] = defaultdict(list)
    for trace in traces:
        wanted[_KINDS[trace.kind]].append(trace.id)
    found: dict[UUID, Record] = {}
    for kind, ids in wanted.items():
        found.update(by_ids(connection, kind, ids))
    return found
