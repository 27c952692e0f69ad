"""What other settings of the model would change, and for whom, before the owner takes them."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy import Connection, select

from trustjournal.domain import depth
from trustjournal.store.depths import depths
from trustjournal.store.schema import customer

_NAMES = select(customer.c.id, customer.c.name)
_NOTHING = 1e-6  # points; less comes from rounding


@dataclass(frozen=True, slots=True)
class Shift:
    """The depth of one customer, 0 to 100, by the settings of now and by others."""

    customer_id: UUID
    name: str
    before: float
    after: float


def what_would_change(
    connection: Connection,
    now: datetime,
    before: depth.Settings,
    after: depth.Settings,
    *,
    zone: tzinfo,
) -> list[Shift]:
    """Return whose depth at `now` would be another, the biggest moves first.

    With the same half-life this is as quick as `depths` itself; another one weighs all records.
    """
    found = depths(connection, now, before, zone=zone)
    moved = depths(connection, now, after, zone=zone)
    names = {row.id: row.name for row in connection.execute(_NAMES)}
    shifts = [
        Shift(who, names[who], score, moved[who])
        for who, score in found.items()
        if abs(moved[who] - score) > _NOTHING
    ]
    return sorted(shifts, key=lambda one: (-abs(one.after - one.before), one.name, one.customer_id))
