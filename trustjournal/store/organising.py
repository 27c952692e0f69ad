"""Reading what puts people in order: who belongs together, own fields and saved filters."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection, Text, cast, func, select

from trustjournal.domain.belonging import last_of_all, reached
from trustjournal.domain.choices import CustomerKind
from trustjournal.domain.organising import CustomField, Membership, SavedFilter
from trustjournal.domain.records import Customer
from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.store import queries
from trustjournal.store.organising_tables import custom_field, membership, saved_filter
from trustjournal.store.rows import by_ids, chosen, fetch
from trustjournal.store.schema import customer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Group:
    """A business, household or group by name, as it is offered to belong to."""

    id: UUID
    name: str
    kind: CustomerKind


@dataclass(frozen=True, slots=True)
class Bond:
    """Somebody at the other end of a membership, and when they were last in touch.

    Of a group that is when anybody of it was.
    """

    membership: Membership
    who: Customer
    last_touch_at: datetime | None


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where somebody belongs, who belongs to them, and what else the owner keeps of everyone.

    `last_touch_at` is when they or any of their people were last in touch.
    """

    of: tuple[Bond, ...] = ()
    people: tuple[Bond, ...] = ()
    fields: tuple[CustomField, ...] = ()
    last_touch_at: datetime | None = None


ALONE = Belonging()


def custom_fields(connection: Connection) -> list[CustomField]:
    """Return the owner's own fields, in order."""
    order = custom_field.c.place, func.lower(custom_field.c.title), custom_field.c.id
    return fetch(connection, CustomField, chosen(CustomField).order_by(*order))


def field_by_id(connection: Connection, field_id: UUID) -> CustomField:
    """Return one of the owner's own fields.

    Raises:
        NotFound: it is no longer in the journal.
    """
    return _one(by_ids(connection, CustomField, [field_id]))


def holders(connection: Connection, field_id: UUID) -> list[Customer]:
    """Return everyone who has something in a field of the owner's own."""
    said = cast(customer.c.custom, Text).contains(str(field_id), autoescape=True)
    return fetch(connection, Customer, chosen(Customer).where(said))


def saved_filters(connection: Connection) -> list[SavedFilter]:
    """Return the filters in the sidebar, in order."""
    order = saved_filter.c.place, func.lower(saved_filter.c.title), saved_filter.c.id
    return fetch(connection, SavedFilter, chosen(SavedFilter).order_by(*order))


def filter_by_id(connection: Connection, filter_id: UUID) -> SavedFilter:
    """Return one of the filters in the sidebar.

    Raises:
        NotFound: it is no longer in the journal.
    """
    return _one(by_ids(connection, SavedFilter, [filter_id]))


def membership_by_id(connection: Connection, membership_id: UUID) -> Membership:
    """Return one membership.

    Raises:
        NotFound: it is no longer in the journal.
    """
    return _one(by_ids(connection, Membership, [membership_id]))


def groups(connection: Connection) -> list[Group]:
    """Return all that one can belong to, by name."""
    query = select(customer.c.id, customer.c.name, customer.c.kind)
    query = query.where(customer.c.kind != CustomerKind.PERSON)
    return [Group(*row) for row in connection.execute(query.order_by(func.lower(customer.c.name)))]


def members(connection: Connection) -> dict[UUID, list[UUID]]:
    """Return who belongs to each group itself, by the group."""
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for who, of in connection.execute(select(membership.c.customer_id, membership.c.of_id)):
        found[of].append(who)
    return dict(found)


def members_of(connection: Connection, of_ids: Iterable[UUID]) -> list[Membership]:
    """Return the memberships of these groups."""
    return fetch(
        connection, Membership, chosen(Membership).where(membership.c.of_id.in_(tuple(of_ids)))
    )


def memberships_of(connection: Connection, customer_ids: Iterable[UUID]) -> list[Membership]:
    """Return where these customers belong."""
    of_them = membership.c.customer_id.in_(tuple(customer_ids))
    return fetch(connection, Membership, chosen(Membership).where(of_them))


def above(connection: Connection, customer_id: UUID) -> set[UUID]:
    """Return all that a customer belongs to, through any number of steps."""
    steps: dict[UUID, list[UUID]] = {}
    level = {customer_id}
    while level:
        found = memberships_of(connection, level)
        steps |= {which: [] for which in level}
        for one in found:
            steps[one.customer_id].append(one.of_id)
        level = {one.of_id for one in found} - steps.keys()
    return reached(steps, customer_id)


def last_touches_of(
    connection: Connection, customer_ids: Sequence[UUID], now: datetime
) -> dict[UUID, datetime]:
    """Return when each of these customers was last in touch: of a group, when anybody of it was."""
    steps = {which: [] for which in customer_ids} | _members_below(connection, customer_ids)
    everyone = {*steps, *(one for some in steps.values() for one in some)}
    at = queries.touched_at(customer.c.id, now)
    rows = connection.execute(select(customer.c.id, at).where(customer.c.id.in_(everyone)))
    return last_of_all(steps, {who: instant for who, instant in rows if instant is not None})


def belonging(connection: Connection, customer_id: UUID, now: datetime) -> Belonging:
    """Return where a customer belongs and who belongs to them, both by name."""
    of = memberships_of(connection, [customer_id])
    people = members_of(connection, [customer_id])
    ends = [*(one.of_id for one in of), *(one.customer_id for one in people)]
    known = queries.customers_by_id(connection, ends)
    last = last_touches_of(connection, [customer_id, *known], now)

    def bonds(found: Iterable[tuple[Membership, UUID]]) -> tuple[Bond, ...]:
        made = [Bond(one, known[end], last.get(end)) for one, end in found if end in known]
        return tuple(sorted(made, key=lambda bond: bond.who.name.casefold()))

    return Belonging(
        of=bonds((one, one.of_id) for one in of),
        people=bonds((one, one.customer_id) for one in people),
        fields=tuple(custom_fields(connection)),
        last_touch_at=last.get(customer_id),
    )


def _members_below(connection: Connection, customer_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Return who belongs to each of these, and to each of those, level by level."""
    steps: dict[UUID, list[UUID]] = {}
    level = set(customer_ids)
    while level:
        found = members_of(connection, level)
        steps |= {which: [] for which in level}
        for one in found:
            steps[one.of_id].append(one.customer_id)
        level = {one.customer_id for one in found} - steps.keys()
    return steps


def _one(found: dict[UUID, T]) -> T:
    if not found:
        raise NotFound(_("This is no longer in the journal."))
    return next(iter(found.values()))
