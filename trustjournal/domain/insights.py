"""What the journal as a whole tells: answers, promises, touches, gestures and who was lost.

Pure counting of what the store has found. A quantile is that of Hyndman and Fan's type 7: between
two neighbours of the sorted values it lies on the straight line (numpy's default as well).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from math import floor
from uuid import UUID

from trustjournal.domain.choices import (
    Began,
    Channel,
    Kind,
    PromiseOutcome,
)
from trustjournal.domain.periods import Periods

SLOWEST = 0.9
"""Where the slowest tenth begins."""


class Mood(StrEnum):
    """How the last touch that was felt at all had felt."""

    GOOD = "good"
    NEUTRAL = "neutral"
    UNEASY = "uneasy"
    UNKNOWN = "unknown"


def mood_of(feeling: int | None) -> Mood:
    """Return the mood of a feeling from -2 to +2."""
    if feeling is None:
        return Mood.UNKNOWN
    return Mood.GOOD if feeling > 0 else Mood.UNEASY if feeling < 0 else Mood.NEUTRAL


def quantile(values: Iterable[float], part: float) -> float:
    """Return the value below which `part` of the values lie, from 0 to 1; type 7.

    Raises:
        ValueError: there are no values.

    >>> quantile([1, 2, 3, 10], 0.5)
    2.5
    """
    found = sorted(values)
    if not found:
        raise ValueError("nothing has no quantiles")
    place = part * (len(found) - 1)
    below = floor(place)
    above = min(below + 1, len(found) - 1)
    return found[below] + (place - below) * (found[above] - found[below])


@dataclass(frozen=True, slots=True)
class Asked:
    """Something a customer began that was answered later; days count in the owner's zone."""

    on: date
    channel: Channel
    waited: timedelta


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose enquiry has no answer yet, and for how long they wait."""

    customer_id: UUID
    name: str
    touchpoint_id: UUID
    channel: Channel
    waited: timedelta


@dataclass(frozen=True, slots=True)
class Waits:
    """How long answers took: half of them no longer than `median`, a tenth `slowest` or longer."""

    count: int
    median: timedelta
    slowest: timedelta


@dataclass(frozen=True, slots=True)
class Responses:
    """How soon the owner answers. `by_period` has None where nothing was asked.

    `on_the_spot` counts what was answered as it was asked, such as a call: no wait to measure.
    """

    periods: Periods
    overall: Waits | None
    by_period: tuple[Waits | None, ...]
    by_channel: Mapping[Channel, Waits]
    on_the_spot: int
    waiting: tuple[Waiting, ...]


def responses(
    spans: Periods, asked: Sequence[Asked], on_the_spot: int, waiting: Iterable[Waiting]
) -> Responses:
    """Sum up how long answers took; `asked` lies within the periods."""
    by_period: list[list[timedelta]] = [[] for _start in spans.starts]
    by_channel: defaultdict[Channel, list[timedelta]] = defaultdict(list)
    for one in asked:
        place = spans.place(one.on)
        if place is not None:
            by_period[place].append(one.waited)
            by_channel[one.channel].append(one.waited)
    most_first = sorted(by_channel.items(), key=lambda item: -len(item[1]))
    return Responses(
        periods=spans,
        overall=_waits([wait for waits in by_period for wait in waits]),
        by_period=tuple(_waits(waits) for waits in by_period),
        by_channel={channel: found for channel, waits in most_first if (found := _waits(waits))},
        on_the_spot=on_the_spot,
        waiting=tuple(sorted(waiting, key=lambda one: one.waited, reverse=True)),
    )


def _waits(waited: Sequence[timedelta]) -> Waits | None:
    if not waited:
        return None
    seconds = [wait.total_seconds() for wait in waited]
    median, slowest = (timedelta(seconds=quantile(seconds, part)) for part in (0.5, SLOWEST))
    return Waits(len(seconds), median, slowest)


@dataclass(frozen=True, slots=True)
class Promises:
    """How promises ended, by period, each a count of every outcome; `open` have none yet."""

    periods: Periods
    by_period: tuple[Mapping[PromiseOutcome, int], ...]
    open: int

    @property
    def total(self) -> Mapping[PromiseOutcome, int]:
        """How many ended in each way."""
        return sum((Counter(one) for one in self.by_period), Counter[PromiseOutcome]())

    @property
    def kept(self) -> float | None:
        """The share kept in time; one renegotiated counts neither way, None where none count."""
        return kept_share(self.total)


def kept_share(ended: Mapping[PromiseOutcome, int]) -> float | None:
    """Return which share of promises was kept in time, leaving out those renegotiated."""
    kept = ended.get(PromiseOutcome.KEPT, 0)
    of = kept + ended.get(PromiseOutcome.LATE, 0) + ended.get(PromiseOutcome.BROKEN, 0)
    return kept / of if of else None


def promises(
    spans: Periods, ended: Iterable[tuple[date, PromiseOutcome, int]], still_open: int
) -> Promises:
    """Count promises by the day they ended on; days outside the periods are left out."""
    found = [Counter[PromiseOutcome]() for _start in spans.starts]
    for day, outcome, count in ended:
        if (place := spans.place(day)) is not None:
            found[place][outcome] += count
    return Promises(spans, tuple(found), still_open)


@dataclass(frozen=True, slots=True)
class Touches:
    """How many touchpoints there were by channel and who began; missed calls are none."""

    since: date
    counts: Mapping[tuple[Channel, Began], int]

    @property
    def total(self) -> int:
        """How many there were."""
        return sum(self.counts.values())

    @property
    def by_them(self) -> int:
        """How many the customers began."""
        return sum(count for (_channel, began), count in self.counts.items() if began is Began.THEM)

    @property
    def channels(self) -> list[Channel]:
        """The channels used, the busiest first."""
        totals = Counter[Channel]()
        for (channel, _began), count in self.counts.items():
            totals[channel] += count
        return [channel for channel, _count in totals.most_common()]


@dataclass(frozen=True, slots=True)
class Given:
    """What a period's gestures came to; of `uncosted` no cost is known."""

    count: int = 0
    cost: Decimal = Decimal(0)
    uncosted: int = 0


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who was given something, what it cost, and their yearly value where it is known."""

    customer_id: UUID
    name: str
    cost: Decimal
    yearly_value: Decimal | None


@dataclass(frozen=True, slots=True)
class Gestures:
    """What was given, by period, and to whom, the most first."""

    periods: Periods
    by_period: tuple[Given, ...]
    guests: tuple[Guest, ...]

    @property
    def total(self) -> Given:
        """What all of it came to."""
        return Given(
            sum(one.count for one in self.by_period),
            sum((one.cost for one in self.by_period), Decimal(0)),
            sum(one.uncosted for one in self.by_period),
        )


def gestures(
    spans: Periods,
    given: Iterable[tuple[UUID, date, Decimal | None]],
    known: Mapping[UUID, tuple[str, Decimal | None]],
) -> Gestures:
    """Sum up gestures, each whom it was for, its day and cost; `known` has names and values."""
    found = [Given() for _start in spans.starts]
    costs: defaultdict[UUID, Decimal] = defaultdict(Decimal)
    for who, day, cost in given:
        place = spans.place(day)
        if place is not None:
            before = found[place]
            found[place] = Given(
                before.count + 1, before.cost + (cost or 0), before.uncosted + (cost is None)
            )
            costs[who] += cost or 0
    guests = [Guest(who, known[who][0], cost, known[who][1]) for who, cost in costs.items()]
    guests.sort(key=lambda one: (-one.cost, one.name))
    return Gestures(spans, tuple(found), tuple(guests))


@dataclass(frozen=True, slots=True)
class LostOne:
    """Somebody who was lost: the day where it is known, and the last touch that was felt."""

    customer_id: UUID
    name: str
    on: date | None
    feeling: int | None

    @property
    def mood(self) -> Mood:
        """How that touch felt."""
        return mood_of(self.feeling)


@dataclass(frozen=True, slots=True)
class Lost:
    """Who was lost in the span, by period and mood; `undated` were lost nobody wrote down when."""

    periods: Periods
    people: tuple[LostOne, ...]
    undated: tuple[LostOne, ...]

    @property
    def by_period(self) -> tuple[Mapping[Mood, int], ...]:
        """How many in each period, by how the last touch felt."""
        found = [Counter[Mood]() for _start in self.periods.starts]
        for one in self.people:
            place = one.on and self.periods.place(one.on)
            if place is not None:
                found[place][one.mood] += 1
        return tuple(found)


def lost(spans: Periods, people: Iterable[LostOne]) -> Lost:
    """Put those lost in order, the latest first, and those without a day apart, by name."""
    known = list(people)
    dated = [one for one in known if one.on is not None and spans.place(one.on) is not None]
    return Lost(
        spans,
        tuple(sorted(dated, key=lambda one: (one.on or date.min, one.name), reverse=True)),
        tuple(sorted((one for one in known if one.on is None), key=lambda one: one.name)),
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """An event by which a depth moved: what it was in words, and by how many points.

    `event` is empty for what faded without any event.
    """

    event: str
    points: float


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody whose depth moved since the month began, and what moved it most."""

    customer_id: UUID
    name: str
    before: float
    after: float
    reasons: tuple[Moved, ...] = ()

    @property
    def points(self) -> float:
        """By how much it moved."""
        return self.after - self.before


