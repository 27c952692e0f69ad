"""The trust cycle of a whole journal: who sent whom, what hangs on each, and how it grows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, or_, select

from trustjournal.domain import cycle
from trustjournal.domain.asking import Advice, may_ask
from trustjournal.domain.choices import (
    Began,
    Kind,
    PromiseOutcome,
    Side,
    Stage,
)
from trustjournal.domain.cycle import Cohort, Light, Member, Node, Referrals, Tree
from trustjournal.domain.records import (
    Customer,
    Touchpoint,
)
from trustjournal.store import queries
from trustjournal.store.people import depths_as_set
from trustjournal.store.schema import customer, presence, promise

_COUNTED = (PromiseOutcome.KEPT, PromiseOutcome.LATE, PromiseOutcome.BROKEN)
_PEOPLE = select(
    customer.c.id,
    customer.c.name,
    customer.c.stage,
    customer.c.referred_by,
    customer.c.since,
    customer.c.yearly_value,
)
_PROMISES = select(promise.c.outcome, promise.c.settled_on, promise.c.due_on)


@dataclass(frozen=True, slots=True)
class CycleBook:
    """Everyone, by id and in order of name; the cohorts, the oldest first; and the light.

    `tree` holds the same people as the models see them.
    """

    members: Mapping[UUID, Member]
    tree: Tree
    cohorts: tuple[Cohort, ...]
    light: Light
    currency: str


def cycle_book(connection: Connection, now: datetime, zone: tzinfo) -> CycleBook:
    """Return the trust cycle at the aware instant `now`; `zone` is where the owner's days begin.

    A customer joined on their `since`, else when they were first in touch. Who has bought nothing
    yet is in the tree and has not joined.
    """
    now = now.astimezone(zone)
    rows = sorted(connection.execute(_PEOPLE), key=lambda row: (row.name.casefold(), row.id))
    scores = depths_as_set(connection, now, zone)
    tree = {
        row.id: Node(row.referred_by, float(row.yearly_value or 0), scores.of(row.id))
        for row in rows
    }
    joined = _joined(connection, rows, now)
    return CycleBook(
        members=_members(rows, tree, joined),
        tree=tree,
        cohorts=tuple(cycle.cohorts(_referrals(tree, joined), now.date())),
        light=cycle.growth_light(joined.values(), _ended(connection, now.date()), now.date()),
        currency=queries.preferences(connection).currency,
    )


def advice_for(connection: Connection, customer_id: UUID, now: datetime, zone: tzinfo) -> Advice:
    """Return whether a customer may be asked for a referral at `now`, and why."""
    now = now.astimezone(zone)
    return may_ask(
        depths_as_set(connection, now, zone, [customer_id]).of(customer_id),
        _decisive(connection, customer_id, now),
        queries.promises_of(connection, [customer_id]),
        queries.gestures_of(connection, [customer_id]),
        now,
        no_ask_days=queries.preferences(connection).no_ask_days,
    )


def senders(connection: Connection, customer_id: UUID) -> list[Customer]:
    """Return through whom a customer came, the nearest first; in a ring each once."""
    query = select(customer.c.id, customer.c.referred_by).where(customer.c.referred_by.is_not(None))
    above: dict[UUID, UUID] = {
        one: sender for one, sender in connection.execute(query) if one != sender
    }
    climbed: dict[UUID, None] = {}
    one = above.get(customer_id)
    while one is not None and one not in climbed:
        climbed[one] = None
        one = above.get(one)
    found = queries.customers_by_id(connection, climbed)
    return [found[each] for each in climbed]


def _members(rows: Iterable[Any], tree: Tree, joined: Mapping[UUID, date]) -> dict[UUID, Member]:
    parents = cycle.forest(tree).parents
    reach, exposure = cycle.reach(tree), cycle.exposure(tree)
    return {
        row.id: Member(
            customer_id=row.id,
            name=row.name,
            stage=row.stage,
            sent_by=parents[row.id],
            value=row.yearly_value,
            depth=tree[row.id].depth,
            reach=reach[row.id],
            exposure=exposure[row.id],
            joined_on=joined.get(row.id),
        )
        for row in rows
    }


def _joined(connection: Connection, rows: Iterable[Any], now: datetime) -> dict[UUID, date]:
    first = queries.touched_at(customer.c.id, now, first=True)
    undated = select(customer.c.id, first).where(
        customer.c.since.is_(None), customer.c.stage != Stage.PROSPECT
    )
    touched = {one: at for one, at in connection.execute(undated) if at is not None}
    joined: dict[UUID, date] = {}
    for row in rows:
        if row.stage is not Stage.PROSPECT and row.since is not None:
            joined[row.id] = row.since
        elif row.id in touched:
            joined[row.id] = touched[row.id].astimezone(now.tzinfo).date()
    return {one: on for one, on in joined.items() if on <= now.date()}


def _referrals(tree: Tree, joined: Mapping[UUID, date]) -> Referrals:
    brought: defaultdict[UUID, list[date]] = defaultdict(list)
    for one, on in joined.items():
        sender = tree[one].parent
        if sender is not None:
            brought[sender].append(on)
    return Referrals(joined, brought)


def _ended(connection: Connection, today: date) -> list[tuple[date, bool]]:
    """Return when each promise ended and whether it was kept; one overdue was not, so far."""
    query = _PROMISES.where(
        promise.c.by == Side.US,
        or_(
            and_(promise.c.outcome.in_(_COUNTED), promise.c.settled_on <= today),
            and_(promise.c.outcome.is_(None), promise.c.due_on < today),
        ),
    )
    return [
        (due_on + timedelta(days=1), False)
        if outcome is None
        else (settled_on, outcome is PromiseOutcome.KEPT)
        for outcome, settled_on, due_on in connection.execute(query)
    ]


def _decisive(connection: Connection, customer_id: UUID, now: datetime) -> list[Touchpoint]:
    """Return the touchpoints that may stand in the way of asking, and the last one."""
    who = presence.c
    theirs = select(who.touchpoint_id).where(who.customer_id == customer_id, who.happened_at <= now)
    still_open = theirs.where(
        or_(
            and_(who.kind == Kind.COMPLAINT, who.resolved_at.is_(None)),
            and_(who.kind == Kind.ENQUIRY, who.began == Began.THEM, who.answered_at.is_(None)),
        )
    )
    last = (
        theirs.where(who.kind != Kind.MISSED_CALL)
        .order_by(who.happened_at.desc(), who.touchpoint_id.desc())
        .limit(1)
    )
    ids = [*connection.execute(still_open).scalars(), *connection.execute(last).scalars()]
    return list(queries.touchpoints_by_id(connection, ids).values())
