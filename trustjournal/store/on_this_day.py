"""What the journal holds of this day in earlier years: the good of it, a few lines at most."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from uuid import UUID

from sqlalchemy import Connection, func, or_, select

from trustjournal.domain.choices import GestureStatus, Kind, Side
from trustjournal.domain.on_this_day import earlier_days
from trustjournal.domain.records import Customer, Gesture, Touchpoint
from trustjournal.domain.signs import LACKING
from trustjournal.store import queries
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import gesture, touchpoint

SHOWN = 5
_A_DAY = 2
_UNKIND = (Kind.COMPLAINT, Kind.MISSED_CALL, *LACKING)


@dataclass(frozen=True, slots=True)
class Memory:
    """Something that happened on this day of an earlier year, with the people it was with."""

    on: date
    what: Touchpoint | Gesture
    people: tuple[Customer, ...]


def on_this_day(connection: Connection, now: datetime, *, most: int = SHOWN) -> list[Memory]:
    """Return what happened on the day of `now` in earlier years, the latest year first.

    Of each day there are the best two at most: what felt bad is not recalled. `now` is aware, in
    the zone where the owner's days begin.
    """
    zone = now.tzinfo or UTC
    found = list(islice(_found(connection, now, zone), most))
    wanted = [who for _day, what in found for who in _people_of(what)]
    names = queries.customers_by_id(connection, wanted)
    return [
        Memory(day, what, tuple(names[who] for who in _people_of(what) if who in names))
        for day, what in found
    ]


def _found(
    connection: Connection, now: datetime, zone: tzinfo
) -> Iterator[tuple[date, Touchpoint | Gesture]]:
    days = list(earlier_days(now.date(), _first_year(connection, zone)))
    given = _given(connection, days)
    for day in days:
        both = [*given.get(day, ()), *_touches(connection, day, zone)]
        yield from ((day, one) for one in both[:_A_DAY])


def _first_year(connection: Connection, zone: tzinfo) -> int:
    firsts = (
        connection.execute(select(func.min(touchpoint.c.happened_at))).scalar_one(),
        connection.execute(select(func.min(gesture.c.given_on))).scalar_one(),
    )
    years = [
        (first.astimezone(zone) if isinstance(first, datetime) else first).year
        for first in firsts
        if first is not None
    ]
    return min(years, default=date.max.year)


def _touches(connection: Connection, day: date, zone: tzinfo) -> list[Touchpoint]:
    began = datetime.combine(day, time.min, zone)
    ended = datetime.combine(day + timedelta(days=1), time.min, zone)
    happened, felt = touchpoint.c.happened_at, touchpoint.c.feeling
    query = chosen(Touchpoint).where(
        happened >= began,
        happened < ended,
        touchpoint.c.note != "",
        touchpoint.c.kind.not_in(_UNKIND),
        or_(felt.is_(None), felt >= 0),
    )
    best = query.order_by(func.coalesce(felt, 0).desc(), happened.desc(), touchpoint.c.id)
    return fetch(connection, Touchpoint, best.limit(_A_DAY))


def _given(connection: Connection, days: list[date]) -> dict[date, list[Gesture]]:
    query = chosen(Gesture).where(
        gesture.c.given_on.in_(days),
        gesture.c.status == GestureStatus.GIVEN,
        gesture.c.by == Side.US,
        or_(gesture.c.received.is_(None), gesture.c.received >= 0),
    )
    found: dict[date, list[Gesture]] = {}
    for one in fetch(connection, Gesture, query.order_by(gesture.c.id)):
        if one.given_on is not None:
            found.setdefault(one.given_on, []).append(one)
    return found


def _people_of(what: Touchpoint | Gesture) -> tuple[UUID, ...]:
    return what.customer_ids if isinstance(what, Touchpoint) else (what.customer_id,)
