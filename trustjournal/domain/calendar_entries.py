"""What of the journal stands in a calendar: whole days, each with whom it is about and its alarm.

A whole day has no zone: a check-in due on Monday is on Monday wherever the calendar is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from trustjournal.domain.choices import GestureStatus, Side
from trustjournal.domain.records import Customer, Gesture, ImportantDate, Promise
from trustjournal.i18n import _

ALARM_HOUR = 9
"""The hour of the day at which a calendar reminds."""

_NO_YEAR = 2000
"""Where a day comes back every year since nobody knows when; a leap year has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One whole day in the calendar.

    `key` is the same in every export. `title` and `person` tell nothing but what it is and with
    whom; `words` are the owner's own. It reminds `days_before` the day; with `yearly` it comes
    back every year from `on`.
    """

    key: UUID
    on: date
    title: str
    person: str
    words: str = ""
    days_before: int = 0
    yearly: bool = False


def of_check_in(customer_id: UUID, name: str, on: date, about: str) -> Entry:
    """Return the entry of the next check-in with a customer, whatever sets its day."""
    title = _("Check in with {name}").format(name=name)
    return Entry(key=uuid5(customer_id, "check-in"), on=on, title=title, person=name, words=about)


def of_promise(promise: Promise, name: str) -> Entry | None:
    """Return the entry of an open promise of either side, None where it has no day."""
    if promise.outcome is not None or promise.due_on is None:
        return None
    ours = promise.by is Side.US
    title = _("Promised to {name}") if ours else _("Promised by {name}")
    return Entry(
        key=promise.id,
        on=promise.due_on,
        title=title.format(name=name),
        person=name,
        words=promise.text,
        days_before=1 if ours else 0,
    )


def of_gesture(gesture: Gesture, name: str) -> Entry | None:
    """Return the entry of a gesture that is still to be given, None where it has no day.

    It reminds when preparing begins; what is ready needs no preparing.
    """
    if gesture.status is GestureStatus.GIVEN or gesture.due_on is None:
        return None
    ready = gesture.status is GestureStatus.BOUGHT
    return Entry(
        key=gesture.id,
        on=gesture.due_on,
        title=_("A gesture for {name}").format(name=name),
        person=name,
        words=". ".join(part for part in (gesture.title, gesture.note) if part),
        days_before=0 if ready else gesture.lead_days,
    )


def of_dates(customer: Customer) -> Iterator[Entry]:
    """Yield the entries of a customer's important dates, which come back every year."""
    seen: dict[str, int] = {}
    for important in customer.dates:
        name = f"{important.label}/{important.month}/{important.day}"
        seen[name] = seen.get(name, 0) + 1
        label = _("{occasion} of {name}").format(occasion=important.label, name=customer.name)
        yield Entry(
            key=uuid5(customer.id, f"{name}/{seen[name]}"),
            on=_began_on(important),
            title=label if important.label else customer.name,
            person=customer.name,
            yearly=True,
        )


def _began_on(important: ImportantDate) -> date:
    """Return the first day, on the last of February where that year has no 29th."""
    year = important.year or _NO_YEAR
    try:
        return date(year, important.month, important.day)
    except ValueError:
        return date(year, important.month, important.day - 1)
