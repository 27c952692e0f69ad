"""What was given to each customer beside the price they paid, in a year or in all.

An amount paid by several together is shared out evenly among them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Connection, func, select, true
from sqlalchemy import type_coerce as raw

from trustjournal.domain.choices import Began, GestureStatus, Kind, Side
from trustjournal.domain.giving import Asked, asked_after, value_of
from trustjournal.domain.records import Gesture, Touchpoint
from trustjournal.store import queries
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import customer, gesture, presence, touchpoint

_NOTHING = Decimal()


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year of the owner, or all of time where `year` is None."""

    year: int | None
    zone: tzinfo

    def holds(self, day: date | None) -> bool:
        """Return whether a day lies in it."""
        return day is not None and (self.year is None or day.year == self.year)

    def on(self, day: Any) -> ColumnElement[bool]:
        """Return the condition that the day of a column lies in it."""
        if self.year is None:
            return true()
        return day.between(date(self.year, 1, 1), date(self.year, 12, 31))

    def happened(self, at: Any) -> ColumnElement[bool]:
        """Return the condition that the instant of a column lies in it."""
        if self.year is None:
            return true()
        new_year = (date(year, 1, 1) for year in (self.year, self.year + 1))
        begins, ends = (datetime.combine(day, time(), self.zone) for day in new_year)
        return (at >= begins) & (at < ends)


@dataclass(frozen=True, slots=True)
class Value:
    """What was given to one customer and by them.

    `gestures` counts what was given, of which `unvalued` have neither worth nor cost; `worth` is
    what they were worth, `cost` what they cost, `received` what the customer's own gifts were
    worth. `soonest` is the fewest days after a gift at which something was asked.
    """

    id: UUID
    name: str
    company: str
    gestures: int
    unvalued: int
    worth: Decimal
    cost: Decimal
    received: Decimal
    paid: Decimal
    soonest: int | None


