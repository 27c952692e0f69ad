"""The months, quarters or years in which what happened is counted, by the owner's calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

_MOST_PERIODS = 40
_STEPS = (1, 3, 12)  # months


class Span(StrEnum):
    """How far back to look."""

    YEAR = "year"
    TWO_YEARS = "two_years"
    ALL = "all"

    def since(self, today: date) -> date | None:
        """Return the first day to count, the first of a month; None for all of them."""
        return {
            Span.YEAR: date(today.year, 1, 1),
            Span.TWO_YEARS: month_later(today.replace(day=1), -23),
            Span.ALL: None,
        }[self]


@dataclass(frozen=True, slots=True)
class Periods:
    """The months, quarters or years of a span: `starts` are their first days, in order.

    `months` is how long each is; `today` is the last day of the last one so far.
    """

    starts: tuple[date, ...]
    months: int
    today: date

    def place(self, day: date) -> int | None:
        """Return which period a day falls in, None where it lies outside."""
        if not self.starts[0] <= day <= self.today:
            return None
        first = self.starts[0]
        return ((day.year - first.year) * 12 + day.month - first.month) // self.months

    def end(self, place: int) -> date:
        """Return the last day of a period, of the last one today."""
        return min(month_later(self.starts[place], self.months) - timedelta(days=1), self.today)


def periods(since: date, today: date) -> Periods:
    """Return the periods from the month of `since` until `today`, at most 40 of them.

    Months, or quarters or years of the calendar where there would be more.
    """
    since = min(since, today)
    for step in _STEPS:
        start = date(since.year, (since.month - 1) // step * step + 1, 1)
        count = ((today.year - start.year) * 12 + today.month - start.month) // step + 1
        if count <= _MOST_PERIODS or step == _STEPS[-1]:
            return Periods(
                tuple(month_later(start, step * number) for number in range(count)), step, today
            )
    raise AssertionError("years always fit")


def month_later(first: date, months: int) -> date:
    """Return the first day of the month that many months after the one of `first`."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def day_of(moment: date) -> date:
    """Return the day of an instant where its clock stands; a day is itself."""
    return moment.date() if isinstance(moment, datetime) else moment
