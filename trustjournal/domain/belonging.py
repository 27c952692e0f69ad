"""Who belongs to whom, through any number of steps: people to a household, it to a group."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

_K = TypeVar("_K")


def reached(steps: Mapping[_K, Iterable[_K]], start: _K) -> set[_K]:
    """Return all that can be reached from `start`, itself only through a ring.

    >>> sorted(reached({"a": ["b"], "b": ["c"], "c": ["b"]}, "a"))
    ['b', 'c']
    """
    found: set[_K] = set()
    waiting = list(steps.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += steps.get(one, ())
    return found


def last_of_all(
    members: Mapping[_K, Iterable[_K]], last: Mapping[_K, datetime]
) -> dict[_K, datetime]:
    """Return when each group was last in touch: itself, or any of its people.

    `members` has who belongs to each group, `last` when everyone was in touch themselves; groups
    where nobody ever was are left out.
    """
    found: dict[_K, datetime] = {}
    for group in members:
        instants = [last[one] for one in {group, *reached(members, group)} if one in last]
        if instants:
            found[group] = max(instants)
    return found
