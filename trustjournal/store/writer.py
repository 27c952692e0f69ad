"""The one way to write: a changeset is applied whole or not at all, with its history."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Delete, Engine, Insert, Update, bindparam, delete, insert, update

from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.records import (
    Record,
    Touchpoint,
)
from trustjournal.errors import StaleRecord
from trustjournal.store import balances, history, search
from trustjournal.store.rows import FIELDS
from trustjournal.store.schema import RECORD_TABLES, presence
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


def commit(
    engine: Engine, changeset: Changeset, *, who: str = "", inverts: history.Entry | None = None
) -> int:
    """Apply a changeset in one transaction and return its sequence number in the history.

    Once this returns, the write is on the disk. `inverts` is the history row that the
    changeset takes back, where it is an undo or redo. An empty changeset is kept as well.

    Raises:
        StaleRecord: a record was changed elsewhere since it was read; nothing is written.
        NotSaved: the disk or the database refused; nothing is written.
    """
    with begin_write(engine) as connection:
        for (kind, operation), group in groupby(changeset.changes, _operation):
            _apply(connection, kind, operation, list(group))
        balances.keep(connection, changeset.changes)
        row = history.row(changeset, at=datetime.now(UTC), who=who, inverts=inverts)
        return connection.execute(_REMEMBER, row).scalar_one()


def undo(engine: Engine, *, who: str = "") -> Changeset | None:
    """Take back the newest changeset that stands; return what was applied, None if nothing is.

    Raises:
        StaleRecord: it was changed elsewhere since.
    """
    return _take_back(engine, history.next_undo, who)


def redo(engine: Engine, *, who: str = "") -> Changeset | None:
    """Apply again what was last undone; return what was applied, None if nothing is.

    Raises:
        StaleRecord: it was changed elsewhere since.
    """
    return _take_back(engine, history.next_redo, who)


def _take_back(
    engine: Engine, choose: Callable[[Connection], history.Entry | None], who: str
) -> Changeset | None:
    with engine.connect() as connection:
        entry = choose(connection)
        if entry is None:
            return None
        changeset = history.inverse(connection, entry)
    commit(engine, changeset, who=who, inverts=entry)
    return changeset


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
    if kind is Touchpoint and before:
        search.forget(connection, [image.id for image in before])
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
        search.learn(connection, [image.id for image in touchpoints])


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
