"""Taking people out of the journal with everything that hangs on them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, Engine

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Customer
from trustjournal.services.customers import delete_customers
from trustjournal.store.attached import attached_to
from trustjournal.store.erasing import Erased, erase
from trustjournal.store.scrubbing import Report


def delete_people(connection: Connection, people: Sequence[Customer]) -> Changeset:
    """Return what deletes these people, as many as there may be, under one Undo."""
    return delete_customers(people, attached_to(connection, [one.id for one in people]))


def erase_person(
    engine: Engine,
    customer_id: UUID,
    *,
    keep_shared: bool = True,
    report: Report = lambda _done, _total: None,
) -> Erased:
    """Erase a person for good, without Undo: see `store.erasing.erase`."""
    return erase(engine, customer_id, _deletion, keep_shared=keep_shared, report=report)


def _deletion(connection: Connection, person: Customer) -> Changeset:
    return delete_people(connection, [person])
