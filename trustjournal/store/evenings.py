"""Reading what a day came to, for the review at its end, and the owner's own pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, or_, select

from trustjournal.domain.agenda import Card, CardKind
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Side,
    Stage,
)
from trustjournal.domain.finding import asked, fold
from trustjournal.domain.records import Customer, Evening, Gesture, Promise, Touchpoint
from trustjournal.domain.waiting import FreeDays
from trustjournal.store import queries
from trustjournal.store.agenda import deck
from trustjournal.store.recoveries import open_recoveries
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import customer, evening, gesture, promise, touchpoint
from trustjournal.store.weeks import depth_moves, people_touched

TALKS = frozenset({CardKind.UNEASE, CardKind.WAITING, CardKind.DATE, CardKind.CHECK_IN})
"""Cards that ask to be in touch, which can be ticked once the owner was."""

SHOWN = 60
"""How many touchpoints, and how many earlier pages, are shown at most."""

TICKED = 16
"""How many of the day's cards are there to tick; the deck of a large journal may hold hundreds."""

SUGGESTED = 3
LATELY = 21
"""How many days back something worth a thank-you is looked for."""

MOVERS = 3
COMPARED = 200
"""With more people in touch in one week, nobody's depth is compared: it would take too long."""

_WORTH_THANKS = (Kind.REFERENCE, Kind.PRAISE, Kind.RENEWAL, Kind.EXPANSION, Kind.LEAP_OF_FAITH)


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody whose depth moved this week, in whole points before and after."""

    customer: Customer
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Week:
    """What the end of a week adds: who moved most, and what was promised and not kept in time."""

    movers: tuple[Mover, ...]
    missed: tuple[tuple[Promise, str], ...]


@dataclass(frozen=True, slots=True)
class EveningView:
    """The review of one day in the owner's `zone`; `names` holds everyone it speaks of.

    `touches` are those of the day, oldest first; `due` the first cards that ask for a touch and
    had none, of which there are `more_due`; `uneasy` whose unease is open; `thanks` what is worth
    a thank-you, the best first; `tomorrow` the notes that are planned for the next day. Only the
    last business day has a `week`.
    """

    on: date
    zone: tzinfo
    page: Evening | None
    touches: tuple[Touchpoint, ...]
    due: tuple[Card, ...]
    more_due: int
    uneasy: frozenset[UUID]
    thanks: tuple[Touchpoint, ...]
    tomorrow: tuple[Gesture, ...]
    week: Week | None
    names: dict[UUID, Customer]

    @property
    def touched(self) -> list[UUID]:
        """Return who was in touch today, each once, in the order of the day."""
        met = (one for one in self.touches if one.kind is not Kind.MISSED_CALL)
        return list(dict.fromkeys(who for one in met for who in one.customer_ids))


def read_evening(
    connection: Connection, now: datetime, zone: tzinfo, *, free_days: FreeDays
) -> EveningView:
    """Return the review of the day of the aware instant `now`, in the owner's `zone`."""
    now = now.astimezone(zone)
    today = now.date()
    touches = _touches(connection, datetime.combine(today, time(), zone), now)
    touched = {
        who for one in touches if one.kind is not Kind.MISSED_CALL for who in one.customer_ids
    }
    due = [
        card
        for card in deck(connection, now, zone, free_days=free_days).cards
        if card.kind in TALKS and card.customer_id not in touched
    ]
    once = {card.customer_id: card for card in reversed(due)}
    due = [card for card in due if once[card.customer_id] is card]
    shown = due[:TICKED]
    thanks = _worth_thanks(connection, now)
    tomorrow = notes_for(connection, today + timedelta(days=1))
    ids = [
        *touched,
        *(card.customer_id for card in shown),
        *(who for one in (*touches, *thanks) for who in one.customer_ids),
        *(one.customer_id for one in tomorrow),
    ]
    last = max(queries.preferences(connection).workdays)
    return EveningView(
        on=today,
        zone=zone,
        page=page_of(connection, today),
        touches=tuple(touches),
        due=tuple(shown),
        more_due=len(due) - len(shown),
        uneasy=frozenset(one.customer_id for one in open_recoveries(connection)),
        thanks=tuple(thanks),
        tomorrow=tuple(tomorrow),
        week=_week(connection, now, zone) if today.weekday() == last else None,
        names=queries.customers_by_id(connection, ids),
    )


def page_of(connection: Connection, day: date) -> Evening | None:
    """Return the page of a day."""
    found = fetch(connection, Evening, chosen(Evening).where(evening.c.on == day))
    return found[0] if found else None


