"""Looking back at a customer who was lost: where it may have turned, and who goes the same way.

What happened on the last year of a path is told in traits that anybody can check in the story;
two paths are alike where most of their traits are the same. Nothing here is fitted or guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise
from statistics import median
from uuid import UUID

from trustjournal.domain import depth, evidence
from trustjournal.domain.choices import (
    Began,
    GestureStatus,
    Kind,
    PromiseOutcome,
    Side,
    Topic,
)
from trustjournal.domain.depth import Evidence, Settings
from trustjournal.domain.question_reasons import DOUBTS
from trustjournal.domain.records import Answer, Gesture, Promise, Review, Touchpoint

YEAR = timedelta(days=365)
"""How far back a path is looked at."""

FELL = 5.0
"""By how many points depth falls on a path that fell, from its height within the year."""

SILENT = 2.0
"""How many times their usual gap a silence lasts that stands out; 30 days at least."""
_SHORTEST_SILENCE = 30

ALIKE = 0.5
"""From which share of common traits on two paths are alike."""
_FEWEST_TRAITS = 2

_CANDIDATES = 5


class Trait(StrEnum):
    """What can go wrong on a path, each to be found again in the story."""

    BROKEN = "broken"
    LATE = "late"
    COMPLAINT = "complaint"
    LEFT_WAITING = "left_waiting"
    UNFAIR = "unfair"
    DOUBTS = "doubts"
    SILENCE = "silence"
    FELL = "fell"
    NOTHING_GIVEN = "nothing_given"


class Turn(StrEnum):
    """Why a moment may be the one at which it turned."""

    FALL = "fall"
    SILENCE = "silence"
    LAST_GOOD = "last_good"


@dataclass(frozen=True, slots=True)
class Path:
    """The records of one customer that tell how it went; `until` is aware, the day it is seen."""

    touchpoints: Sequence[Touchpoint]
    promises: Sequence[Promise]
    gestures: Sequence[Gesture]
    answers: Sequence[Answer]
    until: datetime
    zone: tzinfo

    def evidence(self) -> list[Evidence]:
        """Return what the records say about trust, as far as it was known by then."""
        said = evidence.of_customer_records(
            self.touchpoints, self.promises, self.gestures, self.zone, self.answers
        )
        return [item for item in said if item.at <= self.until]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A moment at which it may have turned.

    `source_id` is the touchpoint or promise that depth fell with, or after which silence began;
    `fall` how many points depth fell there, `days` how long the silence lasted.
    """

    on: date
    turn: Turn
    source_id: UUID
    fall: float = 0.0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned from somebody whose path was alike, and what the two have in common."""

    review: Review
    name: str
    shared: tuple[Trait, ...]
    likeness: float


def candidates(path: Path, settings: Settings = depth.DEFAULT) -> list[Candidate]:
    """Return the moments at which it may have turned, in their order, five at most.

    They are the deepest falls, the last time that they began something and it felt good, and the
    longest silence of theirs, if it stands out.
    """
    lines = depth.ledger(path.evidence(), path.until, settings)
    falls = [
        Candidate(_day(line.at, path), Turn.FALL, line.source_id, fall=-line.jump)
        for line in lines
        if line.source_id is not None and line.jump < 0
    ]
    falls.sort(key=lambda one: (-one.fall, one.on))
    theirs = _began(path)
    told = {one.source_id for one in falls[:_CANDIDATES]}
    others = [*_silence(theirs, path), *_last_good(theirs, path)]
    found = [one for one in others if one.source_id not in told]
    found += falls[: _CANDIDATES - len(found)]
    return sorted(found, key=lambda one: (one.on, one.turn))


def traits(path: Path, settings: Settings = depth.DEFAULT) -> frozenset[Trait]:
    """Return what went wrong in the year before the path is seen."""
    since = path.until - YEAR
    touches = [one for one in path.touchpoints if since <= one.happened_at <= path.until]
    first, last = _day(since, path), _day(path.until, path)
    settled = [
        one.outcome
        for one in path.promises
        if one.by is Side.US and one.settled_on is not None and first <= one.settled_on <= last
    ]
    told = [
        one for one in path.answers if one.topic is Topic.PRICE and one.answered_at <= path.until
    ]
    given = any(
        one.by is Side.US
        and one.status is GestureStatus.GIVEN
        and one.given_on is not None
        and first <= one.given_on <= last
        for one in path.gestures
    )
    found = {
        Trait.BROKEN: PromiseOutcome.BROKEN in settled,
        Trait.LATE: PromiseOutcome.LATE in settled,
        Trait.COMPLAINT: any(one.kind is Kind.COMPLAINT for one in touches),
        Trait.LEFT_WAITING: any(_left_waiting(one, path.until) for one in touches),
        Trait.UNFAIR: bool(told) and max(told, key=lambda one: one.answered_at).fair is False,
        Trait.DOUBTS: any(one.kind in DOUBTS for one in touches),
        Trait.SILENCE: bool(_silence(_began(path), path)),
        Trait.FELL: _fell(path, settings),
        Trait.NOTHING_GIVEN: not given,
    }
    return frozenset(trait for trait, holds in found.items() if holds)


def lessons(
    going: frozenset[Trait], lost: Iterable[tuple[Review, str, frozenset[Trait]]]
) -> list[Lesson]:
    """Return the lessons of those lost whose path was like this one, the most alike first.

    `lost` has for each review the customer's name and the traits of their path when they left.
    Likeness is the share of traits that both have among those that either has; that nothing was
    given counts only beside something that went wrong.
    """
    found = [
        Lesson(
            review, name, tuple(sorted(going & theirs)), len(going & theirs) / len(going | theirs)
        )
        for review, name, theirs in lost
        if review.lesson.strip() and len((going & theirs) - {Trait.NOTHING_GIVEN}) >= _FEWEST_TRAITS
    ]
    alike = [one for one in found if one.likeness >= ALIKE]
    return sorted(alike, key=lambda one: (-one.likeness, -one.review.lost_on.toordinal()))


def _began(path: Path) -> list[Touchpoint]:
    """Return what the customer began, oldest first."""
    theirs = (
        one
        for one in path.touchpoints
        if one.began is Began.THEM
        and one.kind is not Kind.MISSED_CALL
        and one.happened_at <= path.until
    )
    return sorted(theirs, key=lambda one: (one.happened_at, one.id))


def _silence(theirs: Sequence[Touchpoint], path: Path) -> list[Candidate]:
    """Return where their last silence began, if it is long for them."""
    if not theirs:
        return []
    days = sorted({_day(one.happened_at, path) for one in theirs})
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    silent = (_day(path.until, path) - days[-1]).days
    usual = median(gaps) if gaps else _SHORTEST_SILENCE
    if silent < max(SILENT * usual, _SHORTEST_SILENCE):
        return []
    return [Candidate(days[-1], Turn.SILENCE, theirs[-1].id, days=silent)]


def _last_good(theirs: Sequence[Touchpoint], path: Path) -> list[Candidate]:
    good = [one for one in theirs if (one.feeling or 0) > 0]
    if not good:
        return []
    return [Candidate(_day(good[-1].happened_at, path), Turn.LAST_GOOD, good[-1].id)]


def _fell(path: Path, settings: Settings) -> bool:
    """Tell whether depth is well below its height within the year, silence aside."""
    lines = depth.ledger(path.evidence(), path.until, settings)
    year = [line for line in lines if line.at >= path.until - YEAR and line.source_id is not None]
    if not year:
        return False
    height = max(line.depth for line in year)
    after = [line for line in year if line.at >= max(year, key=lambda one: one.depth).at]
    return height - year[-1].depth >= FELL and any(line.jump < 0 for line in after)


def _left_waiting(touch: Touchpoint, until: datetime) -> bool:
    if touch.kind is not Kind.ENQUIRY or touch.began is not Began.THEM:
        return False
    return (touch.answered_at or until) - touch.happened_at > evidence.ANSWER_WITHIN


def _day(at: datetime, path: Path) -> date:
    return at.astimezone(path.zone).date()
