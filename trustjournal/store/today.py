"""What the page Today shows, in one reading: who needs the owner, what is near, how it went.

Everything here is bounded by what is due, not by what was ever logged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from heapq import nsmallest
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain import recovery
from trustjournal.domain.agenda import CardKind, Deck
from trustjournal.domain.choices import PromiseOutcome, Side, Stage
from trustjournal.domain.days import later
from trustjournal.domain.records import Customer, Gesture, Promise, Touchpoint
from trustjournal.domain.waiting import FreeDays
from trustjournal.store import queries
from trustjournal.store.agenda import deck
from trustjournal.store.cadences import planned
from trustjournal.store.dues import Due, dues
from trustjournal.store.evenings import page_of
from trustjournal.store.recoveries import open_recoveries
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import promise, touchpoint
from trustjournal.store.weeks import Week, read_week

LATEST_SHOWN = 5
SETTLED_SHOWN = 10
GESTURES_SHOWN = 4
GESTURES_AHEAD = 30
"""How many days ahead a gesture is named as one to prepare."""

ABSENT_SHOWN = 5
"""How many of those called in vain are named."""

COMING_SHOWN = 3
"""How many of the next days' cards are named on a day without any."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes next with somebody, and on which day."""

    customer_id: UUID
    name: str
    kind: CardKind
    on: date


@dataclass(frozen=True, slots=True)
class Absent:
    """Somebody who was called in vain and is not in the deck, and when they come up again.

    `until` is None for those who did not answer three times in a row.
    """

    customer_id: UUID
    name: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Today:
    """The whole page. `cards` and `people` count the deck, of which `due` is the beginning.

    `waiting_behind` counts the check-ins that do not fit into the day, `resting` and `unreached`
    those called in vain, of whom `absent` names the first; on a day without cards `coming` tells
    what is next. `names` holds the customers that gestures, promises and touchpoints speak of.
    `settled` are the last promises that were kept or not, `open_promises` all that are neither yet.
    `is_reviewed` says that the owner has looked back at this day.
    """

    owner: str
    is_empty: bool
    is_reviewed: bool
    due: tuple[Due, ...]
    cards: int
    people: int
    waiting_behind: int
    resting: int
    unreached: int
    absent: tuple[Absent, ...]
    coming: tuple[Coming, ...]
    gestures: tuple[Gesture, ...]
    week: Week
    settled: tuple[Promise, ...]
    open_promises: tuple[Promise, ...]
    latest: tuple[Touchpoint, ...]
    names: dict[UUID, Customer]


def read_today(
    connection: Connection,
    now: datetime,
    week_began_on: date,
    *,
    shown: int,
    free_days: FreeDays,
) -> Today:
    """Return what Today shows at the instant `now`, with `shown` cards at most.

    `now` is aware, in the zone where the owner's days begin.
    """
    zone, promises = now.tzinfo or UTC, queries.open_promises(connection)
    gestures = queries.gestures_near(connection, now.date() + timedelta(days=GESTURES_AHEAD))
    dealt = deck(connection, now, zone, free_days=free_days)
    cards = dealt.cards[:shown]
    near = [one for one in gestures if _is_near(one, now.date())][:GESTURES_SHOWN]
    latest = _latest(connection, now)
    spoken_of = [one.customer_id for one in (*cards, *near, *promises[:1])]
    spoken_of += [who for touch in latest for who in touch.customer_ids]
    names = queries.customers_by_id(connection, spoken_of)
    return Today(
        owner=queries.preferences(connection).owner.strip(),
        is_empty=not queries.has_people(connection),
        is_reviewed=_is_reviewed(connection, now.date()),
        due=tuple(dues(connection, now, zone, cards, names, promises)),
        cards=len(dealt.cards),
        people=len({card.customer_id for card in dealt.cards}),
        waiting_behind=len(dealt.waiting_behind),
        resting=len(dealt.resting),
        unreached=len(dealt.unreached),
        absent=_absent(connection, dealt),
        coming=() if cards else _coming(connection, now, zone, promises),
        gestures=tuple(near),
        week=read_week(connection, now, zone, week_began_on),
        settled=_settled(connection),
        open_promises=tuple(promises),
        latest=tuple(latest),
        names=names,
    )


def _absent(connection: Connection, dealt: Deck) -> tuple[Absent, ...]:
    rests = [(one.customer_id, one.until) for one in dealt.resting[:ABSENT_SHOWN]]
    gone = [(who, None) for who in dealt.unreached[:ABSENT_SHOWN]]
    named = queries.customers_by_id(connection, [who for who, _until in (*rests, *gone)])
    return tuple(Absent(who, named[who].name, until) for who, until in (*rests, *gone))


def _coming(
    connection: Connection,
    now: datetime,
    zone: tzinfo,
    promises: Iterable[Promise],
) -> tuple[Coming, ...]:
    """Return the next of the steps to put right, promises, gestures and check-ins, by day."""
    ahead = [
        *(
            (recovery.due_on(one), CardKind.UNEASE, one.customer_id)
            for one in open_recoveries(connection)
        ),
        *((one.due_on, CardKind.PROMISE, one.customer_id) for one in promises),
        *(
            (_begins_on(one), CardKind.GESTURE, one.customer_id)
            for one in queries.open_gestures(connection)
        ),
        *(
            (one.shows_on, CardKind.CHECK_IN, one.who.id)
            for one in planned(connection, now, zone)
            if one.who.stage is not Stage.LOST
        ),
    ]
    dated = [(on, kind, who) for on, kind, who in ahead if on is not None and on > now.date()]
    soonest = nsmallest(COMING_SHOWN, dated, key=lambda one: one[0])
    named = queries.customers_by_id(connection, [who for _on, _kind, who in soonest])
    return tuple(Coming(who, named[who].name, kind, on) for on, kind, who in soonest)


def _begins_on(one: Gesture) -> date | None:
    return None if one.due_on is None else later(one.due_on, -one.lead_days)


def _is_near(one: Gesture, today: date) -> bool:
    return one.due_on is not None and (one.due_on - today).days <= GESTURES_AHEAD


def _is_reviewed(connection: Connection, today: date) -> bool:
    page = page_of(connection, today)
    return page is not None and page.finished_at is not None


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
