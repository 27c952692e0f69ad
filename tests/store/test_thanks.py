"""Who has had no thank-you in a year, and in what order."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import NOON, TODAY, make_customer, make_gesture, make_touchpoint
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Began, GestureKind, GestureStatus, Kind, Side, Stage
from trustjournal.domain.records import Customer, Gesture, Record, Touchpoint
from trustjournal.store import writer
from trustjournal.store.thanks import Unthanked, unthanked

ZONE = ZoneInfo("Europe/Madrid")
ROSA = make_customer()


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def found(engine: Engine) -> list[Unthanked]:
    with engine.connect() as connection:
        return unthanked(connection, NOON, ZONE)


def touch(who: UUID, days_ago: int, **fields: Any) -> Touchpoint:
    return make_touchpoint(who, happened_at=NOON - timedelta(days=days_ago), **fields)


def gave(who: UUID, days_ago: int, **fields: Any) -> Gesture:
    values: dict[str, Any] = {
        "status": GestureStatus.GIVEN,
        "given_on": TODAY - timedelta(days=days_ago),
    }
    return make_gesture(who, **(values | fields))


def test_who_was_never_thanked_since_the_first_touch_a_year_ago_is_told_so(
    engine: Engine,
) -> None:
    fill(engine, ROSA, touch(ROSA.id, 400), touch(ROSA.id, 3))
    (one,) = found(engine)
    assert (one.id, one.name, one.thanked_on) == (ROSA.id, ROSA.name, None)
    assert one.known_since == date(2025, 10, 16)


@pytest.mark.parametrize("days_ago", [365, 364])
def test_a_gesture_and_a_word_of_thanks_both_hold_for_a_year(engine: Engine, days_ago: int) -> None:
    ben = make_customer("Ben")
    fill(
        engine,
        *(ROSA, ben, touch(ROSA.id, 900), touch(ben.id, 900)),
        gave(ROSA.id, days_ago, kind=GestureKind.NOTE),
        touch(ben.id, days_ago, kind=Kind.THANKS),
    )
    names = [one.name for one in found(engine)]
    assert names == ([] if days_ago == 364 else ["Ben", "Rosa Delgado"])


def test_the_latest_thanks_of_either_kind_counts(engine: Engine) -> None:
    first, last = 800, 500
    fill(engine, ROSA, touch(ROSA.id, first, kind=Kind.THANKS), gave(ROSA.id, last))
    (one,) = found(engine)
    assert one.thanked_on == TODAY - timedelta(days=last)


def test_what_they_gave_or_said_and_what_is_only_planned_thanks_nobody(engine: Engine) -> None:
    fill(
        engine,
        *(ROSA, touch(ROSA.id, 400)),
        gave(ROSA.id, 3, by=Side.THEM),
        make_gesture(ROSA.id, status=GestureStatus.BOUGHT, due_on=TODAY),
        touch(ROSA.id, 2, kind=Kind.THANKS, began=Began.THEM),
    )
    assert [one.thanked_on for one in found(engine)] == [None]


def test_strangers_newcomers_and_the_lost_are_left_out(engine: Engine) -> None:
    new, lost = make_customer("New"), make_customer("Lost", stage=Stage.LOST)
    fill(engine, ROSA, new, lost, touch(new.id, 30), touch(lost.id, 900))
    assert found(engine) == []


def test_the_deepest_stage_comes_first_and_in_it_the_most_valuable(engine: Engine) -> None:
    def person(name: str, value: int | None, praises: int) -> tuple[Customer, list[Touchpoint]]:
        who = make_customer(name, yearly_value=None if value is None else Decimal(value))
        praise = [touch(who.id, 1, kind=Kind.PRAISE, feeling=2) for _one in range(praises)]
        return who, [touch(who.id, 500), *praise]

    known = [person("A", None, 0), person("B", 90, 0), person("C", 5, 30), person("D", 900, 30)]
    people = [who for who, _touches in known]
    fill(engine, *people, *(one for _who, touches in known for one in touches))
    told = found(engine)
    assert [one.name for one in told] == ["D", "C", "B", "A"]
    assert told[0].depth > told[2].depth
