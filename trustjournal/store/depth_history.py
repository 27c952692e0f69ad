"""How deep the trust of everyone was at each month's end, read in parts that keep nobody waiting.

What was read once is kept: asked again, only those are read whom the history names since.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, Connection, LargeBinary, func, select
from sqlalchemy import type_coerce as raw

from trustjournal.domain import depth, evidence
from trustjournal.domain.choices import Stage
from trustjournal.domain.depth_history import Position, Quarters, month_ends, quarters, scores
from trustjournal.domain.records import (
    Answer,
    Customer,
    Gesture,
    Promise,
    Touchpoint,
)
from trustjournal.store import history, queries
from trustjournal.store.grains import NEVER, Part, Where
from trustjournal.store.people import depth_settings
from trustjournal.store.schema import answer, customer, gesture, presence, promise
from trustjournal.store.types import microseconds

PART = 30_000
"""Touchpoints that are read at once: about 100 ms of them."""

_MOST_PEOPLE = 1_000  # of them at once
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_who = presence.c
_DEEDS: Mapping[type[Promise | Gesture | Answer], Any] = {
    Promise: promise.c,
    Gesture: gesture.c,
    Answer: answer.c,
}


@dataclass(frozen=True, slots=True)
class BookDepth:
    """The depth of the book at each month's end and now, and of everyone in it at both ends.

    `positions` is where everybody stood when this month began and stands now.
    """

    quarters: tuple[Quarters, ...]
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is: people read, of how many; `book` once it is whole."""

    done: int
    total: int
    book: BookDepth | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """Somebody's depth at each instant, and from when until when they are in the book."""

    scores: NDArray[np.float64]
    first: int
    until: int


