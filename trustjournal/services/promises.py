"""Decides how a promise is made, how it ends, and what is noted of one that came otherwise.

A promise may be the owner's or the customer's; both end the same way.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from trustjournal.domain.changes import Change, Changeset, new_id, new_revision
from trustjournal.domain.choices import Cause, PromiseOutcome, Side
from trustjournal.domain.records import (
    Customer,
    Promise,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _


def new_promise(
    customer_id: UUID,
    text: str,
    made_on: date,
    due_on: date | None = None,
    touchpoint_id: UUID | None = None,
    by: Side = Side.US,
) -> Promise:
    """Return an open promise ready to be added.

    Raises:
        InvalidEntry: it says nothing, or is due before it was made.
    """
    return _checked(
        Promise(
            id=new_id(),
            revision=new_revision(),
            customer_id=customer_id,
            text=text,
            made_on=made_on,
            due_on=due_on,
            touchpoint_id=touchpoint_id,
            by=by,
        )
    )


def make_promise(
    customer: Customer,
    text: str,
    *,
    made_on: date,
    due_on: date | None = None,
    by: Side = Side.US,
) -> Changeset:
    """Promise a customer something, or with `by` them note their promise, outside any touchpoint.

    Raises:
        InvalidEntry: as `new_promise`.
    """
    label = _("Make a promise to {name}") if by is Side.US else _("Note a promise of {name}")
    made = new_promise(customer.id, text, made_on, due_on, by=by)
    return Changeset(label.format(name=customer.name), (Change.create(made),))


def edit_promise(promise: Promise, **fields: Any) -> Changeset:
    """Give a promise other values.

    Raises:
        InvalidEntry: as `new_promise`, or it ends without a day, or before it was made.
    """
    return Changeset(_("Edit a promise"), (_edited(promise, **fields),))


def keep_promise(promise: Promise, kept_on: date) -> Changeset:
    """Say that a promise was kept: in time, or late where that is after its due day.

    Raises:
        InvalidEntry: it is settled already, or `kept_on` is before it was made.
    """
    late = promise.due_on is not None and kept_on > promise.due_on
    outcome = PromiseOutcome.LATE if late else PromiseOutcome.KEPT
    return Changeset(_("Keep a promise"), (_settled(promise, outcome, kept_on),))


def break_promise(promise: Promise, on: date, told_first: bool | None = None) -> Changeset:
    """Say that a promise will not be kept.

    `told_first` says whether they heard it from the owner before they noticed: that is half as
    bad (`evidence.BROKEN_BUT_TOLD`). Of a customer's own promise it is not kept.

    Raises:
        InvalidEntry: it is settled already, or `on` is before it was made.
    """
    broken = _settled(promise, PromiseOutcome.BROKEN, on, told_first)
    return Changeset(_("Break a promise"), (broken,))


def renegotiate_promise(promise: Promise, due_on: date, on: date) -> Changeset:
    """Agree on another day: the old promise ends, and the same one is made anew.

    Raises:
        InvalidEntry: it is settled already, or `due_on` is before `on` or no other day.
    """
    if due_on == promise.due_on:
        raise InvalidEntry(_("It is due on that day already. Choose another one."))
    again = new_promise(
        promise.customer_id, promise.text, on, due_on, promise.touchpoint_id, promise.by
    )
    ended = _settled(promise, PromiseOutcome.RENEGOTIATED, on)
    return Changeset(_("Agree on another day"), (ended, Change.create(again)))


def reopen_promise(promise: Promise) -> Changeset:
    """Say that a promise has not ended yet after all."""
    return Changeset(_("Open a promise again"), (_edited(promise, **_OPEN),))


def settle_again(promise: Promise, settle: Callable[[Promise], Changeset]) -> Changeset:
    """End a promise with `settle`, whatever it had ended as before.

    Raises:
        InvalidEntry: as `settle`.
    """
    ended = settle(replace(promise, **_OPEN))
    first, *more = ended.changes
    return Changeset(ended.label, (Change(promise, first.after), *more))


def note_gap(
    promise: Promise, *, delivered: str, gap: Cause | None, fix: str, fixed_on: date | None
) -> Changeset:
    """Note what came of a promise instead, where that is to be mended, how, and when it was.

    Raises:
        InvalidEntry: it was mended before it was promised.
    """
    noted = _edited(promise, delivered=delivered, gap=gap, fix=fix, fixed_on=fixed_on)
    return Changeset(_("Note a gap"), (noted,))


def delete_promise(promise: Promise) -> Changeset:
    """Take a promise away, as if it had never been made."""
    return Changeset(_("Delete a promise"), (Change.delete(promise),))


_OPEN: dict[str, Any] = {"outcome": None, "settled_on": None, "told_first": None}


def _settled(
    promise: Promise, outcome: PromiseOutcome, on: date, told_first: bool | None = None
) -> Change:
    if promise.outcome is not None:
        raise InvalidEntry(_("This promise is settled already. Edit it to change how it ended."))
    return _edited(promise, outcome=outcome, settled_on=on, told_first=told_first)


def _edited(promise: Promise, **fields: Any) -> Change:
    return Change(promise, _checked(replace(promise, revision=new_revision(), **fields)))


def _checked(promise: Promise) -> Promise:
    ours = promise.by is Side.US
    if not promise.text.strip():
        raise InvalidEntry(
            _("Write what you promised.") if ours else _("Write what they promised.")
        )
    if promise.due_on is not None and promise.due_on < promise.made_on:
        raise InvalidEntry(_("A promise cannot be due before it was made. Choose a later day."))
    if (promise.outcome is None) is not (promise.settled_on is None):
        raise InvalidEntry(_("Say both how the promise ended and on which day."))
    if promise.settled_on is not None and promise.settled_on < promise.made_on:
        raise InvalidEntry(_("A promise cannot end before it was made. Choose a later day."))
    if promise.fixed_on is not None and promise.fixed_on < promise.made_on:
        raise InvalidEntry(_("It cannot be mended before it was promised. Choose a later day."))
    said_first = promise.told_first if ours and promise.outcome is PromiseOutcome.BROKEN else None
    return replace(
        promise,
        text=promise.text.strip(),
        delivered=promise.delivered.strip(),
        fix=promise.fix.strip(),
        told_first=said_first,
    )
