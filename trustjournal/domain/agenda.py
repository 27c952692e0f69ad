"""Who needs the owner today and what comes up for one customer: cards, each with its why.

Duties come first (models.md, section 3): unease or an open complaint, an enquiry that waits, a
promise due or late, a gesture whose lead time has begun, an important date of the coming week.
Then check-ins by priority, as many as fit into the owner's day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from math import exp
from uuid import UUID

from trustjournal.domain import agenda_words, cadence, recovery, words
from trustjournal.domain.cadence import Cadence
from trustjournal.domain.choices import GestureStatus, Side, Stage
from trustjournal.domain.days import later
from trustjournal.domain.occasions import next_on
from trustjournal.domain.records import (
    CheckIn,
    Customer,
    Gesture,
    Promise,
    Recovery,
    Review,
    Touchpoint,
)
from trustjournal.i18n import _

DATES_AHEAD = 7
"""How many days ahead an important date joins the deck."""

UNDATED_PROMISE = 7
"""A promise without a date comes up this many days after it was made, so it is not forgotten."""

# Measured in a year's simulation, which tests/bench/deck.py repeats (models.md, section 3).
_FADING = 0.0022  # a day, of who would leave unattended
_COMES_BACK = 0.3  # of those called as soon as they have left
_FORGOTTEN = 60  # days in which that falls to a third
_ODDS_OF_A_MISS = 10  # by which an unanswered call makes it likelier that they are gone


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

    `record_id` is the recovery or complaint, enquiry, promise, gesture or check-in, or the review
    of a lost customer to be won back; an important date is no record of its own, nor is a check-in
    that only a rule asks for. What a check-in is ranked by stands in `guard` ("worth guarding"),
    `win_back` ("worth winning back") and `priority`; a duty has none. `by` says whose promise it
    is.
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
    by: Side = Side.US


@dataclass(frozen=True, slots=True)
class Waits:
    """An enquiry that waits, when the owner wants to have answered it, and the words for that."""

    touchpoint: Touchpoint
    due_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Priority:
    """What calling somebody is worth: keeping them, winning them back, and both times their value.

    `guard` is what would be lost of them without the call ("worth guarding"), `win_back` the chance
    that it brings them back ("worth winning back"); check-ins are ranked by `total`.
    """

    guard: float
    win_back: float
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Somebody whose check-in is due, with all that its card says and is ranked by.

    With a `review` it is a lost customer whose day to be won back has come. `last_on` is when they
    were last in touch, and `misses` how often they were called in vain since; nothing is to be
    asked of them before `asks_from`. `is_chosen` says that the owner named the day themselves.
    """

    customer: Customer
    cadence: Cadence
    due_on: date
    priority: Priority
    check_in: CheckIn | None = None
    review: Review | None = None
    last_on: date | None = None
    misses: int = 0
    asks_from: date | None = None
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Resting:
    """Somebody who did not answer, and the day on which they come up again."""

    customer_id: UUID
    until: date


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of a day in order, and who has a check-in due but no card.

    `waiting_behind` did not fit into the day, the most needed first; `resting` did not answer in
    the last days; `unreached` did not answer three times in a row and have left the deck.
    """

    cards: tuple[Card, ...]
    waiting_behind: tuple[UUID, ...] = ()
    resting: tuple[Resting, ...] = ()
    unreached: tuple[UUID, ...] = ()


def priority(
    *,
    value: float,
    with_us: float,
    depth: float,
    days: float,
    cadence: float,
    silence: float,
    usual_gap: float,
    misses: int = 0,
    exponent: float = 0.5,
) -> Priority:
    """Return what a call is worth (models.md, section 3).

    `days` is how long ago a touch mattered, `silence` how long they have not come back by
    themselves, and `usual_gap` is t/x of their rhythm, 0 for who has none; `with_us` is the chance
    from that rhythm, before the `misses`. `exponent` is e, from 0 for "everyone" to 1 for "biggest
    first".

    >>> priority(value=400, with_us=0.7471, depth=40, days=30, cadence=21, silence=63,
    ...          usual_gap=60.3821 / 2.7731).total.__round__(4)
    1.8652
    """
    gone = (1 - with_us) * _ODDS_OF_A_MISS**misses
    there = with_us / (with_us + gone)
    fading = _FADING * (1.6 - 1.2 * depth / 100)
    guard = there * fading * cadence * (days / cadence) ** 2 / 2
    gone_for = max(silence - usual_gap, 0) / 2
    win_back = (1 - there) * _COMES_BACK * exp(-gone_for / _FORGOTTEN) / 2**misses
    return Priority(guard, win_back, value**exponent * (guard + win_back))


def fitting(expected: Iterable[Expected], room: int) -> tuple[list[Expected], list[Expected]]:
    """Return who fits into the day and who waits behind, both by priority.

    A day that the owner chose is kept before others come up by themselves.
    """
    ranked = sorted(
        expected, key=lambda one: (-one.priority.total, one.customer.name, one.customer.id)
    )
    chosen = sorted(ranked, key=lambda one: not one.is_chosen)[: max(room, 0)]
    taken = {one.customer.id for one in chosen}
    return (
        [one for one in ranked if one.customer.id in taken],
        [one for one in ranked if one.customer.id not in taken],
    )


def expected_card(one: Expected, today: date) -> Card:
    """Return the card of a check-in that is due."""
    if one.review is not None:
        title = _("Try to win them back")
        why = agenda_words.win_back(one.review, one.misses, today)
    else:
        title = _title(one.check_in, one.customer)
        since = None if one.last_on is None else (today - one.last_on).days
        said = agenda_words.rhythm(one.cadence, since, one.misses)
        why = agenda_words.check_in(said, one.check_in, one.asks_from, today)
    record = one.review or one.check_in
    return Card(
        kind=CardKind.CHECK_IN,
        customer_id=one.customer.id,
        record_id=record and record.id,
        title=title,
        why=why,
        due_on=one.due_on,
        guard=one.priority.guard,
        win_back=one.priority.win_back,
        priority=one.priority.total,
    )


def duties(
    *,
    recoveries: Iterable[Recovery],
    complaints: Iterable[Touchpoint],
    enquiries: Iterable[Waits],
    promises: Iterable[Promise],
    gestures: Iterable[Gesture],
    celebrated: Iterable[Customer],
    now: datetime,
) -> list[Card]:
    """Return what comes before any check-in, the most needed first.

    `complaints` are open ones without a recovery; `promises` and `gestures` of both sides;
    `celebrated` whose important date may be near. `now` is aware, in the owner's zone.
    """
    today = now.date()
    unease = chain(_recoveries(recoveries, now), _complaints(complaints, now))
    urgent = (*sorted(unease, key=lambda card: card.due_on), *_enquiries(enquiries, now))
    groups = (
        (card for card in _promises(promises, today) if card.due_on <= today),
        _gestures(gestures, today),
        _dates(celebrated, today, DATES_AHEAD),
    )
    return [*urgent, *(card for group in groups for card in sorted(group, key=_by_day))]


def coming_up(
    customer: Customer,
    check_in: CheckIn | None,
    promises: Iterable[Promise],
    gestures: Iterable[Gesture],
    today: date,
    *,
    days: int = 60,
    every_days: int | None = None,
    shows_on: date | None = None,
) -> list[Card]:
    """Return what is ahead with one customer, overdue things included, the soonest first.

    Promises, gestures and the check-in are this customer's own; `days` is how far to look. Where a
    rule asks for check-ins, `every_days` and `shows_on` say how often and when the next one is.
    """
    cards = [*_promises(promises, today), *_open(gestures, today), *_dates([customer], today, days)]
    if check_in is not None:
        every_days = check_in.every_days or every_days
        shows_on = shows_on or cadence.shows_on(check_in)
    if shows_on is not None and customer.stage is not Stage.LOST:
        why = _("Just once") if every_days is None else words.sentence(words.every(every_days))
        cards.append(
            Card(
                kind=CardKind.CHECK_IN,
                customer_id=customer.id,
                record_id=check_in and check_in.id,
                title=_title(check_in, customer),
                why=why,
                due_on=shows_on,
            )
        )
    return sorted((card for card in cards if (card.due_on - today).days <= days), key=_by_day)


def _by_day(card: Card) -> tuple[date, str, UUID]:
    return card.due_on, card.title, card.customer_id


def _recoveries(recoveries: Iterable[Recovery], now: datetime) -> Iterator[Card]:
    for one in recoveries:
        local = replace(one, noticed_at=one.noticed_at.astimezone(now.tzinfo))
        step = recovery.next_step(local)
        if step is not None and recovery.due_on(local) <= now.date():
            yield Card(
                kind=CardKind.UNEASE,
                customer_id=one.customer_id,
                record_id=one.id,
                title=recovery.title(step),
                why=recovery.sentence(local, now.date()),
                due_on=recovery.due_on(local),
            )


def _complaints(complaints: Iterable[Touchpoint], now: datetime) -> Iterator[Card]:
    for touch in complaints:
        on = touch.happened_at.astimezone(now.tzinfo).date()
        yield Card(
            kind=CardKind.UNEASE,
            customer_id=touch.customer_ids[0],
            record_id=touch.id,
            title=recovery.title(recovery.Step.HEAR),
            why=agenda_words.complained(touch, on, now.date()),
            due_on=on,
        )


def _enquiries(enquiries: Iterable[Waits], now: datetime) -> Iterator[Card]:
    for one in sorted(enquiries, key=lambda one: one.due_at):
        named = one.touchpoint.answer_due_on
        if named is None or named <= now.date():
            yield Card(
                kind=CardKind.WAITING,
                customer_id=one.touchpoint.customer_ids[0],
                record_id=one.touchpoint.id,
                title=agenda_words.asked(one.touchpoint),
                why=one.why,
                due_on=one.due_at.date(),
            )


def _promises(promises: Iterable[Promise], today: date) -> Iterator[Card]:
    """Yield the owner's own that are open, and what the customer has not done by its day."""
    for promise in promises:
        due_on, is_ours = promise.due_on, promise.by is Side.US
        if is_ours:
            due_on = due_on or later(promise.made_on, UNDATED_PROMISE)
        if promise.outcome is not None or due_on is None or not (is_ours or due_on < today):
            continue
        made = agenda_words.made if is_ours else agenda_words.they_said
        yield Card(
            kind=CardKind.PROMISE,
            customer_id=promise.customer_id,
            record_id=promise.id,
            title=promise.text,
            why=made(promise, today),
            due_on=due_on,
            by=promise.by,
        )


