"""The CDNOW sample: who bought on which days (tests/data/cdnow_sample.LICENSE.txt)."""

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

CALIBRATED_TO = date(1997, 9, 30)
FOLLOWED_TO = date(1998, 6, 30)

_FILE = Path(__file__).parents[1] / "data" / "cdnow_sample.txt"


@cache
def purchases() -> dict[str, tuple[date, ...]]:
    """Return the days on which each of the 2,357 customers bought, the first customer first."""
    days: defaultdict[str, set[date]] = defaultdict(set)
    for line in _FILE.read_text("ascii").splitlines():
        _master, customer, day, *_rest = line.split()
        days[customer].add(date.fromisoformat(day))
    return {customer: tuple(sorted(bought)) for customer, bought in days.items()}
