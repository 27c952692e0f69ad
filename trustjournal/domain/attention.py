"""How long ago a customer had the owner's attention, and how often they were called in vain since.

The days since a touch that mattered are `a` of models.md, section 3, counted as in its simulation:
reaching them begins them anew, what they began themselves halves them, and so does a call that
nobody answered.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import IntEnum

RESTS = 7
"""Days without a second call after one that nobody answered."""

LEAVES = 3
"""After so many unanswered calls in a row nobody is called any more."""


class Reach(IntEnum):
    """What a touch did, the least first."""

    MISSED = 0
    THEIRS = 1
    REACHED = 2


def days_since(touches: Iterable[tuple[date, Reach]], today: date) -> float | None:
    """Return the days since a touch that mattered, None where there was none of any kind.

    A day counts once, by the touch that did the most. Before the first one no days are counted.
    """
    strongest: dict[date, Reach] = {}
    for day, reach in touches:
        strongest[day] = max(reach, strongest.get(day, reach))
    if not strongest:
        return None
    days, before = 0.0, min(strongest)
    for day in sorted(strongest):
        passed = days + (day - before).days
        days, before = 0.0 if strongest[day] is Reach.REACHED else passed / 2, day
    return days + (today - before).days


def rests_until(tried_on: date | None, chosen_on: date | None, today: date) -> date | None:
    """Return until when nobody calls again after a call in vain, None where they may be called.

    A day that the owner chose since then, `chosen_on`, outranks it.
    """
    if tried_on is None or _is_later(chosen_on, tried_on):
        return None
    until = tried_on + timedelta(days=RESTS)
    return until if until > today else None


def has_left(misses: int, tried_on: date | None, chosen_on: date | None) -> bool:
    """Return whether somebody is called no more after so many calls in vain, the last `tried_on`.

    A day that the owner chose since then, `chosen_on`, brings them back.
    """
    return misses >= LEAVES and not (tried_on and _is_later(chosen_on, tried_on))


def _is_later(chosen_on: date | None, tried_on: date) -> bool:
    return chosen_on is not None and chosen_on > tried_on
