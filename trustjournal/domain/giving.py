"""What is given: its cost and worth, the budget, repeats, and the time in which nothing is asked.

Only the owner's own gestures count as given. A thank-you note is no gift: it costs the recipient
nothing to accept, so asking may follow it (product.md, idea 7: give and demand nothing).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from trustjournal.domain.cadence import shows_on
from trustjournal.domain.choices import GestureKind, GestureStatus, Side
from trustjournal.domain.finding import fold
from trustjournal.domain.records import CheckIn, Customer, Gesture, Preferences
from trustjournal.i18n import _

THANKED_EVERY = 365
"""Whom nobody thanked for so many days, at the latest, is to be thanked."""

_TELLING = 3  # shorter words say nothing of what a gift is


def is_given(gesture: Gesture) -> bool:
    """Return whether it is the owner's own, and given."""
    return (
        gesture.by is Side.US
        and gesture.status is GestureStatus.GIVEN
        and gesture.given_on is not None
    )


def is_gift(gesture: Gesture) -> bool:
    """Return whether it is the owner's own and something after which nothing is asked."""
    return gesture.by is Side.US and gesture.kind is not GestureKind.NOTE


def value_of(gesture: Gesture) -> Decimal | None:
    """Return what a gesture is worth to whom it is for, or else what it cost, None if unknown."""
    return gesture.cost if gesture.worth is None else gesture.worth


@dataclass(frozen=True, slots=True)
class Purse:
    """What gestures for one person cost in a year, those bought already too, and what they may."""

    year: int
    spent: Decimal
    budget: Decimal | None
    tax_cap: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """What remains of the budget, None where there is none; below zero is above it."""
        return None if self.budget is None else self.budget - self.spent

    def __add__(self, cost: Decimal) -> "Purse":
        return Purse(self.year, self.spent + cost, self.budget, self.tax_cap)


def purse(
    gestures: Iterable[Gesture], who: Customer, preferences: Preferences, year: int, today: date
) -> Purse:
    """Return how it stands with the budget of one person, whose gestures these are."""
    costs = (one.cost for one in gestures if one.cost and _paid_in(one, today) == year)
    own = who.gift_budget
    budget = preferences.gift_budget if own is None else own
    return Purse(year, sum(costs, Decimal()), budget, preferences.gift_tax_cap)


def _paid_in(gesture: Gesture, today: date) -> int | None:
    """Return the year whose budget a gesture is paid from, None while nothing is paid."""
    if is_given(gesture) and gesture.given_on is not None:
        return gesture.given_on.year
    if gesture.by is Side.US and gesture.status is GestureStatus.BOUGHT:
        return (gesture.due_on or today).year
    return None


def above_limit(amounts: Iterable[Decimal | None], who: Customer) -> Decimal | None:
    """Return the largest of cost and worth where it is more than they may accept."""
    known = [amount for amount in amounts if amount is not None]
    if who.gift_limit is None or not known or max(known) <= who.gift_limit:
        return None
    return max(known)


def alike(title: str, gestures: Iterable[Gesture]) -> list[Gesture]:
    """Return the owner's gestures that share a telling word with a title, the last given first.

    Notes are left out: words of thanks may come again. What is not given yet comes first of all.
    """
    asked = _words(title)
    found = [one for one in gestures if is_gift(one) and asked & _words(one.title)]
    return sorted(found, key=lambda one: (one.given_on or date.max, one.id), reverse=True)


def _words(title: str) -> frozenset[str]:
    """Return the folded words of a title that tell what it is, in the singular."""
    letters = "".join(letter if letter.isalnum() else " " for letter in fold(title))
    words = (word for word in letters.split() if len(word) >= _TELLING)
    return frozenset(word.removesuffix("s") for word in words) - _SAY_NOTHING


_SAY_NOTHING = frozenset(
    fold(
        _(
            "and another birthday box card christma for from gift her his little new old one our "
            "pack packet present set small some surprise the their them two with year you your"
        )
    ).split()
)
"""Words that many titles share, without a final s."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something asked of a customer, or to be asked, so many days after a gift.

    `source_id` is the touchpoint or check-in that asks.
    """

    gift: Gesture
    on: date
    source_id: UUID
    days_after: int


def rests_until(gestures: Iterable[Gesture], today: date, no_ask_days: int) -> date | None:
    """Return the first day on which they may be asked for something, None if that is so today."""
    days = (one.given_on for one in gestures if is_gift(one) and is_given(one))
    last = max((day for day in days if day is not None), default=None)
    until = None if last is None else last + timedelta(days=no_ask_days)
    return until if until is not None and until > today else None


def planned_ask(
    gestures: Iterable[Gesture], check_in: CheckIn | None, today: date, no_ask_days: int
) -> Asked | None:
    """Return the ask of a check-in where it comes too soon after a gift, given or planned."""
    on = shows_on(check_in) if check_in is not None and check_in.is_ask else None
    if check_in is None or on is None:
        return None
    due = max(on, today)
    gifts = ((day, one.id, one) for one in gestures if (day := _gift_day(one, today)))
    day, _id, gift = max((one for one in gifts if one[0] <= due), default=(due, None, None))
    if gift is None or (due - day).days >= no_ask_days:
        return None
    return Asked(gift, due, check_in.id, (due - day).days)


def asked_after(gestures: Iterable[Gesture], asks: Sequence[tuple[date, UUID]]) -> list[Asked]:
    """Return what was first asked of one customer after each gift, the soonest after it first.

    `asks` are days with the touchpoint that asked. One on the day of the gift counts as after it.
    """
    gifts = [one for one in gestures if is_gift(one) and is_given(one)]
    gifts.sort(key=lambda one: (one.given_on or date.min, one.id))
    first: dict[UUID, Asked] = {}
    for on, source_id in sorted(asks):
        before = [one for one in gifts if one.given_on is not None and one.given_on <= on]
        if before and before[-1].given_on is not None:
            days = (on - before[-1].given_on).days
            first.setdefault(before[-1].id, Asked(before[-1], on, source_id, days))
    return sorted(first.values(), key=lambda one: (one.days_after, one.on))


def is_unthanked(thanked_on: date | None, known_since: date | None, today: date) -> bool:
    """Return whether nobody thanked a customer in a year.

    `thanked_on` is the day of the last gesture or word of thanks, `known_since` that of the first
    touch; with whom there was none there is nothing to thank for yet.
    """
    since = thanked_on or known_since
    return since is not None and (today - since).days >= THANKED_EVERY


def _gift_day(gesture: Gesture, today: date) -> date | None:
    """Return when a gift was or will be given, None for an idea and for what is no gift."""
    if not is_gift(gesture):
        return None
    if gesture.status is GestureStatus.GIVEN:
        return gesture.given_on
    if gesture.status is GestureStatus.IDEA or gesture.due_on is None:
        return None
    return max(gesture.due_on, today)
