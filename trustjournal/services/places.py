"""Decides on the order that the owner gives to things in a list."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from trustjournal.domain.changes import Change
from trustjournal.domain.organising import CustomField, SavedFilter
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _

_P = TypeVar("_P", CustomField, SavedFilter)


def moved(listed: Sequence[_P], which: UUID, by: int) -> tuple[Change, ...]:
    """Return what puts one of a list in order `by` places further down, or up where below zero.

    Raises:
        InvalidEntry: it stands at that end already, or is not in the list.
    """
    order = [one.id for one in listed]
    if which not in order:
        raise InvalidEntry(_("This is no longer in the journal."))
    here = order.index(which)
    there = min(max(here + by, 0), len(order) - 1)
    if there == here:
        raise InvalidEntry(_("It stands there already."))
    order.insert(there, order.pop(here))
    by_id = {one.id: one for one in listed}
    return tuple(
        Change.update(by_id[one], place=place)
        for place, one in enumerate(order)
        if by_id[one].place != place
    )


def next_place(listed: Sequence[_P]) -> int:
    """Return the place after the last of a list."""
    return max((one.place for one in listed), default=-1) + 1
