"""What a week came to: touchpoints, people, gestures, and how depth moved."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from uuid import UUID

from sqlalchemy import Connection, Select, func, select

from trustjournal.domain.choices import GestureStatus, Side
from trustjournal.domain.depth_stage import shown as points
from trustjournal.store.people import depths_as_set
from trustjournal.store.schema import gesture, presence, touchpoint

COMPARED = 50
"""With more people in touch in one week, their depths are not compared: it would take too long."""


@dataclass(frozen=True, slots=True)
class Week:
    """What the week came to.

    `deeper` and `slipped` count those in touch whose depth moved by a whole point or more; None
    where too many were in touch to compare them all.
    """

    touchpoints: int
    people: int
    gestures: int
    deeper: int | None
    slipped: int | None


def read_week(connection: Connection, now: datetime, zone: tzinfo, began_on: date) -> Week:
    """Return what the week that began on a day has come to at the aware instant `now`.

    `zone` is where the owner's days begin.
    """
    began = datetime.combine(began_on, time(), zone)
    touches = _touches(began, now)
    people = people_touched(connection, began, now)
    moves = None
    if len(people) <= COMPARED:
        depths = depth_moves(connection, began, now, zone, people).values()
        moves = [after - before for before, after in depths]
    given = select(func.count()).where(
        gesture.c.by == Side.US,
        gesture.c.status == GestureStatus.GIVEN,
        gesture.c.given_on.between(began_on, now.astimezone(zone).date()),
    )
    counted = select(func.count()).select_from(touches.subquery())
    return Week(
        touchpoints=connection.execute(counted).scalar_one(),
        people=len(people),
        gestures=connection.execute(given).scalar_one(),
        deeper=None if moves is None else sum(move > 0 for move in moves),
        slipped=None if moves is None else sum(move < 0 for move in moves),
    )


def people_touched(connection: Connection, began: datetime, now: datetime) -> list[UUID]:
    """Return who was in touch between two aware instants, each once."""
    there = select(presence.c.customer_id).where(presence.c.touchpoint_id.in_(_touches(began, now)))
    return list(connection.execute(there.distinct()).scalars())


def depth_moves(
    connection: Connection, began: datetime, now: datetime, zone: tzinfo, people: Collection[UUID]
) -> dict[UUID, tuple[int, int]]:
    """Return the depth of each in whole points at both aware instants; `zone` is the owner's."""
    before = depths_as_set(connection, began, zone, people)
    after = depths_as_set(connection, now, zone, people)
    return {who: (points(before.of(who)), points(after.of(who))) for who in people}


def _touches(began: datetime, now: datetime) -> Select[tuple[UUID]]:
    return select(touchpoint.c.id).where(touchpoint.c.happened_at.between(began, now))
