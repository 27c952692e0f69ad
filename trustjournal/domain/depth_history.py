"""How deep the trust of many people was at many instants, in one pass over their evidence.

The same model as `depth.depth_at`: what faded until one instant fades on to the next by one
multiplication, and an open complaint weighs in full until it is put right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING
from uuid import UUID

from trustjournal.domain import depth
from trustjournal.domain.choices import Question
from trustjournal.domain.periods import month_later

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

DAY = 86_400_000_000
"""Microseconds in one."""

_LONGEST = 240  # months
_QUARTERS = (0.25, 0.5, 0.75)


@dataclass(slots=True)
class Grains:
    """Evidence in columns: whose it is (a row), when, on which question, and how it weighs.

    Instants are microseconds since 1970; it fades from `fades_at` on. `weight` is size times
    quality, below 0 for what is bad, before that counts double.
    """

    row: list[int] = field(default_factory=list[int])
    at: list[int] = field(default_factory=list[int])
    fades_at: list[int] = field(default_factory=list[int])
    question: list[int] = field(default_factory=list[int])
    weight: list[float] = field(default_factory=list[float])


@dataclass(frozen=True, slots=True)
class Block:
    """The same in arrays, of what fades from the instant it happened."""

    row: "Ints"
    at: "Ints"
    question: "Ints"
    weight: "Floats"


def month_ends(since: date, now: datetime, zone: tzinfo) -> list[datetime]:
    """Return the last instants of the months from that of `since` on, and `now` as the last.

    No more than 20 years of them.
    """
    today = now.astimezone(zone).date()
    months = (today.year - since.year) * 12 + today.month - since.month
    count = min(max(months, 1), _LONGEST)
    firsts = (month_later(today, number - count + 1) for number in range(count))
    return [*(datetime.combine(first, time.min, zone) for first in firsts), now]


def scores(
    people: int,
    grains: Grains,
    ends: Sequence[int],
    settings: depth.Settings,
    blocks: Sequence[Block] = (),
) -> "Floats":
    """Return the depth, 0 to 100, of each of the people at each instant: people x instants.

    `ends` are microseconds since 1970 in order; evidence after the last of them counts nowhere.
    """
    import numpy as np

    def joined(column: list[int], arrays: "Iterable[Ints]") -> "Ints":
        return np.concatenate([np.array(column, dtype=np.int64), *arrays])

    stops = np.array(ends, dtype=np.int64)
    at = joined(grains.at, (block.at for block in blocks))
    fades = np.maximum(joined(grains.fades_at, (block.at for block in blocks)), at)
    row = joined(grains.row, (block.row for block in blocks))
    question = joined(grains.question, (block.question for block in blocks))
    weight = np.concatenate([np.array(grains.weight), *(block.weight for block in blocks)])
    cell = (row * 4 + question) * 2 + (weight < 0)
    sums = _sums(people, (cell, at, fades, np.abs(weight)), stops, settings)
    return _weighed(sums, settings)


def _sums(
    people: int,
    columns: "tuple[Ints, Ints, Ints, Floats]",
    stops: "Ints",
    settings: depth.Settings,
) -> "Floats":
    """Return what is left at each instant: people x questions x good and bad x instants."""
    import numpy as np

    cell, at, fades, weight = columns
    shape = people * 8, len(stops)

    def gather(
        places: "NDArray[np.int64]", amounts: "Floats", which: "NDArray[np.bool_]"
    ) -> "Floats":
        flat = cell[which] * shape[1] + places[which]
        size = shape[0] * shape[1]
        sums = np.bincount(flat, weights=amounts[which], minlength=size)
        return sums.astype(np.float64, copy=False).reshape(shape)

    first, fading = np.searchsorted(stops, at), np.searchsorted(stops, fades)
    known = first < shape[1]
    held = known & (first < fading)
    whole = gather(first, weight, held) - gather(fading, weight, held & (fading < shape[1]))
    whole = np.cumsum(whole, axis=1)
    reached = fading < shape[1]
    days = np.zeros(len(at))
    days[reached] = (stops[fading[reached]] - fades[reached]) / DAY
    sums = gather(fading, weight * np.exp2(-days / settings.half_life_days), reached)
    for place in range(1, shape[1]):
        passed = float(stops[place] - stops[place - 1]) / DAY
        sums[:, place] += sums[:, place - 1] * 2.0 ** (-passed / settings.half_life_days)
    found: Floats = (sums + whole).reshape(people, 4, 2, shape[1])
    return found


def _weighed(sums: "Floats", settings: depth.Settings) -> "Floats":
    import numpy as np

    strength, mean = settings.prior_strength, settings.prior_mean
    good = strength * mean + sums[:, :, 0]
    bad = strength * (1 - mean) + settings.bad_weight * np.maximum(sums[:, :, 1], 0.0)
    weights = np.array([settings.weights[question] for question in Question])
    found: Floats = 100 * np.einsum("q,pqm->pm", weights, good / (good + bad))
    return found


@dataclass(frozen=True, slots=True)
class Quarters:
    """The depth of the book at one instant: a quarter of `people` below `low`, half below `median`.

    Quantiles of type 7, as in `insights`; none of them where nobody was known yet.
    """

    at: datetime
    people: int
    low: float
    median: float
    high: float


def quarters(ends: Sequence[datetime], found: "Floats") -> list[Quarters]:
    """Sum up depths, people x instants, NaN where somebody is not in the book."""
    import numpy as np

    summed: list[Quarters] = []
    for place, at in enumerate(ends):
        known = found[:, place]
        known = known[~np.isnan(known)]
        if known.size:
            low, median, high = (float(part) for part in np.quantile(known, _QUARTERS))
            summed.append(Quarters(at, int(known.size), low, median, high))
    return summed


@dataclass(frozen=True, slots=True)
class Position:
    """Somebody's depth when the month began and now."""

    customer_id: UUID
    before: float
    after: float


def movers(positions: Sequence[Position], most: int, least: float = 1.0) -> list[Position]:
    """Return who moved up most and who moved down most, `most` of each, by `least` points or more.

    Those who rose come first, the biggest move first in either part.
    """
    up = [one for one in positions if one.after - one.before >= least]
    down = [one for one in positions if one.before - one.after >= least]
    up.sort(key=lambda one: one.before - one.after)
    down.sort(key=lambda one: one.after - one.before)
    return [*up[:most], *down[:most]]


def since_month_began(now: datetime, zone: tzinfo) -> timedelta:
    """Return how much of this month has passed."""
    local = now.astimezone(zone)
    return local - datetime.combine(local.date().replace(day=1), time.min, zone)
