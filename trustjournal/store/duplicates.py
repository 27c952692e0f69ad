"""Who may be in the journal twice, and all that two such people hold."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select

from trustjournal.domain.duplicates import Known, Pair, find_pairs
from trustjournal.domain.matching import SameNumber, same_digits
from trustjournal.domain.organising import Apart, CustomField
from trustjournal.domain.records import CheckIn
from trustjournal.domain.twins import IdPair, Twins, ids_of
from trustjournal.store import queries
from trustjournal.store.attached import attached_to, bonds_of
from trustjournal.store.cycles import senders
from trustjournal.store.organising_tables import apart, membership
from trustjournal.store.rows import chosen, fetch
from trustjournal.store.schema import customer, presence

_TOLD_BY = (
    *(customer.c.id, customer.c.name, customer.c.company),
    *(customer.c.phones, customer.c.emails),
)


def duplicates(connection: Connection, same_number: SameNumber = same_digits) -> list[Pair]:
    """Return who may be one and the same, the most likely first.

    Left out are those whom the owner told apart, and those of whom one belongs to the other: a
    household has the number of its people. `same_number` tells whether two numbers are one.
    """
    people = [
        Known(
            id=which,
            name=name,
            company=company,
            phones=tuple(one.value for one in phones),
            emails=tuple(one.value for one in emails),
        )
        for which, name, company, phones, emails in connection.execute(
            select(*_TOLD_BY).order_by(customer.c.id)
        )
    ]
    return find_pairs(people, _told_apart(connection), same_number)


def twins(connection: Connection, keep_id: UUID, gone_id: UUID) -> Twins:
    """Return two customers with all that a merge of them must know.

    Raises:
        NotFound: one of them is not, or no longer, in the journal.
    """
    both = side_by_side(connection, keep_id, gone_id)
    moving = attached_to(connection, [gone_id])
    own = (one for one in moving.own if not isinstance(one, CheckIn))
    bonds = both.attached
    attached = replace(
        moving,
        own=[*own, *bonds.own],
        memberships=bonds.memberships,
        attachments=bonds.attachments,
        aparts=bonds.aparts,
    )
    return replace(both, attached=attached)


def side_by_side(connection: Connection, keep_id: UUID, gone_id: UUID) -> Twins:
    """Return two customers with all in which they may differ, quickly however much they hold.

    Raises:
        NotFound: one of them is not, or no longer, in the journal.
    """
    keep, gone = (queries.customer_by_id(connection, which) for which in (keep_id, gone_id))
    known = {one.id: one for one in (keep, gone)}
    above = {
        sender: senders(connection, sender)
        for sender in (keep.referred_by, gone.referred_by)
        if sender is not None
    }
    known |= queries.customers_by_id(connection, above)
    return Twins(
        keep=keep,
        gone=gone,
        attached=bonds_of(connection, [keep.id, gone.id]),
        fields=fetch(connection, CustomField, chosen(CustomField)),
        senders={sender: [known[sender], *others] for sender, others in above.items()},
    )


def touched(
    connection: Connection, customer_ids: Iterable[UUID], now: datetime
) -> dict[UUID, tuple[int, datetime]]:
    """Return how often these customers were in touch until `now`, and when last.

    Whoever never was is left out.
    """
    query = (
        select(presence.c.customer_id, func.count(), func.max(presence.c.happened_at))
        .where(presence.c.customer_id.in_(tuple(customer_ids)), presence.c.happened_at <= now)
        .group_by(presence.c.customer_id)
    )
    return {who: (count, last) for who, count, last in connection.execute(query)}


def aparts_of(connection: Connection, one: UUID, other: UUID) -> list[Apart]:
    """Return what was said already of two customers being two."""
    low, high = ids_of(one, other)
    query = chosen(Apart).where(apart.c.one_id == low, apart.c.other_id == high)
    return fetch(connection, Apart, query)


def _told_apart(connection: Connection) -> Collection[IdPair]:
    pairs = (
        *connection.execute(select(apart.c.one_id, apart.c.other_id)),
        *connection.execute(select(membership.c.customer_id, membership.c.of_id)),
    )
    return {ids_of(one, other) for one, other in pairs}
