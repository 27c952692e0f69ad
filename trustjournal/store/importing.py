"""What an import asks of the journal: whom it knows, and which of a batch is there already."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select, tuple_

from trustjournal.domain.matching import Traits
from trustjournal.domain.organising import Apart, Membership
from trustjournal.domain.records import CheckIn, Evening, Record, StageRule, TagRule
from trustjournal.store.organising_tables import attachment
from trustjournal.store.schema import RECORD_TABLES, customer

_AT_ONCE = 10_000
_PEOPLE_AT_ONCE = 2_000

ONE_OF_A_KIND: dict[type[Record], tuple[str, ...]] = {
    CheckIn: ("customer_id",),
    Evening: ("on",),
    TagRule: ("tag",),
    StageRule: ("stage",),
    Membership: ("customer_id", "of_id"),
    Apart: ("one_id", "other_id"),
}
"""The fields by which there may be only one record of a kind (unique indexes in the schema)."""


class Person(NamedTuple):
    """Somebody in the journal, and what they are compared by."""

    id: UUID
    name: str
    company: str
    traits: Traits


def people(connection: Connection) -> Iterator[Person]:
    """Yield everyone, in the order that they were added."""
    wanted = (customer.c.id, customer.c.name, customer.c.company, customer.c.kind)
    query = select(*wanted, customer.c.phones, customer.c.emails).order_by(customer.c.id)
    for which, name, company, kind, phones, emails in connection.execute(
        query.execution_options(yield_per=_PEOPLE_AT_ONCE)
    ):
        numbers = [one.value for one in phones]
        traits = Traits.said(name, numbers, [one.value for one in emails], kind)
        yield Person(which, name, company, traits)


def existing(connection: Connection, kind: type[Record], ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these records the journal has."""
    found: set[UUID] = set()
    wanted = list(dict.fromkeys(ids))
    which = RECORD_TABLES[kind].c.id
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(which).where(which.in_(wanted[start : start + _AT_ONCE]))
        found.update(connection.execute(query).scalars())
    return found


def taken(
    connection: Connection, kind: type[Record], keys: Collection[tuple[Any, ...]]
) -> set[tuple[Any, ...]]:
    """Return which of these keys, by the fields of `ONE_OF_A_KIND`, a record has already."""
    table = RECORD_TABLES[kind]
    columns = [table.c[name] for name in ONE_OF_A_KIND[kind]]
    if len(columns) == 1:
        found = select(*columns).where(columns[0].in_([key[0] for key in keys]))
    else:
        found = select(*columns).where(tuple_(*columns).in_(list(keys)))
    return {tuple(row) for row in connection.execute(found)}


def bytes_kept(connection: Connection) -> int:
    """Return how many bytes of files the journal keeps."""
    query = select(func.coalesce(func.sum(attachment.c.size), 0))
    return int(connection.execute(query).scalar_one())


def photographed(connection: Connection, customer_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these customers have a photo."""
    whose = attachment.c.customer_id
    query = select(whose).where(whose.in_(customer_ids), attachment.c.is_photo)
    return set(connection.execute(query).scalars())
