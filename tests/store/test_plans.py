"""What is planned for everybody, with names, in the order in which it comes up."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from tests.samples import (
    TODAY,
    make_customer,
    make_gesture,
    make_promise,
)
from trustjournal.domain.changes import Change, Changeset, new_id
from trustjournal.domain.choices import (
    PromiseOutcome,
)
from trustjournal.domain.records import (
    CheckIn,
    Gesture,
    Promise,
    Record,
)
from trustjournal.errors import NotFound
from trustjournal.store import writer
from trustjournal.store.plans import (
    COUNTED,
    Promises,
    read_promises,
    still_here,
)

ROSA = make_customer(company="Café Alma")
TOMASZ = make_customer("Tomasz Wilk")


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def promises(engine: Engine) -> Promises:
    with engine.connect() as connection:
        return read_promises(connection)


def test_open_promises_come_by_due_day_and_settled_ones_newest_first(engine: Engine) -> None:
    someday = make_promise(ROSA.id)
    due = make_promise(TOMASZ.id, due_on=days(3))
    late = make_promise(ROSA.id, made_on=days(-9), due_on=days(-1))
    kept = [
        make_promise(ROSA.id, made_on=days(-30), outcome=PromiseOutcome.KEPT, settled_on=days(-ago))
        for ago in (8, 2)
    ]
    fill(engine, ROSA, TOMASZ, someday, due, late, *kept)
    found = promises(engine)
    assert [one for one, _who in found.ahead] == [late, due, someday]
    assert [one for one, _who in found.settled] == [kept[1], kept[0]]


def test_a_day_agreed_anew_counts_neither_as_kept_nor_as_broken(engine: Engine) -> None:
    settled = [
        make_promise(ROSA.id, made_on=days(-60), outcome=outcome, settled_on=days(-ago))
        for ago, outcome in enumerate([PromiseOutcome.RENEGOTIATED, *[PromiseOutcome.KEPT] * 12])
    ]
    fill(engine, ROSA, *settled)
    found = promises(engine)
    assert list(found.counted) == settled[1 : COUNTED + 1]
    assert len(found.settled) == 13


@pytest.mark.parametrize("kind", [Gesture, Promise, CheckIn])
def test_what_has_left_meanwhile_is_said_so(engine: Engine, kind: type[Record]) -> None:
    with engine.connect() as connection, pytest.raises(NotFound, match="no longer"):
        still_here(connection, kind, [new_id()])


def test_what_is_left_of_several_comes_back_as_it_is_now(engine: Engine) -> None:
    mug = make_gesture(ROSA.id)
    fill(engine, ROSA, mug)
    with engine.connect() as connection:
        assert still_here(connection, Gesture, [new_id(), mug.id]) == [mug]
