"""What is planned for everybody, with names, in the order in which it comes up."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import (
    NOON,
    TODAY,
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_touchpoint,
)
from trustjournal.domain.changes import Change, Changeset, new_id
from trustjournal.domain.choices import (
    Kind,
    PromiseOutcome,
    Stage,
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
    Rhythm,
    read_promises,
    read_rhythms,
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


def rhythms(engine: Engine) -> list[Rhythm]:
    with engine.connect() as connection:
        return read_rhythms(connection, NOON.astimezone(ZoneInfo("Europe/Madrid")))


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


def test_everyone_has_a_rhythm_with_the_last_touch_in_the_owners_zone(engine: Engine) -> None:
    check_in = make_check_in(ROSA.id, every_days=7, due_on=days(1), about="the terrace")
    touch = make_touchpoint(ROSA.id, happened_at=NOON - timedelta(days=3))
    missed = make_touchpoint(ROSA.id, happened_at=NOON, kind=Kind.MISSED_CALL)
    fill(engine, ROSA, TOMASZ, check_in, touch, missed)
    rosa, tomasz = rhythms(engine)
    assert (rosa.who.name, rosa.check_in, rosa.last_touch_at) == (
        "Rosa Delgado",
        check_in,
        touch.happened_at,
    )
    assert rosa.last_touch_at is not None
    assert rosa.last_touch_at.tzinfo == ZoneInfo("Europe/Madrid")
    assert (tomasz.check_in, tomasz.last_touch_at) == (None, None)


def test_the_lost_are_left_out_unless_a_check_in_is_left(engine: Engine) -> None:
    gone = make_customer("Anna", stage=Stage.LOST)
    kept = make_customer("Bela", stage=Stage.LOST)
    fill(engine, gone, kept, make_check_in(kept.id, every_days=30))
    assert [one.who.name for one in rhythms(engine)] == ["Bela"]


@pytest.mark.parametrize("kind", [Gesture, Promise, CheckIn])
def test_what_has_left_meanwhile_is_said_so(engine: Engine, kind: type[Record]) -> None:
    with engine.connect() as connection, pytest.raises(NotFound, match="no longer"):
        still_here(connection, kind, [new_id()])


def test_what_is_left_of_several_comes_back_as_it_is_now(engine: Engine) -> None:
    mug = make_gesture(ROSA.id)
    fill(engine, ROSA, mug)
    with engine.connect() as connection:
        assert still_here(connection, Gesture, [new_id(), mug.id]) == [mug]
