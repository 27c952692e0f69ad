"""Reading what is to be put right: recoveries under way, and complaints that nobody took up."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, exists, or_

from trustjournal.domain.choices import Kind
from trustjournal.domain.records import Recovery, Touchpoint
from trustjournal.store import queries
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import recovery, touchpoint

_under_way = recovery.c.ended_on.is_(None) & or_(
    recovery.c.heard_on.is_(None),
    recovery.c.owned_on.is_(None),
    recovery.c.fixed_on.is_(None),
    recovery.c.checked_on.is_(None),
)

# Written out, not bound: only so does the database see that its index of open complaints fits.
_complaint = bindparam(None, Kind.COMPLAINT, touchpoint.c.kind.type, literal_execute=True)


def open_recoveries(connection: Connection) -> list[Recovery]:
    """Return what is still to be put right with anyone, what was noticed first at the top."""
    query = chosen(Recovery).where(_under_way)
    return fetch(connection, Recovery, query.order_by(recovery.c.noticed_at, recovery.c.id))


def open_recoveries_of(connection: Connection, customer_ids: Iterable[UUID]) -> list[Recovery]:
    """Return what is still to be put right with these customers."""
    theirs = recovery.c.customer_id.in_(tuple(customer_ids))
    query = chosen(Recovery).where(_under_way, theirs)
    return fetch(connection, Recovery, query.order_by(recovery.c.noticed_at, recovery.c.id))


def open_complaints(connection: Connection, now: datetime) -> list[Touchpoint]:
    """Return complaints that were not put right and have no recovery, the oldest first."""
    taken_up = exists().where(recovery.c.touchpoint_id == touchpoint.c.id)
    query = chosen(Touchpoint).where(
        touchpoint.c.kind == _complaint,
        touchpoint.c.resolved_at.is_(None),
        touchpoint.c.happened_at <= now,
        ~taken_up,
    )
    return fetch(connection, Touchpoint, query.order_by(touchpoint.c.happened_at))


def recoveries_around(
    connection: Connection, touchpoint_id: UUID, customer_ids: Iterable[UUID]
) -> list[Recovery]:
    """Return what a touchpoint set going, and what else is open with these customers."""
    started = queries.recoveries_from(connection, [touchpoint_id])
    theirs = open_recoveries_of(connection, customer_ids)
    return [*started, *(one for one in theirs if one.touchpoint_id != touchpoint_id)]
