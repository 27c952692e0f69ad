"""What the order of calls is worth: `python -m tests.bench.deck [SEEDS]`.

The year of models.md, section 3, simulated: 150 customers, three calls a weekday, 365 days, the
same customers for each order. The owner sees only who was in touch when; who has left is known to
nobody. "Most overdue first" calls whom they have left alone longest for their cadence, "by
priority" whom `agenda.priority` puts first, once with the rhythm fitted to the past of these
customers and once with the medians of its prior, as before the first fit.
"""

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, log
from statistics import mean, stdev

from trustjournal.domain import agenda, attention, rhythm
from trustjournal.domain.rhythm import History, Rhythm

PEOPLE = 150
DAYS = 365
CALLS = 3
SEEDS = 40
NEW_YEAR = date(2026, 1, 1)

_PAST_GAPS = 6
_ANSWERS = 0.9
_COMES_BACK = 0.5
_FORGETS_IN = 60


@dataclass(slots=True)
class Person:
    """One customer: what the owner knows of them, and below that what nobody does.

    `known` are their contacts, the last one being when they last spoke; `neglect` is a of the
    model. `next_gap` is how long they take to come back by themselves, `waited` how much of that
    has passed, and `gone` how many days ago they left.
    """

    value: float
    depth: float
    cadence: float
    known: History
    neglect: float
    misses: int
    called: int
    hazard: float
    mean_gap: float
    next_gap: float
    waited: float
    gone: int | None = None


Order = Callable[[Person, date], float]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left after the year, in per cent."""

    customers: float
    value: float


def overdue(who: Person, _today: date) -> float:
    """Return how many cadences they were left alone."""
    return who.neglect / who.cadence


def by_priority(fitted: Rhythm) -> Order:
    """Return the order of the program, with a rhythm."""

    def rank(who: Person, today: date) -> float:
        silence = rhythm.silence(who.known, today, fitted)
        return agenda.priority(
            value=who.value,
            with_us=silence.with_us,
            depth=who.depth,
            days=who.neglect,
            cadence=who.cadence,
            silence=silence.days,
            usual_gap=who.known.t / who.known.x,
            misses=who.misses,
        ).total

    return rank


def at_random(seed: int) -> Order:
    """Return an order without any reason."""
    chance = random.Random(seed)
    return lambda _who, _today: chance.random()


def people(seed: int) -> list[Person]:
    """Return the customers of a seed on New Year's Day."""
    chance = random.Random(seed)
    return [_person(chance) for _one in range(PEOPLE)]


def fit(everyone: Sequence[Person]) -> Rhythm:
    """Return the rhythm that fits the past of these customers."""
    return rhythm.fit([who.known for who in everyone], NEW_YEAR)


def year(seed: int, order: Order) -> Kept:
    """Return what is left of a seed's customers after a year of calls in an order."""
    everyone, chance = people(seed), random.Random(seed + 1_000_000)
    for day in range(DAYS):
        today = NEW_YEAR + timedelta(days=day)
        for who in everyone:
            _live(who, today, chance)
        if today.weekday() < 5:
            for who in _chosen(everyone, day, today, order):
                _call(who, day, today, chance)
    here = [who for who in everyone if who.gone is None]
    value = sum(who.value for who in here) / sum(who.value for who in everyone)
    return Kept(100 * len(here) / PEOPLE, 100 * value)


