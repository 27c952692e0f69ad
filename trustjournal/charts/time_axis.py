"""Which moments to name under a time axis, and the words for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from trustjournal.domain.words import short_month
from trustjournal.i18n import _

_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on the axis and its label."""

    at: datetime
    label: str


def ticks(since: datetime, until: datetime, most: int) -> list[Tick]:
    """Return at most `most` ticks from `since` to `until`, both aware and in the owner's zone.

    Days for spans of weeks, months up to a few years, then years. A January is named by its
    year where the span has more than one, so that years are never guessed.
    """
    most = max(most, 1)
    if until - since <= timedelta(days=70):
        for step in _DAY_STEPS:
            days = list(_days(since, until, step))
            if len(days) <= most:
                return [Tick(day, _day_label(day)) for day in days]
    for step in _MONTH_STEPS:
        months = list(_months(since, until, step))
        if len(months) <= most or step == _MONTH_STEPS[-1]:
            years = step >= 12 or until - since > timedelta(days=400)
            return [Tick(month, _month_label(month, years=years)) for month in months[-most:]]
    return []


def _days(since: datetime, until: datetime, step: int) -> Iterator[datetime]:
    day = since.replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= until:
        if day >= since:
            yield day
            day += timedelta(days=step)
        else:
            day += timedelta(days=1)


def _months(since: datetime, until: datetime, step: int) -> Iterator[datetime]:
    """Yield the first days of those months that are whole steps from a January."""
    first = since.year * 12 + since.month - 1
    last = until.year * 12 + until.month - 1
    for number in range(-(-first // step) * step, last + 1, step):
        year, month = divmod(number, 12)
        at = since.replace(
            year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0
        )
        if since <= at <= until:
            yield at


def _day_label(day: datetime) -> str:
    return _("{day} {month}").format(day=day.day, month=short_month(day.month))


def _month_label(month: datetime, *, years: bool) -> str:
    return str(month.year) if years and month.month == 1 else short_month(month.month)
