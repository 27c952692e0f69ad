"""Weighing what records say about trust: a pass over all of them, or over those of a few people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from math import log
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Connection, Executable, func, or_, select
from sqlalchemy import type_coerce as raw

from trustjournal.domain import evidence
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    Question,
)
from trustjournal.domain.depth import Evidence
from trustjournal.domain.depth_sums import Sums, place_of
from trustjournal.store import queries
from trustjournal.store.fading import Exp
from trustjournal.store.schema import presence
from trustjournal.store.types import microseconds

Wanted = Sequence[UUID] | None
"""Whose evidence is asked for; None for everyone's."""

_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)
_who = presence.c


class Tally:
    """Evidence of customers: faded to one instant, and apart from it what does not fade by then.

    `sums` and `pieces` are what was added, by customer, and how many pieces of evidence that
    were. `ahead` has customer, number and piece of what begins to fade only after `at`; the
    number tells apart what one source says about one customer.
    """

    def __init__(self, at: datetime, half_life_days: float) -> None:
        self.at = at.astimezone(UTC)  # within one zone, datetime counts by the clock on the wall
        self.half_life_days = half_life_days
        self.sums: defaultdict[UUID, list[float]] = defaultdict(lambda: [0.0] * 8)
        self.pieces: defaultdict[UUID, int] = defaultdict(int)
        self.ahead: list[tuple[UUID, int, Evidence]] = []

    def add(
        self, customer_id: UUID, question: Question, quality: float, weight: float, pieces: int = 1
    ) -> None:
        """Add evidence of which `weight` is left of its size at `at`."""
        self.sums[customer_id][place_of(question, quality)] += abs(quality) * weight
        self.pieces[customer_id] += pieces

    def add_evidence(self, customer_id: UUID, items: Iterable[Evidence]) -> None:
        """Add all that one source says about a customer."""
        for number, item in enumerate(items):
            since = item.fading_since
            if since > self.at:
                self.ahead.append((customer_id, number, item))
            else:
                left = 2.0 ** -((self.at - since) / _DAY / self.half_life_days)
                self.add(customer_id, item.question, item.quality, item.size * left)

    def counted(self) -> dict[UUID, Sums]:
        """Return what counts at `at`, with what does in full, of everyone who has any."""
        found = {customer_id: tuple(sums) for customer_id, sums in self.sums.items()}
        for customer_id, _number, item in self.ahead:
            if item.at <= self.at:
                sums = list(found.get(customer_id, (0.0,) * 8))
                sums[place_of(item.question, item.quality)] += abs(item.quality) * item.size
                found[customer_id] = tuple(sums)
        return found


def weigh(
    connection: Connection,
    at: datetime,
    half_life_days: float,
    zone: tzinfo,
    wanted: Wanted = None,
) -> Tally:
    """Return the evidence as it is at `at`; days begin in `zone`.

    Of touchpoints that say nothing before `at`, nothing is in it, not even as ahead.
    """
    tally = Tally(at, half_life_days)
    _add_felt(connection, tally, wanted)
    _add_answered(connection, tally, wanted)
    _add_complaints(connection, tally, wanted)
    _add_deeds(connection, tally, zone, wanted)
    return tally


def add_touchpoints_ahead(connection: Connection, tally: Tally) -> None:
    """Add what touchpoints say only after `tally.at`, which `weigh` leaves out."""
    late = or_(_who.happened_at > tally.at - evidence.ANSWER_WITHIN, _who.answered_at > tally.at)
    query = select(_who.customer_id, _who.touchpoint_id).where(late, _who.kind != Kind.COMPLAINT)
    there = [(row.customer_id, row.touchpoint_id) for row in connection.execute(query)]
    touchpoints = queries.touchpoints_by_id(connection, (which for _who, which in there))
    for customer_id, which in there:
        for number, item in enumerate(evidence.of_touchpoint(touchpoints[which])):
            if item.fading_since > tally.at:
                tally.ahead.append((customer_id, number, item))


