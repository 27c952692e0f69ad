"""How often everyone should hear from the owner, and when that is next: own check-ins and rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, func, literal, or_, select

from trustjournal.domain import cadence
from trustjournal.domain.cadence import Cadence
from trustjournal.domain.choices import Began, Kind, Stage
from trustjournal.domain.records import CheckIn
from trustjournal.store import queries
from trustjournal.store.people import depths_as_set
from trustjournal.store.plans import WHO, Who
from trustjournal.store.rows import FIELDS
from trustjournal.store.schema import check_in, customer, presence
from trustjournal.store.types import Instant

_NAMES = tuple(name for name in FIELDS[CheckIn] if name != "customer_id")
_OWN = 9  # where in a row the check-in begins, after the customer and their touches
_EVER = datetime(1, 1, 1, tzinfo=UTC)
_tried = presence.alias()  # of its own, or the look-up of the last touch would be tied to it


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody who has a check-in, or whom a rule gives one.

    `due_on` leaves a snooze aside, `shows_on` heeds it; both are None where no day is set.
    `last_touch_at` is in the owner's zone; since then they were called `misses` times in vain.
    """

    who: Who
    yearly_value: Decimal | None
    check_in: CheckIn | None
    cadence: Cadence
    due_on: date | None
    last_touch_at: datetime | None
    misses: int

    @property
    def shows_on(self) -> date | None:
        """The first day on which it asks for attention."""
        if self.check_in is None:
            return self.due_on
        return cadence.shows_on(self.check_in, self.due_on)

    @property
    def chosen_on(self) -> date | None:
        """The day the owner wants them back on: after a snooze, or of a check-in just once."""
        own = self.check_in
        if own is None:
            return None
        return own.snoozed_until or (None if self.cadence.every_days else own.due_on)


def planned(
    connection: Connection,
    now: datetime,
    zone: tzinfo,
    *,
    customer_ids: Iterable[UUID] | None = None,
    until: date | None = None,
) -> list[Planned]:
    """Return who has a cadence or a check-in as of the aware instant `now`, by name.

    `zone` is where the owner's days begin; `customer_ids` narrows it down to some, and `until` to
    those who come up by that day. The lost are among them only with a check-in of their own.
    """
    now = now.astimezone(zone)
    tags, stages = queries.tag_rules(connection), queries.stage_rules(connection)
    by_rule = [rule.every_days for rule in (*tags, *stages) if rule.every_days]
    query = _everyone(now, by_rule=bool(by_rule))
    if customer_ids is not None:
        query = query.where(customer.c.id.in_(tuple(customer_ids)))
    if until is not None:
        query = query.where(customer.c.id.in_(_coming_up(now, until, by_rule)))
    rows: list[Any] = list(connection.execute(query))
    depths = depths_as_set(connection, now, zone, [row[0] for row in rows] if stages else [])
    found: list[Planned] = []
    for row in rows:
        who, yearly_value, last_at, misses = Who(*row[:4]), *row[6:_OWN]
        own = _check_in(row)
        how = cadence.cadence_of(row, own, tags, stages, depths.of(who.id))
        if own is None and how.every_days is None:
            continue
        last = None if last_at is None else last_at.astimezone(zone)
        due_on = cadence.due_on(own, how, None if last is None else last.date(), now.date())
        one = Planned(who, yearly_value, own, how, due_on, last, misses)
        if until is None or ((shows_on := one.shows_on) is not None and shows_on <= until):
            found.append(one)
    return found


def _everyone(now: datetime, *, by_rule: bool) -> Select[Any]:
    """Return the query for all who may be planned: with `by_rule` everyone who is not lost."""
    who = customer.c
    last = queries.touched_at(who.id, now)
    missed = select(func.count()).where(
        _tried.c.customer_id == who.id,
        _tried.c.kind == Kind.MISSED_CALL,
        _tried.c.began == Began.US,
        _tried.c.happened_at > func.coalesce(last.correlate(customer), literal(_EVER, Instant)),
        _tried.c.happened_at <= now,
    )
    has_own = check_in.c.id.is_not(None)
    query: Any = select(
        *(*WHO, who.tags),
        *(who.longest_gap_days, who.yearly_value),
        last.label("last"),
        missed.scalar_subquery().label("misses"),
        *(check_in.c[name].label(f"own_{name}") for name in _NAMES),  # beginning at _OWN
    )
    return (
        query.join_from(customer, check_in, check_in.c.customer_id == who.id, isouter=by_rule)
        .where(or_(who.stage != Stage.LOST, has_own) if by_rule else has_own)
        .order_by(func.lower(who.name), who.id)
    )


def _coming_up(now: datetime, until: date, by_rule: Sequence[int]) -> Select[tuple[UUID]]:
    """Return the query for all who may come up by a day, and not many others."""
    dated = and_(
        check_in.c.due_on <= until,
        or_(check_in.c.snoozed_until.is_(None), check_in.c.snoozed_until <= until),
    )
    has_none = check_in.c.due_on.is_(None)
    if not by_rule:
        by_own = and_(has_none, check_in.c.every_days.is_not(None))
        return select(check_in.c.customer_id).where(or_(dated, by_own))
    last, ended = queries.touched_at(customer.c.id, now), until + timedelta(days=1)
    since = datetime.combine(ended - timedelta(days=min(by_rule)), time(), now.tzinfo)
    silent = or_(check_in.c.every_days.is_not(None), last.is_(None), last < since)
    return (
        select(customer.c.id)
        .join_from(customer, check_in, check_in.c.customer_id == customer.c.id, isouter=True)
        .where(or_(dated, and_(has_none, silent)))
    )


def _check_in(row: Any) -> CheckIn | None:
    values = dict(zip(_NAMES, row[_OWN:], strict=True))
    return None if values["id"] is None else CheckIn(customer_id=row[0], **values)