def pages(connection: Connection, words: str = "") -> list[Evening]:
    """Return the pages that hold every one of some words, accents aside, newest first."""
    wanted = asked(words)
    found = fetch(connection, Evening, chosen(Evening).order_by(evening.c.on.desc()))
    holding = (one for one in found if all(word in fold(f"{one.text} {one.on}") for word in wanted))
    return [one for one, _number in zip(holding, range(SHOWN), strict=False)]


def _touches(connection: Connection, since: datetime, now: datetime) -> list[Touchpoint]:
    query = chosen(Touchpoint).where(touchpoint.c.happened_at.between(since, now))
    newest = query.order_by(touchpoint.c.happened_at.desc(), touchpoint.c.id.desc())
    return list(reversed(fetch(connection, Touchpoint, newest.limit(SHOWN))))


def _worth_thanks(connection: Connection, now: datetime) -> list[Touchpoint]:
    """Return the best touches of the last weeks, each of somebody who had no thank-you since."""
    since = now - timedelta(days=LATELY)
    columns = touchpoint.c
    lately = chosen(Touchpoint).where(columns.happened_at.between(since, now))
    signs = columns.kind.in_(_WORTH_THANKS)
    good = lately.where(or_(signs, columns.feeling == 2))
    newest = good.order_by(signs.desc(), columns.happened_at.desc(), columns.id).limit(SHOWN)
    found: dict[UUID, Touchpoint] = {}
    for one in fetch(connection, Touchpoint, newest):
        found.setdefault(one.customer_ids[0], one)
    spoken = fetch(connection, Touchpoint, lately.where(columns.kind == Kind.THANKS))
    done = {who for one in spoken for who in one.customer_ids}
    done.update(connection.execute(_thanked(found, since.date())).scalars())
    lost = select(customer.c.id).where(customer.c.id.in_(found), customer.c.stage == Stage.LOST)
    done.update(connection.execute(lost).scalars())
    return [one for who, one in found.items() if who not in done][:SUGGESTED]


def _thanked(customer_ids: Iterable[UUID], since: date) -> Select[Any]:
    """Return the query for who was given something since a day, or has a note on its way."""
    on_its_way = and_(gesture.c.kind == GestureKind.NOTE, gesture.c.status != GestureStatus.GIVEN)
    return select(gesture.c.customer_id).where(
        gesture.c.customer_id.in_(tuple(customer_ids)),
        gesture.c.by == Side.US,
        or_(gesture.c.given_on >= since, on_its_way),
    )


def notes_for(connection: Connection, day: date) -> list[Gesture]:
    """Return the thank-you notes that are to be given on a day."""
    query = chosen(Gesture).where(
        gesture.c.kind == GestureKind.NOTE,
        gesture.c.status != GestureStatus.GIVEN,
        gesture.c.due_on == day,
    )
    return fetch(connection, Gesture, query.order_by(gesture.c.id))


def _week(connection: Connection, now: datetime, zone: tzinfo) -> Week:
    began = datetime.combine(now.date() - timedelta(days=now.weekday()), time(), zone)
    missed = chosen(Promise).where(
        promise.c.by == Side.US,
        promise.c.outcome.in_((PromiseOutcome.BROKEN, PromiseOutcome.LATE)),
        promise.c.settled_on.between(began.date(), now.date()),
    )
    found = fetch(connection, Promise, missed.order_by(promise.c.settled_on, promise.c.id))
    who = queries.customers_by_id(connection, (one.customer_id for one in found))
    return Week(
        movers=tuple(_movers(connection, began, now, zone)),
        missed=tuple((one, who[one.customer_id].name) for one in found),
    )


def _movers(
    connection: Connection, began: datetime, now: datetime, zone: tzinfo
) -> Sequence[Mover]:
    settled = select(promise.c.customer_id).where(
        promise.c.settled_on.between(began.date(), now.date())
    )
    people = {*people_touched(connection, began, now), *connection.execute(settled).scalars()}
    if len(people) > COMPARED:
        return ()
    depths = depth_moves(connection, began, now, zone, people)
    moved = [(who, old, new) for who, (old, new) in depths.items() if old != new]
    moved.sort(key=lambda one: (-abs(one[2] - one[1]), one[0]))
    names = queries.customers_by_id(connection, (who for who, _old, _new in moved[:MOVERS]))
    return [Mover(names[who], old, new) for who, old, new in moved[:MOVERS]]
