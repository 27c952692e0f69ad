"""Decides how a promise is made and how it ends: kept, late, broken or renegotiated."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from trustjournal.domain.changes import Change, Changeset, new_id, new_revision
from trustjournal.domain.choices import PromiseOutcome
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
        )
    )


def make_promise(
    customer: Customer, text: str, *, made_on: date, due_on: date | None = None
) -> Changeset:
    """Promise a customer something, outside any touchpoint.

    Raises:
        InvalidEntry: as `new_promise`.
    """
    label = _("Make a promise to {name}").format(name=customer.name)
    return Changeset(label, (Change.create(new_promise(customer.id, text, made_on, due_on)),))


def edit_promise(promise: Promise, **fields: Any) -> Changeset:
    """Give a promise other values; `outcome=None, settled_on=None` opens it again.

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


def break_promise(promise: Promise, on: date) -> Changeset:
    """Say that a promise will not be kept.

    Raises:
        InvalidEntry: it is settled already, or `on` is before it was made.
    """
    return Changeset(_("Break a promise"), (_settled(promise, PromiseOutcome.BROKEN, on),))


def renegotiate_promise(promise: Promise, due_on: date, on: date) -> Changeset:
    """Agree on another day: the old promise ends, and the same one is made anew.

    Raises:
        InvalidEntry: it is settled already, or `due_on` is before `on` or no other day.
    """
    if due_on == promise.due_on:
        raise InvalidEntry(_("It is due on that day already. Choose another one."))
    again = new_promise(promise.customer_id, promise.text, on, due_on, promise.touchpoint_id)
    ended = _settled(promise, PromiseOutcome.RENEGOTIATED, on)
    return Changeset(_("Agree on another day"), (ended, Change.create(again)))


def delete_promise(promise: Promise) -> Changeset:
    """Take a promise away, as if it had never been made."""
    return Changeset(_("Delete a promise"), (Change.delete(promise),))


def _settled(promise: Promise, outcome: PromiseOutcome, on: date) -> Change:
    if promise.outcome is not None:
        raise InvalidEntry(_("This promise is settled already. Edit it to change how it ended."))
    return _edited(promise, outcome=outcome, settled_on=on)


def _edited(promise: Promise, **fields: Any) -> Change:
    return Change(promise, _checked(replace(promise, revision=new_revision(), **fields)))


def _checked(promise: Promise) -> Promise:
    if not promise.text.strip():
        raise InvalidEntry(_("Write what you promised."))
    if promise.due_on is not None and promise.due_on < promise.made_on:
        raise InvalidEntry(_("A promise cannot be due before it was made. Choose a later day."))
    if (promise.outcome is None) is not (promise.settled_on is None):
        raise InvalidEntry(_("Say both how the promise ended and on which day."))
    if promise.settled_on is not None and promise.settled_on < promise.made_on:
        raise InvalidEntry(_("A promise cannot end before it was made. Choose a later day."))
    return replace(promise, text=promise.text.strip())
