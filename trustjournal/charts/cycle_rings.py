"""Where the people of one tree stand in rings around who began it: angles and distances.

In every ring they keep one order around, so that lines from ring to ring do not cross, and each
stands as near to the direction of who sent them as the others let them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import pi

_SPACE = 0.8  # between two marks of one ring
_STEP = 2.4  # from the marks of one ring to those of the next, where lines are seen
_MOST_LANES = 12
_GAIN = 1.25  # how many times as far out a single lane must go before there are several
_FIRST = -pi / 2
"""Straight down, where somebody stands who is the only one."""


@dataclass(frozen=True, slots=True)
class _Ring:
    """One ring: the distance of its first lane, how many lanes it has, and how wide one is."""

    away: float
    lanes: int
    pitch: float

    @property
    def end(self) -> float:
        """The distance of the last lane."""
        return self.away + (self.lanes - 1) * self.pitch


def ring_places(
    senders: Sequence[int], ends: Sequence[int], radii: Sequence[float], weights: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Return the angle of each, in radians, and the distance from the middle.

    The first is the root, at the middle. The rings follow each other: ring n is from `ends[n]` up
    to `ends[n + 1]`, in the order of their senders; `senders` are rows and `weights` share out the
    first ring. No two marks of these radii touch.
    """
    angles, away = [_FIRST] * len(senders), [0.0] * len(senders)
    end, widest = 0.0, radii[0]
    for level, (start, stop) in enumerate(pairwise(ends[1:])):
        own = radii[start:stop]
        ring = _ring(own, end + widest + _STEP + max(own))
        wanted = (
            _shared(weights[start:stop])
            if level == 0
            else _beside(senders[start:stop], angles, own, ring)
        )
        angles[start:stop] = _settle(wanted, _gaps(own, ring))
        away[start:stop] = _lanes(own, ring)
        end, widest = ring.end, max(own)
    return angles, away


def _ring(radii: Sequence[float], least: float) -> _Ring:
    """Return the ring that ends nearest to the middle; with several lanes only for a clear gain."""
    small = min(radii)
    rings: list[_Ring] = []
    for lanes in range(1, _MOST_LANES + 1):
        tried = _Ring(1.0, lanes, 2 * small + _SPACE)
        rings.append(_Ring(max(least, sum(_gaps(radii, tried)) / (2 * pi)), lanes, tried.pitch))
    best = min(rings, key=lambda ring: ring.end)
    return best if rings[0].end > _GAIN * best.end else rings[0]


def _gaps(radii: Sequence[float], ring: _Ring) -> list[float]:
    """Return the least angle from each to the next, and from the last to the first.

    Where there are lanes, small ones take them in turns and share the angle; a larger one has all
    lanes to itself.
    """
    small = min(radii)
    following = [*radii[1:], radii[0]]
    return [
        (ring.pitch / ring.lanes if one == other == small else one + other + _SPACE) / ring.away
        for one, other in zip(radii, following, strict=True)
    ]


def _lanes(radii: Sequence[float], ring: _Ring) -> list[float]:
    """Return the distance of each: lanes in turns, and for larger ones the middle of them."""
    small = min(radii)
    return [
        ring.away + number % ring.lanes * ring.pitch
        if radius == small
        else (ring.away + ring.end) / 2
        for number, radius in enumerate(radii)
    ]


def _shared(weights: Sequence[float]) -> list[float]:
    """Return directions all around, each in the middle of its share."""
    ends = list(accumulate(weights))
    first = weights[0] / 2
    return [
        _FIRST + 2 * pi * (end - weight / 2 - first) / ends[-1]
        for end, weight in zip(ends, weights, strict=True)
    ]


def _beside(
    senders: Sequence[int], angles: Sequence[float], radii: Sequence[float], ring: _Ring
) -> list[float]:
    """Return for each the direction of its sender, those of one sender beside each other."""
    along = [0.0, *accumulate(_gaps(radii, ring))]
    ends = {sender: number for number, sender in enumerate(senders)}
    starts = {sender: number for number, sender in reversed(list(enumerate(senders)))}
    return [
        angles[sender] + along[number] - (along[starts[sender]] + along[ends[sender]]) / 2
        for number, sender in enumerate(senders)
    ]


def _settle(wanted: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Return the directions nearest to those wanted, in order and with the gaps between them.

    Isotonic regression by pooling neighbours; `gaps` ends with that from the last to the first.
    """
    along = [0.0, *accumulate(gaps[:-1])]
    pools: list[tuple[float, int]] = []
    for want, gone in zip(wanted, along, strict=True):
        total, count = want - gone, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    settled = [total / count for total, count in pools for _one in range(count)]
    slack = max(2 * pi - along[-1] - gaps[-1], 0.0)
    low = (settled[0] + settled[-1] - slack) / 2
    return [
        min(max(at, low), low + slack) + gone if settled[-1] - settled[0] > slack else at + gone
        for at, gone in zip(settled, along, strict=True)
    ]
