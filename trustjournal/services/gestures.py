"""Decides on gifts, thank-you notes, favours and extra miles, from idea to how they landed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from trustjournal.domain.changes import Change, Changeset, new_id, new_revision
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
    Side,
)
from trustjournal.domain.records import (
    Customer,
    Gesture,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.amounts import check_amount

LONGEST_LEAD = 3650
"""The longest lead time, in days."""


def plan_gesture(
    customer: Customer,
    title: str,
    *,
    kind: GestureKind = GestureKind.GIFT,
    occasion: str = "",
    due_on: date | None = None,
    lead_days: int = 0,
    cost: Decimal | None = None,
    worth: Decimal | None = None,
    note: str = "",
) -> Changeset:
    """Plan a gesture; without a day it stays an idea.

    Raises:
        InvalidEntry: it has no title, or the lead time, cost or worth is out of range.
    """
    gesture = Gesture(
        id=new_id(),
        revision=new_revision(),
        customer_id=customer.id,
        title=title,
        kind=kind,
        status=GestureStatus.IDEA if due_on is None else GestureStatus.PLANNED,
        occasion=occasion.strip(),
        due_on=due_on,
        lead_days=lead_days,
        cost=cost,
        worth=worth,
        note=note,
    )
    label = _("Plan a gesture for {name}").format(name=customer.name)
    return Changeset(label, (Change.create(_checked(gesture)),))


def edit_gesture(gesture: Gesture, *, today: date, **fields: Any) -> Changeset:
    """Give a gesture other values; an idea that gets a day becomes a plan.

    Raises:
        InvalidEntry: as `plan_gesture` and `give_gesture`.
    """
    after = replace(gesture, revision=new_revision(), **fields)
    if after.status is GestureStatus.IDEA and after.due_on and "status" not in fields:
        after = replace(after, status=GestureStatus.PLANNED)
    change = Change(gesture, _checked(_not_ahead(after, today)))
    return Changeset(_("Edit a gesture"), (change,))


def give_gesture(
    gesture: Gesture, given_on: date, received: int | None = None, *, today: date
) -> Changeset:
    """Say that a gesture was given, and how it was received if that is known (-2 to +2).

    Raises:
        InvalidEntry: it was given before, the day is ahead, or the feeling is out of range.
    """
    if gesture.status is GestureStatus.GIVEN:
        raise InvalidEntry(_("This was given already. Edit it to change the day."))
    after = replace(
        gesture,
        revision=new_revision(),
        status=GestureStatus.GIVEN,
        given_on=given_on,
        received=received,
    )
    change = Change(gesture, _checked(_not_ahead(after, today)))
    return Changeset(_("Give “{title}”").format(title=gesture.title), (change,))


def mark_ready(gesture: Gesture) -> Changeset:
    """Say that a gesture is bought, written or prepared, and waits to be given.

    Raises:
        InvalidEntry: it is so already, or given.
    """
    if gesture.status is GestureStatus.GIVEN:
        raise InvalidEntry(_("This was given already."))
    if gesture.status is GestureStatus.BOUGHT:
        raise InvalidEntry(_("This is ready already."))
    after = replace(gesture, revision=new_revision(), status=GestureStatus.BOUGHT)
    label = _("Have “{title}” ready").format(title=gesture.title)
    return Changeset(label, (Change(gesture, _checked(after)),))


def note_received(gesture: Gesture, received: int | None) -> Changeset:
    """Say how a gesture that was given was received (-2 to +2), None for not known.

    Raises:
        InvalidEntry: it was not given yet, or the feeling is out of range.
    """
    after = _checked(replace(gesture, revision=new_revision(), received=received))
    label = _("Note how “{title}” was received").format(title=gesture.title)
    return Changeset(label, (Change(gesture, after),))


def take_back(gesture: Gesture, status: GestureStatus) -> Changeset:
    """Say that a gesture is only an idea, planned or ready again; an idea has no day.

    Raises:
        InvalidEntry: a customer gave it, or the status is that of one given.
    """
    if gesture.by is Side.THEM:
        raise InvalidEntry(_("What they gave you cannot be planned."))
    if status is GestureStatus.GIVEN:
        raise InvalidEntry(_("Say on which day it was given."))
    idea = status is GestureStatus.IDEA
    after = replace(
        gesture,
        revision=new_revision(),
        status=status,
        given_on=None,
        received=None,
        due_on=None if idea else gesture.due_on,
    )
    label = _("Plan “{title}” again").format(title=gesture.title)
    return Changeset(label, (Change(gesture, _checked(after)),))


def receive_gift(
    customer: Customer,
    title: str,
    on: date,
    *,
    kind: GestureKind = GestureKind.GIFT,
    worth: Decimal | None = None,
    note: str = "",
    today: date,
) -> Changeset:
    """Keep what a customer gave the owner.

    Raises:
        InvalidEntry: it has no title, the day is ahead, or the worth is out of range.
    """
    gesture = Gesture(
        id=new_id(),
        revision=new_revision(),
        customer_id=customer.id,
        title=title,
        kind=kind,
        status=GestureStatus.GIVEN,
        given_on=on,
        by=Side.THEM,
        worth=worth,
        note=note,
    )
    label = _("Keep a gift from {name}").format(name=customer.name)
    return Changeset(label, (Change.create(_checked(_not_ahead(gesture, today))),))


def delete_gesture(gesture: Gesture) -> Changeset:
    """Take a gesture away."""
    return Changeset(_("Delete a gesture"), (Change.delete(gesture),))


def _not_ahead(gesture: Gesture, today: date) -> Gesture:
    if gesture.given_on is not None and gesture.given_on > today:
        said = (
            _("That day is still ahead. Choose the day on which you gave it.")
            if gesture.by is Side.US
            else _("That day is still ahead. Choose the day on which they gave it.")
        )
        raise InvalidEntry(said)
    return gesture


def _checked(gesture: Gesture) -> Gesture:
    if not gesture.title.strip():
        ours = gesture.by is Side.US
        said = _("Write what you want to give or do.") if ours else _("Write what they gave you.")
        raise InvalidEntry(said)
    if not 0 <= gesture.lead_days <= LONGEST_LEAD:
        raise InvalidEntry(_("Choose from 0 to {most} days to prepare.").format(most=LONGEST_LEAD))
    check_amount(gesture.cost, _("Write the cost as a number, zero or more."))
    check_amount(gesture.worth, _("Write the worth as a number, zero or more."))
    is_given = gesture.status is GestureStatus.GIVEN
    if gesture.by is Side.THEM and not is_given:
        raise InvalidEntry(_("What they gave you is given: choose the day."))
    if is_given and gesture.given_on is None:
        raise InvalidEntry(_("Choose the day on which you gave it."))
    if not is_given and (gesture.given_on, gesture.received) != (None, None):
        raise InvalidEntry(_("Mark it as given first; until then it has no day or feeling."))
    if gesture.received is not None and not -2 <= gesture.received <= 2:
        raise InvalidEntry(_("Choose how it was received from −2 to +2."))
    return replace(gesture, title=gesture.title.strip())
