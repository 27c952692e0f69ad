"""Everything ahead that has a day, read from a journal."""

from datetime import timedelta
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
    make_tag_rule,
    make_touchpoint,
)
from tests.store.test_writer import add
from trustjournal.domain.choices import Side, Stage
from trustjournal.domain.records import ImportantDate
from trustjournal.store.calendar_entries import entries

ZONES = ("Europe/Madrid", "Pacific/Auckland", "America/Los_Angeles", "Pacific/Kiritimati")


def test_all_four_kinds_are_in_it_by_name(engine: Engine) -> None:
    rosa = make_customer("Rosa", dates=(ImportantDate(label="Birthday", month=5, day=4),))
    add(
        engine,
        rosa,
        make_check_in(rosa.id, every_days=21, due_on=TODAY, about="The terrace"),
        make_promise(rosa.id, due_on=TODAY),
        make_promise(rosa.id, due_on=TODAY, by=Side.THEM),
        make_promise(rosa.id),
        make_gesture(rosa.id, due_on=TODAY, lead_days=3),
        make_gesture(rosa.id),
    )
    with engine.connect() as connection:
        found = entries(connection, NOON, ZoneInfo("UTC"))
    assert sorted(entry.title for entry in found) == [
        "A gesture for Rosa",
        "Birthday of Rosa",
        "Check in with Rosa",
        "Promised by Rosa",
        "Promised to Rosa",
    ]


def test_a_rule_puts_its_people_into_the_calendar_and_a_snooze_moves_them(engine: Engine) -> None:
    ana, ben = make_customer("Ana", tags=("vip",)), make_customer("Ben")
    add(
        engine,
        ana,
        ben,
        make_tag_rule("VIP", every_days=10),
        make_touchpoint(ana.id),
        make_check_in(ben.id, due_on=TODAY, snoozed_until=TODAY + timedelta(days=9)),
    )
    with engine.connect() as connection:
        found = entries(connection, NOON, ZoneInfo("UTC"))
    days = {entry.person: entry.on for entry in found}
    assert days == {"Ana": TODAY + timedelta(days=10), "Ben": TODAY + timedelta(days=9)}


def test_the_lost_are_not_checked_in_with(engine: Engine) -> None:
    lost = make_customer(
        "Victor", stage=Stage.LOST, dates=(ImportantDate(label="Birthday", month=1, day=1),)
    )
    add(engine, lost, make_check_in(lost.id, due_on=TODAY), make_promise(lost.id, due_on=TODAY))
    with engine.connect() as connection:
        found = entries(connection, NOON, ZoneInfo("UTC"))
    assert [entry.title for entry in found] == ["Promised to Victor"]


@pytest.mark.parametrize("zone", ZONES)
def test_what_is_due_on_a_monday_is_on_that_monday_in_every_zone(engine: Engine, zone: str) -> None:
    rosa = make_customer("Rosa")
    monday = TODAY + timedelta(days=(7 - TODAY.weekday()) % 7)
    add(engine, rosa, make_check_in(rosa.id, every_days=7, due_on=monday))
    with engine.connect() as connection:
        (found,) = entries(connection, NOON, ZoneInfo(zone))
    assert found.on == monday
