"""Reading all that hangs on customers, as many as there may be."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, or_

from trustjournal.domain.attached import Attached
from trustjournal.domain.organising import Apart, Attachment, Membership
from trustjournal.domain.records import Answer, CheckIn, Feedback, Gesture, Record, Review
from trustjournal.store import queries
from trustjournal.store.organising_tables import apart, attachment, membership
from trustjournal.store.rows import chosen, fetch

_R = TypeVar("_R", bound=Record)
_AT_ONCE = 10_000  # SQLite takes at most 32,766 values in one statement


def attached_to(connection: Connection, customer_ids: Iterable[UUID]) -> Attached:
    """Return what hangs on these customers, each record once."""
    ids = tuple(dict.fromkeys(customer_ids))
    own: list[CheckIn | Gesture | Answer | Feedback | Review] = []
    for some in _batches(ids):
        own += queries.check_ins_of(connection, some).values()
        own += queries.gestures_of(connection, some)
        own += queries.answers_of(connection, some)
        own += queries.feedback_of(connection, some)
        own += queries.reviews_of(connection, some)
    touchpoints = _once(connection, queries.touchpoints_with, ids)
    touched = [one.id for one in touchpoints]
    return Attached(
        touchpoints=touchpoints,
        promises=_both(connection, (queries.promises_of, ids), (queries.promises_made_in, touched)),
        recoveries=_both(
            connection, (queries.recoveries_of, ids), (queries.recoveries_from, touched)
        ),
        own=own,
        referred=_once(connection, queries.referred, ids),
        memberships=_both(connection, (_belonging, ids), (_belonging_to, ids)),
        attachments=_both(connection, (_files_of, ids), (_files_with, touched)),
        aparts=_both(connection, (_apart, ids)),
    )


def bonds_of(connection: Connection, customer_ids: Iterable[UUID]) -> Attached:
    """Return of a few customers what is told of them without a look at their touchpoints.

    That is their check-ins and files, who belongs to whom, and from whom they are told apart.
    """
    ids = tuple(customer_ids)
    return Attached(
        own=list(queries.check_ins_of(connection, ids).values()),
        memberships=_both(connection, (_belonging, ids), (_belonging_to, ids)),
        attachments=_files_of(connection, ids),
        aparts=_apart(connection, ids),
    )


_Reading = Callable[[Connection, Sequence[UUID]], Iterable[_R]]


def _once(connection: Connection, read: _Reading[_R], ids: Sequence[UUID]) -> list[_R]:
    return _both(connection, (read, ids))


def _both(connection: Connection, *asked: tuple[_Reading[_R], Sequence[UUID]]) -> list[_R]:
    """Return what several readings find, each record once."""
    found: dict[UUID, _R] = {}
    for read, ids in asked:
        for some in _batches(ids):
            found.update((one.id, one) for one in read(connection, some))
    return list(found.values())


def _belonging(connection: Connection, ids: Sequence[UUID]) -> list[Membership]:
    query = chosen(Membership).where(membership.c.customer_id.in_(ids))
    return fetch(connection, Membership, query)


def _belonging_to(connection: Connection, ids: Sequence[UUID]) -> list[Membership]:
    return fetch(connection, Membership, chosen(Membership).where(membership.c.of_id.in_(ids)))


def _files_of(connection: Connection, ids: Sequence[UUID]) -> list[Attachment]:
    query = chosen(Attachment).where(attachment.c.customer_id.in_(ids))
    return fetch(connection, Attachment, query.order_by(attachment.c.id))


def _files_with(connection: Connection, ids: Sequence[UUID]) -> list[Attachment]:
    query = chosen(Attachment).where(attachment.c.touchpoint_id.in_(ids))
    return fetch(connection, Attachment, query.order_by(attachment.c.id))


def _apart(connection: Connection, ids: Sequence[UUID]) -> list[Apart]:
    either: Any = or_(apart.c.one_id.in_(ids), apart.c.other_id.in_(ids))
    return fetch(connection, Apart, chosen(Apart).where(either))


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
