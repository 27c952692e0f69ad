"""Who needs the owner today and what comes up for one customer: cards, each with its why.

Order of the deck: promises due or late, gestures whose lead time has begun, important dates of
the coming week, then check-ins (models.md, section 3; its ranking by priority is not here).
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from trustjournal.domain import cadence, words
from trustjournal.domain.choices import (
    GestureStatus,
    Side,
    Stage,
)
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Gesture,
    ImportantDate,
    Promise,
)
from trustjournal.i18n import _, ngettext

DATES_AHEAD = 7
"""How many days ahead an important date joins the deck."""

UNDATED_PROMISE = 7
"""A promise without a date comes up this many days after it was made, so it is not forgotten."""

ONE_OFF = 7
"""The cadence in days that a check-in without one is ranked by."""


class CardKind(StrEnum):
    """What a card asks for, in the order of the deck."""

    UNEASE = "unease"
    WAITING = "waiting"
    PROMISE = "promise"
    GESTURE = "gesture"
    DATE = "date"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing to do for one customer: `title` says what, `why` is one sentence of reason.

    `record_id` is the recovery or complaint, enquiry, promise, gesture or check-in; an important
    date is no record of its own, nor is a check-in that only a rule asks for. What a check-in is
    ranked by stands in `guard` ("worth guarding"), `win_back` ("worth winning back") and
    `priority`; a duty has none.
    """

    kind: CardKind
    customer_id: UUID
    record_id: UUID | None
    title: str
    why: str
    due_on: date
    guard: float | None = None
    win_back: float | None = None
    priority: float | None = None


def deck(
    *,
    customers: Iterable[Customer],
    check_ins: Iterable[CheckIn],
    promises: Iterable[Promise],
    gestures: Iterable[Gesture],
    last_touch: Mapping[UUID, datetime],
    today: date,
) -> list[Card]:
    """Return the cards of a day, the most needed first.

    `customers` holds everyone that a check-in belongs to; `last_touch` gives aware instants in
    the owner's zone by customer. A lost customer gets no check-in card.
    """
    people = {customer.id: customer for customer in customers}
    groups = (
        (card for card in _promises(promises, today) if card.due_on <= today),
        _gestures(gestures, today),
        _dates(people.values(), today, DATES_AHEAD),
    )
    duties = [card for group in groups for card in sorted(group, key=_by_day)]
    return duties + _check_ins(check_ins, people, last_touch, today)


def coming_up(
    customer: Customer,
    check_in: CheckIn | None,
    promises: Iterable[Promise],
    gestures: Iterable[Gesture],
    today: date,
    *,
    days: int = 60,
) -> list[Card]:
    """Return what is ahead with one customer, overdue things included, the soonest first.

    Promises, gestures and the check-in are this customer's own; `days` is how far to look.
    """
    cards = [*_promises(promises, today), *_open(gestures, today), *_dates([customer], today, days)]
    if check_in is not None and customer.stage is not Stage.LOST:
        every_days = check_in.every_days
        why = _("Just once") if every_days is None else words.sentence(words.every(every_days))
        cards.extend(_check_in(check_in, customer, why))
    return sorted((card for card in cards if (card.due_on - today).days <= days), key=_by_day)


def next_on(important: ImportantDate, today: date) -> date:
    """Return the next day, today included, on which an important date falls.

    29 February falls on the 28th in common years.
    """
    year = max(today.year, important.year or 0)
    return next(
        day for day in (_in_year(important, year), _in_year(important, year + 1)) if day >= today
    )


def _in_year(important: ImportantDate, year: int) -> date:
    last = monthrange(year, important.month)[1]
    return date(year, important.month, min(important.day, last))


def _by_day(card: Card) -> tuple[date, str, UUID]:
    return card.due_on, card.title, card.customer_id


def _promises(promises: Iterable[Promise], today: date) -> Iterator[Card]:
    for promise in promises:
        if promise.by is Side.US and promise.outcome is None:
            yield Card(
                kind=CardKind.PROMISE,
                customer_id=promise.customer_id,
                record_id=promise.id,
                title=promise.text,
                why=_made(promise, today),
                due_on=promise.due_on or promise.made_on + timedelta(days=UNDATED_PROMISE),
            )