@dataclass(frozen=True, slots=True)
class Values:
    """Everyone who was given something, gave something or paid; `years` are those with any of it.

    `paid` is what all paid together, to the cent; `too_soon` counts what was asked within the
    `no_ask_days` after a gift.
    """

    values: tuple[Value, ...]
    paid: Decimal
    too_soon: int
    no_ask_days: int
    years: tuple[int, ...]
    currency: str


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind one line: gestures of both sides, what was paid with its share, and asks."""

    gestures: tuple[Gesture, ...]
    paid: tuple[tuple[Touchpoint, Decimal], ...]
    asked: tuple[tuple[Asked, Touchpoint], ...]


def read_values(connection: Connection, period: Period) -> Values:
    """Return what was given and paid in a period."""
    preferences = queries.preferences(connection)
    given, asked = _given(connection, period), _asked(connection, period)
    paid = _paid(connection, period)
    people = select(customer.c.id, customer.c.name, customer.c.company)
    lines = [
        _value(
            (which, name, company),
            given.get(which, ()),
            paid.get(which, _NOTHING),
            asked.get(which, ()),
        )
        for which, name, company in connection.execute(people)
        if which in given or which in paid or which in asked
    ]
    soon = (one.days_after for all_of_them in asked.values() for one in all_of_them)
    return Values(
        values=tuple(lines),
        paid=_all_paid(connection, period),
        too_soon=sum(days < preferences.no_ask_days for days in soon),
        no_ask_days=preferences.no_ask_days,
        years=_years(connection, period.zone),
        currency=preferences.currency,
    )


def read_behind(connection: Connection, customer_id: UUID, period: Period) -> Behind:
    """Return every event that one line counts, the newest first."""
    gestures = [
        one
        for one in queries.gestures_of(connection, [customer_id])
        if one.status is GestureStatus.GIVEN
    ]
    asks = _asks(connection, [customer_id], period.zone).get(customer_id, ())
    asked = [one for one in asked_after(gestures, asks) if period.holds(one.on)]
    known = queries.touchpoints_by_id(connection, (one.source_id for one in asked))
    theirs = select(presence.c.touchpoint_id).where(presence.c.customer_id == customer_id)
    paid = fetch(
        connection,
        Touchpoint,
        chosen(Touchpoint)
        .where(
            touchpoint.c.id.in_(theirs),
            touchpoint.c.amount.is_not(None),
            period.happened(touchpoint.c.happened_at),
        )
        .order_by(touchpoint.c.happened_at.desc(), touchpoint.c.id.desc()),
    )
    in_it = [one for one in gestures if period.holds(one.given_on)]
    in_it.sort(key=lambda one: (one.given_on or date.min, one.id), reverse=True)
    shares = ((one, (one.amount or _NOTHING) / len(one.customer_ids)) for one in paid)
    return Behind(
        gestures=tuple(in_it),
        paid=tuple(shares),
        asked=tuple((one, known[one.source_id]) for one in asked),
    )


def _value(
    who: tuple[UUID, str, str], gestures: Sequence[Gesture], paid: Decimal, asked: Sequence[Asked]
) -> Value:
    ours = [one for one in gestures if one.by is Side.US]
    values = [value_of(one) for one in ours]
    return Value(
        *who,
        gestures=len(ours),
        unvalued=values.count(None),
        worth=sum((one for one in values if one is not None), _NOTHING),
        cost=sum((one.cost for one in ours if one.cost is not None), _NOTHING),
        received=sum((one.worth or _NOTHING for one in gestures if one.by is Side.THEM), _NOTHING),
        paid=paid,
        soonest=min((one.days_after for one in asked), default=None),
    )


def _given(connection: Connection, period: Period) -> dict[UUID, list[Gesture]]:
    """Return what was given by either side in the period, by customer."""
    query = chosen(Gesture).where(
        gesture.c.status == GestureStatus.GIVEN, period.on(gesture.c.given_on)
    )
    return _by_customer(fetch(connection, Gesture, query))


def _by_customer(gestures: Iterable[Gesture]) -> dict[UUID, list[Gesture]]:
    found: dict[UUID, list[Gesture]] = {}
    for one in gestures:
        found.setdefault(one.customer_id, []).append(one)
    return found


def _asked(connection: Connection, period: Period) -> dict[UUID, list[Asked]]:
    """Return what was asked in the period of those who had a gift before it."""
    asks = _asks(connection, None, period.zone)
    given = _by_customer(queries.gestures_of(connection, asks))
    after = {which: asked_after(given.get(which, ()), when) for which, when in asks.items()}
    held = {which: [one for one in asked if period.holds(one.on)] for which, asked in after.items()}
    return {which: asked for which, asked in held.items() if asked}


def _asks(
    connection: Connection, who: Iterable[UUID] | None, zone: tzinfo
) -> dict[UUID, list[tuple[date, UUID]]]:
    """Return when the owner asked each customer for something, with the touchpoint that did."""
    query = select(presence.c.customer_id, presence.c.happened_at, presence.c.touchpoint_id).where(
        presence.c.kind == Kind.ASK, presence.c.began == Began.US
    )
    if who is not None:
        query = query.where(presence.c.customer_id.in_(tuple(who)))
    found: dict[UUID, list[tuple[date, UUID]]] = {}
    for which, at, source_id in connection.execute(query):
        found.setdefault(which, []).append((at.astimezone(zone).date(), source_id))
    return found


def _paid(connection: Connection, period: Period) -> dict[UUID, Decimal]:
    """Return what each paid; an amount is kept as whole hundredths."""
    together = func.count().over(partition_by=presence.c.touchpoint_id)
    amount = raw(touchpoint.c.amount, BigInteger)
    shares = (
        select(presence.c.customer_id, (amount * 1.0 / together).label("share"))
        .join_from(touchpoint, presence, presence.c.touchpoint_id == touchpoint.c.id)
        .where(touchpoint.c.amount.is_not(None), period.happened(touchpoint.c.happened_at))
        .subquery()
    )
    query = select(shares.c.customer_id, func.sum(shares.c.share)).group_by(shares.c.customer_id)
    return {which: Decimal(round(sum_)) / 100 for which, sum_ in connection.execute(query)}


def _all_paid(connection: Connection, period: Period) -> Decimal:
    amount = func.sum(raw(touchpoint.c.amount, BigInteger))
    query = select(amount).where(
        touchpoint.c.amount.is_not(None), period.happened(touchpoint.c.happened_at)
    )
    return Decimal(int(connection.execute(query).scalar() or 0)) / 100


def _years(connection: Connection, zone: tzinfo) -> tuple[int, ...]:
    """Return the years from the first gift or payment to the last, the newest first."""
    at, on = touchpoint.c.happened_at, gesture.c.given_on
    paid = select(func.min(at), func.max(at)).where(touchpoint.c.amount.is_not(None))
    given = select(func.min(on), func.max(on))
    days = [
        *(at.astimezone(zone).date() for at in connection.execute(paid).one() if at is not None),
        *(day for day in connection.execute(given).one() if day is not None),
    ]
    if not days:
        return ()
    return tuple(range(max(days).year, min(days).year - 1, -1))
