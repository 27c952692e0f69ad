"""The trust cycle: what grows from one trusted customer, and when to let it grow (models.md, 4).

Who sent whom is a tree. Imported data may hold a ring of people who sent each other; it counts as
cut above its oldest member, whose id is the lowest since ids are made in order of time, so that
member stands as a root.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate
from math import inf
from statistics import pstdev
from typing import NamedTuple
from uuid import UUID

from trustjournal.domain.choices import Stage
from trustjournal.domain.periods import day_of
from trustjournal.i18n import _

GENERATIONS = 3
"""How far exposure looks: on public trust data distrust passed hardly further."""

HORIZON = 365
"""Days after joining in which the referrals of a customer count."""

EARLY = 0.15
"""Below this mean share of the horizon's referrals a cohort is too young for a figure."""

WINDOW = timedelta(days=90)
STEP = timedelta(days=30)
FEWEST = 5
"""With fewer promises ended in a window no share of them is given."""

_FEWEST_WINDOWS = 3


class Node(NamedTuple):
    """One customer in the tree: who sent them, their yearly value and their depth, 0 to 100."""

    parent: UUID | None
    value: float = 0.0
    depth: float = 20.0


Tree = Mapping[UUID, Node]
TreeLike = Mapping[UUID, tuple[UUID | None, float, float]]
"""A tree, of which the nodes may be bare tuples as well."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person in the tree, as it is shown.

    `sent_by` is None for a root; `value` is their yearly value, None where none is noted;
    `joined_on` is None for who is no customer yet.
    """

    customer_id: UUID
    name: str
    stage: Stage
    sent_by: UUID | None
    value: Decimal | None
    depth: float
    reach: int
    exposure: float
    joined_on: date | None


@dataclass(frozen=True, slots=True)
class Forest:
    """The tree without rings: who sent each, None for a root, and everyone, senders first."""

    parents: Mapping[UUID, UUID | None]
    order: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Referrals:
    """When every customer joined, and by sender when each of those whom they sent did."""

    joined_on: Mapping[UUID, date]
    brought_on: Mapping[UUID, Sequence[date]]


@dataclass(frozen=True, slots=True)
class Reproduction:
    """How many customers one customer of a cohort brings within a year of joining.

    `floor` is what they brought so far, `ceiling` what that comes to once all have had their year.
    """

    floor: float
    ceiling: float

    @property
    def midpoint(self) -> float:
        """The middle of the range."""
        return (self.floor + self.ceiling) / 2

    @property
    def further_reach(self) -> float | None:
        """How many people one of them becomes in the end, with themselves, or None.

        That is 1/(1 - R) at the midpoint, and no number unless all of the range is below 1.
        """
        return 1 / (1 - self.midpoint) if self.ceiling < 1 else None


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who joined in one calendar year; `reproduction` is None where it is too early."""

    year: int
    members: int
    referrals: int
    reproduction: Reproduction | None


class Signal(StrEnum):
    """Whether growth and promises go together; TOO_EARLY while there is nothing to compare."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Window:
    """The 90 days up to `until_on`: new customers, promises ended, and how many were kept."""

    until_on: date
    joined: int
    ended: int
    kept: int

    @property
    def share(self) -> float | None:
        """The share of promises kept, None where too few ended."""
        return self.kept / self.ended if self.ended >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Light:
    """The grow-slowly light, why it shows, and the monthly windows it looked at, oldest first."""

    signal: Signal
    why: str
    windows: tuple[Window, ...]


def forest(tree: TreeLike) -> Forest:
    """Return the tree with every ring cut above its oldest member."""
    people, senders, order = _grown(tree)
    parents = {
        one: people[sender] if sender >= 0 else None
        for one, sender in zip(people, senders, strict=True)
    }
    return Forest(parents, tuple(people[place] for place in order))


def reach(tree: TreeLike) -> dict[UUID, int]:
    """Return how many people came through each, however many steps away."""
    people, senders, order = _grown(tree)
    below = [0] * len(people)
    for place in reversed(order):
        if senders[place] >= 0:
            below[senders[place]] += below[place] + 1
    return dict(zip(people, below, strict=True))


