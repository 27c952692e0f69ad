"""Counting on and back from a day, in a calendar of the years 1 to 9999."""

from datetime import date


def later(day: date, count: int) -> date:
    """Return the day so many days after another, or the last one that there is.

    Below zero it counts back, as far as the first one.

    >>> later(date(2026, 12, 31), 1), later(date(9999, 12, 30), 7)
    (datetime.date(2027, 1, 1), datetime.date(9999, 12, 31))
    """
    wanted = day.toordinal() + count
    return date.fromordinal(min(max(wanted, date.min.toordinal()), date.max.toordinal()))