def _person(chance: random.Random) -> Person:
    value = chance.lognormvariate(0, 0.8)
    mean_gap = _clipped(chance.lognormvariate(log(35), 0.6), 7, 150)
    trust = chance.betavariate(2, 3)
    cadence = _clipped(mean_gap * chance.lognormvariate(0, 0.25), 7, 120)
    hazard = 0.0022 * (1.6 - 1.2 * trust) * chance.lognormvariate(0, 0.4)
    gaps = tuple(max(1, round(_gap(mean_gap, chance))) for _one in range(_PAST_GAPS))
    silent = chance.uniform(0, min(mean_gap, 30))
    next_gap = _gap(mean_gap, chance)
    while next_gap <= silent:
        next_gap = _gap(mean_gap, chance)
    return Person(
        value=value,
        depth=100 * trust,
        cadence=cadence,
        known=rhythm.history_of_gaps(gaps, NEW_YEAR - timedelta(days=round(silent))),
        neglect=silent,
        misses=0,
        called=-DAYS,
        hazard=hazard,
        mean_gap=mean_gap,
        next_gap=next_gap,
        waited=silent,
    )


def _gap(mean_gap: float, chance: random.Random) -> float:
    return chance.gammavariate(2, mean_gap / 2)


def _clipped(number: float, least: float, most: float) -> float:
    return min(max(number, least), most)


def _live(who: Person, today: date, chance: random.Random) -> None:
    """Let a day pass for a customer: they may come back by themselves, and they may leave."""
    who.neglect += 1
    who.waited += 1
    if who.gone is not None:
        who.gone += 1
        return
    if who.waited >= who.next_gap:
        before = who.known
        x, t = rhythm.MEMORY * before.x + 1, rhythm.MEMORY * before.t + who.waited
        who.known = History(before.n + 1, x, t, today)
        who.neglect, who.misses = who.neglect / 2, 0
        who.next_gap, who.waited = _gap(who.mean_gap, chance), 0
    if chance.random() < who.hazard * (who.neglect / who.cadence) ** 1.5:
        who.gone = 0


def _chosen(everyone: Sequence[Person], day: int, today: date, order: Order) -> list[Person]:
    may_be_called = [
        who
        for who in everyone
        if who.misses < attention.LEAVES and day - who.called >= attention.RESTS
    ]
    return sorted(may_be_called, key=lambda who: order(who, today), reverse=True)[:CALLS]


def _call(who: Person, day: int, today: date, chance: random.Random) -> None:
    """Call a customer; only for one who is still there has a call in vain been a sign of care."""
    who.called = day
    is_here = who.gone is None
    if chance.random() < (_ANSWERS if who.gone is None else _comes_back(who.gone)):
        who.known = replace(who.known, last=today)
        who.neglect, who.misses = 0, 0
        if not is_here:
            who.gone, who.waited, who.next_gap = None, 0, _gap(who.mean_gap, chance)
        return
    who.misses += 1
    if is_here:
        who.neglect /= 2


def _comes_back(days_gone: int) -> float:
    return _COMES_BACK * exp(-days_gone / _FORGETS_IN)


def main() -> None:
    """Print the table."""
    seeds = range(int(sys.argv[1]) if sys.argv[1:] else SEEDS)
    orders: dict[str, Callable[[int], Order]] = {
        "most overdue first": lambda _seed: overdue,
        "by priority, fitted": lambda seed: by_priority(fit(people(seed))),
        "by priority, prior": lambda _seed: by_priority(Rhythm()),
        "at random": at_random,
    }
    found = {name: [year(seed, order(seed)) for seed in seeds] for name, order in orders.items()}
    first = next(iter(found.values()))
    print(f"kept after a year, {PEOPLE} customers, {CALLS} calls a weekday, {len(seeds)} seeds")
    print(f"  {'':<20} {'customers':>9} {'value':>7}   against the first")
    for name, years in found.items():
        pairs = list(zip(years, first, strict=True))
        customers = mean(one.customers - other.customers for one, other in pairs)
        values = [one.value - other.value for one, other in pairs]
        error = stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0
        print(
            f"  {name:<20} {mean(one.customers for one in years):>8.1f}% "
            f"{mean(one.value for one in years):>6.1f}%   "
            f"{customers:+.1f} of customers, {mean(values):+.1f} of value (± {error:.1f})"
        )
    print("  goal: at least +3.5 of value at no worse than -3 of customers")


if __name__ == "__main__":
    main()
