"""What in one customer's records holds a question of trust down, or leaves it unknown.

Every reason is a count of records that can be opened; where nothing speaks against us, it is what
was not done or asked yet.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from trustjournal.domain import evidence, questions
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Side,
    Topic,
)
from trustjournal.domain.depth import DEFAULT, Evidence, Settings
from trustjournal.domain.questions import Standing, Sums, Weakest
from trustjournal.domain.records import (
    Answer,
    Gesture,
    Promise,
    Touchpoint,
)

_YEAR = timedelta(days=365)
NEEDS = (Topic.NEED, Topic.OUTCOMES, Topic.GREAT, Topic.GOOD, Topic.BAD, Topic.WHY_NOW)
"""What the customer tells of their needs; the rest is about fairness."""

DOUBTS = frozenset(
    {Kind.LUKEWARM_REFERENCE, Kind.RENEWAL_LATE, Kind.FOOT_DRAGGING, Kind.PROOF_AGAIN}
)
"""The kinds that show a lack of trust by themselves."""


class Cause(StrEnum):
    """What the records say about a question."""

    OPEN_COMPLAINT = "open_complaint"
    WAITING = "waiting"
    OVERDUE = "overdue"

    BROKEN = "broken"
    LATE = "late"
    LEFT_WAITING = "left_waiting"
    SETTLED_COMPLAINT = "settled_complaint"
    UNFAIR = "unfair"
    DOUBT = "doubt"
    FELT_BAD = "felt_bad"

    OPEN_PROMISES = "open_promises"
    NO_PROMISE = "no_promise"
    NEEDS_UNTOLD = "needs_untold"
    NEEDS_OLD = "needs_old"
    NOT_FELT = "not_felt"
    NOT_SHOWN = "not_shown"
    PRICE_UNTOLD = "price_untold"
    OPEN_RISK = "open_risk"
    NOTHING_GIVEN = "nothing_given"


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause: how many records, since which day, and which ones, the oldest first.

    `since` is the day of the first of them, or of the last good one where something has not
    happened since. `kind` tells which sign of doubt it was.
    """

    cause: Cause
    count: int = 0
    since: date | None = None
    sources: tuple[UUID, ...] = ()
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The four questions of one customer; `weakest` and its reason, or none yet."""

    sums: Sums
    standings: dict[Question, Standing]
    weakest: Weakest | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Records:
    """All that one customer's trust is read from."""

    touchpoints: Sequence[Touchpoint] = ()
    promises: Sequence[Promise] = ()
    gestures: Sequence[Gesture] = ()
    answers: Sequence[Answer] = ()


def find(records: Records, now: datetime, settings: Settings = DEFAULT) -> Finding:
    """Return how the four questions stand, the weakest and why; `now` is the owner's local time."""
    zone = now.tzinfo
    if zone is None:
        raise ValueError("the owner's time has a zone")
    known = evidence.of_customer_records(
        records.touchpoints, records.promises, records.gestures, zone, records.answers
    )
    sums = questions.sums_of(known, now, settings)
    weakest = questions.weakest(sums, settings)
    question = weakest.question if weakest else Question.UNDERSTANDS
    reason = _Search(records, question, now, settings, known).reason()
    return Finding(sums, questions.standings(sums, settings), weakest, reason)


@dataclass(slots=True)
class _Held:
    """Evidence against us of one cause: what is left of it, and its records by day."""

    weight: float = 0.0
    days: list[tuple[date, UUID]] = field(default_factory=list[tuple[date, UUID]])


