"""The one way to write: a changeset is applied whole or not at all, with its history."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Delete, Engine, Insert, Update, bindparam, delete, insert, update

from trustjournal.domain.backups import MANY, Occasion
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import (
    Record,
    Touchpoint,
)
from trustjournal.errors import StaleRecord
from trustjournal.store import balances, contents, drafts, history, search
from trustjournal.store.backups import take_care
from trustjournal.store.rows import FIELDS
from trustjournal.store.schema import RECORD_TABLES, history_piece, presence
from trustjournal.store.schema import history as history_table
from trustjournal.store.transaction import begin_write, changed_elsewhere

# Statements are built once: building them at each call costs twice the write itself.
_INSERT: dict[type[Record], Insert] = {kind: insert(table) for kind, table in RECORD_TABLES.items()}
_UPDATE: dict[type[Record], Update] = {
    kind: update(table)
    .where(table.c.id == bindparam("known_id"), table.c.revision == bindparam("known_revision"))
    .values({name: bindparam(name) for name in FIELDS[kind] if name != "id"})
    for kind, table in RECORD_TABLES.items()
}
_DELETE: dict[type[Record], Delete] = {
    kind: delete(table).where(
        table.c.id == bindparam("known_id"), table.c.revision == bindparam("known_revision")
    )
    for kind, table in RECORD_TABLES.items()
}
_LEAVE = delete(presence).where(presence.c.touchpoint_id == bindparam("known_id"))
_JOIN = insert(presence)
_REMEMBER = insert(history_table).returning(history_table.c.sequence)
_REMEMBER_PIECE = insert(history_piece)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written under one label and one Undo: how many records, of which types."""

    label: str
    sequence: int
    count: int
    kinds: frozenset[type[Record]]

    def touched(self) -> frozenset[type[Record]]:
        """Return the types of record that this changed."""
        return self.kinds


def commit(engine: Engine, changeset: Changeset, *, who: str = "") -> int:
    """Apply a changeset in one transaction and return its sequence number in the history.

    Once this returns, the write is on the disk. An empty changeset is kept as well.

    Raises:
        StaleRecord: a record was changed elsewhere since it was read; nothing is written.
        NotSaved: the disk or the database refused; nothing is written.
    """
    with begin_write(engine) as connection:
        return apply(connection, changeset, who=who).sequence


def apply(connection: Connection, changeset: Changeset, *, who: str = "") -> Written:
    """Apply a changeset in a write transaction that the caller holds.

    Raises:
        StaleRecord: as `commit`; the caller has to let go of the transaction.
    """
    contents.keep(connection, changeset.contents)
    drafts.drop(connection, changeset.settles)
    return _write(connection, changeset.label, [changeset.changes], who)


def commit_long(
    engine: Engine, label: str, batches: Callable[[Connection], Iterable[Sequence[Change]]]
) -> Written:
    """Apply more than fits in memory, batch by batch, in one transaction and under one Undo.

    `batches` gets the connection of the transaction, to look up what it needs; each batch is
    written before the next is asked for. Whatever it raises leaves nothing behind. The books are
    opened again where there is more than one batch: making them anew costs less than keeping them.

    Raises:
        StaleRecord, NotSaved: as `commit`.
    """
    with begin_write(engine) as connection:
        take_care(connection, Occasion.IMPORT)
        return _write(connection, label, batches(connection), "")


def undo(engine: Engine, *, who: str = "") -> Written | None:
    """Take back the newest changeset that stands; return what was applied, None if nothing is.

    Raises:
        StaleRecord: it was changed elsewhere since.
    """
    return _take_back(engine, history.next_undo, who)


def redo(engine: Engine, *, who: str = "") -> Written | None:
    """Apply again what was last undone; return what was applied, None if nothing is.

    Raises:
        StaleRecord: it was changed elsewhere since.
    """
    return _take_back(engine, history.next_redo, who)


def _take_back(
    engine: Engine, choose: Callable[[Connection], history.Entry | None], who: str
) -> Written | None:
    with engine.connect() as connection:
        if choose(connection) is None:
            return None
    with begin_write(engine) as connection:
        entry = choose(connection)
        if entry is None:
            return None
        return _write(connection, entry.label, history.inverses(connection, entry), who, entry)


