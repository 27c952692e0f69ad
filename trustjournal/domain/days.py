"""Counting on from a day, in a calendar that ends with the year 9999."""

from datetime import date


def later(day: date, count: int) -> date:
    """Return the day so many days after another, or the last one that there is.

    >>> later(date(2026, 12, 31), 1), later(date(9999, 12, 30), 7)
    (datetime.date(2027, 1, 1), datetime.date(9999, 12, 31))
    """
    return date.fromordinal(min(day.toordinal() + count, date.max.toordinal()))
