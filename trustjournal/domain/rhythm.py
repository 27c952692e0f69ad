"""Gone quiet: how long a customer's silence is for them, and whether they will be back.

Models.md, section 2: a fading-memory MBG/NBD in closed form. Which contacts count is decided by
who calls (`store.rhythms`); here each is a day, and a day counts once. An instant is taken as its
day where its clock stands.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import exp, expm1, log
from statistics import median
from typing import TypeVar

from trustjournal.domain.periods import day_of

K = TypeVar("K")

MEMORY = 0.7
"""What is left of the past at each new contact."""

QUIET = 0.20
GONE_QUIET = 0.10
"""At which chance of so long a silence somebody is quiet, and gone quiet."""

ENOUGH = 100
"""From so many finished silences on, a chance is counted among them rather than computed."""

_MEAN_GAP = 30.0  # of a journal that has shown none yet; alpha's median is 0.65 of it
_LONGEST = 36_525  # beyond a century a date says nothing


class Flag(StrEnum):
    """What a silence asks of the owner; OVERDUE is past the longest gap they set themselves."""

    NONE = "none"
    QUIET = "quiet"
    GONE_QUIET = "gone_quiet"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class History:
    """What is kept of one customer's contacts.

    `n` counts gaps; `x` and `t` are their number and length in days with fading memory. `gaps`
    are the days themselves, oldest first, and `usual_gap` their median; a fit needs the gaps.
    """

    n: int
    x: float
    t: float
    last: date
    gaps: tuple[int, ...] = ()
    usual_gap: float | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How the customers of one journal come back, and leave; the defaults are the prior's medians.

    `finished` holds the chance of each silence that ended, ascending, for `chance`.
    """

    r: float = 0.6
    alpha: float = 0.65 * _MEAN_GAP
    a: float = 0.3
    b: float = 1.3
    finished: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """How it stands with one customer; `days` without contact, chances from 0 to 1.

    `usual_gap` is None before the second contact; `flag_on` is the first day on which they are
    gone quiet, None where that lies more than a century ahead.
    """

    days: int
    usual_gap: float | None
    normal: float
    with_us: float
    back_within: float
    flag_on: date | None


def history(dates: Iterable[date], memory: float = MEMORY) -> History:
    """Return what is kept of the days of contact, in any order; a day counts once.

    >>> found = history([date(2026, 3, 1), date(2026, 3, 22), date(2026, 4, 11)])
    >>> found.n, found.x, round(found.t, 1), found.usual_gap
    (2, 1.7, 34.7, 20.5)

    Raises:
        ValueError: there is no day.
    """
    days = sorted({day_of(moment) for moment in dates})
    if not days:
        raise ValueError("a history begins with a first contact")
    return history_of_gaps(tuple((b - a).days for a, b in pairwise(days)), days[-1], memory)


def history_of_gaps(gaps: tuple[int, ...], last: date, memory: float = MEMORY) -> History:
    """Return what is kept of a customer with these gaps in days, oldest first."""
    x = t = 0.0
    for gap in gaps:
        x, t = memory * x + 1, memory * t + gap
    return History(len(gaps), x, t, last, gaps, float(median(gaps)) if gaps else None)


def fit(
    histories: Iterable[History],
    now: date,
    *,
    memory: float = MEMORY,
    prior: bool = True,
    first_may_leave: bool = True,
) -> Rhythm:
    """Return the rhythm of a whole journal, the most likely one (MAP).

    The histories carry their gaps. `prior=False` asks for maximum likelihood, and with
    `memory=1` and `first_may_leave=False` it is the BG/NBD of Fader, Hardie and Lee (2005).

    Raises:
        ValueError: a history lacks its gaps.
    """
    everyone, today = list(histories), day_of(now)
    if not everyone:
        return Rhythm()
    if any(len(one.gaps) != one.n for one in everyone):
        raise ValueError("a fit needs the gaps of every history")
    import numpy as np

    from trustjournal.domain.rhythm_fit import most_likely, seen

    shown = seen(
        [one.gaps for one in everyone], [(today - one.last).days for one in everyone], memory
    )
    mean = float(shown.gap.mean()) if shown.gap.size else _MEAN_GAP
    usual = Rhythm(alpha=0.65 * mean)
    medians = usual.r, usual.alpha, usual.a, usual.b
    r, alpha, a, b = most_likely(shown, medians, prior=prior, first_may_leave=first_may_leave)
    scale = alpha + shown.t
    finished = np.sort((scale / (scale + shown.gap)) ** (r + shown.x))
    return Rhythm(r, alpha, a, b, array("d", finished.tobytes()))