def _write(
    connection: Connection,
    label: str,
    batches: Iterable[Sequence[Change]],
    who: str,
    inverts: history.Entry | None = None,
) -> Written:
    """Apply batches and remember them; `inverts` is the history entry that they take back.

    A backup made first is of the journal before: this transaction has written nothing yet, and
    whoever reads beside it sees nothing of what it will.
    """
    remaining = iter(batches)
    changes = next(remaining, ())
    if sum(change.after is None for change in changes) > MANY:
        take_care(connection, Occasion.DELETE)
    count, kinds = len(changes), _apply_all(connection, changes)
    balances.keep(connection, changes)
    row = history.row(label, changes, at=datetime.now(UTC), who=who, inverts=inverts)
    sequence = connection.execute(_REMEMBER, row).scalar_one()
    for place, changes in enumerate(remaining, start=1):
        count += len(changes)
        kinds |= _apply_all(connection, changes)
        balances.reopen(connection)
        connection.execute(_REMEMBER_PIECE, history.piece(sequence, place, changes))
    search.tidy(connection, count)
    return Written(label, sequence, count, frozenset(kinds))


def _apply_all(connection: Connection, changes: Sequence[Change]) -> set[type[Record]]:
    """Write changes in their order, neighbours of a kind together; return their types."""
    kinds: set[type[Record]] = set()
    for (kind, operation), group in groupby(changes, _operation):
        _apply(connection, kind, operation, list(group))
        kinds.add(kind)
    return kinds


def _operation(change: Change) -> tuple[type[Record], str]:
    if change.before is None:
        return type(change.record), "insert"
    return type(change.record), "delete" if change.after is None else "update"


def _apply(
    connection: Connection, kind: type[Record], operation: str, changes: Sequence[Change]
) -> None:
    before = [change.before for change in changes if change.before is not None]
    after = [change.after for change in changes if change.after is not None]
    known = [{"known_id": image.id, "known_revision": image.revision} for image in before]
    noted = [change.record.id for change in changes if _changes_note(change)]
    if noted and operation != "insert":
        search.forget(connection, noted)
    if kind is Touchpoint and before:
        connection.execute(_LEAVE, [{"known_id": image.id} for image in before])
    rows = _rows(kind, after)
    if operation == "insert":
        connection.execute(_INSERT[kind], rows)
    elif operation == "update":
        _expect(len(changes), connection.execute(_UPDATE[kind], _merged(rows, known)).rowcount)
    else:
        _expect(len(changes), connection.execute(_DELETE[kind], known).rowcount)
    if kind is Touchpoint and after:
        touchpoints = [image for image in after if isinstance(image, Touchpoint)]
        connection.execute(_JOIN, list(_presences(touchpoints)))
        if noted:
            search.learn(connection, noted)


def _changes_note(change: Change) -> bool:
    """Tell whether the search index knows something else of a touchpoint from now on."""
    notes = (
        image.note if isinstance(image, Touchpoint) else None
        for image in (change.before, change.after)
    )
    return next(notes) != next(notes)


def _rows(kind: type[Record], images: Sequence[Record]) -> list[dict[str, Any]]:
    names = FIELDS[kind]
    values = attrgetter(*names)
    return [dict(zip(names, values(image), strict=True)) for image in images]


def _merged(rows: list[dict[str, Any]], known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | which for row, which in zip(rows, known, strict=True)]


def _expect(wanted: int, found: int) -> None:
    if found != wanted:
        raise StaleRecord(changed_elsewhere())


def _presences(touchpoints: Sequence[Touchpoint]) -> Iterator[dict[str, Any]]:
    for touchpoint in touchpoints:
        for customer_id in dict.fromkeys(touchpoint.customer_ids):
            yield {
                "customer_id": customer_id,
                "happened_at": touchpoint.happened_at,
                "touchpoint_id": touchpoint.id,
                "began": touchpoint.began,
                "kind": touchpoint.kind,
                "feeling": touchpoint.feeling,
                "question": touchpoint.question,
                "answered_at": touchpoint.answered_at,
                "resolved_at": touchpoint.resolved_at,
            }