def reasons(moved: Iterable[tuple[str, float]], faded: float, *, up: bool) -> tuple[Moved, ...]:
    """Return the two strongest reasons for a move, the strongest first.

    `moved` are events in words with their jumps, `faded` what went without any event. Events of
    one kind count together; what moved it the other way is no reason.
    """
    totals: defaultdict[str, float] = defaultdict(float)
    for event, jump in (*moved, ("", faded)):
        totals[event] += jump
    found = [Moved(event, points) for event, points in totals.items()]
    fitting = [one for one in found if (one.points if up else -one.points) >= 0.05]
    return tuple(sorted(fitting, key=lambda one: -abs(one.points))[:2])


WANTS_ANSWER = frozenset({Kind.ENQUIRY})
"""Kinds that wait until they are answered; anything else counts once the owner says so."""


class Topic(StrEnum):
    """What a chart of the whole journal is about."""

    DEPTH = "depth"
    RESPONSES = "responses"
    PROMISES = "promises"
    TOUCHES = "touches"
    GESTURES = "gestures"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Behind:
    """What a mark of a chart stands for: the events of a topic from one day to another.

    The others narrow them down; `waiting` are those not answered yet, whenever they were asked.
    """

    topic: Topic
    first: date
    last: date
    channel: Channel | None = None
    began: Began | None = None
    outcome: PromiseOutcome | None = None
    mood: Mood | None = None
    waiting: bool = False
