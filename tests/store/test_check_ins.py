"""Who is in touch how often and why, and whom nobody has planned for."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import (
    NOON,
    TODAY,
    make_check_in,
    make_customer,
    make_stage_rule,
    make_tag_rule,
    make_touchpoint,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Kind, Stage
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import Record
from trustjournal.store import writer
from trustjournal.store.check_ins import Rhythm, read_rhythms, read_rules, read_untended

MADRID = ZoneInfo("Europe/Madrid")
ROSA = make_customer(company="Café Alma")
TOMASZ = make_customer("Tomasz Wilk")


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def rhythms(engine: Engine) -> list[Rhythm]:
    with engine.connect() as connection:
        return read_rhythms(connection, NOON.astimezone(MADRID))


def untended(engine: Engine, now: datetime = NOON) -> list[str]:
    with engine.connect() as connection:
        return [one.who.name for one in read_untended(connection, now.astimezone(MADRID))]


def met(who: Any, ago: int, **fields: Any) -> Record:
    return make_touchpoint(who.id, happened_at=NOON - timedelta(days=ago), **fields)


def test_everyone_has_a_rhythm_with_the_last_touch_in_the_owners_zone(engine: Engine) -> None:
    check_in = make_check_in(ROSA.id, every_days=7, due_on=days(1), about="the terrace")
    fill(engine, TOMASZ, ROSA, check_in, met(ROSA, 3), met(ROSA, 0, kind=Kind.MISSED_CALL))
    rosa, tomasz = rhythms(engine)
    assert rosa.planned is not None
    assert (rosa.who.name, rosa.planned.check_in, rosa.planned.misses) == (
        "Rosa Delgado",
        check_in,
        1,
    )
    assert rosa.last_touch_at == NOON - timedelta(days=3)
    assert rosa.last_touch_at is not None
    assert rosa.last_touch_at.tzinfo == MADRID
    assert (tomasz.planned, tomasz.last_touch_at) == (None, None)


def test_the_lost_are_left_out_unless_a_check_in_is_left(engine: Engine) -> None:
    gone = make_customer("Anna", stage=Stage.LOST)
    kept = make_customer("Bela", stage=Stage.LOST)
    fill(engine, gone, kept, make_check_in(kept.id, every_days=30))
    assert [one.who.name for one in rhythms(engine)] == ["Bela"]
    assert untended(engine) == []


def test_a_rule_says_because_of_what(engine: Engine) -> None:
    shop = make_customer("Shop", tags=("Wholesale", "friend"))
    rules = (
        make_tag_rule("wholesale", every_days=21),
        make_tag_rule("friend", every_days=60),
        make_stage_rule(DepthStage.NEW, every_days=30),
    )
    fill(engine, shop, ROSA, *rules)
    found = {one.who.name: one for one in rhythms(engine)}
    assert found["Shop"].because == "wholesale"
    assert found["Rosa Delgado"].because == "New"
    assert untended(engine) == []


def test_the_untended_come_longest_silent_first_and_the_unmet_last(engine: Engine) -> None:
    names = ("Amara", "Bo", "Cleo", "Dina", "Ede")
    people = [make_customer(name, yearly_value=Decimal(9)) for name in names]
    amara, bo, cleo, dina, ede = people
    plans = (
        make_check_in(dina.id, every_days=7),
        make_check_in(ede.id, due_on=days(40)),
    )
    fill(engine, *people, *plans, met(bo, 20), met(cleo, 90))
    assert untended(engine) == ["Cleo", "Bo", "Amara"]
    with engine.connect() as connection:
        first = read_untended(connection, NOON.astimezone(MADRID))[0]
    assert (first.yearly_value, first.last_touch_at) == (Decimal(9), NOON - timedelta(days=90))
    assert 0 < first.depth < 100
    assert amara.name == "Amara"


def test_who_is_left_in_peace_comes_back_afterwards(engine: Engine) -> None:
    fill(engine, ROSA, make_check_in(ROSA.id, snoozed_until=days(30)))
    (rosa,) = rhythms(engine)
    assert rosa.planned is not None
    assert untended(engine) == []
    assert untended(engine, NOON + timedelta(days=30)) == ["Rosa Delgado"]


@pytest.mark.parametrize("count", [0, 2])
def test_rules_come_with_every_tag_in_use(engine: Engine, count: int) -> None:
    fill(engine, *[make_customer(f"P{n}", tags=("VIP",)) for n in range(count)], ROSA)
    rule = make_tag_rule("wholesale", every_days=21)
    fill(engine, rule)
    with engine.connect() as connection:
        found = read_rules(connection)
    assert (list(found.tags), list(found.tag_rules)) == (
        ["VIP", "wholesale"] if count else ["wholesale"],
        [rule],
    )
