"""Decides on gifts, thank-you notes, favours and extra miles, from idea to how they landed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from trustjournal.domain.changes import Change, Changeset, new_id, new_revision
from trustjournal.domain.choices import (
    GestureKind,
    GestureStatus,
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
    note: str = "",
) -> Changeset:
    """Plan a gesture; without a day it stays an idea.

    Raises:
        InvalidEntry: it has no title, or the lead time or cost is out of range.
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


def delete_gesture(gesture: Gesture) -> Changeset:
    """Take a gesture away."""
    return Changeset(_("Delete a gesture"), (Change.delete(gesture),))


def _not_ahead(gesture: Gesture, today: date) -> Gesture:
    if gesture.given_on is not None and gesture.given_on > today:
        raise InvalidEntry(_("That day is still ahead. Choose the day on which you gave it."))
    return gesture


def _checked(gesture: Gesture) -> Gesture:
    if not gesture.title.strip():
        raise InvalidEntry(_("Write what you want to give or do."))
    if not 0 <= gesture.lead_days <= LONGEST_LEAD:
        raise InvalidEntry(_("Choose from 0 to {most} days to prepare.").format(most=LONGEST_LEAD))
    check_amount(gesture.cost, _("Write the cost as a number, zero or more."))
    is_given = gesture.status is GestureStatus.GIVEN
    if is_given and gesture.given_on is None:
        raise InvalidEntry(_("Choose the day on which you gave it."))
    if not is_given and (gesture.given_on, gesture.received) != (None, None):
        raise InvalidEntry(_("Mark it as given first; until then it has no day or feeling."))
    if gesture.received is not None and not -2 <= gesture.received <= 2:
        raise InvalidEntry(_("Choose how it was received from −2 to +2."))
    return replace(gesture, title=gesture.title.strip())
