"""Decides how long somebody may be silent before the owner wants to know: by person and by tag."""

from trustjournal.domain import words
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.records import (
    Customer,
    TagRule,
)
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.customers import edit_customer

LONGEST = 3650
"""The most days that can be asked for; beyond ten years nobody waits for a call."""


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


def set_tag_rule(tag: str, existing: TagRule | None, days: int | None) -> Changeset:
    """Say how many days anyone with a tag may be silent; None takes the rule away.

    `existing` is the tag's rule where there is one; a tag is the same in any spelling.

    Raises:
        InvalidEntry: the tag is blank, the number of days makes no sense, or nothing would change.
    """
    tag = folded(tag)
    if not tag:
        raise InvalidEntry(_("Write a word for the tag."))
    _check(days, existing.longest_gap_days if existing else None)
    if days is None and existing is not None:
        label = _("Let people tagged “{tag}” keep their own rhythm").format(tag=tag)
        return Changeset(label, (Change.delete(existing),))
    label = _("Hear of people tagged “{tag}” after {span}").format(
        tag=tag, span=words.span(days or 0)
    )
    if existing is None:
        return Changeset(
            label, (Change.create(TagRule(**identity(), tag=tag, longest_gap_days=days)),)
        )
    return Changeset(label, (Change.update(existing, longest_gap_days=days),))


def folded(tag: str) -> str:
    """Return a tag as its rule keeps it, the same for any spelling.

    >>> folded("  #VIP  friends ")
    'vip friends'
    """
    return " ".join(tag.split()).lstrip("# ").casefold()


def _check(days: int | None, before: int | None) -> None:
    if days is not None and not 1 <= days <= LONGEST:
        text = _("Write a number of days from 1 to {most}.")
        raise InvalidEntry(text.format(most=LONGEST))
    if days == before:
        raise InvalidEntry(_("That is how it is already."))
