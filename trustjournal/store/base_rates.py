"""The journal's own base rate: of all that was ever said about trust, how much was good.

Each piece of evidence counts once, however large or old (models.md, section 1). Counting reads the
whole journal, half a second at a million touchpoints, so that the count is kept in memory
until enough was written for it to move.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, ColumnElement, Connection, and_, case, func, literal, or_, select
from sqlalchemy import type_coerce as raw

from trustjournal.domain import depth, evidence
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    Side,
)
from trustjournal.store import history
from trustjournal.store.schema import answer, gesture, presence, promise
from trustjournal.store.types import microseconds

RECOUNT = 0.001
"""Counted again once so many entries of the history came for each piece known.

The rate moves by less than that meanwhile, far less than the whole percents it is told in.
"""

_MICROSECOND = evidence.ANSWER_WITHIN.resolution
_who = presence.c
Sides = tuple[int, int]
"""How many pieces of evidence are good, and how many are bad."""


@dataclass(frozen=True, slots=True)
class _Count:
    """What was counted on a day, after which entry of the history."""

    on: date
    zone: tzinfo
    sequence: int
    good: int
    bad: int


_counts: WeakKeyDictionary[Any, _Count] = WeakKeyDictionary()
_turn = Lock()


def base_rate(connection: Connection, now: datetime, zone: tzinfo) -> float:
    """Return the chance that anything with anyone goes well, from all until the instant `now`.

    `zone` is where the owner's days begin.
    """
    today = now.astimezone(zone).date()
    with _turn:
        sequence = history.last_sequence(connection)
        count = _counts.get(connection.dialect)
        if count is None or (count.on, count.zone) != (today, zone) or _moved(count, sequence):
            good, bad = _counted(connection, now, today)
            count = _counts[connection.dialect] = _Count(today, zone, sequence, good, bad)
    return depth.base_rate(count.good, count.good + count.bad)


def _moved(count: _Count, sequence: int) -> bool:
    return abs(sequence - count.sequence) > RECOUNT * (count.good + count.bad)


def _counted(connection: Connection, now: datetime, today: date) -> Sides:
    sides = (
        _touchpoints(connection, now),
        _promises(connection, today),
        _gestures(connection, today),
        _answers(connection, now),
    )
    return sum(good for good, _bad in sides), sum(bad for _good, bad in sides)


def _touchpoints(connection: Connection, now: datetime) -> Sides:
    happened = _who.happened_at <= now
    late_at = raw(_who.happened_at, BigInteger) + evidence.ANSWER_WITHIN // _MICROSECOND
    asked = _who.kind == Kind.ENQUIRY
    in_time = and_(_who.answered_at.is_not(None), raw(_who.answered_at, BigInteger) <= late_at)
    waited = and_(_who.began == Began.THEM, ~in_time, late_at <= microseconds(now))
    complained, pieces = _who.kind == Kind.COMPLAINT, len(evidence.COMPLAINT_QUESTIONS)
    each = case((_who.question.is_(None), pieces), else_=1)
    good = _times(
        (and_(happened, _felt(1)), 1),
        (and_(asked, in_time, _who.answered_at <= now), 1),
        (and_(complained, _who.resolved_at <= now), each),
    )
    bad = _times(
        (and_(happened, _felt(-1)), 1), (and_(asked, waited), 1), (and_(complained, happened), each)
    )
    row = connection.execute(select(good, bad)).one()
    return row[0], row[1]


def _times(*counted: tuple[ColumnElement[bool], Any]) -> ColumnElement[int]:
    """Ask how often conditions hold, each counted so many times."""
    every = sum((case((holds, times), else_=0) for holds, times in counted), literal(0))
    return func.coalesce(func.sum(every), 0)


def _felt(side: int) -> ColumnElement[bool]:
    """Ask whether a touchpoint itself spoke well (1) or badly (-1), as `evidence.weigh_felt`."""
    unfelt = [kind for kind, rule in evidence.TABLE.items() if (rule.quality or 0) * side > 0]
    return or_(
        and_(_who.feeling.is_(None), _who.kind.in_(unfelt)),
        and_(_who.feeling * side > 0, _who.kind.in_(tuple(evidence.TABLE))),
    )


def _promises(connection: Connection, today: date) -> Sides:
    query = (
        select(promise.c.outcome, func.count())
        .where(
            promise.c.by == Side.US,
            promise.c.outcome.in_(tuple(evidence.PROMISES)),
            promise.c.settled_on <= today,
        )
        .group_by(promise.c.outcome)
    )
    qualities = [
        (evidence.PROMISES[outcome].quality or 0, count)
        for outcome, count in connection.execute(query)
    ]
    return _sides(qualities)


def _gestures(connection: Connection, today: date) -> Sides:
    given, received = gesture.c.status == GestureStatus.GIVEN, gesture.c.received > 0
    ours = gesture.c.by == Side.US
    query = select(func.count()).where(ours, given, received, gesture.c.given_on <= today)
    return connection.execute(query).scalar_one(), 0


def _answers(connection: Connection, now: datetime) -> Sides:
    query = (
        select(answer.c.topic, answer.c.fair, func.count())
        .where(answer.c.answered_at <= now)
        .group_by(answer.c.topic, answer.c.fair)
    )
    return _sides(
        (evidence.FOUND_UNFAIR if fair is False else evidence.ANSWERS[topic].quality or 0, count)
        for topic, fair, count in connection.execute(query)
    )


def _sides(qualities: Iterable[tuple[float, int]]) -> Sides:
    counted = list(qualities)
    return (
        sum(count for quality, count in counted if quality > 0),
        sum(count for quality, count in counted if quality < 0),
    )
