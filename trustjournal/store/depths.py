"""The depth of many customers at once, in one pass over the journal."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, tzinfo
from math import log
from uuid import UUID

from sqlalchemy import BigInteger, Connection, Executable, Select, func, select, type_coerce

from trustjournal.domain import depth, evidence
from trustjournal.domain.records import GestureStatus, Question, Touchpoint
from trustjournal.store import queries
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import presence, touchpoint
from trustjournal.store.types import microseconds

_DAY = 86_400_000_000  # microseconds
_REGULAR = tuple(kind for kind in evidence.TABLE if kind not in evidence.IRREGULAR)


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
    for row in connection.execute(_regular(sums, wanted)):
        weighed = evidence.weigh(row.kind, row.feeling, row.question)
        if weighed:
            question, quality, size = weighed
            sums.add(row.customer_id, question, quality, size * row.left)
    for touch in fetch(connection, Touchpoint, _irregular(now, wanted)):
        items = evidence.of_touchpoint(touch)
        for customer_id in touch.customer_ids:
            if wanted is None or customer_id in wanted:
                sums.add_evidence(customer_id, items)
    _add_deeds(connection, sums, zone, wanted)
    return sums.scores()


def _regular(sums: _Sums, wanted: tuple[UUID, ...] | None) -> Executable:
    at = type_coerce(presence.c.happened_at, BigInteger)
    age = (at - microseconds(sums.now)) * (sums.rate / _DAY)
    keys = presence.c.customer_id, presence.c.kind, presence.c.feeling, presence.c.question
    query = (
        select(*keys, func.sum(func.exp(age)).label("left"))
        .where(presence.c.happened_at <= sums.now, presence.c.kind.in_(_REGULAR))
        .group_by(*keys)
    )
    return query if wanted is None else query.where(presence.c.customer_id.in_(wanted))


def _irregular(now: datetime, wanted: tuple[UUID, ...] | None) -> Select[tuple[object, ...]]:
    query = chosen(Touchpoint).where(
        touchpoint.c.happened_at <= now, touchpoint.c.kind.in_(tuple(evidence.IRREGULAR))
    )
    if wanted is None:
        return query
    theirs = select(presence.c.touchpoint_id).where(
        presence.c.customer_id.in_(wanted), presence.c.kind.in_(tuple(evidence.IRREGULAR))
    )
    return query.where(touchpoint.c.id.in_(theirs))


def _add_deeds(
    connection: Connection, sums: _Sums, zone: tzinfo, wanted: tuple[UUID, ...] | None
) -> None:
    if wanted is None:
        promises, gestures = queries.promises(connection), queries.gestures(connection)
    else:
        promises = queries.promises_of(connection, wanted)
        gestures = queries.gestures_of(connection, wanted)
    for promise in promises:
        if promise.outcome is not None:
            sums.add_evidence(promise.customer_id, evidence.of_promise(promise, zone))
    for gesture in gestures:
        if gesture.status is GestureStatus.GIVEN:
            sums.add_evidence(gesture.customer_id, evidence.of_gesture(gesture, zone))
