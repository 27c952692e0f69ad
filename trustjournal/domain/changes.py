"""A write is data: records before and after, and the label the owner reads beside Undo."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypedDict
from uuid import UUID, uuid4

from trustjournal.domain.records import Record


def new_id() -> UUID:
    """Return a UUIDv7 (RFC 9562): ids made later sort later, so inserts stay sequential.

    The one place in the domain that reads a clock; no decision depends on what it says.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def new_revision() -> UUID:
    """Return a token that no other image of any record carries."""
    return uuid4()


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None means absent."""

    before: Record | None
    after: Record | None

    @classmethod
    def create(cls, record: Record) -> Self:
        """Add a record."""
        return cls(None, record)

    @classmethod
    def update(cls, record: Record, **fields: Any) -> Self:
        """Give a record other values, and with them a new revision."""
        return cls(record, replace(record, revision=new_revision(), **fields))

    @classmethod
    def delete(cls, record: Record) -> Self:
        """Take a record away."""
        return cls(record, None)

    @property
    def record(self) -> Record:
        """The image that exists: the one after, or before a deletion."""
        image = self.after or self.before
        if image is None:
            raise ValueError("a change without a record")
        return image

    def inverse(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(self.after, self.before)


def _no_contents() -> Mapping[str, bytes]:
    return {}


@dataclass(frozen=True, slots=True)
class Changeset:
    """Changes that happen together or not at all, under one label and one Undo.

    `contents` are the bytes of attachments that it adds, by their SHA-256 in hexadecimal.
    `settles` names the places whose drafts this saves: they go as it is written.
    """

    label: str
    changes: tuple[Change, ...]
    contents: Mapping[str, bytes] = field(default_factory=_no_contents, compare=False, repr=False)
    settles: tuple[str, ...] = field(default=(), compare=False)

    def inverse(self, label: str) -> "Changeset":
        """Return the changeset that takes this one back."""
        return Changeset(label, tuple(change.inverse() for change in reversed(self.changes)))

    def touched(self) -> frozenset[type[Record]]:
        """Return the types of record that this changes."""
        return frozenset(type(change.record) for change in self.changes)


class Identity(TypedDict):
    """What makes a record that record."""

    id: UUID
    revision: UUID


def identity() -> Identity:
    """Return the `id` and `revision` of a record about to be made.

    >>> sorted(identity())
    ['id', 'revision']
    """
    return {"id": new_id(), "revision": new_revision()}
