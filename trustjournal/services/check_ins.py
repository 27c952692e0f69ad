"""Decides when a customer should next hear from the owner."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from trustjournal.domain import cadence
from trustjournal.domain.cadence import Cadence, Source
from trustjournal.domain.changes import Change, Changeset, identity, new_revision
from trustjournal.domain.records import (
    CheckIn,
    Customer,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _

RULED = (Source.TAG, Source.STAGE)
"""Where a cadence comes from that was not set for a customer alone."""


def plan_check_in(
    customer: Customer,
    existing: CheckIn | None,
    *,
    every_days: int | None,
    due_on: date | None,
    about: str,
    today: date,
    is_ask: bool = False,
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
    planned = existing or _blank(customer.id)
    if due_on != planned.due_on:
        planned = _on_day(planned, due_on, today)
    after = replace(
        planned, revision=new_revision(), every_days=every_days, about=about.strip(), is_ask=is_ask
    )
    label = _("Plan a check-in with {name}").format(name=customer.name)
    return Changeset(label, (Change(existing, after),))


def follow_rule(
    customer: Customer, existing: CheckIn | None, ruled: Cadence, *, about: str, is_ask: bool
) -> Changeset:
    """Leave it to a customer's tags or stage how often they hear from the owner.

    `ruled` is their cadence. What was set for them alone goes; a snooze stays.

    Raises:
        InvalidEntry: no tag or stage of theirs says how often, or it is so already.
    """
    if ruled.source not in RULED:
        text = _("Neither a tag nor the stage of {name} says how often. Choose it here.")
        raise InvalidEntry(text.format(name=customer.name))
    before = existing or _blank(customer.id)
    after = replace(before, every_days=None, due_on=None, about=about.strip(), is_ask=is_ask)
    label = _("Leave the check-ins with {name} to their tag or stage").format(name=customer.name)
    if after == before:
        raise InvalidEntry(_("That is how it is already."))
    if after == replace(_blank(customer.id), id=before.id, revision=before.revision):
        return Changeset(label, (Change(existing, None),))
    return Changeset(label, (Change(existing, replace(after, revision=new_revision())),))


def move_check_in(customer_id: UUID, existing: CheckIn | None, day: date, today: date) -> Changeset:
    """Put the next check-in on another day, once also where a rule asks for it; a snooze ends.

    Raises:
        InvalidEntry: the day has passed.
    """
    after = _on_day(existing or _blank(customer_id), day, today)
    label = _("Move a check-in")
    return Changeset(label, (Change(existing, replace(after, revision=new_revision())),))


def leave_in_peace(
    customer_id: UUID, existing: CheckIn | None, until: date, today: date, why: str = ""
) -> Changeset:
    """Ask for no check-in with a customer until a later day, whether they have their own or not.

    Raises:
        InvalidEntry: the day is not after today.
    """
    if until <= today:
        raise InvalidEntry(_("Snooze it until tomorrow or a later day."))
    after = replace(
        existing or _blank(customer_id),
        revision=new_revision(),
        snoozed_until=until,
        snooze_words=why.strip(),
    )
    return Changeset(_("Snooze a check-in"), (Change(existing, after),))


def finish_check_in(check_in: CheckIn, on: date) -> Changeset:
    """Say that a check-in is done without a touchpoint: the next one follows, or it ends."""
    return Changeset(_("Finish a check-in"), (Change(check_in, cadence.after_done(check_in, on)),))


def finish_ruled(
    customer_id: UUID, existing: CheckIn | None, every_days: int, on: date
) -> Changeset:
    """Say the same where a rule asks for a check-in every so many days: it rests for as long."""
    resting = replace(existing, due_on=None, about="", is_ask=False) if existing else None
    rest = leave_in_peace(customer_id, resting, on + timedelta(days=every_days), on)
    change = Change(existing, rest.changes[0].after)
    return Changeset(_("Finish a check-in"), (change,))


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


def _blank(customer_id: UUID) -> CheckIn:
    return CheckIn(**identity(), customer_id=customer_id)


def _on_day(check_in: CheckIn, day: date, today: date) -> CheckIn:
    if day < today:
        raise InvalidEntry(_("That day has passed. Choose today or a later one."))
    return replace(check_in, due_on=day, snoozed_until=None, snooze_words="")