def _add_felt(connection: Connection, tally: Tally, wanted: Wanted) -> None:
    """Add what touchpoints say at the instant they happened, but for complaints."""
    keys = _who.kind, _who.feeling, _who.question
    happened = _who.kind.in_(tuple(evidence.TABLE))
    for row in connection.execute(_decayed(tally, _who.happened_at, keys, [happened], wanted)):
        weighed = evidence.weigh_felt(row.kind, row.feeling, row.question)
        if weighed:
            question, quality, size = weighed
            tally.add(row.customer_id, question, quality, size * row.left, row.pieces)


def _add_answered(connection: Connection, tally: Tally, wanted: Wanted) -> None:
    """Add what it says that an enquiry was answered in time, or left waiting."""
    late_at = raw(_who.happened_at, BigInteger) + evidence.ANSWER_WITHIN // _MICROSECOND
    answered_at = raw(_who.answered_at, BigInteger)
    in_time = [_who.kind == Kind.ENQUIRY, answered_at <= late_at]
    waiting = [
        _who.kind == Kind.ENQUIRY,
        or_(answered_at.is_(None), answered_at > late_at),
        _who.began == Began.THEM,
    ]
    for rule, at, where in (
        (evidence.ANSWERED, answered_at, in_time),
        (evidence.LEFT_WAITING, late_at, waiting),
    ):
        quality = rule.quality or 0.0
        for row in connection.execute(_decayed(tally, at, (_who.question,), where, wanted)):
            question = row.question or rule.question
            tally.add(row.customer_id, question, quality, rule.size * row.left, row.pieces)


def _add_complaints(connection: Connection, tally: Tally, wanted: Wanted) -> None:
    """Add complaints, which are few and hold until they are put right, one by one."""
    query = select(presence).where(_who.kind == Kind.COMPLAINT, *_theirs(wanted))
    for row in connection.execute(query):
        items = evidence.of_complaint(
            row.touchpoint_id, row.happened_at, row.feeling, row.question, row.resolved_at
        )
        tally.add_evidence(row.customer_id, items)


def _decayed(
    tally: Tally,
    at: ColumnElement[Any],
    keys: Sequence[ColumnElement[Any]],
    where: Sequence[ColumnElement[bool]],
    wanted: Wanted,
) -> Executable:
    """Ask for the sum of what is left at `tally.at` of one unit from each instant `at`."""
    instant, until = raw(at, BigInteger), microseconds(tally.at)
    rate = log(2) / (tally.half_life_days * (_DAY // _MICROSECOND))
    left = func.sum(Exp((instant - until) * rate)).label("left")
    return (
        select(_who.customer_id, *keys, left, func.count().label("pieces"))
        .where(instant <= until, *where, *_theirs(wanted))
        .group_by(_who.customer_id, *keys)
    )


def _theirs(wanted: Wanted) -> list[ColumnElement[bool]]:
    return [] if wanted is None else [_who.customer_id.in_(wanted)]


def _add_deeds(connection: Connection, tally: Tally, zone: tzinfo, wanted: Wanted) -> None:
    if wanted is None:
        promises, gestures = queries.promises(connection), queries.gestures(connection)
        answers = queries.answers(connection)
    else:
        promises = queries.promises_of(connection, wanted)
        gestures = queries.gestures_of(connection, wanted)
        answers = queries.answers_of(connection, wanted)
    for answer in answers:
        tally.add_evidence(answer.customer_id, evidence.of_answer(answer))
    for promise in promises:
        if promise.outcome is not None:
            tally.add_evidence(promise.customer_id, evidence.of_promise(promise, zone))
    for gesture in gestures:
        if gesture.status is GestureStatus.GIVEN:
            tally.add_evidence(gesture.customer_id, evidence.of_gesture(gesture, zone))