def _gestures(gestures: Iterable[Gesture], today: date) -> Iterator[Card]:
    started = (
        gesture
        for gesture in gestures
        if gesture.due_on is not None and (gesture.due_on - today).days <= _lead_of(gesture)
    )
    return _open(started, today)


def _lead_of(gesture: Gesture) -> int:
    """Return how many days ahead a gesture asks for something; what is ready waits for its day."""
    return 0 if gesture.status is GestureStatus.BOUGHT else gesture.lead_days


def _open(gestures: Iterable[Gesture], today: date) -> Iterator[Card]:
    for gesture in gestures:
        ahead = gesture.by is Side.US and gesture.status is not GestureStatus.GIVEN
        if ahead and gesture.due_on is not None:
            yield Card(
                kind=CardKind.GESTURE,
                customer_id=gesture.customer_id,
                record_id=gesture.id,
                title=gesture.title,
                why=agenda_words.to_prepare(
                    gesture.due_on, today, ready=gesture.status is GestureStatus.BOUGHT
                ),
                due_on=gesture.due_on,
            )


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
                    why=agenda_words.falls(important, falls_on, today),
                    due_on=falls_on,
                )


def _title(check_in: CheckIn | None, customer: Customer) -> str:
    loves = _("Loves {interest}").format(interest=customer.loves) if customer.loves else ""
    return (check_in.about if check_in else "") or loves or _("Say hello")
