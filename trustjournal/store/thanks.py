"""Who has had no thank-you in a year: no gesture of the owner's and no word of thanks."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from trustjournal.domain.choices import Began, GestureStatus, Kind, Side, Stage
from trustjournal.domain.depth_stage import stage_of
from trustjournal.domain.giving import is_unthanked
from trustjournal.store import queries
from trustjournal.store.people import depths_as_set
from trustjournal.store.schema import customer, gesture, presence


@dataclass(frozen=True, slots=True)
class Unthanked:
    """Somebody to thank; `thanked_on` is None where nobody ever did."""

    id: UUID
    name: str
    company: str
    yearly_value: Decimal | None
    depth: float
    thanked_on: date | None
    known_since: date | None


def unthanked(connection: Connection, now: datetime, zone: tzinfo) -> list[Unthanked]:
    """Return whom nobody thanked in a year, the deepest stage first, there the most valuable.

    Who is lost is left out. `now` is aware, `zone` is where the owner's days begin.
    """
    thanked = _thanked(connection, now, zone)
    known = queries.touched_at(customer.c.id, now, first=True)
    today = now.astimezone(zone).date()
    query = select(
        customer.c.id, customer.c.name, customer.c.company, customer.c.yearly_value, known
    ).where(customer.c.stage != Stage.LOST)
    waiting = [
        (row, _day(row[-1], zone))
        for row in connection.execute(query)
        if is_unthanked(thanked.get(row[0]), _day(row[-1], zone), today)
    ]
    depths = depths_as_set(connection, now, zone, [row[0] for row, _since in waiting])
    people = [
        Unthanked(which, name, company, value, depths.of(which), thanked.get(which), since)
        for (which, name, company, value, _first), since in waiting
    ]
    return sorted(people, key=_rank)


def _rank(one: Unthanked) -> tuple[float, Decimal, float, str, UUID]:
    value = one.yearly_value or Decimal()
    return -stage_of(one.depth).floor, -value, -one.depth, one.name.casefold(), one.id


def _thanked(connection: Connection, now: datetime, zone: tzinfo) -> dict[UUID, date]:
    """Return when each was last thanked by a gesture or in words."""
    given = select(gesture.c.customer_id, func.max(gesture.c.given_on)).where(
        gesture.c.by == Side.US, gesture.c.status == GestureStatus.GIVEN
    )
    by_gesture: Any = connection.execute(given.group_by(gesture.c.customer_id)).all()
    last: dict[UUID, date] = dict(by_gesture)
    said = select(presence.c.customer_id, func.max(presence.c.happened_at)).where(
        presence.c.kind == Kind.THANKS, presence.c.began == Began.US, presence.c.happened_at <= now
    )
    for which, at in connection.execute(said.group_by(presence.c.customer_id)):
        day = at.astimezone(zone).date()
        last[which] = max(day, last.get(which, day))
    return last


def _day(instant: datetime | None, zone: tzinfo) -> date | None:
    return None if instant is None else instant.astimezone(zone).date()
