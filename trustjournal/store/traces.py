"""How one change is told in the history: the record's image before, and its revision after."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from trustjournal.domain.changes import Change
from trustjournal.domain.records import Record
from trustjournal.store.schema import RECORD_TABLES

KINDS = {kind.__name__: kind for kind in RECORD_TABLES}
"""The types of record by the names that traces know them by."""


class Trace(msgspec.Struct, array_like=True):
    """What became of one record: `before` is its image as JSON, null where it was not there.

    `after_revision` is the one that it was left with, None where it was taken away.
    """

    kind: str
    id: UUID
    after_revision: UUID | None
    before: msgspec.Raw


decode = msgspec.json.Decoder(list[Trace]).decode


def encode(traces: Iterable[Trace]) -> str:
    """Return traces as the history keeps them."""
    return msgspec.json.encode(list(traces)).decode()


def of(changes: Sequence[Change]) -> str:
    """Return what the history keeps of changes."""
    return encode(_trace(change) for change in changes)


def image(trace: Trace) -> Record | None:
    """Return the record as it was before."""
    shape: Any = KINDS[trace.kind] | None
    return msgspec.json.decode(trace.before, type=shape)


def packed(before: Record | None) -> msgspec.Raw:
    """Return an image as a trace keeps it."""
    return msgspec.Raw(msgspec.json.encode(before))


def _trace(change: Change) -> Trace:
    record = change.record
    after = change.after.revision if change.after else None
    return Trace(type(record).__name__, record.id, after, packed(change.before))