def exposure(tree: TreeLike) -> dict[UUID, float]:
    """Return the yearly value at stake below each if trust in them breaks, at the worst.

    X(i) is the sum of q (V + X) over whom they sent, with q = 0.5 (1 - Depth/100), and looks
    three generations down; the value of i themselves is not in it.
    """
    people, senders, _order = _grown(tree)
    sent = [
        (senders[place], place, 0.5 * (1 - depth / 100), value)
        for place, (_parent, value, depth) in enumerate(tree.values())
        if senders[place] >= 0
    ]
    found = [0.0] * len(people)
    for _generation in range(GENERATIONS):
        below, found = found, [0.0] * len(people)
        for sender, place, chance, value in sent:
            found[sender] += chance * (value + below[place])
    return dict(zip(people, found, strict=True))


def _grown(tree: TreeLike) -> tuple[list[UUID], list[int], list[int]]:
    """Return everyone, the place of who sent each (-1: nobody), and the places, senders first.

    Places instead of ids, because an id takes ten times as long to look up.
    """
    people = list(tree)
    places = {one: place for place, one in enumerate(people)}
    parents = (parent for parent, _value, _depth in tree.values())
    senders = [-1 if parent is None else places.get(parent, -1) for parent in parents]
    seen = [False] * len(people)
    order: list[int] = []
    for start in range(len(people)):
        climbed: list[int] = []
        place = start
        while place >= 0 and not seen[place]:
            seen[place] = True
            climbed.append(place)
            place = senders[place]
        if place in climbed:
            climbed = _cut(climbed, climbed.index(place), people, senders)
        order.extend(reversed(climbed))
    return people, senders, order


def _cut(climbed: list[int], at: int, people: list[UUID], senders: list[int]) -> list[int]:
    """Cut the ring that a climb ran into at `at`, and return the climb ending at its new root."""
    oldest = min(climbed[at:], key=lambda place: people[place])
    senders[oldest] = -1
    turned = climbed.index(oldest) + 1
    return climbed[:at] + climbed[turned:] + climbed[at:turned]


def reproduction(members: Collection[UUID], referrals: Referrals, now: date) -> Reproduction | None:
    """Return R of these members, or None while it is too early to tell.

    When referrals come, F(u), is learnt from everyone who joined: M(u) sums, over referrals not
    older than u days after their sender joined, one over the number of customers followed that
    long; F(u) = M(u)/M(365). The members' own referrals within 365 days, per member, are the
    floor; the same over the sum of their F the ceiling.
    """
    now = day_of(now)
    return _reproduction(members, referrals, _Course(referrals, now), now)


def cohorts(referrals: Referrals, now: date) -> list[Cohort]:
    """Return R per calendar year of joining, the oldest first.

    A year, because R counts the first year of each and because half of one holds too few of a
    small business's customers for a figure.
    """
    now = day_of(now)
    course = _Course(referrals, now)
    years: defaultdict[int, list[UUID]] = defaultdict(list)
    for one, joined_on in referrals.joined_on.items():
        if joined_on <= now:
            years[joined_on.year].append(one)
    return [
        Cohort(
            year,
            len(members),
            sum(course.counts[one] for one in members),
            _reproduction(members, referrals, course, now),
        )
        for year, members in sorted(years.items())
    ]


class _Course:
    """When in their first year customers bring others: F of models.md, section 4."""

    def __init__(self, referrals: Referrals, now: date) -> None:
        joined = {one: on for one, on in referrals.joined_on.items() if on <= now}
        self.counts: Counter[UUID] = Counter()
        found: list[int] = []
        for sender, brought in referrals.brought_on.items():
            if sender in joined:
                # Whoever was entered after those they sent brought them from the start.
                ages = [max((on - joined[sender]).days, 0) for on in brought if on <= now]
                within = [age for age in ages if age <= HORIZON]
                self.counts[sender] = len(within)
                found += within
        self._ages = sorted(found)
        followed = sorted((now - on).days for on in joined.values())
        self._sums = list(
            accumulate(1 / (len(followed) - bisect_right(followed, age - 1)) for age in self._ages)
        )

    def share(self, days: int) -> float:
        """Return F after so many days; 0 while nobody has brought anybody."""
        passed = bisect_right(self._ages, days)
        return self._sums[passed - 1] / self._sums[-1] if passed else 0.0


