"""Decides when a customer should next hear from the owner."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from trustjournal.domain import cadence
from trustjournal.domain.changes import Change, Changeset, new_id, new_revision
from trustjournal.domain.records import (
    CheckIn,
    Customer,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _


def plan_check_in(
    customer: Customer,
    existing: CheckIn | None,
    *,
    every_days: int | None,
    due_on: date | None,
    about: str,
    today: date,
) -> Changeset:
    """Plan the check-in with a customer, or change the one they have.

    Without `due_on` it is due one cadence from today; without `every_days` it happens once.
    A new day ends a snooze.

    Raises:
        InvalidEntry: neither is given, the cadence is out of range, or the day has passed.
    """
    if every_days is not None and not 1 <= every_days <= cadence.LONGEST:
        raise InvalidEntry(
            _("Choose how often from 1 to {most} days.").format(most=cadence.LONGEST)
        )
    if due_on is None:
        if every_days is None:
            raise InvalidEntry(_("Choose a day, or how often you want to be in touch."))
        due_on = today + timedelta(days=every_days)
    planned = existing or CheckIn(id=new_id(), revision=new_revision(), customer_id=customer.id)
    if due_on < today and due_on != planned.due_on:
        raise InvalidEntry(_("That day has passed. Choose today or a later one."))
    snoozed_until = planned.snoozed_until if due_on == planned.due_on else None
    after = replace(
        planned,
        revision=new_revision(),
        every_days=every_days,
        due_on=due_on,
        snoozed_until=snoozed_until,
        about=about.strip(),
    )
    label = _("Plan a check-in with {name}").format(name=customer.name)
    return Changeset(label, (Change(existing, after),))


def snooze_check_in(check_in: CheckIn, until: date, today: date) -> Changeset:
    """Leave a check-in in peace until a later day.

    Raises:
        InvalidEntry: the day is not after today.
    """
    if until <= today:
        raise InvalidEntry(_("Snooze it until tomorrow or a later day."))
    return Changeset(_("Snooze a check-in"), (Change.update(check_in, snoozed_until=until),))


def finish_check_in(check_in: CheckIn, on: date) -> Changeset:
    """Say that a check-in is done without a touchpoint: the next one follows, or it ends."""
    return Changeset(_("Finish a check-in"), (Change(check_in, cadence.after_done(check_in, on)),))


def drop_check_in(check_in: CheckIn) -> Changeset:
    """Stop checking in."""
    return Changeset(_("Drop a check-in"), (Change.delete(check_in),))


def touched(
    check_ins: Mapping[UUID, CheckIn], customer_ids: Iterable[UUID], touched_on: date
) -> Iterator[Change]:
    """Yield what a touch with these customers on a day does to their check-ins."""
    for customer_id in dict.fromkeys(customer_ids):
        check_in = check_ins.get(customer_id)
        if check_in is None:
            continue
        after = cadence.after_touch(check_in, touched_on)
        if after != check_in:
            yield Change(check_in, after)
