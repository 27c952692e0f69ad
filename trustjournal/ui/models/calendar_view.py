"""The days that a calendar shows, what stands on each, and which of them are free."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from trustjournal.free_days import free_days
from trustjournal.store import queries
from trustjournal.store.calendar import DayItem, month


class Span(StrEnum):
    """How much a calendar shows at once."""

    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Shown:
    """The days shown around `day`: whole weeks, for a month all that it touches."""

    span: Span
    day: date
    first: date
    last: date

    @classmethod
    def around(cls, span: Span, day: date, week_begins: int) -> "Shown":
        """Return the days to show; `week_begins` is a weekday, 0 for Monday."""
        first, last = day, day
        if span is Span.MONTH:
            first = day.replace(day=1)
            last = day.replace(day=monthrange(day.year, day.month)[1])
        first -= timedelta(days=(first.weekday() - week_begins) % 7)
        last += timedelta(days=(week_begins - 1 - last.weekday()) % 7)
        return cls(span, day, first, last)

    def is_beside(self, day: date) -> bool:
        """Return whether a day is shown only because its week is: it is of another month."""
        return self.span is Span.MONTH and day.month != self.day.month

    def turned(self, by: int) -> date:
        """Return the day to show that lies so many months, or weeks, further."""
        if self.span is Span.WEEK:
            return self.day + timedelta(days=7 * by)
        months = self.day.year * 12 + self.day.month - 1 + by
        year, number = divmod(months, 12)
        return date(year, number + 1, min(self.day.day, monthrange(year, number + 1)[1]))


@dataclass(frozen=True, slots=True)
class Calendar:
    """What was read of the days shown; `nobody` says that the journal has no people at all."""

    shown: Shown
    today: date
    items: Mapping[date, Sequence[DayItem]]
    free: frozenset[date]
    nobody: bool


def read_calendar(shown: Shown, now: datetime, zone: ZoneInfo, connection: Connection) -> Calendar:
    """Return what stands on the days shown; it runs on the worker. `now` is aware."""
    items: dict[date, list[DayItem]] = defaultdict(list)
    for item in month(connection, shown.first, shown.last, now, zone):
        items[item.on].append(item)
    set_by_owner = queries.preferences(connection)
    holidays = free_days(
        set_by_owner.country, set_by_owner.region, {shown.first.year, shown.last.year}
    )
    count = (shown.last - shown.first).days + 1
    all_days = (shown.first + timedelta(days=ahead) for ahead in range(count))
    return Calendar(
        shown=shown,
        today=now.astimezone(zone).date(),
        items=dict(items),
        free=frozenset(
            day for day in all_days if day in holidays or day.weekday() not in set_by_owner.workdays
        ),
        nobody=not queries.has_people(connection),
    )