def _reproduction(
    members: Collection[UUID], referrals: Referrals, course: _Course, now: date
) -> Reproduction | None:
    joined = (referrals.joined_on.get(one, date.max) for one in members)
    shares = [course.share((now - on).days) for on in joined if on <= now]
    if not shares or sum(shares) / len(shares) < EARLY:
        return None
    brought = sum(course.counts[one] for one in members)
    return Reproduction(brought / len(shares), brought / sum(shares))


def growth_light(
    joined_on: Iterable[date], ended: Iterable[tuple[date, bool]], today: date
) -> Light:
    """Return the grow-slowly light from the days new customers joined and promises ended.

    Each promise that ended comes with whether it was kept. The last 90 days are set beside the 90
    before: red when new customers rise while the share of promises kept falls, amber when one of
    them does so alone and beyond its own spread (standard deviation) over the year before. The
    windows are a month (30 days) apart and begin with the journal's first full one.
    """
    windows = _windows(sorted(joined_on), sorted(ended), day_of(today))
    earlier = windows[: -(WINDOW // STEP)]
    if len(earlier) < _FEWEST_WINDOWS:
        why = _("It takes eight months of the journal to compare with.")
        return Light(Signal.TOO_EARLY, why, windows)
    before, last = earlier[-1], windows[-1]
    rise = last.joined - before.joined
    fall = 0.0 if before.share is None or last.share is None else before.share - last.share
    more = rise > _spread([one.joined for one in earlier])
    fewer = fall > _spread([one.share for one in earlier if one.share is not None])
    both = rise > 0 and fall > 0
    signal = Signal.RED if both else Signal.AMBER if more or fewer else Signal.GREEN
    return Light(signal, _why(signal, before, last), windows)


def _windows(
    joined: Sequence[date], ended: Sequence[tuple[date, bool]], today: date
) -> tuple[Window, ...]:
    """Return the windows of the last 90 days and of the year before them."""
    days = [on for on, _kept in ended]
    kept = list(accumulate((one for _on, one in ended), initial=0))
    first = min([*joined[:1], *days[:1]], default=today)
    found: list[Window] = []
    for steps in range((timedelta(days=HORIZON) + WINDOW) // STEP, -1, -1):
        until = today - steps * STEP
        since = until - WINDOW
        if since + timedelta(days=1) >= first:
            a, b = bisect_right(days, since), bisect_right(days, until)
            new = bisect_right(joined, until) - bisect_right(joined, since)
            found.append(Window(until, new, b - a, kept[b] - kept[a]))
    return tuple(found)


def _spread(year: Sequence[float]) -> float:
    return pstdev(year) if len(year) >= _FEWEST_WINDOWS else inf


def _why(signal: Signal, before: Window, last: Window) -> str:
    """Say what was compared, and in a second sentence what to make of it."""
    new = _("New customers in 90 days: {now}, before that {then}.")
    said = [new.format(now=last.joined, then=before.joined)]
    if before.share is None or last.share is None:
        said.append(_("Too few promises ended to compare how many were kept."))
    else:
        kept = _("Promises kept: {now} of {ended}, before that {then} of {before}.")
        said.append(
            kept.format(now=last.kept, ended=last.ended, then=before.kept, before=before.ended)
        )
    advice = {
        Signal.RED: _("More people come while promises slip: grow slowly for a while."),
        Signal.AMBER: _("That is more than the year's usual ups and downs; keep an eye on it."),
    }
    return " ".join([*said, *filter(None, [advice.get(signal)])])
