"""Giving in sentences: what is left of a budget, what to mind while choosing, who was not thanked.

Amounts come as words: `money` writes them, as the window or the command line does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from trustjournal.domain import words
from trustjournal.domain.choices import GestureKind, GestureStatus, Side
from trustjournal.domain.giving import Asked, Purse, above_limit, alike, is_gift, planned_ask, purse
from trustjournal.domain.records import CheckIn, Customer, Gesture, Preferences
from trustjournal.i18n import _, ngettext

Money = Callable[[Decimal], str]

_REPEATS_TOLD = 2


@dataclass(frozen=True, slots=True)
class Choosing:
    """Whom a gesture is chosen for, and all that has a say in it; `gestures` are all of theirs."""

    who: Customer
    gestures: tuple[Gesture, ...]
    check_in: CheckIn | None
    preferences: Preferences

    def without(self, gesture: Gesture | None) -> "Choosing":
        """Return the same without one gesture, the one that is being changed."""
        rest = (one for one in self.gestures if gesture is None or one.id != gesture.id)
        return replace(self, gestures=tuple(rest))

    def purse(self, year: int, today: date) -> Purse:
        """Return how it stands with their budget in a year."""
        return purse(self.gestures, self.who, self.preferences, year, today)


def to_mind(choosing: Choosing, gesture: Gesture, today: date, money: Money) -> list[str]:
    """Say what speaks against a gesture as it is being chosen; nothing of it forbids anything.

    `choosing` goes without the gesture itself.
    """
    if gesture.by is Side.THEM:
        return []
    return [
        *_limit(choosing.who, gesture, money),
        *_budget(choosing, gesture, today, money),
        *_repeats(choosing, gesture),
        *_asks(choosing, gesture, today),
    ]


def left(purse: Purse, money: Money) -> str:
    """Say what is spent and left of the budget of a year, "" where nothing is known of either."""
    if purse.left is None:
        spent = _("{spent} spent in {year}.").format(spent=money(purse.spent), year=purse.year)
        return spent if purse.spent else ""
    if purse.left < 0:
        said = _("{over} above the budget of {budget} for {year}.")
        return said.format(
            over=money(-purse.left), budget=money(purse.budget or Decimal()), year=purse.year
        )
    said = _("{left} left of {budget} for {year}.")
    return said.format(
        left=money(purse.left), budget=money(purse.budget or Decimal()), year=purse.year
    )


def policy(who: Customer, money: Money) -> str:
    """Say what may be given to them: their own words and the limit, "" where neither is known."""
    limit = (
        "" if who.gift_limit is None else _("Up to {limit}.").format(limit=money(who.gift_limit))
    )
    told = who.gift_policy.strip()
    if told and limit and not told.endswith((".", "!", "?", "…")):
        told += "."
    return " ".join(part for part in (told, limit) if part)


def rests(until: date, today: date) -> str:
    """Say that nothing is to be asked of them yet."""
    count = (until - today).days
    return ngettext(
        "You gave them something lately. Ask for nothing for {count} more day.",
        "You gave them something lately. Ask for nothing for {count} more days.",
        count,
    ).format(count=count)


def ask_inside(asked: Asked, today: date) -> str:
    """Point out an ask that is planned too soon after a gift."""
    said = _(
        "You plan to ask them for something {day}, {after} “{title}”. A gift asks for nothing."
    )
    after = ngettext("{count} day after", "{count} days after", asked.days_after)
    return said.format(
        day=words.on(asked.on, today),
        after=after.format(count=asked.days_after) if asked.days_after else _("the day of"),
        title=asked.gift.title,
    )


def days_after(days: int) -> str:
    """Say how soon after a gift something was asked, in the space of a cell."""
    if days == 0:
        return _("the same day")
    return ngettext("{count} day after", "{count} days after", days).format(count=days)


def unthanked(thanked_on: date | None, today: date) -> str:
    """Say when a customer was last thanked."""
    if thanked_on is None:
        return _("Never thanked")
    return _("Last thanked {ago}").format(ago=words.ago((today - thanked_on).days))


def _limit(who: Customer, gesture: Gesture, money: Money) -> Iterator[str]:
    if gesture.kind is not GestureKind.NOTE:
        above = above_limit((gesture.cost, gesture.worth), who)
        if above is not None and who.gift_limit is not None:
            said = _("{name} may accept up to {limit}; this is {amount}.")
            yield said.format(name=who.name, limit=money(who.gift_limit), amount=money(above))


def _budget(choosing: Choosing, gesture: Gesture, today: date, money: Money) -> Iterator[str]:
    if not gesture.cost:
        return
    day = gesture.given_on if gesture.status is GestureStatus.GIVEN else gesture.due_on
    after = choosing.purse((day or today).year, today) + gesture.cost
    total, year, name = money(after.spent), after.year, choosing.who.name
    if after.budget is not None and after.left is not None and after.left < 0:
        said = _("With this {name} gets {total} in {year}, {over} above the budget of {budget}.")
        yield said.format(
            name=name,
            total=total,
            year=year,
            over=money(-after.left),
            budget=money(after.budget),
        )
    if after.tax_cap is not None and after.spent > after.tax_cap:
        said = _("With this {name} gets {total} in {year}; the tax office accepts {cap}.")
        yield said.format(name=name, total=total, year=year, cap=money(after.tax_cap))


def _repeats(choosing: Choosing, gesture: Gesture) -> Iterator[str]:
    if not is_gift(gesture):
        return
    for one in alike(gesture.title, choosing.gestures)[:_REPEATS_TOLD]:
        if one.given_on is not None:
            said = _("You gave {name} “{title}” in {year}.")
            yield said.format(name=choosing.who.name, title=one.title, year=one.given_on.year)
        else:
            said = _("“{title}” is on your list for {name} already.")
            yield said.format(name=choosing.who.name, title=one.title)


def _asks(choosing: Choosing, gesture: Gesture, today: date) -> Iterator[str]:
    days = choosing.preferences.no_ask_days
    asked = planned_ask([gesture], choosing.check_in, today, days)
    if asked is not None:
        yield ask_inside(asked, today)