class DepthHistory:
    """The history of everyone's depth until `now`, read by `step` after `step` on the worker.

    `now` is aware; `zone` is where the owner's days begin.
    """

    def __init__(self, now: datetime, zone: tzinfo) -> None:
        self.now, self.zone = now, zone
        self._sequence: int | None = None
        self._settings = depth.DEFAULT
        self._ends: list[datetime] = []
        self._parts: list[tuple[Where, int]] = []
        self._rows: dict[UUID, _Row] = {}
        self._total = 0
        self._book: BookDepth | None = None

    def step(self, connection: Connection) -> Progress:
        """Read the next part; once there is none, return the whole."""
        sequence = history.last_sequence(connection)
        settings = depth_settings(queries.preferences(connection))
        known = self._sequence is not None and settings == self._settings
        if not known or history.is_long_since(connection, self._sequence or 0):
            self._settings = settings
            self._plan(connection)
            self._sequence = sequence
        elif sequence != self._sequence:
            self._follow(connection)
            self._sequence = sequence
        if self._parts:
            where, people = self._parts.pop()
            self._rows |= self._read(connection, where)
            self._book = None
            if self._parts:
                left = sum(count for _where, count in self._parts)
                return Progress(max(self._total - left, people), self._total)
        if self._book is None:
            self._book = self._sum_up()
        return Progress(self._total, self._total, self._book)

    def standing(self, day: date) -> list[tuple[UUID, float]]:
        """Return who was in the book when a month ended with `day`, or is now, deepest first."""
        last = len(self._ends) - 1
        ended = [end.astimezone(self.zone).date() - timedelta(days=1) for end in self._ends[:-1]]
        place = ended.index(day) if day in ended else last
        at = microseconds(self._ends[place])
        found = [
            (who, float(row.scores[place]))
            for who, row in self._rows.items()
            if row.first <= at < row.until
        ]
        return sorted(found, key=lambda one: -one[1])

    def _plan(self, connection: Connection) -> None:
        """Divide everyone into parts of about the same work."""
        query = select(
            raw(_who.customer_id, LargeBinary),
            func.count(),
            func.min(raw(_who.happened_at, BigInteger)),
        ).group_by(_who.customer_id)
        touches = {_as_id(who): (count, first) for who, count, first in connection.execute(query)}
        everyone = list(connection.execute(select(customer.c.id).order_by(customer.c.id)).scalars())
        firsts = [first for _count, first in touches.values()]
        now = microseconds(self.now)
        since = _EPOCH + timedelta(microseconds=min([now, *firsts]))
        self._ends = month_ends(since.astimezone(self.zone).date(), self.now, self.zone)
        self._rows, self._book, self._total = {}, None, len(everyone)
        self._parts = [
            (_between(part[0], part[-1]), len(part))
            for part in _divided(everyone, {who: count for who, (count, _at) in touches.items()})
        ]

    def _follow(self, connection: Connection) -> None:
        """Read those again whom the history names since."""
        changed = _changed(connection, self._sequence or 0)
        if changed:
            for who in changed:
                self._rows.pop(who, None)
            self._book = None
            self._parts.append((_among(changed), len(changed)))

    def _read(self, connection: Connection, where: Where) -> dict[UUID, _Row]:
        query = select(customer.c.id, customer.c.stage, customer.c.lost_on)
        known = connection.execute(query.where(where(customer.c.id))).all()
        part = Part({who: row for row, (who, _stage, _on) in enumerate(known)}, self.zone)
        part.add_touches(connection, where)
        part.add_deeds(connection, where)
        ends = [microseconds(end) for end in self._ends]
        found = scores(len(known), part.grains, ends, self._settings, part.blocks)
        rows: dict[UUID, _Row] = {}
        for row, (who, stage, lost_on) in enumerate(known):
            if part.first[row] < NEVER:
                until = NEVER if stage is not Stage.LOST else part.last[row]
                if stage is Stage.LOST and lost_on is not None:
                    until = microseconds(evidence.day_began(lost_on, self.zone))
                rows[who] = _Row(found[row], int(part.first[row]), int(until))
        return rows

    def _sum_up(self) -> BookDepth:
        ends = np.array([microseconds(end) for end in self._ends], dtype=np.int64)
        rows = list(self._rows.values())
        if not rows:
            return BookDepth((), ())
        found = np.stack([row.scores for row in rows])
        first = np.array([row.first for row in rows], dtype=np.int64)[:, None]
        until = np.array([row.until for row in rows], dtype=np.int64)[:, None]
        there = (first <= ends) & (ends < until)
        summed = quarters(self._ends, np.where(there, found, np.nan))
        positions = [
            Position(who, float(row[-2]), float(row[-1]))
            for who, row, known in zip(self._rows, found, there[:, -1], strict=True)
            if known
        ]
        return BookDepth(tuple(summed), tuple(positions))


def _between(first: UUID, last: UUID) -> Where:
    return lambda column: column.between(first, last)


def _among(ids: Iterable[UUID]) -> Where:
    wanted = tuple(ids)
    return lambda column: column.in_(wanted)


def _divided(everyone: Sequence[UUID], touches: Mapping[UUID, int]) -> Iterator[Sequence[UUID]]:
    """Yield everyone in parts of neighbours, none with much more than `PART` touchpoints."""
    part: list[UUID] = []
    weight = 0
    for who in everyone:
        if part and (weight + touches.get(who, 0) > PART or len(part) >= _MOST_PEOPLE):
            yield part
            part, weight = [], 0
        part.append(who)
        weight += touches.get(who, 0)
    if part:
        yield part


def _changed(connection: Connection, sequence: int) -> frozenset[UUID]:
    """Return whom the entries of the history after `sequence` say anything about."""
    changed, _before = history.changed_since(connection, sequence, Customer)
    touches, touched = history.changed_since(connection, sequence, Touchpoint)
    current = queries.touchpoints_by_id(connection, touches).values()
    found = {who for one in (*touched, *current) for who in one.customer_ids}
    for kind, columns in _DEEDS.items():
        ids, before = history.changed_since(connection, sequence, kind)
        rows = connection.execute(select(columns.customer_id).where(columns.id.in_(ids)))
        found.update(rows.scalars(), (one.customer_id for one in before))
    return changed | found


def _as_id(key: Any) -> UUID:
    return UUID(bytes=key) if isinstance(key, bytes) else key
