"""What is planned for everybody, with names, in the order in which it comes up."""

from datetime import date, timedelta
from decimal import Decimal
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
from trustjournal.domain.changes import Change, Changeset, identity, new_id
from trustjournal.domain.choices import (
    GestureStatus,
    Kind,
    PromiseOutcome,
    Stage,
)
from trustjournal.domain.records import (
    CheckIn,
    Gesture,
    Preferences,
    Promise,
    Record,
)
from trustjournal.errors import NotFound
from trustjournal.store import writer
from trustjournal.store.plans import (
    COUNTED,
    Gestures,
    Promises,
    Rhythm,
    read_gestures,
    read_promises,
    read_rhythms,
    still_here,
)

ROSA = make_customer(company="Café Alma")
TOMASZ = make_customer("Tomasz Wilk")
GIVEN = GestureStatus.GIVEN


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def gestures(engine: Engine) -> Gestures:
    with engine.connect() as connection:
        return read_gestures(connection, TODAY)


def promises(engine: Engine) -> Promises:
    with engine.connect() as connection:
        return read_promises(connection)


def rhythms(engine: Engine) -> list[Rhythm]:
    with engine.connect() as connection:
        return read_rhythms(connection, NOON.astimezone(ZoneInfo("Europe/Madrid")))


def test_gestures_come_by_day_with_their_person_and_those_without_a_day_last(
    engine: Engine,
) -> None:
    idea = make_gesture(ROSA.id, title="Ask Lucía in")
    later = make_gesture(ROSA.id, title="Mug", status=GestureStatus.PLANNED, due_on=days(9))
    sooner = make_gesture(TOMASZ.id, title="Tile", status=GestureStatus.PLANNED, due_on=days(2))
    fill(engine, ROSA, TOMASZ, idea, later, sooner)
    found = gestures(engine).ahead
    assert [one for one, _who in found] == [sooner, later, idea]
    assert [who.name for _one, who in found] == ["Tomasz Wilk", "Rosa Delgado", "Rosa Delgado"]
    assert found[1][1].company == "Café Alma"


def test_only_what_was_given_this_year_is_counted_and_priced(engine: Engine) -> None:
    given = [
        make_gesture(ROSA.id, status=GIVEN, given_on=day, cost=cost)
        for day, cost in (
            (date(TODAY.year, 1, 1), Decimal("12.50")),
            (TODAY, None),
            (date(TODAY.year - 1, 12, 31), Decimal(99)),
        )
    ]
    fill(engine, ROSA, *given, Preferences(**identity(), currency="EUR"))
    found = gestures(engine)
    assert (found.this_year, found.spent, found.currency) == (2, Decimal("12.50"), "EUR")
    assert [one for one, _who in found.given] == [given[1], given[0]]
    assert found.ahead == ()


def test_early_in_the_year_the_last_months_still_count_as_lately(engine: Engine) -> None:
    before = make_gesture(ROSA.id, status=GIVEN, given_on=date(2025, 12, 20), cost=Decimal(5))
    fill(engine, ROSA, before)
    with engine.connect() as connection:
        found = read_gestures(connection, date(2026, 1, 10))
    assert [one for one, _who in found.given] == [before]
    assert (found.this_year, found.spent) == (0, 0)


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
