"""Everything ahead that has a day, as entries of a calendar."""

from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy import Connection, Text, func, select, type_coerce

from trustjournal.domain import calendar_entries
from trustjournal.domain.calendar_entries import Entry
from trustjournal.domain.choices import GestureStatus, Stage
from trustjournal.domain.records import Customer, Gesture, Promise
from trustjournal.store.cadences import planned
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import customer, gesture, promise


def entries(connection: Connection, now: datetime, zone: tzinfo) -> list[Entry]:
    """Return the next check-ins, open promises, gestures to give, and important dates.

    `now` is aware, `zone` where the owner's days begin. Of the lost only promises and gestures.
    """
    names: dict[UUID, str] = {row.id: row.name for row in connection.execute(_NAMES)}
    found = [
        calendar_entries.of_check_in(
            one.who.id, one.who.name, one.shows_on, one.check_in.about if one.check_in else ""
        )
        for one in planned(connection, now, zone)
        if one.shows_on is not None and one.who.stage is not Stage.LOST
    ]
    for open_promise in fetch(connection, Promise, _PROMISES):
        entry = calendar_entries.of_promise(open_promise, names[open_promise.customer_id])
        found += [entry] if entry else []
    for to_give in fetch(connection, Gesture, _GESTURES):
        entry = calendar_entries.of_gesture(to_give, names[to_give.customer_id])
        found += [entry] if entry else []
    for who in fetch(connection, Customer, _DATED):
        found += calendar_entries.of_dates(who)
    return found


_NAMES = select(customer.c.id, customer.c.name)
_PROMISES = chosen(Promise).where(promise.c.outcome.is_(None), promise.c.due_on.is_not(None))
_GESTURES = chosen(Gesture).where(
    gesture.c.status != GestureStatus.GIVEN, gesture.c.due_on.is_not(None)
)
_DATED = chosen(Customer).where(
    func.length(type_coerce(customer.c.dates, Text)) > len("[]"), customer.c.stage != Stage.LOST
)
