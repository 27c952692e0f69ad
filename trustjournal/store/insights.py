"""What the journal as a whole tells, section by section, each quick enough to wait for.

`spans` are the periods to count in, in the owner's zone; `zone` is where the owner's days begin.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, or_, select

from trustjournal.domain import insights
from trustjournal.domain.choices import (
    Began,
    Channel,
    GestureStatus,
    Kind,
    Side,
    Stage,
)
from trustjournal.domain.evidence import day_began
from trustjournal.domain.insights import (
    WANTS_ANSWER,
    Asked,
    Gestures,
    Lost,
    LostOne,
    Promises,
    Responses,
    Touches,
    Waiting,
)
from trustjournal.domain.periods import Periods
from trustjournal.store.schema import customer, gesture, presence, promise, touchpoint

_who = presence.c
_SOME = 10_000


def began_on(connection: Connection, zone: tzinfo) -> date | None:
    """Return the day of the first touchpoint, None where there is none yet."""
    first = connection.execute(select(func.min(touchpoint.c.happened_at))).scalar_one()
    return None if first is None else first.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Year:
    """What was in touch in one year, or a part of it: what was answered, and every touch counted.

    `on_the_spot` counts what was answered as it was asked; a missed call is no touch.
    """

    asked: tuple[Asked, ...]
    on_the_spot: int
    touches: Mapping[tuple[Channel, Began], int]


def read_year(connection: Connection, first: date, last: date, zone: tzinfo) -> Year:
    """Return what was in touch from one day to the other, each touchpoint once.

    A hundred thousand touchpoints take some 100 ms: ask for one year after the other.
    """
    # The channel is known to the touchpoint alone. A look through the whole table would read
    # every note; the index of the instants leads past those of other years.
    columns = touchpoint.c
    these = (
        columns.happened_at >= day_began(first, zone),
        columns.happened_at < day_began(last + timedelta(days=1), zone),
        columns.kind != Kind.MISSED_CALL,
    )
    counted = (
        select(columns.channel, columns.began, func.count())
        .where(*these)
        .group_by(columns.channel, columns.began)
    )
    touches = {(channel, began): count for channel, began, count in connection.execute(counted)}
    answered = select(columns.happened_at, columns.channel, columns.answered_at).where(
        *these, columns.began == Began.THEM, columns.answered_at.is_not(None)
    )
    waits = [(at, how, then - at) for at, how, then in connection.execute(answered)]
    asked = tuple(
        Asked(at.astimezone(zone).date(), channel, wait) for at, channel, wait in waits if wait
    )
    return Year(asked, len(waits) - len(asked), touches)


def years(since: date, today: date) -> list[tuple[date, date]]:
    """Return the first and last day of each year of a span, the latest first."""
    found = [
        (max(since, date(year, 1, 1)), min(date(year, 12, 31), today))
        for year in range(since.year, today.year + 1)
    ]
    return found[::-1]


class TouchReading:
    """What was in touch in the periods, read by `step` after `step` on the worker.

    `now` is aware; `zone` is where the owner's days begin.
    """

    def __init__(self, spans: Periods, now: datetime, zone: tzinfo) -> None:
        self.spans, self.now, self.zone = spans, now, zone
        self._years = years(spans.starts[0], spans.today)
        self._read: list[Year] = []

    def step(self, connection: Connection) -> tuple[Responses, Touches] | None:
        """Read the next year; after the last one, return the whole."""
        if self._years:
            self._read.append(read_year(connection, *self._years.pop(0), self.zone))
        if self._years:
            return None
        counts = Counter[tuple[Channel, Began]]()
        for year in self._read:
            counts.update(year.touches)
        asked = [one for year in self._read for one in year.asked]
        spot = sum(year.on_the_spot for year in self._read)
        waits = waiting(connection, self.now)
        found = insights.responses(self.spans, asked, spot, waits)
        return found, Touches(self.spans.starts[0], counts)


def waiting(connection: Connection, now: datetime) -> list[Waiting]:
    """Return whose enquiries have no answer at the aware instant `now`, nobody who is lost."""
    query = (
        select(
            customer.c.id,
            customer.c.name,
            _who.touchpoint_id,
            touchpoint.c.channel,
            _who.happened_at,
        )
        .join(customer, customer.c.id == _who.customer_id)
        .join(touchpoint, touchpoint.c.id == _who.touchpoint_id)
        .where(
            _who.began == Began.THEM,
            _who.kind.in_(tuple(WANTS_ANSWER)),
            _who.answered_at.is_(None),
            _who.happened_at <= now,
            customer.c.stage != Stage.LOST,
        )
    )
    return [
        Waiting(who, name, which, channel, now - at)
        for who, name, which, channel, at in connection.execute(query)
    ]


def promises(connection: Connection, spans: Periods) -> Promises:
    """Return how promises ended, and how many have not."""
    columns = promise.c
    ended = (
        select(columns.settled_on, columns.outcome, func.count())
        .where(
            columns.by == Side.US,
            columns.outcome.is_not(None),
            columns.settled_on.between(spans.starts[0], spans.today),
        )
        .group_by(columns.settled_on, columns.outcome)
    )
    still_open = select(func.count()).where(columns.by == Side.US, columns.outcome.is_(None))
    found = [(day, outcome, count) for day, outcome, count in connection.execute(ended)]
    return insights.promises(spans, found, connection.execute(still_open).scalar_one())


def gestures(connection: Connection, spans: Periods) -> Gestures:
    """Return what was given, and to whom."""
    columns = gesture.c
    query = select(columns.customer_id, columns.given_on, columns.cost).where(
        columns.by == Side.US,
        columns.status == GestureStatus.GIVEN,
        columns.given_on.between(spans.starts[0], spans.today),
    )
    given = [(who, day, cost) for who, day, cost in connection.execute(query)]
    return insights.gestures(spans, given, _known(connection, {who for who, _on, _cost in given}))


def lost(connection: Connection, spans: Periods) -> Lost:
    """Return who was lost, with how the last touch that was felt had felt."""
    query = select(customer.c.id, customer.c.name, customer.c.lost_on).where(
        customer.c.stage == Stage.LOST,
        or_(
            customer.c.lost_on.is_(None),
            customer.c.lost_on.between(spans.starts[0], spans.today),
        ),
    )
    last = (
        select(_who.feeling)
        .where(_who.customer_id == customer.c.id, _who.feeling.is_not(None))
        .order_by(_who.happened_at.desc(), _who.touchpoint_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = connection.execute(query.add_columns(last))
    return insights.lost(spans, [LostOne(*row) for row in found])


def _known(connection: Connection, ids: set[UUID]) -> dict[UUID, tuple[str, Any]]:
    """Return name and yearly value of those customers."""
    columns = customer.c
    query = select(columns.id, columns.name, columns.yearly_value)
    if len(ids) <= _SOME:
        query = query.where(columns.id.in_(ids))
    return {who: (name, value) for who, name, value in connection.execute(query)}
