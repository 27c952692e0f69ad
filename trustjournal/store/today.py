"""What the page Today shows, in one reading: who needs the owner, what is near, how it went.

Everything here is bounded by what is due, not by what was ever logged.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from uuid import UUID

from sqlalchemy import Connection, Text, func, or_, select, type_coerce

from trustjournal.domain import agenda, depth
from trustjournal.domain.agenda import Card, CardKind
from trustjournal.domain.choices import (
    GestureStatus,
    Kind,
    PromiseOutcome,
    Side,
)
from trustjournal.domain.depth_stage import shown as points
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Gesture,
    Promise,
    Touchpoint,
)
from trustjournal.store import queries
from trustjournal.store.depths import depths
from trustjournal.store.people import depth_settings
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import check_in, customer, gesture, presence, promise, touchpoint

TOUCHES_SHOWN = 3
LATEST_SHOWN = 5
SETTLED_SHOWN = 10
GESTURES_SHOWN = 4
GESTURES_AHEAD = 30
"""How many days ahead a gesture is named as one to prepare."""

COMPARED = 50
"""With more people in touch in one week, their depths are not compared: it would take too long."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """When it is, where the owner's days begin, and how depth is weighed."""

    now: datetime
    zone: tzinfo
    settings: depth.Settings

    def depths(
        self, connection: Connection, at: datetime, who: Iterable[UUID]
    ) -> dict[UUID, float]:
        """Return the depth of each of the customers at an instant."""
        ids = tuple(who)
        known = depths(connection, at, self.settings, zone=self.zone, customer_ids=ids)
        return dict.fromkeys(ids, depth.from_sums({}, self.settings)) | known


@dataclass(frozen=True, slots=True)
class Due:
    """A card of the deck, with what the owner wants to see of that person before they call.

    `touches` are the last ones, newest first; `promises` the open ones, the most urgent first.
    """

    card: Card
    customer: Customer
    depth: float
    touches: tuple[Touchpoint, ...]
    promises: tuple[Promise, ...]


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


@dataclass(frozen=True, slots=True)
class Today:
    """The whole page. `cards` and `people` count the deck, of which `due` is the beginning.

    `names` holds the customers that gestures, promises and touchpoints speak of. `settled` are
    the last promises that were kept or not, `open_promises` all that are neither yet.
    """

    owner: str
    is_empty: bool
    due: tuple[Due, ...]
    cards: int
    people: int
    gestures: tuple[Gesture, ...]
    week: Week
    settled: tuple[Promise, ...]
    open_promises: tuple[Promise, ...]
    latest: tuple[Touchpoint, ...]
    names: dict[UUID, Customer]


def read_today(
    connection: Connection, now: datetime, zone: tzinfo, week_began_on: date, *, shown: int
) -> Today:
    """Return what Today shows at the aware instant `now`, with `shown` cards at most.

    `zone` is where the owner's days begin.
    """
    now = now.astimezone(zone)
    today = now.date()
    preferences = queries.preferences(connection)
    promises = queries.open_promises(connection)
    gestures = queries.open_gestures(connection)
    cards = _deck(connection, now, promises, gestures)
    near = [one for one in gestures if _is_near(one, today)][:GESTURES_SHOWN]
    latest = _latest(connection, now)
    names = queries.customers_by_id(
        connection,
        [
            *(card.customer_id for card in cards[:shown]),
            *(one.customer_id for one in near),
            *(one.customer_id for one in promises[:1]),
            *(who for touch in latest for who in touch.customer_ids),
        ],
    )
    moment = _Moment(now, zone, depth_settings(preferences))
    return Today(
        owner=preferences.owner.strip(),
        is_empty=connection.execute(select(customer.c.id).limit(1)).first() is None,
        due=tuple(_with_people(connection, moment, cards[:shown], names, promises)),
        cards=len(cards),
        people=len({card.customer_id for card in cards}),
        gestures=tuple(near),
        week=_week(connection, moment, week_began_on),
        settled=_settled(connection),
        open_promises=tuple(promises),
        latest=tuple(latest),
        names=names,
    )


def _deck(
    connection: Connection, now: datetime, promises: list[Promise], gestures: list[Gesture]
) -> list[Card]:
    today = now.date()
    due = fetch(connection, CheckIn, chosen(CheckIn).where(check_in.c.due_on <= today))
    expected = [*(one.customer_id for one in due), *_with_a_date_near(connection, today)]
    cards = agenda.deck(
        customers=queries.customers_by_id(connection, expected).values(),
        check_ins=due,
        promises=promises,
        gestures=gestures,
        last_touch=_last_touches(connection, now),
        today=today,
    )
    celebrated = [card.customer_id for card in cards if card.kind is CardKind.DATE]
    greeted = _in_touch_today(connection, celebrated, now)
    return [
        card for card in cards if card.kind is not CardKind.DATE or card.customer_id not in greeted
    ]


