"""Who waits for an answer: enquiries that customers began and nobody has answered yet."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam

from trustjournal.domain.choices import Began, Kind
from trustjournal.domain.records import Touchpoint
from trustjournal.domain.waiting import FreeDays, Hours, hours_of
from trustjournal.store import queries
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import touchpoint

# Written out, not bound: only so does the database see that its index of what waits fits.
_enquiry = bindparam(None, Kind.ENQUIRY, touchpoint.c.kind.type, literal_execute=True)


def waiting(connection: Connection, now: datetime) -> list[Touchpoint]:
    """Return the enquiries that wait at the instant `now`, the longest first."""
    query = chosen(Touchpoint).where(
        touchpoint.c.kind == _enquiry,
        touchpoint.c.answered_at.is_(None),
        touchpoint.c.began == Began.THEM,
        touchpoint.c.happened_at <= now,
    )
    return fetch(connection, Touchpoint, query.order_by(touchpoint.c.happened_at, touchpoint.c.id))


def business_hours(connection: Connection, years: Iterable[int], free_days: FreeDays) -> Hours:
    """Return the owner's hours, with the free days of some years in their country and region."""
    preferences = queries.preferences(connection)
    free = free_days(preferences.country, preferences.region, years)
    return hours_of(preferences, free)
