"""Taking people out of the journal with everything that hangs on them."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import Connection

from trustjournal.domain.changes import Changeset
from trustjournal.domain.records import Answer, CheckIn, Customer, Gesture, Promise, Touchpoint
from trustjournal.services.customers import Attached, delete_customers
from trustjournal.store import queries

_AT_ONCE = 10_000  # SQLite takes at most 32,766 values in one statement


def delete_people(connection: Connection, people: Sequence[Customer]) -> Changeset:
    """Return what deletes these people, as many as there may be, under one Undo."""
    touchpoints: dict[UUID, Touchpoint] = {}
    promises: dict[UUID, Promise] = {}
    check_ins: list[CheckIn] = []
    gestures: list[Gesture] = []
    answers: list[Answer] = []
    referred: dict[UUID, Customer] = {}
    for some in _batches([one.id for one in people]):
        touchpoints.update((one.id, one) for one in queries.touchpoints_with(connection, some))
        promises.update((one.id, one) for one in queries.promises_of(connection, some))
        check_ins += queries.check_ins_of(connection, some).values()
        gestures += queries.gestures_of(connection, some)
        answers += queries.answers_of(connection, some)
        referred.update((one.id, one) for one in queries.referred(connection, some))
    for some in _batches(list(touchpoints)):
        promises.update((one.id, one) for one in queries.promises_made_in(connection, some))
    return delete_customers(
        people,
        Attached(
            touchpoints=list(touchpoints.values()),
            check_ins=check_ins,
            promises=list(promises.values()),
            gestures=gestures,
            answers=answers,
            referred=list(referred.values()),
        ),
    )


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
