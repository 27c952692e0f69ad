"""Decides how long a person may be silent before the owner wants to know."""

from trustjournal.domain import words
from trustjournal.domain.cadence import LONGEST
from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Customer
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.customers import edit_customer


def set_longest_gap(customer: Customer, days: int | None) -> Changeset:
    """Say how many days a person may be silent; None leaves it to their own rhythm.

    Raises:
        InvalidEntry: the number of days makes no sense, or nothing would change.
    """
    _check(days, customer.longest_gap_days)
    if days is None:
        label = _("Let {name} keep their own rhythm").format(name=customer.name)
    else:
        label = _("Hear of {name} after {span}").format(name=customer.name, span=words.span(days))
    return Changeset(label, edit_customer(customer, longest_gap_days=days).changes)


def _check(days: int | None, before: int | None) -> None:
    if days is not None and not 1 <= days <= LONGEST:
        text = _("Write a number of days from 1 to {most}.")
        raise InvalidEntry(text.format(most=LONGEST))
    if days == before:
        raise InvalidEntry(_("That is how it is already."))