def _with_a_date_near(connection: Connection, today: date) -> list[UUID]:
    """Return whose important date is near; the month, as packed, narrows it down first."""
    months = {(today + timedelta(days=ahead)).month for ahead in range(agenda.DATES_AHEAD + 1)}
    packed = type_coerce(customer.c.dates, Text)
    query = select(customer.c.id, customer.c.dates).where(
        or_(*(packed.like(f'%"month":{month},%') for month in months))
    )
    return [
        which
        for which, dates in connection.execute(query)
        if any((agenda.next_on(one, today) - today).days <= agenda.DATES_AHEAD for one in dates)
    ]


def _last_touches(connection: Connection, now: datetime) -> dict[UUID, datetime]:
    """Return when those whose check-in is due were last in touch."""
    newest = queries.touched_at(check_in.c.customer_id, now)
    query = select(check_in.c.customer_id, newest).where(check_in.c.due_on <= now.date())
    return {
        who: at.astimezone(now.tzinfo) for who, at in connection.execute(query) if at is not None
    }


def _in_touch_today(
    connection: Connection, customer_ids: Sequence[UUID], now: datetime
) -> Collection[UUID]:
    """Return who of the customers has heard from the owner since midnight."""
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    query = select(presence.c.customer_id).where(
        presence.c.customer_id.in_(customer_ids),
        presence.c.happened_at.between(midnight, now),
        presence.c.kind != Kind.MISSED_CALL,
    )
    return set(connection.execute(query).scalars())


def _is_near(one: Gesture, today: date) -> bool:
    return one.due_on is not None and (one.due_on - today).days <= GESTURES_AHEAD


def _with_people(
    connection: Connection,
    moment: _Moment,
    cards: Sequence[Card],
    names: dict[UUID, Customer],
    promises: Sequence[Promise],
) -> Iterator[Due]:
    ids = tuple({card.customer_id for card in cards})
    scores = moment.depths(connection, moment.now, ids)
    touches = {who: _touches(connection, who, moment.now) for who in ids}
    for card in cards:
        who = card.customer_id
        theirs = tuple(one for one in promises if one.customer_id == who)
        yield Due(card, names[who], scores[who], touches[who], theirs)


def _touches(connection: Connection, who: UUID, now: datetime) -> tuple[Touchpoint, ...]:
    last = (
        select(presence.c.touchpoint_id)
        .where(presence.c.customer_id == who, presence.c.happened_at <= now)
        .order_by(presence.c.happened_at.desc(), presence.c.touchpoint_id.desc())
        .limit(TOUCHES_SHOWN)
    )
    ids = list(connection.execute(last).scalars())
    found = queries.touchpoints_by_id(connection, ids)
    return tuple(found[which] for which in ids)


def _latest(connection: Connection, now: datetime) -> list[Touchpoint]:
    query = chosen(Touchpoint).where(touchpoint.c.happened_at <= now)
    newest = query.order_by(touchpoint.c.happened_at.desc(), touchpoint.c.id.desc())
    return fetch(connection, Touchpoint, newest.limit(LATEST_SHOWN))


def _settled(connection: Connection) -> tuple[Promise, ...]:
    counted = (PromiseOutcome.KEPT, PromiseOutcome.LATE, PromiseOutcome.BROKEN)
    query = (
        chosen(Promise)
        .where(promise.c.by == Side.US, promise.c.outcome.in_(counted))
        .order_by(promise.c.settled_on.desc(), promise.c.id.desc())
        .limit(SETTLED_SHOWN)
    )
    return tuple(fetch(connection, Promise, query))


def _week(connection: Connection, moment: _Moment, began_on: date) -> Week:
    began = datetime.combine(began_on, time(), moment.zone)
    touches = select(touchpoint.c.id).where(touchpoint.c.happened_at.between(began, moment.now))
    there = select(presence.c.customer_id).where(presence.c.touchpoint_id.in_(touches)).distinct()
    people = tuple(connection.execute(there).scalars())
    moves = _moves(connection, moment, began, people) if len(people) <= COMPARED else None
    given = select(func.count()).where(
        gesture.c.by == Side.US,
        gesture.c.status == GestureStatus.GIVEN,
        gesture.c.given_on.between(began_on, moment.now.date()),
    )
    counted = select(func.count()).select_from(touches.subquery())
    return Week(
        touchpoints=connection.execute(counted).scalar_one(),
        people=len(people),
        gestures=connection.execute(given).scalar_one(),
        deeper=None if moves is None else sum(move > 0 for move in moves),
        slipped=None if moves is None else sum(move < 0 for move in moves),
    )


def _moves(
    connection: Connection, moment: _Moment, began: datetime, people: Sequence[UUID]
) -> list[int]:
    """Return by how many points the depth of each has moved."""
    before = moment.depths(connection, began, people)
    after = moment.depths(connection, moment.now, people)
    return [points(after[who]) - points(before[who]) for who in people]
