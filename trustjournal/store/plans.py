"""What rows of any plan share: whom it is for, and the record as it is now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Select

from trustjournal.domain.choices import Stage
from trustjournal.domain.records import Record
from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.store.rows import FIELDS, by_ids, chosen
from trustjournal.store.schema import customer

_R = TypeVar("_R", bound=Record)

WHO = (customer.c.id, customer.c.name, customer.c.company, customer.c.stage)
"""The columns that make a `Who`, in the order of its fields."""


@dataclass(frozen=True, slots=True)
class Who:
    """What a row says of a customer."""

    id: UUID
    name: str
    company: str
    stage: Stage


def joined(kind: type[Record], customer_id: Any) -> Select[Any]:
    """Return the query for records with whom they are about, to be narrowed and ordered."""
    return chosen(kind).add_columns(*WHO).join(customer, customer.c.id == customer_id)


def still_here(connection: Connection, kind: type[_R], ids: Iterable[UUID]) -> list[_R]:
    """Return the records of a kind as they are now.

    Raises:
        NotFound: none of them is left.
    """
    found = by_ids(connection, kind, ids)
    if not found:
        raise NotFound(_("This is no longer in the journal."))
    return list(found.values())


def rows(connection: Connection, kind: type[_R], query: Select[Any]) -> Iterator[tuple[_R, Who]]:
    """Run a query made from `joined(kind, ...)` and yield its records with their people."""
    names = FIELDS[kind]
    make: Any = kind
    for row in connection.execute(query):
        values = dict(zip(names, row[: len(names)], strict=True))
        yield make(**values), Who(*row[len(names) :])
