"""Days that a day recalls: the same one of earlier years."""

from calendar import isleap
from collections.abc import Iterator
from datetime import date

from trustjournal.i18n import _, ngettext


def earlier_days(today: date, first_year: int) -> Iterator[date]:
    """Yield the days of earlier years that `today` recalls, the latest first.

    As with birthdays, 29 February is recalled on the 28th in common years.

    >>> [day.isoformat() for day in earlier_days(date(2027, 2, 28), 2024)]
    ['2026-02-28', '2025-02-28', '2024-02-29', '2024-02-28']
    """
    last_of_february = (today.month, today.day) == (2, 28) and not isleap(today.year)
    for year in range(today.year - 1, first_year - 1, -1):
        if last_of_february and isleap(year):
            yield date(year, 2, 29)
        if (today.month, today.day) != (2, 29) or isleap(year):
            yield today.replace(year=year)


def years_ago(day: date, today: date) -> str:
    """Say how many years lie between two days: "A year ago", "3 years ago"."""
    count = today.year - day.year
    if count == 1:
        return _("A year ago")
    return ngettext("{count} year ago", "{count} years ago", count).format(count=count)