class _Search:
    """Looks through the records of one customer for what speaks to one question."""

    def __init__(
        self,
        records: Records,
        question: Question,
        now: datetime,
        settings: Settings,
        known: Sequence[Evidence],
    ) -> None:
        self.records, self.question = records, question
        self.now, self.settings = now, settings
        self.known = [item for item in known if item.question is question and item.at <= now]
        self.touchpoints = [one for one in records.touchpoints if one.happened_at <= now]
        self.answers = [one for one in records.answers if one.answered_at <= now]
        self.promises = [one for one in records.promises if one.by is Side.US]
        self.open_promises = [one for one in self.promises if one.outcome is None]

    def reason(self) -> Reason:
        """Return what is open, else what weighs most against us, else what is missing."""
        missing = {
            Question.UNDERSTANDS: self._untold_needs,
            Question.DELIVERS: self._few_promises,
            Question.ABLE: self._little_shown,
            Question.FAIR: self._unknown_fairness,
        }
        return self._open() or self._heaviest() or missing[self.question]()

    def _open(self) -> Reason | None:
        """Return what the owner can still put right."""
        spoken = {item.source_id for item in self.known}
        complaints = [
            one
            for one in self.touchpoints
            if one.kind is Kind.COMPLAINT and one.id in spoken and not self._by_now(one.resolved_at)
        ]
        waiting = [
            one
            for one in self.touchpoints
            if one.kind is Kind.ENQUIRY
            and one.began is Began.THEM
            and not self._by_now(one.answered_at)
            and (one.question or evidence.ANSWERED.question) is self.question
        ]
        overdue = [
            (one.due_on, one.id)
            for one in self.open_promises
            if one.due_on is not None and one.due_on < self.now.date()
        ]
        if complaints:
            return _of_days(Cause.OPEN_COMPLAINT, self._days(complaints))
        if waiting:
            return _of_days(Cause.WAITING, self._days(waiting))
        if overdue and self.question is evidence.PROMISES[PromiseOutcome.KEPT].question:
            return _of_days(Cause.OVERDUE, overdue)
        return None

    def _heaviest(self) -> Reason | None:
        """Return what weighs most of the last year's evidence against us."""
        held: defaultdict[tuple[Cause, Kind | None], _Held] = defaultdict(_Held)
        causes = dict(self._causes())
        for item in self.known:
            cause = causes.get(item.source_id)
            if item.quality < 0 and cause is not None and self.now - item.at <= _YEAR:
                one = held[cause]
                left = questions.left_of(item, self.now, self.settings)
                one.weight += item.size * -item.quality * left
                one.days.append((self._day(item.at), item.source_id))
        if not held:
            return None
        (cause, kind), found = max(held.items(), key=lambda one: one[1].weight)
        return _of_days(cause, found.days, kind)

    def _causes(self) -> Iterator[tuple[UUID, tuple[Cause, Kind | None]]]:
        """Yield for each record as what it would speak against us."""
        for one in self.touchpoints:
            felt = one.feeling is not None
            if one.kind is Kind.COMPLAINT:
                yield one.id, (Cause.SETTLED_COMPLAINT, None)
            elif one.kind is Kind.ENQUIRY and not (felt and one.feeling and one.feeling < 0):
                yield one.id, (Cause.LEFT_WAITING, None)
            elif one.kind in DOUBTS and not felt:
                yield one.id, (Cause.DOUBT, one.kind)
            else:
                yield one.id, (Cause.FELT_BAD, None)
        outcomes = {PromiseOutcome.BROKEN: Cause.BROKEN, PromiseOutcome.LATE: Cause.LATE}
        for one in self.promises:
            if one.outcome is not None and one.outcome in outcomes:
                yield one.id, (outcomes[one.outcome], None)
        price = self._latest(Topic.PRICE)
        if price is not None and price.fair is False:
            yield price.id, (Cause.UNFAIR, None)

    def _few_promises(self) -> Reason:
        kept = [
            one.settled_on
            for one in self.promises
            if one.outcome is PromiseOutcome.KEPT and one.settled_on is not None
        ]
        last = max(kept, default=None)
        if not self.open_promises:
            return Reason(Cause.NO_PROMISE, len(kept), last)
        oldest = sorted(self.open_promises, key=lambda one: (one.due_on or date.max, one.made_on))
        sources = tuple(one.id for one in oldest)
        return Reason(Cause.OPEN_PROMISES, len(sources), last, sources)

    def _untold_needs(self) -> Reason:
        told = [one for topic in NEEDS if (one := self._latest(topic)) is not None]
        if len(told) < len(NEEDS):
            return Reason(Cause.NEEDS_UNTOLD, len(told), sources=tuple(one.id for one in told))
        last = max(self._day(one.answered_at) for one in told)
        return Reason(Cause.NEEDS_OLD, len(told), last, tuple(one.id for one in told))

    def _little_shown(self) -> Reason:
        unfelt = [
            one
            for one in self.touchpoints
            if one.feeling is None
            and self.now - one.happened_at <= _YEAR
            and (rule := evidence.TABLE.get(one.kind)) is not None
            and rule.quality is None
            and (one.question or rule.question) is self.question
        ]
        if unfelt:
            return _of_days(Cause.NOT_FELT, self._days(unfelt))
        good = sorted(
            {(self._day(item.at), item.source_id) for item in self.known if item.quality > 0}
        )
        last = good[-1][0] if good else None
        return Reason(Cause.NOT_SHOWN, len(good), last, tuple(source for _day, source in good))

    def _unknown_fairness(self) -> Reason:
        price = self._latest(Topic.PRICE)
        if price is None:
            return Reason(Cause.PRICE_UNTOLD)
        if price.fair is False:
            return _of_days(Cause.UNFAIR, [(self._day(price.answered_at), price.id)])
        risks = [
            (self._day(one.answered_at), one.id)
            for one in self.answers
            if one.topic is Topic.RISK and not one.done.strip()
        ]
        if risks:
            return _of_days(Cause.OPEN_RISK, risks)
        given = [
            one.given_on
            for one in self.records.gestures
            if one.by is Side.US
            and one.status is GestureStatus.GIVEN
            and one.given_on is not None
            and one.given_on <= self.now.date()
        ]
        return Reason(Cause.NOTHING_GIVEN, len(given), max(given, default=None))

    def _latest(self, topic: Topic) -> Answer | None:
        told = [one for one in self.answers if one.topic is topic]
        return max(told, key=lambda one: (one.answered_at, one.id), default=None)

    def _days(self, touchpoints: Sequence[Touchpoint]) -> list[tuple[date, UUID]]:
        return [(self._day(one.happened_at), one.id) for one in touchpoints]

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.now.tzinfo).date()

    def _by_now(self, at: datetime | None) -> bool:
        return at is not None and at <= self.now


def _of_days(cause: Cause, days: Sequence[tuple[date, UUID]], kind: Kind | None = None) -> Reason:
    ordered = sorted(set(days))
    sources = tuple(dict.fromkeys(source for _day, source in ordered))
    return Reason(cause, len(sources), ordered[0][0], sources, kind)
