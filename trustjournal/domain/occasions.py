"""Occasions for a gesture: the next important days of a customer, and when to begin preparing."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from trustjournal.domain.choices import GestureKind
from trustjournal.domain.records import Customer, ImportantDate
from trustjournal.i18n import _, ngettext

_LEAD_DAYS = {
    GestureKind.GIFT: 14,
    GestureKind.NOTE: 5,
    GestureKind.FAVOUR: 3,
    GestureKind.EXTRA_MILE: 7,
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day to give something, in words, and how many days before it preparing begins."""

    label: str
    on: date
    lead_days: int


def occasions(who: Customer, kind: GestureKind, today: date) -> list[Occasion]:
    """Return the occasions of the year to come, the next first.

    They are the important days, and the day since when somebody is a customer, as it comes back.
    """
    days = [(one.label.strip() or _("Important day"), next_on(one, today)) for one in who.dates]
    if who.since is not None:
        since = ImportantDate(label="", month=who.since.month, day=who.since.day)
        again = next_on(since, today)
        years = again.year - who.since.year
        if years > 0:
            said = ngettext("{count} year a customer", "{count} years a customer", years)
            days.append((said.format(count=years), again))
    found = [Occasion(label, on, _LEAD_DAYS[kind]) for label, on in days]
    return sorted(found, key=lambda one: (one.on, one.label))


def next_on(important: ImportantDate, today: date) -> date:
    """Return the next day, today included, on which an important date falls.

    29 February falls on the 28th in common years.
    """
    year = max(today.year, important.year or 0)
    this_year = _in_year(important, year)
    return this_year if this_year >= today else _in_year(important, year + 1)


def _in_year(important: ImportantDate, year: int) -> date:
    last = monthrange(year, important.month)[1]
    return date(year, important.month, min(important.day, last))
