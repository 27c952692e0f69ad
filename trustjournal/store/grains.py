"""The evidence about some people in columns, read from a journal as quickly as it can be.

The same as `domain.evidence` says of their records, one by one.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta, tzinfo
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Connection, LargeBinary, String, select
from sqlalchemy import type_coerce as raw

from trustjournal.domain import depth, evidence
from trustjournal.domain.choices import (
    Began,
    Kind,
    Question,
)
from trustjournal.domain.depth_history import Block, Grains
from trustjournal.domain.records import (
    Answer,
    Gesture,
    Promise,
)
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import answer, gesture, presence, promise
from trustjournal.store.types import microseconds

Where = Callable[[Any], ColumnElement[bool]]
"""Narrows a query to some people, given the column of their ids."""

NEVER = microseconds(evidence.NEVER)
_PLACES = {question: place for place, question in enumerate(Question)}
_WITHIN = evidence.ANSWER_WITHIN // timedelta(microseconds=1)
_NOTHING = 0, 0.0
_who = presence.c


class Part:
    """The evidence about some people, whose places are `rows`.

    `first` and `last` are when anything was with each of them, microseconds since 1970.
    """

    def __init__(self, rows: dict[UUID, int], zone: tzinfo) -> None:
        self.rows, self.zone = rows, zone
        self.grains = Grains()
        self.blocks: list[Block] = []
        self.first = np.full(len(rows), NEVER, dtype=np.int64)
        self.last = np.zeros(len(rows), dtype=np.int64)

    def add_touches(self, connection: Connection, where: Where) -> None:
        """Add what touchpoints say."""
        theirs, instant = where(_who.customer_id), raw(_who.happened_at, BigInteger)
        plain = raw(_who.customer_id, LargeBinary), instant
        what = raw(_who.kind, String), _who.feeling, raw(_who.question, String)
        keys = {who.bytes: row for who, row in self.rows.items()} | dict(self.rows)
        columns = list(zip(*connection.execute(select(*plain, *what).where(theirs)), strict=True))
        if columns:
            what = zip(*columns[2:], strict=True)
            self._add_felt([keys[key] for key in columns[0]], columns[1], what)
        answered = _who.began, _who.question, raw(_who.answered_at, BigInteger)
        enquiries = select(*plain, *answered).where(theirs, _who.kind == Kind.ENQUIRY)
        for key, at, began, question, answered_at in connection.execute(enquiries):
            self._add_answer(keys[key], at, began, question, answered_at)
        complaints = select(presence).where(theirs, _who.kind == Kind.COMPLAINT)
        for row in connection.execute(complaints):
            items = evidence.of_complaint(
                row.touchpoint_id, row.happened_at, row.feeling, row.question, row.resolved_at
            )
            self._add(row.customer_id, items)

    def add_deeds(self, connection: Connection, where: Where) -> None:
        """Add what promises, gestures and answers about needs say."""
        promises = chosen(Promise).where(where(promise.c.customer_id))
        for one in fetch(connection, Promise, promises):
            self._add(one.customer_id, evidence.of_promise(one, self.zone))
        gestures = chosen(Gesture).where(where(gesture.c.customer_id))
        for one in fetch(connection, Gesture, gestures):
            self._add(one.customer_id, evidence.of_gesture(one, self.zone))
        answers = chosen(Answer).where(where(answer.c.customer_id))
        for one in fetch(connection, Answer, answers):
            self._add(one.customer_id, evidence.of_answer(one))

    def _add_felt(
        self,
        rows: Sequence[int],
        instants: Sequence[int],
        what: Iterable[tuple[str, int | None, str | None]],
    ) -> None:
        """Add what touchpoints say at the instant they happened, but for complaints."""
        row, at = np.array(rows, dtype=np.int64), np.array(instants, dtype=np.int64)
        np.minimum.at(self.first, row, at)
        np.maximum.at(self.last, row, at)
        numbers: dict[tuple[str, int | None, str | None], int] = {}
        kinds = np.array([numbers.setdefault(key, len(numbers)) for key in what], dtype=np.int64)
        weighed = [_weigh(*key) for key in numbers]
        questions = np.array([question for question, _weight in weighed], dtype=np.int64)
        weights = np.array([weight for _question, weight in weighed])
        self.blocks.append(Block(row, at, questions[kinds], weights[kinds]))

    def _add_answer(
        self, row: int, at: int, began: Began, question: Question | None, answered_at: int | None
    ) -> None:
        """Add what it says that an enquiry was answered in time, or left waiting."""
        if answered_at is not None and answered_at <= at + _WITHIN:
            rule, at = evidence.ANSWERED, answered_at
        elif began is Began.THEM:
            rule, at = evidence.LEFT_WAITING, at + _WITHIN
        else:
            return
        weight = (rule.quality or 0.0) * rule.size
        self._append(row, at, question or rule.question, weight)

    def _add(self, who: UUID, items: Iterable[depth.Evidence]) -> None:
        row = self.rows[who]
        for item in items:
            at, fades = microseconds(item.at), microseconds(item.fading_since)
            self._saw(row, at)
            self._append(row, at, item.question, item.quality * item.size, fades)

    def _append(
        self, row: int, at: int, question: Question, weight: float, fades: int | None = None
    ) -> None:
        grains = self.grains
        grains.row.append(row)
        grains.at.append(at)
        grains.fades_at.append(at if fades is None else fades)
        grains.question.append(_PLACES[question])
        grains.weight.append(weight)

    def _saw(self, row: int, at: int) -> None:
        self.first[row] = min(self.first[row], at)
        self.last[row] = max(self.last[row], at)


def _weigh(kind: str, feeling: int | None, question: str | None) -> tuple[int, float]:
    """Return the place of the question it speaks to, and its weight, below 0 for what is bad."""
    asked = None if question is None else Question(question)
    weighed = evidence.weigh_felt(Kind(kind), feeling, asked)
    return (_PLACES[weighed[0]], weighed[1] * weighed[2]) if weighed else _NOTHING