def _made(promise: Promise, today: date) -> str:
    made = words.ago((today - promise.made_on).days)
    if promise.due_on is None:
        return _("Promise made {ago}").format(ago=made)
    late = promise.due_on < today
    why = _("Promise made {ago}, was due {day}") if late else _("Promise made {ago}, due {day}")
    return why.format(ago=made, day=words.on(promise.due_on, today))


def _gestures(gestures: Iterable[Gesture], today: date) -> Iterator[Card]:
    started = (
        gesture
        for gesture in gestures
        if gesture.due_on is not None and (gesture.due_on - today).days <= gesture.lead_days
    )
    return _open(started, today)


def _open(gestures: Iterable[Gesture], today: date) -> Iterator[Card]:
    for gesture in gestures:
        if gesture.status is not GestureStatus.GIVEN and gesture.due_on is not None:
            yield Card(
                kind=CardKind.GESTURE,
                customer_id=gesture.customer_id,
                record_id=gesture.id,
                title=gesture.title,
                why=_to_prepare(gesture.due_on, today),
                due_on=gesture.due_on,
            )


def _to_prepare(due_on: date, today: date) -> str:
    days = (due_on - today).days
    if days >= 7:
        span = words.span(days, spelled=True)
        return words.sentence(_("{span} to prepare").format(span=span))
    why = _("Was due {day}") if days < 0 else _("Due {day}")
    return why.format(day=words.on(due_on, today))


def _dates(customers: Iterable[Customer], today: date, days: int) -> Iterator[Card]:
    for customer in customers:
        for important in customer.dates:
            falls_on = next_on(important, today)
            if (falls_on - today).days <= days:
                yield Card(
                    kind=CardKind.DATE,
                    customer_id=customer.id,
                    record_id=None,
                    title=important.label,
                    why=_falls(important, falls_on, today),
                    due_on=falls_on,
                )


def _falls(important: ImportantDate, falls_on: date, today: date) -> str:
    day = words.sentence(words.on(falls_on, today))
    age = falls_on.year - (important.year or falls_on.year)
    birthdays = ("birthday", _("birthday").casefold())
    if not age or not any(word in important.label.casefold() for word in birthdays):
        return day
    return ngettext("{day}, turns {age}", "{day}, turns {age}", age).format(day=day, age=age)


def _check_ins(
    check_ins: Iterable[CheckIn],
    people: Mapping[UUID, Customer],
    last_touch: Mapping[UUID, datetime],
    today: date,
) -> list[Card]:
    due = [
        check_in
        for check_in in check_ins
        if cadence.is_due(check_in, today) and people[check_in.customer_id].stage is not Stage.LOST
    ]
    due.sort(key=lambda one: (-_overdue(one, today), people[one.customer_id].name, one.id))
    cards: list[Card] = []
    for check_in in due:
        touched_at = last_touch.get(check_in.customer_id)
        since = None if touched_at is None else (today - touched_at.date()).days
        why = _rhythm(check_in.every_days, since)
        cards.extend(_check_in(check_in, people[check_in.customer_id], why))
    return cards


def _overdue(check_in: CheckIn, today: date) -> float:
    """Return how late a check-in is, in cadences; a snooze does not make it less late."""
    late = today - (check_in.due_on or today)
    return late.days / (check_in.every_days or ONE_OFF)


def _rhythm(every_days: int | None, days_since: int | None) -> str:
    if every_days is None:
        if days_since is None:
            return _("Not spoken yet.")
        return _("Last spoke {ago}.").format(ago=words.ago(days_since))
    every = words.every(every_days)
    if days_since is None:
        return _("Usually {every}, not spoken yet.").format(every=every)
    return _("Usually {every}, last spoke {ago}.").format(every=every, ago=words.ago(days_since))


def _check_in(check_in: CheckIn, customer: Customer, why: str) -> Iterator[Card]:
    """Yield the card of a check-in, or none while it has no day."""
    shows_on = cadence.shows_on(check_in)
    if shows_on is not None:
        loves = _("Loves {interest}").format(interest=customer.loves) if customer.loves else ""
        yield Card(
            kind=CardKind.CHECK_IN,
            customer_id=customer.id,
            record_id=check_in.id,
            title=check_in.about or loves or _("Say hello"),
            why=why,
            due_on=shows_on,
        )
