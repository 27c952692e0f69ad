"""Finds the rhythm of a whole journal: the likelihood of models.md, section 2, and its maximum.

Works on arrays, so `domain.rhythm` imports it only to fit, and never turns a list of half a million
into an array at once: that would hold up every other thread meanwhile. Days throughout; the
parameters are searched as logarithms, which keeps them above zero.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_Scored = tuple[float, Floats]

_SPREAD = np.array([0.6, 0.5, 1.2, 0.7])
_PRECISE = 1e-9
_ROUNDS = 200
_SHORTEST_STEP = 1e-10
_LONGEST_STEP = 2.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a journal has shown: one entry per finished gap, then one per customer.

    `x`, `t` and `gap` are the state just before a gap and its length in days; `n`, `last_x`,
    `last_t` and `silent` the state at a customer's last contact and the days since.
    """

    x: Floats
    t: Floats
    gap: Floats
    n: Whole
    last_x: Floats
    last_t: Floats
    silent: Floats


def seen(gaps: Sequence[Sequence[int]], silent: Sequence[int], memory: float) -> Seen:
    """Return what customers with these gaps, and these days since the last contact, have shown."""
    x_before, t_before, lengths = array("d"), array("d"), array("d")
    last_x, last_t = array("d"), array("d")
    for theirs in gaps:
        x = t = 0.0
        for gap in theirs:
            x_before.append(x)
            t_before.append(t)
            x, t = memory * x + 1, memory * t + gap
        lengths.extend(theirs)
        last_x.append(x)
        last_t.append(t)
    return Seen(
        np.frombuffer(x_before),
        np.frombuffer(t_before),
        np.frombuffer(lengths),
        np.array([len(theirs) for theirs in gaps], dtype=np.int64),
        np.frombuffer(last_x),
        np.frombuffer(last_t),
        np.maximum(np.array(silent, dtype=float), 0.0),
    )


def most_likely(
    shown: Seen, medians: tuple[float, float, float, float], *, prior: bool, first_may_leave: bool
) -> tuple[float, float, float, float]:
    """Return r, alpha, a and b that explain best what was shown.

    Args:
        shown: by the whole journal.
        medians: of the log-normal prior, and where the search begins.
        prior: whether the prior counts; without it this is maximum likelihood.
        first_may_leave: whether a customer may leave after their first contact (MBG/NBD, Batislam
            et al. 2007) or only after a later one (BG/NBD, Fader, Hardie and Lee 2005).
    """
    start = np.log(np.array(medians))

    def score(point: Floats) -> _Scored:
        value, slope = log_likelihood(shown, np.exp(point), first_may_leave=first_may_leave)
        slope = slope * np.exp(point)
        if prior:
            off = (point - start) / _SPREAD
            value, slope = value - float(off @ off) / 2, slope - off / _SPREAD
        return -value, -slope

    r, alpha, a, b = np.exp(_lowest(score, start)).tolist()
    return r, alpha, a, b


def log_likelihood(seen: Seen, parameters: Floats, *, first_may_leave: bool) -> _Scored:
    """Return the log-likelihood of what was seen, and its slope along r, alpha, a and b."""
    r, alpha, a, b = parameters.tolist()
    of_gaps, gap_slope = _of_gaps(seen, r, alpha)
    shape, scale = r + seen.last_x, alpha + seen.last_t
    fall = np.log(scale / (scale + seen.silent))
    chance = np.exp(shape * fall)
    times = seen.n if first_may_leave else np.maximum(seen.n - 1, 0)
    value, by_chance, by_a, by_b = _of_leaving(chance, times, a, b)
    if not first_may_leave:
        once = seen.n == 0
        value = np.where(once, shape * fall, value)
        by_chance = np.where(once, 1.0, by_chance)
        by_a, by_b = np.where(once, 0.0, by_a), np.where(once, 0.0, by_b)
    by_r = by_chance @ fall
    by_alpha = by_chance @ (shape * (1 / scale - 1 / (scale + seen.silent)))
    slope = gap_slope + np.array([by_r, by_alpha, by_a.sum(), by_b.sum()])
    return of_gaps + float(value.sum()), slope


def _of_leaving(
    chance: Floats, times: Whole, a: float, b: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return ln B(a, b+n) - ln B(a, b) + ln((a + (b+n) Q) / (a+b+n)), and its slopes.

    They run along ln Q, a and b; the beta functions are a sum over the contacts so far.
    """
    met = np.arange(float(times.max(initial=0)) + 1)
    stays = _running(np.log((b + met) / (a + b + met)))[times]
    stays_a = _running(-1 / (a + b + met))[times]
    stays_b = _running(1 / (b + met) - 1 / (a + b + met))[times]
    stayed, total = b + times, a + b + times
    either = a + stayed * chance
    return (
        stays + np.log(either / total),
        stayed * chance / either,
        stays_a + 1 / either - 1 / total,
        stays_b + chance / either - 1 / total,
    )


def _of_gaps(seen: Seen, r: float, alpha: float) -> _Scored:
    shape: Floats = r + seen.x
    scale: Floats = alpha + seen.t
    fall: Floats = np.log(scale / (scale + seen.gap))
    # ln R + R ln A - (R + 1) ln(A + g)
    value: Floats = np.log(shape) + shape * fall - np.log(scale + seen.gap)
    by_r: Floats = 1 / shape + fall
    by_alpha: Floats = shape / scale - (shape + 1) / (scale + seen.gap)
    return float(value.sum()), np.array([by_r.sum(), by_alpha.sum(), 0.0, 0.0])


def _running(steps: Floats) -> Floats:
    """Return the sums of the first 0, 1, 2, … steps."""
    return np.concatenate(([0.0], np.cumsum(steps)))


def _lowest(score: Callable[[Floats], _Scored], point: Floats) -> Floats:
    """Return where a smooth function of few variables is lowest (BFGS, halving long steps)."""
    value, slope = score(point)
    unit: Any = np.eye(len(point))
    bend = unit / max(1.0, float(np.linalg.norm(slope)))
    for _round in range(_ROUNDS):
        if np.abs(slope).max() <= _PRECISE * max(1.0, abs(value)):
            break
        way, length = -bend @ slope, 1.0
        way *= min(1.0, _LONGEST_STEP / float(np.abs(way).max()))
        while True:
            there, (lower, turned) = point + length * way, score(point + length * way)
            if lower <= value + 1e-4 * length * float(slope @ way):
                break
            length /= 2
            if length < _SHORTEST_STEP:
                return point
        step, change = there - point, turned - slope
        along = float(step @ change)
        if along > 0:
            turn = unit - np.outer(step, change) / along
            bend = turn @ bend @ turn.T + np.outer(step, step) / along
        point, value, slope = there, lower, turned
    return point
