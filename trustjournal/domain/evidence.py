"""What each event in the journal says about trust: the one table, and how records are read by it.

A feeling, where the owner gave one, speaks for the event: +2 and +1 count +1 and +½, -1 and -2
count -½ and -1, and 0 says nothing. Without a feeling the kind's own quality counts, if it has
one. Days (of promises and gestures) count from their first moment in the owner's zone, so that
what was done today counts today.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from uuid import UUID

from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Question,
    Side,
    Topic,
)
from trustjournal.domain.depth import Evidence
from trustjournal.domain.records import (
    Answer,
    Gesture,
    Promise,
    Touchpoint,
)

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Until when an open complaint weighs in full."""

# A day from either end of the calendar: no zone leads farther out.
_FIRST, _LAST = date.min + timedelta(days=1), date.max - timedelta(days=1)

ANSWER_WITHIN = timedelta(days=4)
"""How long an enquiry may wait: a long weekend is no neglect."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Which question a kind of event speaks to, its quality without a feeling, and its size."""

    question: Question
    quality: float | None
    size: float = 1.0


TABLE: Mapping[Kind, Rule] = {
    Kind.CONVERSATION: Rule(Question.UNDERSTANDS, None),
    Kind.VISIT: Rule(Question.UNDERSTANDS, None),
    Kind.ENQUIRY: Rule(Question.UNDERSTANDS, None),
    Kind.MEETING: Rule(Question.ABLE, None),
    Kind.ORDER: Rule(Question.ABLE, 0.5, 0.5),
    Kind.DELIVERY: Rule(Question.DELIVERS, 0.5),
    Kind.ADVICE: Rule(Question.ABLE, None),
    Kind.PRICE: Rule(Question.FAIR, None),
    Kind.THANKS: Rule(Question.FAIR, 0.5),
    Kind.PRAISE: Rule(Question.ABLE, 1.0),
    Kind.REFERENCE: Rule(Question.FAIR, 1.0, 2.0),
    Kind.LUKEWARM_REFERENCE: Rule(Question.FAIR, -0.5, 0.5),
    Kind.RENEWAL: Rule(Question.DELIVERS, 1.0, 2.0),
    Kind.RENEWAL_LATE: Rule(Question.DELIVERS, -0.5, 0.5),
    Kind.EXPANSION: Rule(Question.ABLE, 1.0),
    Kind.LEAP_OF_FAITH: Rule(Question.ABLE, 1.0, 2.0),
    Kind.FOOT_DRAGGING: Rule(Question.UNDERSTANDS, -0.5, 0.5),
    Kind.PROOF_AGAIN: Rule(Question.DELIVERS, -0.5, 0.5),
}
"""What a touchpoint says; a missed call says nothing, a complaint has a rule of its own.

What shows a lack of trust is seldom meant against us, so it is small.
"""

ANSWERED = Rule(Question.UNDERSTANDS, 0.5)
LEFT_WAITING = Rule(Question.UNDERSTANDS, -0.5)

COMPLAINT_QUESTIONS = (Question.ABLE, Question.FAIR)
COMPLAINT_QUALITY = -1.0
COMPLAINT_SIZE = 2.0
"""Shared among the questions it speaks to."""
PUT_RIGHT = 0.5
"""Quality of a resolution, against 1 for the complaint and of the same size.

Where bad evidence weighs double this leaves a stranger exactly where they were and nobody who
trusts us more above it: a repair is no bonus.
"""

PROMISES: Mapping[PromiseOutcome, Rule] = {
    PromiseOutcome.KEPT: Rule(Question.DELIVERS, 1.0),
    PromiseOutcome.LATE: Rule(Question.DELIVERS, -0.5),
    PromiseOutcome.BROKEN: Rule(Question.DELIVERS, -1.0, 2.0),
}
"""What a settled promise of ours says; one renegotiated in time says nothing."""
BROKEN_BUT_TOLD = Rule(Question.DELIVERS, -1.0)
"""A promise not kept of which they heard from us first: half as bad."""

_ASKED_WHAT_THEY_NEED = Rule(Question.UNDERSTANDS, 0.5, 0.5)
_ASKED_WHETHER_FAIR = Rule(Question.FAIR, 0.5, 0.5)
ANSWERS: Mapping[Topic, Rule] = {
    Topic.NEED: _ASKED_WHAT_THEY_NEED,
    Topic.OUTCOMES: _ASKED_WHAT_THEY_NEED,
    Topic.GREAT: _ASKED_WHAT_THEY_NEED,
    Topic.GOOD: _ASKED_WHAT_THEY_NEED,
    Topic.BAD: _ASKED_WHAT_THEY_NEED,
    Topic.WHY_NOW: _ASKED_WHAT_THEY_NEED,
    Topic.RISK: _ASKED_WHETHER_FAIR,
    Topic.PRICE: _ASKED_WHETHER_FAIR,
    Topic.SKIN: _ASKED_WHETHER_FAIR,
}
"""What it says that a customer told us about needs and fairness."""
FOUND_UNFAIR = -0.5
"""Quality where they say that the price is not fair."""

GESTURE = Rule(Question.FAIR, None, 0.5)
"""A gesture counts when it was well received; one that missed is no breach of trust."""


