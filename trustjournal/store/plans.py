"""Promises of everybody, each with whom it is for, and what rows of any plan share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Select

from trustjournal.domain.choices import (
    PromiseOutcome,
    Side,
    Stage,
)
from trustjournal.domain.records import (
    Promise,
    Record,
)
from trustjournal.errors import NotFound
from trustjournal.i18n import _
from trustjournal.store.rows import FIELDS, by_ids, chosen, fetch
from trustjournal.store.schema import customer, promise

SETTLED_LATELY = 100
"""How many of the promises that ended last are read."""

COUNTED = 10
"""Of how many promises "kept 9 of the last 10" speaks."""

_R = TypeVar("_R", bound=Record)

_WHO = (customer.c.id, customer.c.name, customer.c.company, customer.c.stage)


@dataclass(frozen=True, slots=True)
class Who:
    """What a row says of a customer."""

    id: UUID
    name: str
    company: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises that are open, by due day and without one last, and those that ended lately.

    `counted` are the last that were kept, late or broken: a day agreed anew is none of these.
    """

    ahead: tuple[tuple[Promise, Who], ...]
    settled: tuple[tuple[Promise, Who], ...]
    counted: tuple[Promise, ...]


def joined(kind: type[Record], customer_id: Any) -> Select[Any]:
    """Return the query for records with whom they are about, to be narrowed and ordered."""
    return chosen(kind).add_columns(*_WHO).join(customer, customer.c.id == customer_id)


_PROMISES = joined(Promise, promise.c.customer_id)
_OPEN = _PROMISES.where(promise.c.by == Side.US, promise.c.outcome.is_(None)).order_by(
    promise.c.due_on.is_(None), promise.c.due_on, promise.c.made_on, promise.c.id
)
_LATEST = promise.c.settled_on.desc(), promise.c.id.desc()
_SETTLED = (
    _PROMISES.where(promise.c.by == Side.US, promise.c.outcome.is_not(None))
    .order_by(*_LATEST)
    .limit(SETTLED_LATELY)
)
_JUDGED = PromiseOutcome.KEPT, PromiseOutcome.LATE, PromiseOutcome.BROKEN
_LAST = (
    chosen(Promise)
    .where(promise.c.by == Side.US, promise.c.outcome.in_(_JUDGED))
    .order_by(*_LATEST)
    .limit(COUNTED)
)


def read_promises(connection: Connection) -> Promises:
    """Return the promises that are open and how the last ones ended."""
    return Promises(
        ahead=tuple(rows(connection, Promise, _OPEN)),
        settled=tuple(rows(connection, Promise, _SETTLED)),
        counted=tuple(fetch(connection, Promise, _LAST)),
    )


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
