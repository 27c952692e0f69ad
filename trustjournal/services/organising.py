"""Decides who belongs together, and what is done with many people at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from trustjournal.domain import words
from trustjournal.domain.changes import Change, Changeset, identity
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.organising import Membership
from trustjournal.domain.records import CheckIn, Customer
from trustjournal.errors import InvalidEntry
from trustjournal.i18n import _
from trustjournal.services.check_ins import drop_check_in, plan_check_in
from trustjournal.services.customers import add_customer, new_customer

GROUPING = frozenset(CustomerKind) - {CustomerKind.PERSON}
"""The kinds of customer that others can belong to."""


def join(
    people: Sequence[Customer],
    group: Customer,
    existing: Collection[Membership],
    above: Collection[UUID],
    role: str = "",
) -> Changeset:
    """Let each of these people belong to a business, household or group.

    `existing` are the memberships of the group, `above` the ids of all that it belongs to itself,
    through any number of steps. Who belongs to it already stays as they are.

    Raises:
        InvalidEntry: nobody is named, it is a person, they belong to it already, or a group would
            come to belong to itself.
    """
    if not people:
        raise InvalidEntry(_("Choose who belongs there."))
    if group.kind not in GROUPING:
        text = _("{name} is a person. Choose a business, a household or a group.")
        raise InvalidEntry(text.format(name=group.name))
    there = {one.customer_id for one in existing if one.of_id == group.id}
    new = [one for one in people if one.id not in there]
    for one in new:
        if one.id == group.id or one.id in above:
            text = _("{name} cannot belong to itself, not even in a round about way.")
            raise InvalidEntry(text.format(name=one.name))
    if not new:
        text = _("{people} belong to {group} already.")
        if len(people) == 1:
            text = _("{people} belongs to {group} already.")
        raise InvalidEntry(text.format(people=_names(people), group=group.name))
    label = _("Add {people} to {group}").format(people=_names(new), group=group.name)
    return Changeset(label, tuple(_membership(one.id, group.id, role) for one in new))


def join_new(
    people: Sequence[Customer], name: str, kind: CustomerKind, role: str = ""
) -> Changeset:
    """Make a business, household or group, and let these people belong to it.

    Raises:
        InvalidEntry: it has no name, or is to be a person.
    """
    if kind not in GROUPING:
        raise InvalidEntry(_("Choose whether it is a business, a household or a group."))
    group = new_customer(name, kind=kind)
    joined = (_membership(one.id, group.id, role) for one in people)
    label = _("Add {group}").format(group=group.name)
    if people:
        label = _("Add {people} to {group}").format(people=_names(people), group=group.name)
    return Changeset(label, (Change.create(group), *joined))


def bring(
    group: Customer,
    people: Sequence[Customer],
    new_names: Sequence[str],
    existing: Collection[Membership],
    above: Collection[UUID],
    role: str = "",
) -> Changeset:
    """Let people belong to a group, and people who are not in the journal yet as well.

    Raises:
        InvalidEntry: as `join`, or a new one has no name.
    """
    made = [new_customer(name) for name in new_names]
    joined = join([*people, *made], group, existing, above, role)
    added = (change for one in made for change in add_customer(one).changes)
    return Changeset(joined.label, (*added, *joined.changes))


def say_role(membership: Membership, role: str) -> Changeset:
    """Say what a customer is where they belong, in the owner's words.

    Raises:
        InvalidEntry: it is so already.
    """
    role = " ".join(role.split())
    if role == membership.role:
        raise InvalidEntry(_("That is how it is already."))
    return Changeset(_("Say what they are there"), (Change.update(membership, role=role),))


def leave(membership: Membership, who: Customer, group: Customer) -> Changeset:
    """Let a customer no longer belong to a group; both stay in the journal."""
    label = _("Take {name} out of {group}").format(name=who.name, group=group.name)
    return Changeset(label, (Change.delete(membership),))


def take_out(
    people: Sequence[Customer], group: Customer, existing: Collection[Membership]
) -> Changeset:
    """Let several people no longer belong to a group.

    Raises:
        InvalidEntry: none of them does.
    """
    ids = {one.id for one in people}
    ended = [one for one in existing if one.of_id == group.id and one.customer_id in ids]
    if not ended:
        raise InvalidEntry(_("Nobody here belongs to {group}.").format(group=group.name))
    out = {one.customer_id for one in ended}
    gone = [one for one in people if one.id in out]
    label = _("Take {people} out of {group}").format(people=_names(gone), group=group.name)
    return Changeset(label, tuple(map(Change.delete, ended)))


def set_cadence(
    people: Sequence[Customer],
    existing: Mapping[UUID, CheckIn],
    last_on: Mapping[UUID, date],
    every_days: int,
    today: date,
) -> Changeset:
    """Be in touch with each of these people every so many days, counted from their last touch.

    `existing` are their check-ins and `last_on` the days they were last in touch, both by
    customer. A check-in that comes sooner than the new one would keeps its day.

    Raises:
        InvalidEntry: the number makes no sense, or all of them are tended so already.
    """
    changes: list[Change] = []
    new = [one for one in people if not _has_cadence(existing.get(one.id), every_days)]
    for one in new:
        planned = existing.get(one.id)
        due_on = max(today, last_on.get(one.id, today) + timedelta(days=max(every_days, 0)))
        if planned is not None and planned.due_on is not None and planned.due_on >= today:
            due_on = min(due_on, planned.due_on)
        planning = plan_check_in(
            one,
            planned,
            every_days=every_days,
            due_on=due_on,
            about=planned.about if planned else "",
            today=today,
            is_ask=planned.is_ask if planned else False,
        )
        changes += planning.changes
    if not new:
        raise InvalidEntry(_("That is how it is already."))
    template = _("Be in touch with {people} {every}")
    label = template.format(people=_names(new), every=words.every(every_days))
    return Changeset(label, tuple(changes))


def drop_cadence(people: Sequence[Customer], existing: Mapping[UUID, CheckIn]) -> Changeset:
    """Stop the check-ins that were set for each of these people alone.

    Raises:
        InvalidEntry: none of them has one.
    """
    known = [one for one in people if one.id in existing]
    if not known:
        raise InvalidEntry(_("No check-in is set for anyone here."))
    label = _("Stop checking in with {people}").format(people=_names(known))
    dropped = (drop_check_in(existing[one.id]) for one in known)
    return Changeset(label, tuple(change for one in dropped for change in one.changes))


def _has_cadence(planned: CheckIn | None, every_days: int) -> bool:
    return planned is not None and planned.every_days == every_days


def _membership(customer_id: UUID, of_id: UUID, role: str) -> Change:
    role = " ".join(role.split())
    made = Membership(**identity(), customer_id=customer_id, of_id=of_id, role=role)
    return Change.create(made)


def _names(people: Sequence[Customer]) -> str:
    return words.people([one.name for one in people])
