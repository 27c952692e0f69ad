"""What a file from elsewhere brings: records that are not the journal's yet, and whom they name.

The id of an incoming record is made from what the source itself tells it by, so that the same
file read again brings records that are there already.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from trustjournal.domain.changes import Identity, new_revision
from trustjournal.domain.records import Record

NOBODY = UUID(int=0)
"""Stands in a record for a customer who is not known before `Entry.who` is matched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody as a file names them; each field is blank where it does not say.

    `id` is the journal's own, in files this program wrote. `key` is what the file itself calls a
    customer that it brings: the `Entry.key` of an earlier entry.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    key: str = ""
    id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record that a file brings, from a row (or message, or card) counted from 1.

    Its customers are `NOBODY` (and `Touchpoint.customer_ids` is empty): `who` are they, in the
    order of its fields. `custom` are the titles and values of own fields of a customer, and
    `photo` is their picture.
    """

    row: int
    record: Record
    who: tuple[Who, ...] = ()
    key: str = ""
    custom: tuple[tuple[str, str], ...] = ()
    photo: bytes = b""


@dataclass(slots=True)
class Ids:
    """Makes the ids of what one source brings; `source` is its form, such as "mail"."""

    source: str
    _seen: dict[int, int] = field(default_factory=dict[int, int])

    def identity(self, *key: str, at: datetime | None = None) -> Identity:
        """Return `id` and `revision` of the record that the source tells by `key`."""
        return {"id": imported_id(self.source, *key, at=at), "revision": new_revision()}

    def identity_of_row(self, *cells: str, at: datetime | None = None) -> Identity:
        """Return the same of a row without a key of its own: the second of two alike is another."""
        digest = int.from_bytes(_digest(cells)[:8], "big")
        again = self._seen.get(digest, 0)
        self._seen[digest] = again + 1
        return self.identity(*cells, str(again), at=at)


def imported_id(source: str, *key: str, at: datetime | None = None) -> UUID:
    """Return the id of what a source tells by `key`: a UUIDv8 (RFC 9562), the same every time.

    With the aware instant `at`, such ids sort by it as UUIDv7 do, so that inserts stay sequential.
    """
    value = int.from_bytes(_digest((source, *key))[:16], "big")
    if at is not None:
        milliseconds = int(at.astimezone(UTC).timestamp() * 1000)
        value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | value & (1 << 80) - 1
    value = value & ~(0xF << 76) | 0x8 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def _digest(parts: tuple[str, ...]) -> bytes:
    return sha256(b"".join(_framed(parts))).digest()


def _framed(parts: tuple[str, ...]) -> Iterator[bytes]:
    for part in parts:
        written = part.encode("utf-8", "surrogatepass")
        yield len(written).to_bytes(8, "big")
        yield written