def normal(history: History, rhythm: Rhythm, days: float) -> float:
    """Return Q: the chance that a silence of `days` or longer is normal for this customer."""
    scale = rhythm.alpha + history.t
    return exp((rhythm.r + history.x) * log(scale / (scale + days)))


def reaches(history: History, rhythm: Rhythm, chance: float) -> float:
    """Return after how many days of silence `normal` has come down to `chance`."""
    power = min(-log(chance) / (rhythm.r + history.x), 700.0)
    return (rhythm.alpha + history.t) * expm1(power)


def reached_on(history: History, rhythm: Rhythm, chance: float) -> date | None:
    """Return the first day on which `normal` is at `chance` or below; None beyond a century."""
    days = reaches(history, rhythm, chance)
    return _day(history.last, days)


def chance(normal: float, rhythm: Rhythm) -> float:
    """Return the chance to show for Q: counted among finished silences where they are enough.

    The conformal chance (1 + number of finished silences with Q as low) / (N + 1) holds
    whatever the true rhythm is.
    """
    count = len(rhythm.finished)
    if count < ENOUGH:
        return normal
    return (1 + bisect_right(rhythm.finished, normal)) / (count + 1)


def silence(history: History, now: date, rhythm: Rhythm, horizon: float = 30) -> Silence:
    """Return how it stands with one customer on the day `now`.

    `back_within` is the chance that they are in touch again within `horizon` days.
    """
    days = max((day_of(now) - history.last).days, 0)
    here = normal(history, rhythm, days)
    there = normal(history, rhythm, days + horizon)
    either = here + rhythm.a / (rhythm.b + history.n)
    return Silence(
        days=days,
        usual_gap=history.usual_gap,
        normal=here,
        with_us=here / either,
        back_within=(here - there) / either,
        flag_on=reached_on(history, rhythm, GONE_QUIET),
    )


def silences(
    histories: Mapping[K, History], now: date, rhythm: Rhythm, horizon: float = 30
) -> dict[K, Silence]:
    """Return how it stands with everyone: `silence` of each, in one pass over arrays."""
    import numpy as np

    everyone, today = histories.values(), day_of(now)
    n, x, t = np.array([(one.n, one.x, one.t) for one in everyone]).reshape(-1, 3).T
    days = [max((today - one.last).days, 0) for one in everyone]
    shape, scale, silent = rhythm.r + x, rhythm.alpha + t, np.array(days, dtype=float)
    here = (scale / (scale + silent)) ** shape
    there = (scale / (scale + silent + horizon)) ** shape
    either = here + rhythm.a / (rhythm.b + n)
    crossing = scale * np.expm1(np.minimum(-log(GONE_QUIET) / shape, 700.0))
    return {
        key: Silence(day, one.usual_gap, q, with_us, back, _day(one.last, reached))
        for (key, one), day, q, with_us, back, reached in zip(
            histories.items(),
            days,
            here.tolist(),
            (here / either).tolist(),
            ((here - there) / either).tolist(),
            crossing.tolist(),
            strict=True,
        )
    }


def flag(silence: Silence, longest_gap: int | None = None) -> Flag:
    """Return what a silence asks for; `longest_gap` is the most days the owner lets pass.

    What the owner said outranks a silence that is merely long, not one that is over the edge.
    """
    if silence.normal <= GONE_QUIET:
        return Flag.GONE_QUIET
    if longest_gap is not None and silence.days > longest_gap:
        return Flag.OVERDUE
    return Flag.QUIET if silence.normal <= QUIET else Flag.NONE


def _day(last: date, days: float) -> date | None:
    whole = int(-(-days // 1)) if days <= _LONGEST else None
    if whole is None or last.toordinal() + whole > date.max.toordinal():
        return None
    return last + timedelta(days=whole)
