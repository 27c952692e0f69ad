"""The depth of many customers at once, in one pass over the journal."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from math import log
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Connection, Executable, func, or_, select
from sqlalchemy import type_coerce as raw

from trustjournal.domain import depth, evidence
from trustjournal.domain.records import Began, GestureStatus, Kind, Question
from trustjournal.store import queries
from trustjournal.store.schema import presence
from trustjournal.store.types import microseconds

_DAY = 86_400_000_000  # microseconds
_MICROSECOND = timedelta(microseconds=1)
_who = presence.c
_Wanted = tuple[UUID, ...] | None


class _Sums:
    """Good and bad evidence of each customer on each question, decayed to one instant."""

    def __init__(self, now: datetime, settings: depth.Settings) -> None:
        self.now = now
        self.settings = settings
        self.rate = log(2) / settings.half_life_days
        self._kept: defaultdict[UUID, dict[Question, tuple[float, float]]] = defaultdict(dict)

    def add(self, customer_id: UUID, question: Question, quality: float, weight: float) -> None:
        sums = self._kept[customer_id]
        good, bad = sums.get(question, (0.0, 0.0))
        if quality > 0:
            sums[question] = good + quality * weight, bad
        else:
            sums[question] = good, bad - quality * weight

    def add_evidence(self, customer_id: UUID, items: Iterable[depth.Evidence]) -> None:
        for item in items:
            if item.at <= self.now:
                days = max((self.now - item.fading_since).total_seconds() / 86_400, 0.0)
                decay = 2 ** -(days / self.settings.half_life_days)
                self.add(customer_id, item.question, item.quality, item.size * decay)

    def scores(self) -> dict[UUID, float]:
        return {
            customer_id: depth.from_sums(sums, self.settings)
            for customer_id, sums in self._kept.items()
        }


def depths(
    connection: Connection,
    now: datetime,
    settings: depth.Settings = depth.DEFAULT,
    *,
    zone: tzinfo,
    customer_ids: Iterable[UUID] | None = None,
) -> dict[UUID, float]:
    """Return the depth at `now`, 0 to 100, of everyone with evidence, or of those asked for.

    Who has no evidence is absent; their depth is the stranger's prior.
    """
    wanted = None if customer_ids is None else tuple(customer_ids)
    sums = _Sums(now, settings)
    _add_felt(connection, sums, wanted)
    _add_answers(connection, sums, wanted)
    _add_complaints(connection, sums, wanted)
    _add_deeds(connection, sums, zone, wanted)
    return sums.scores()


def _add_felt(connection: Connection, sums: _Sums, wanted: _Wanted) -> None:
    """Add what touchpoints say at the instant they happened, but for complaints."""
    keys = _who.kind, _who.feeling, _who.question
    happened = _who.kind.in_(tuple(evidence.TABLE))
    for row in connection.execute(_decayed(sums, _who.happened_at, keys, [happened], wanted)):
        weighed = evidence.weigh_felt(row.kind, row.feeling, row.question)
        if weighed:
            question, quality, size = weighed
            sums.add(row.customer_id, question, quality, size * row.left)


def _add_answers(connection: Connection, sums: _Sums, wanted: _Wanted) -> None:
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
        for row in connection.execute(_decayed(sums, at, (_who.question,), where, wanted)):
            question = row.question or rule.question
            sums.add(row.customer_id, question, quality, rule.size * row.left)


def _add_complaints(connection: Connection, sums: _Sums, wanted: _Wanted) -> None:
    """Add complaints, which are few and hold until they are put right, one by one."""
    query = select(presence).where(
        _who.kind == Kind.COMPLAINT, _who.happened_at <= sums.now, *_theirs(wanted)
    )
    for row in connection.execute(query):
        items = evidence.of_complaint(
            row.touchpoint_id, row.happened_at, row.feeling, row.question, row.resolved_at
        )
        sums.add_evidence(row.customer_id, items)


def _decayed(
    sums: _Sums,
    at: ColumnElement[Any],
    keys: Sequence[ColumnElement[Any]],
    where: Sequence[ColumnElement[bool]],
    wanted: _Wanted,
) -> Executable:
    """Ask for the sum of what is left at `sums.now` of one unit from each instant `at`."""
    instant, now = raw(at, BigInteger), microseconds(sums.now)
    left = func.sum(func.exp((instant - now) * (sums.rate / _DAY))).label("left")
    return (
        select(_who.customer_id, *keys, left)
        .where(instant <= now, *where, *_theirs(wanted))
        .group_by(_who.customer_id, *keys)
    )


def _theirs(wanted: _Wanted) -> list[ColumnElement[bool]]:
    return [] if wanted is None else [_who.customer_id.in_(wanted)]


def _add_deeds(connection: Connection, sums: _Sums, zone: tzinfo, wanted: _Wanted) -> None:
    if wanted is None:
        promises, gestures = queries.promises(connection), queries.gestures(connection)
        answers = queries.answers(connection)
    else:
        promises = queries.promises_of(connection, wanted)
        gestures = queries.gestures_of(connection, wanted)
    answers = (
        queries.answers(connection) if wanted is None else queries.answers_of(connection, wanted)
    )
    for answer in answers:
        sums.add_evidence(answer.customer_id, evidence.of_answer(answer))
    for promise in promises:
        if promise.outcome is not None:
            sums.add_evidence(promise.customer_id, evidence.of_promise(promise, zone))
    for gesture in gestures:
        if gesture.status is GestureStatus.GIVEN:
            sums.add_evidence(gesture.customer_id, evidence.of_gesture(gesture, zone))
