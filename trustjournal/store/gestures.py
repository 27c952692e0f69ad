"""Gestures of everybody, with whom they are for, and all that has a say in choosing one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Connection, func, true

from trustjournal.domain.choices import GestureStatus, Side
from trustjournal.domain.finding import asked, fold, holds
from trustjournal.domain.giving_words import Choosing
from trustjournal.domain.records import CheckIn, Gesture, Preferences
from trustjournal.store import queries
from trustjournal.store.plans import Who, joined, rows
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import check_in, customer, gesture

GIVEN_LATELY = 90
"""How many days back a gesture was given lately; all of this year's are read in any case."""


@dataclass(frozen=True, slots=True)
class Gestures:
    """Gestures not given yet, by day and without one last, and those given lately, newest first.

    `theirs` are what customers gave lately. `this_year` counts what the owner gave since
    1 January and `spent` is what that cost as far as it is known. `asks` are the check-ins in
    which something is to be asked, by customer.
    """

    ahead: tuple[tuple[Gesture, Who], ...]
    given: tuple[tuple[Gesture, Who], ...]
    theirs: tuple[tuple[Gesture, Who], ...]
    this_year: int
    spent: Decimal
    asks: Mapping[UUID, CheckIn]
    preferences: Preferences


_ALL = joined(Gesture, gesture.c.customer_id)
_AHEAD = _ALL.where(gesture.c.by == Side.US, gesture.c.status != GestureStatus.GIVEN).order_by(
    gesture.c.due_on.is_(None), gesture.c.due_on, func.lower(customer.c.name), gesture.c.id
)
_GIVEN = _ALL.where(gesture.c.status == GestureStatus.GIVEN).order_by(
    gesture.c.given_on.desc(), gesture.c.id.desc()
)
_ASKS = chosen(CheckIn).where(check_in.c.is_ask)


def read_gestures(connection: Connection, today: date) -> Gestures:
    """Return what is planned, what might be, and what was given lately by either side."""
    new_year = date(today.year, 1, 1)
    since = min(new_year, today - timedelta(days=GIVEN_LATELY))
    lately = tuple(rows(connection, Gesture, _GIVEN.where(gesture.c.given_on >= since)))
    given = tuple(row for row in lately if row[0].by is Side.US)
    ours = [one for one, _who in given if one.given_on is not None and one.given_on >= new_year]
    return Gestures(
        ahead=tuple(rows(connection, Gesture, _AHEAD)),
        given=given,
        theirs=tuple(row for row in lately if row[0].by is Side.THEM),
        this_year=len(ours),
        spent=sum((one.cost for one in ours if one.cost is not None), Decimal()),
        asks={one.customer_id: one for one in fetch(connection, CheckIn, _ASKS)},
        preferences=queries.preferences(connection),
    )


def choosing(connection: Connection, customer_id: UUID) -> Choosing:
    """Return all that has a say in choosing a gesture for one customer.

    Raises:
        NotFound: they are not, or no longer, in the journal.
    """
    return Choosing(
        who=queries.customer_by_id(connection, customer_id),
        gestures=tuple(queries.gestures_of(connection, [customer_id])),
        check_in=queries.check_ins_of(connection, [customer_id]).get(customer_id),
        preferences=queries.preferences(connection),
    )


def list_gestures(
    connection: Connection, customer_id: UUID | None = None
) -> list[tuple[Gesture, Who]]:
    """Return gestures of both sides: by day those not given yet, then the last given first."""
    theirs = true() if customer_id is None else gesture.c.customer_id == customer_id
    ahead = rows(connection, Gesture, _AHEAD.where(theirs))
    return [*ahead, *rows(connection, Gesture, _GIVEN.where(theirs))]


def named_so(
    connection: Connection, words: str, customer_id: UUID | None = None
) -> list[tuple[Gesture, Who]]:
    """Return the owner's gestures not given yet whose title holds every word, accents aside."""
    wanted = asked(words)
    return [
        (one, who)
        for one, who in list_gestures(connection, customer_id)
        if wanted and one.status is not GestureStatus.GIVEN and holds(fold(one.title), wanted)
    ]
