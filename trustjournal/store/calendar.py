"""What is planned, day by day, for the days that a calendar shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Text, and_, or_, select, type_coerce

from trustjournal.domain.choices import GestureStatus, Side, Stage
from trustjournal.domain.days import later
from trustjournal.domain.occasions import next_on
from trustjournal.domain.records import Gesture, Promise, Record, Review
from trustjournal.store.cadences import planned
from trustjournal.store.check_ins import unreached
from trustjournal.store.plans import WHO, Who, joined, rows
from trustjournal.store.schema import customer, gesture, promise, review


class ItemKind(StrEnum):
    """What stands on a day, in the order of the day."""

    PROMISE = "promise"
    GESTURE = "gesture"
    PREPARE = "prepare"
    DATE = "date"
    CHECK_IN = "check_in"
    WIN_BACK = "win_back"


Key = tuple[ItemKind, UUID, str]
"""What an item is known by when it is read again: its kind, whose it is, and its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayItem:
    """One thing on the day `on`: what was due before today, on `due_on`, stands on today.

    `record` is the check-in, promise, gesture or review; an important date is none of its own, nor
    is a check-in that only a rule asks for. `title` is in the owner's words, "" where there are
    none.
    """

    kind: ItemKind
    on: date
    due_on: date
    who: Who
    title: str
    record: Record | None = None

    @property
    def key(self) -> Key:
        """What it is known by when it is read again, on another day perhaps."""
        return self.kind, self.who.id, self.title

    @property
    def is_fixed(self) -> bool:
        """Whether it cannot be put on another day from a calendar."""
        return self.kind in (ItemKind.DATE, ItemKind.WIN_BACK)

    @property
    def is_late(self) -> bool:
        """Whether it was due before today; whoever prepares something is not late."""
        return self.due_on < self.on and self.kind is not ItemKind.PREPARE


@dataclass(frozen=True, slots=True)
class _Days:
    """The days shown, and where on them something stands that is still to be done."""

    first: date
    last: date
    today: date

    def place(self, due_on: date) -> date | None:
        on = max(due_on, self.today)
        return on if self.first <= on <= self.last else None

    def holds(self, day: Any) -> ColumnElement[bool]:
        """Return a condition: something to be done by the column `day` stands on these days."""
        if self.first <= self.today <= self.last:
            return day <= self.last
        return day.between(max(self.first, self.today), self.last)


def month(
    connection: Connection, first: date, last: date, now: datetime, zone: tzinfo
) -> list[DayItem]:
    """Return what stands on the days from `first` to `last`, up to a year, in the order of time.

    That is the next check-in of each, open promises, gestures to give and the day on which
    preparing them begins, important dates, and days to win somebody back. `zone` is where the
    owner's days begin. Whom the owner called in vain too often is left out, as from Today.
    """
    now = now.astimezone(zone)
    days = _Days(first, last, now.date())
    found = [
        *_check_ins(connection, days, now, zone),
        *_promises(connection, days),
        *_gestures(connection, days),
        *_dates(connection, days),
        *_win_backs(connection, days),
    ]
    order = list(ItemKind)
    return sorted(
        found,
        key=lambda one: (
            one.on,
            order.index(one.kind),
            one.due_on,
            one.who.name.casefold(),
            one.who.id,
            one.title,
        ),
    )


def _check_ins(
    connection: Connection, days: _Days, now: datetime, zone: tzinfo
) -> Iterator[DayItem]:
    if days.last < days.today:
        return
    found = planned(connection, now, zone, until=days.last)
    given_up = unreached(connection, found, now)
    for one in found:
        if one.who.stage is not Stage.LOST and one.who.id not in given_up:
            about = one.check_in.about if one.check_in else ""
            yield from _item(days, ItemKind.CHECK_IN, one.shows_on, one.who, about, one.check_in)


def _promises(connection: Connection, days: _Days) -> Iterator[DayItem]:
    columns = promise.c
    query = joined(Promise, columns.customer_id).where(
        columns.by == Side.US, columns.outcome.is_(None), days.holds(columns.due_on)
    )
    for one, who in rows(connection, Promise, query):
        yield from _item(days, ItemKind.PROMISE, one.due_on, who, one.text, one)


def _gestures(connection: Connection, days: _Days) -> Iterator[DayItem]:
    """Yield gestures to give, and the day on which preparing begins unless it is the same."""
    columns = gesture.c
    prepared = and_(columns.lead_days > 0, columns.due_on >= max(days.first, days.today))
    query = joined(Gesture, columns.customer_id).where(
        columns.by == Side.US,
        columns.status != GestureStatus.GIVEN,
        or_(days.holds(columns.due_on), prepared),
    )
    for one, who in rows(connection, Gesture, query):
        yield from _item(days, ItemKind.GESTURE, one.due_on, who, one.title, one)
        if one.due_on is None or one.status is GestureStatus.BOUGHT:
            continue
        begins_on = later(one.due_on, -one.lead_days)
        if max(begins_on, days.today) < one.due_on:
            yield from _item(days, ItemKind.PREPARE, begins_on, who, one.title, one)


def _dates(connection: Connection, days: _Days) -> Iterator[DayItem]:
    """Yield important dates; the month, as packed, narrows them down first."""
    months = {
        (days.first.month + ahead - 1) % 12 + 1
        for ahead in range(
            (days.last.year - days.first.year) * 12 + days.last.month - days.first.month + 1
        )
    }
    packed = type_coerce(customer.c.dates, Text)
    near = or_(*(packed.like(f'%"month":{number},%') for number in months))
    for *who, dates in connection.execute(select(*WHO, customer.c.dates).where(near)):
        for important in dates:
            on = next_on(important, days.first)
            if on <= days.last:
                yield DayItem(
                    kind=ItemKind.DATE, on=on, due_on=on, who=Who(*who), title=important.label
                )


def _win_backs(connection: Connection, days: _Days) -> Iterator[DayItem]:
    query = joined(Review, review.c.customer_id).where(
        review.c.won_back_on.is_(None), days.holds(review.c.win_back_on)
    )
    for one, who in rows(connection, Review, query):
        yield from _item(days, ItemKind.WIN_BACK, one.win_back_on, who, "", one)


def _item(
    days: _Days, kind: ItemKind, due_on: date | None, who: Who, title: str, record: Record | None
) -> Iterator[DayItem]:
    """Yield what is to be done by a day, where it stands on one that is shown."""
    on = None if due_on is None else days.place(due_on)
    if due_on is not None and on is not None:
        yield DayItem(kind=kind, on=on, due_on=due_on, who=who, title=title, record=record)
