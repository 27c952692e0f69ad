"""What is planned for everybody, with names, in the order in which it comes up."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from tests.samples import (
    TODAY,
    make_customer,
    make_gesture,
)
from trustjournal.domain.changes import Change, Changeset, new_id
from trustjournal.domain.records import (
    CheckIn,
    Gesture,
    Promise,
    Record,
)
from trustjournal.errors import NotFound
from trustjournal.store import writer
from trustjournal.store.plans import (
    still_here,
)

ROSA = make_customer(company="Café Alma")
TOMASZ = make_customer("Tomasz Wilk")


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


@pytest.mark.parametrize("kind", [Gesture, Promise, CheckIn])
def test_what_has_left_meanwhile_is_said_so(engine: Engine, kind: type[Record]) -> None:
    with engine.connect() as connection, pytest.raises(NotFound, match="no longer"):
        still_here(connection, kind, [new_id()])


def test_what_is_left_of_several_comes_back_as_it_is_now(engine: Engine) -> None:
    mug = make_gesture(ROSA.id)
    fill(engine, ROSA, mug)
    with engine.connect() as connection:
        assert still_here(connection, Gesture, [new_id(), mug.id]) == [mug]
