"""The people and events behind a mark of a chart of the whole journal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Connection, select
from sqlalchemy import type_coerce as raw

from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    Side,
)
from trustjournal.domain.contact_words import channel_word
from trustjournal.domain.evidence import day_began
from trustjournal.domain.evidence_words import kind_word
from trustjournal.domain.insight_words import lasting, mood_word
from trustjournal.domain.insights import Behind, LostOne, Topic
from trustjournal.domain.periods import periods
from trustjournal.i18n import _
from trustjournal.store import insights
from trustjournal.store.schema import customer, gesture, presence, promise, touchpoint

MOST = 200
"""So many are listed; behind a mark of a large journal may be tens of thousands."""

_who = presence.c


@dataclass(frozen=True, slots=True)
class Line:
    """One event behind a mark: with whom, when, in words, and what it cost."""

    customer_id: UUID
    name: str
    on: date | None
    words: str
    cost: Decimal | None = None


def read_behind(connection: Connection, behind: Behind, now: datetime, zone: tzinfo) -> list[Line]:
    """Return the first `MOST` events behind a mark, those worth a look first.

    The slowest answers and the longest waits at `now` come first, of everything else the newest.
    Depths over time have no events of their own: `DepthHistory.standing` tells who stood where.
    """
    if behind.waiting:
        return list(_waiting(connection, now, zone))
    reader: dict[Topic, Callable[[], Iterable[Line]]] = {
        Topic.RESPONSES: lambda: _responses(connection, behind, zone),
        Topic.PROMISES: lambda: _promises(connection, behind),
        Topic.TOUCHES: lambda: _touches(connection, behind, zone),
        Topic.GESTURES: lambda: _gestures(connection, behind),
        Topic.LOST: lambda: _lost(connection, behind),
    }
    return list(reader[behind.topic]())


def _touchpoints(behind: Behind, zone: tzinfo) -> Any:
    columns = touchpoint.c
    query = (
        select(
            customer.c.id, customer.c.name, columns.happened_at, columns.kind, columns.answered_at
        )
        .join(presence, _who.touchpoint_id == columns.id)
        .join(customer, customer.c.id == _who.customer_id)
        .where(
            columns.happened_at >= day_began(behind.first, zone),
            columns.happened_at < day_began(behind.last + timedelta(days=1), zone),
            columns.kind != Kind.MISSED_CALL,
        )
    )
    return query if behind.channel is None else query.where(columns.channel == behind.channel)


def _responses(connection: Connection, behind: Behind, zone: tzinfo) -> Iterable[Line]:
    columns = touchpoint.c
    waited = raw(columns.answered_at, BigInteger) - raw(columns.happened_at, BigInteger)
    query = _touchpoints(behind, zone).where(columns.began == Began.THEM, waited > 0)
    for row in connection.execute(query.order_by(waited.desc()).limit(MOST)):
        said = _("Answered after {wait}").format(wait=lasting(row.answered_at - row.happened_at))
        yield Line(row.id, row.name, _day(row.happened_at, zone), said)


def _waiting(connection: Connection, now: datetime, zone: tzinfo) -> Iterable[Line]:
    found = sorted(insights.waiting(connection, now), key=lambda one: one.waited, reverse=True)
    for one in found[:MOST]:
        said = _("Waits for {wait}, {channel}").format(
            wait=lasting(one.waited), channel=channel_word(one.channel)
        )
        yield Line(one.customer_id, one.name, _day(now - one.waited, zone), said)


def _touches(connection: Connection, behind: Behind, zone: tzinfo) -> Iterable[Line]:
    columns = touchpoint.c
    query = _touchpoints(behind, zone).where(columns.began == behind.began)
    newest = query.order_by(columns.happened_at.desc(), columns.id.desc()).limit(MOST)
    for row in connection.execute(newest):
        yield Line(row.id, row.name, _day(row.happened_at, zone), kind_word(row.kind))


def _promises(connection: Connection, behind: Behind) -> Iterable[Line]:
    columns = promise.c
    query = (
        select(customer.c.id, customer.c.name, columns.settled_on, columns.text)
        .join(customer, customer.c.id == columns.customer_id)
        .where(
            columns.by == Side.US,
            columns.outcome == behind.outcome,
            columns.settled_on.between(behind.first, behind.last),
        )
        .order_by(columns.settled_on.desc(), columns.id.desc())
        .limit(MOST)
    )
    return (Line(*row) for row in connection.execute(query))


def _gestures(connection: Connection, behind: Behind) -> Iterable[Line]:
    columns = gesture.c
    query = (
        select(customer.c.id, customer.c.name, columns.given_on, columns.title, columns.cost)
        .join(customer, customer.c.id == columns.customer_id)
        .where(
            columns.by == Side.US,
            columns.status == GestureStatus.GIVEN,
            columns.given_on.between(behind.first, behind.last),
        )
        .order_by(columns.given_on.desc(), columns.id.desc())
        .limit(MOST)
    )
    return (Line(*row) for row in connection.execute(query))


def _lost(connection: Connection, behind: Behind) -> Iterable[Line]:
    found = insights.lost(connection, periods(behind.first, behind.last))
    fitting: list[LostOne] = [
        one for one in found.people if behind.mood is None or one.mood is behind.mood
    ]
    for one in fitting[:MOST]:
        yield Line(one.customer_id, one.name, one.on, mood_word(one.mood))


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()
