"""Taking people out of the journal with everything that hangs on them."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import (
    Answer,
    CheckIn,
    Customer,
    Feedback,
    Gesture,
    Promise,
    Recovery,
    Review,
    Touchpoint,
)
from trustjournal.services.customers import Attached, delete_customers
from trustjournal.store import queries

_AT_ONCE = 10_000  # SQLite takes at most 32,766 values in one statement


def delete_people(connection: Connection, people: Sequence[Customer]) -> Changeset:
    """Return what deletes these people, as many as there may be, under one Undo."""
    touchpoints: dict[UUID, Touchpoint] = {}
    promises: dict[UUID, Promise] = {}
    recoveries: dict[UUID, Recovery] = {}
    own: list[CheckIn | Gesture | Answer | Feedback | Review] = []
    referred: dict[UUID, Customer] = {}
    for some in _batches([one.id for one in people]):
        touchpoints.update((one.id, one) for one in queries.touchpoints_with(connection, some))
        promises.update((one.id, one) for one in queries.promises_of(connection, some))
        recoveries.update((one.id, one) for one in queries.recoveries_of(connection, some))
        own += queries.check_ins_of(connection, some).values()
        own += queries.gestures_of(connection, some)
        own += queries.answers_of(connection, some)
        own += queries.feedback_of(connection, some)
        own += queries.reviews_of(connection, some)
        referred.update((one.id, one) for one in queries.referred(connection, some))
    for some in _batches(list(touchpoints)):
        promises.update((one.id, one) for one in queries.promises_made_in(connection, some))
        recoveries.update((one.id, one) for one in queries.recoveries_from(connection, some))
    return delete_customers(
        people,
        Attached(
            touchpoints=list(touchpoints.values()),
            promises=list(promises.values()),
            recoveries=list(recoveries.values()),
            own=own,
            referred=list(referred.values()),
        ),
    )


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
