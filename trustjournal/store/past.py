"""Holding the history against the records: what it last left, against what is there.

Records that it never speaks of are in order; so are those that it left deleted.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, LargeBinary, bindparam, func, select, type_coerce, update

from trustjournal.store.schema import RECORD_TABLES, history, history_piece

_AT_ONCE = 5_000
_TABLES = {kind.__name__: table for kind, table in RECORD_TABLES.items()}
_REWRITE = update(history).where(history.c.sequence == bindparam("which"))
_REWRITE_PIECE = update(history_piece).where(
    history_piece.c.sequence == bindparam("which"), history_piece.c.place == bindparam("part")
)

Heard = Callable[[int], object]


class Trace(msgspec.Struct, array_like=True):
    """What one change did to one record, as the history keeps it."""

    kind: str
    id: UUID
    after_revision: UUID | None
    before: msgspec.Raw


class _Digest(msgspec.Struct):
    digest: str = ""


_decode = msgspec.json.Decoder(list[Trace]).decode
_decode_digest = msgspec.json.Decoder(_Digest | None).decode


@dataclass(slots=True)
class Past:
    """What a look at the whole history found.

    `missing` and `changed` are the ids of records that are gone, or not as it left them; `kinds`
    counts both by table. `digests` names the files that it can bring back, `images` has the last
    image of records that were asked for, as JSON.
    """

    missing: set[UUID] = field(default_factory=set[UUID])
    changed: set[UUID] = field(default_factory=set[UUID])
    missing_by_table: dict[str, int] = field(default_factory=dict[str, int])
    digests: set[str] = field(default_factory=set[str])
    images: dict[UUID, bytes] = field(default_factory=dict[UUID, bytes])


def look_back(connection: Connection, heard: Heard, wanted: Collection[UUID] = frozenset()) -> Past:
    """Read the history, newest first; `heard` is told of each batch how many changes it had.

    Of the records `wanted`, the newest image is kept that the history has.
    """
    found = Past()
    seen: set[int] = set()  # a UUID takes three times the room
    for traces in _newest_first(connection):
        newest: list[Trace] = []
        for trace in traces:
            if trace.kind == "Attachment" and (was := _decode_digest(trace.before)):
                found.digests.add(was.digest)
            if trace.id in wanted and trace.id not in found.images:
                image = bytes(trace.before)
                if image != b"null":
                    found.images[trace.id] = image
            if trace.id.int not in seen:
                seen.add(trace.id.int)
                newest.append(trace)
        for first in range(0, len(newest), _AT_ONCE):
            _compare(connection, newest[first : first + _AT_ONCE], found)
        heard(len(traces))
    return found


def length(connection: Connection) -> int:
    """Return about how many changes the history has, for telling how far a look at it is."""
    query = select(func.coalesce(func.sum(func.length(history.c.traces)), 0))
    pieces = select(func.coalesce(func.sum(func.length(history_piece.c.traces)), 0))
    bytes_kept = connection.execute(query).scalar_one() + connection.execute(pieces).scalar_one()
    return bytes_kept // 100


def gaps(connection: Connection) -> list[int]:
    """Return the entries whose pieces do not follow one another, or have no entry."""
    query = (
        select(history_piece.c.sequence)
        .join(history, history.c.sequence == history_piece.c.sequence, isouter=True)
        .group_by(history_piece.c.sequence)
        .having(
            (func.count() != func.max(history_piece.c.place))
            | (func.min(history_piece.c.place) != 1)
            | (func.count(history.c.sequence) == 0)
        )
    )
    return list(connection.execute(query).scalars())


def forget(connection: Connection, ids: Collection[UUID]) -> None:
    """Take some records out of the history: what it says of them can no longer be taken back."""
    if not ids:
        return
    for which, part, stored in _stored(connection):
        traces = _decode(stored)
        left = [trace for trace in traces if trace.id not in ids]
        if len(left) < len(traces):
            values = {"which": which, "traces": msgspec.json.encode(left).decode()}
            if part:
                connection.execute(_REWRITE_PIECE, values | {"part": part})
            else:
                connection.execute(_REWRITE, values)


def _newest_first(connection: Connection) -> Iterator[Sequence[Trace]]:
    for _which, _part, stored in _stored(connection):
        traces = _decode(stored)
        traces.reverse()
        yield traces


def _stored(connection: Connection) -> Iterator[tuple[int, int, str]]:
    """Yield sequence, place (0 for the entry itself) and traces, the newest first."""
    sequences = (
        connection.execute(select(history.c.sequence).order_by(history.c.sequence.desc()))
        .scalars()
        .all()
    )
    pieces = select(history_piece.c.sequence, history_piece.c.place)
    places: dict[int, list[int]] = {}
    for sequence, place in connection.execute(pieces.order_by(history_piece.c.place.desc())):
        places.setdefault(sequence, []).append(place)
    for sequence in sequences:
        for place in places.get(sequence, ()):
            one = select(history_piece.c.traces).where(
                history_piece.c.sequence == sequence, history_piece.c.place == place
            )
            yield sequence, place, connection.execute(one).scalar_one()
        one = select(history.c.traces).where(history.c.sequence == sequence)
        yield sequence, 0, connection.execute(one).scalar_one()


def _compare(connection: Connection, traces: Sequence[Trace], found: Past) -> None:
    by_kind: dict[str, dict[UUID, UUID | None]] = {}
    for trace in traces:
        by_kind.setdefault(trace.kind, {})[trace.id] = trace.after_revision
    bare = connection.dialect.name == "sqlite"  # a UUID takes longer to make than to look up
    for kind, left in by_kind.items():
        table = _TABLES[kind]
        chosen = (table.c.id, table.c.revision)
        columns = [type_coerce(one, LargeBinary) for one in chosen] if bare else chosen
        query = select(*columns).where(table.c.id.in_(tuple(left)))
        rows: Any = connection.execute(query)
        there: dict[Any, Any] = dict(rows.all())
        for which, revision in left.items():
            is_there = there.get(which.bytes if bare else which)
            if is_there == (revision.bytes if bare and revision else revision):
                continue
            if is_there is not None:
                found.changed.add(which)
            else:
                found.missing.add(which)
                found.missing_by_table[table.name] = found.missing_by_table.get(table.name, 0) + 1