def quality_of(feeling: int) -> float:
    """Return the quality from -1 to 1 of a feeling from -2 to 2."""
    return feeling / 2


def weigh_felt(
    kind: Kind, feeling: int | None, question: Question | None
) -> tuple[Question, float, float] | None:
    """Return question, quality and size of what a touchpoint says when it happens, if anything.

    A complaint says more than that, and an enquiry says the rest when it is answered or not.
    """
    rule = TABLE.get(kind)
    return rule and _weigh(rule, feeling, question)


def of_touchpoint(touchpoint: Touchpoint) -> list[Evidence]:
    """Return what a touchpoint says about each customer it was with."""
    if touchpoint.kind is Kind.COMPLAINT:
        return of_complaint(
            touchpoint.id,
            touchpoint.happened_at,
            touchpoint.feeling,
            touchpoint.question,
            touchpoint.resolved_at,
        )
    weighed = weigh_felt(touchpoint.kind, touchpoint.feeling, touchpoint.question)
    felt = [Evidence(touchpoint.happened_at, *weighed, touchpoint.id)] if weighed else []
    return felt + (_of_answer(touchpoint) if touchpoint.kind is Kind.ENQUIRY else [])


def of_promise(promise: Promise, zone: tzinfo = UTC) -> list[Evidence]:
    """Return what a settled promise says; `zone` is where its day began."""
    rule = promise_rule(promise.outcome, promise.told_first) if promise.by is Side.US else None
    if rule is None or rule.quality is None or promise.settled_on is None:
        return []
    at = day_began(promise.settled_on, zone)
    return [Evidence(at, rule.question, rule.quality, rule.size, promise.id)]


def promise_rule(outcome: PromiseOutcome | None, told_first: bool | None) -> Rule | None:
    """Return how a promise that ended so counts, None where it says nothing."""
    if outcome is PromiseOutcome.BROKEN and told_first:
        return BROKEN_BUT_TOLD
    return PROMISES.get(outcome) if outcome else None


def of_gesture(gesture: Gesture, zone: tzinfo = UTC) -> list[Evidence]:
    """Return what a well received gesture says; `zone` is where its day began."""
    ours = gesture.by is Side.US and gesture.status is GestureStatus.GIVEN
    given = gesture.given_on if ours else None
    if given is None or gesture.received is None or gesture.received <= 0:
        return []
    quality = quality_of(gesture.received)
    return [Evidence(day_began(given, zone), GESTURE.question, quality, GESTURE.size, gesture.id)]


def of_answer(answer: Answer) -> list[Evidence]:
    """Return what it says that a customer answered a question of needs and fairness."""
    rule = ANSWERS[answer.topic]
    quality = FOUND_UNFAIR if answer.fair is False else rule.quality or 0.0
    return [Evidence(answer.answered_at, rule.question, quality, rule.size, answer.id)]


def of_customer_records(
    touchpoints: Iterable[Touchpoint],
    promises: Iterable[Promise],
    gestures: Iterable[Gesture],
    zone: tzinfo = UTC,
    answers: Iterable[Answer] = (),
) -> list[Evidence]:
    """Return all evidence in one customer's records."""
    return [
        *(item for answer in answers for item in of_answer(answer)),
        *(item for touchpoint in touchpoints for item in of_touchpoint(touchpoint)),
        *(item for promise in promises for item in of_promise(promise, zone)),
        *(item for gesture in gestures for item in of_gesture(gesture, zone)),
    ]


def day_began(day: date, zone: tzinfo) -> datetime:
    """Return the first instant of a day in `zone`."""
    within = min(max(day, _FIRST), _LAST)
    return datetime.combine(within, time.min, zone).astimezone(UTC)


def _weigh(
    rule: Rule, feeling: int | None, question: Question | None
) -> tuple[Question, float, float] | None:
    quality = rule.quality if feeling is None else quality_of(feeling)
    return (question or rule.question, quality, rule.size) if quality else None


def _of_answer(enquiry: Touchpoint) -> list[Evidence]:
    late_at = enquiry.happened_at + ANSWER_WITHIN
    if enquiry.answered_at is not None and enquiry.answered_at <= late_at:
        rule, at = ANSWERED, enquiry.answered_at
    elif enquiry.began is Began.THEM:
        rule, at = LEFT_WAITING, late_at
    else:
        return []
    weighed = _weigh(rule, None, enquiry.question)
    return [Evidence(at, *weighed, enquiry.id)] if weighed else []


def of_complaint(
    source_id: UUID,
    happened_at: datetime,
    feeling: int | None,
    question: Question | None,
    resolved_at: datetime | None,
) -> list[Evidence]:
    """Return the complaint, which weighs in full until it is put right, and its resolution."""
    questions = (question,) if question else COMPLAINT_QUESTIONS
    size = COMPLAINT_SIZE / len(questions)
    bad = COMPLAINT_QUALITY
    if feeling is not None:
        bad = min(quality_of(feeling), bad / 2)
    evidence = [
        Evidence(happened_at, one, bad, size, source_id, resolved_at or NEVER) for one in questions
    ]
    if resolved_at is not None:
        evidence += [
            Evidence(resolved_at, one, -bad * PUT_RIGHT, size, source_id) for one in questions
        ]
    return evidence
