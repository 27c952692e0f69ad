"""Who has a cadence or a check-in comes with the day of the next one, their own or by a rule."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tests.samples import (
    make_check_in,
    make_customer,
    make_stage_rule,
    make_tag_rule,
    make_touchpoint,
)
from trustjournal.domain.cadence import Cadence, Source
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import Began, Kind, Stage
from trustjournal.domain.depth_stage import DepthStage
from trustjournal.domain.records import Record, Touchpoint
from trustjournal.store import writer
from trustjournal.store.cadences import Planned, planned

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)
TODAY = NOW.date()


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def read(engine: Engine, **narrowed: Any) -> list[Planned]:
    with engine.connect() as connection:
        return planned(connection, NOW, ZONE, **narrowed)


def touch(days: float, *who: UUID, **fields: Any) -> Touchpoint:
    return make_touchpoint(*who, happened_at=NOW - timedelta(days=days), **fields)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_without_rules_only_those_with_a_check_in_are_planned(engine: Engine) -> None:
    rosa, other = make_customer(yearly_value=Decimal("1200.50")), make_customer("Tomasz Wilk")
    own = make_check_in(rosa.id, every_days=21, due_on=in_days(3))
    fill(engine, rosa, other, own, touch(18, rosa.id), touch(400, other.id))
    (one,) = read(engine)
    assert (one.who.id, one.who.name, one.check_in) == (rosa.id, rosa.name, own)
    assert one.cadence == Cadence(21, None, Source.OWN)
    assert (one.due_on, one.shows_on, one.yearly_value) == (
        in_days(3),
        in_days(3),
        Decimal("1200.5"),
    )
    assert one.last_touch_at is not None
    assert (one.last_touch_at, one.last_touch_at.tzinfo) == (NOW - timedelta(days=18), ZONE)


def test_a_rule_plans_everyone_who_wears_the_tag_except_the_lost(engine: Engine) -> None:
    never, lately, lost = (
        make_customer(name, tags=("VIP",), stage=stage)
        for name, stage in (("A", Stage.PROSPECT), ("B", Stage.CUSTOMER), ("C", Stage.LOST))
    )
    untagged = make_customer("D")
    rule = make_tag_rule("vip", every_days=14, longest_gap_days=60)
    fill(engine, never, lately, lost, untagged, rule, touch(3, lately.id))
    found = read(engine)
    assert [(one.who.name, one.due_on) for one in found] == [("A", TODAY), ("B", in_days(11))]
    assert {one.cadence for one in found} == {Cadence(14, 60, Source.TAG)}
    assert {one.check_in for one in found} == {None}


def test_a_rule_for_a_stage_follows_the_depth(engine: Engine) -> None:
    stranger, liked = make_customer("A"), make_customer("B")
    rules = (
        make_stage_rule(DepthStage.NEW, every_days=90),
        make_stage_rule(DepthStage.ACQUAINTED, every_days=30),
    )
    praise = [touch(day, liked.id, kind=Kind.PRAISE) for day in (2, 1)]
    fill(engine, stranger, liked, *rules, *praise, touch(40, stranger.id))
    assert [(one.who.name, one.cadence.every_days) for one in read(engine)] == [
        ("A", 90),
        ("B", 30),
    ]
    assert {one.cadence.source for one in read(engine)} == {Source.STAGE}


def test_a_rule_that_names_only_the_longest_gap_plans_nobody(engine: Engine) -> None:
    rosa = make_customer(tags=("wholesale",))
    fill(engine, rosa, make_tag_rule(every_days=None, longest_gap_days=60))
    assert read(engine) == []


def test_a_snooze_over_a_rule_rests_it_and_a_lost_customer_keeps_what_was_planned(
    engine: Engine,
) -> None:
    rosa, lost = make_customer(tags=("vip",)), make_customer("Ana", stage=Stage.LOST)
    snooze = make_check_in(rosa.id, snoozed_until=in_days(9))
    again = make_check_in(lost.id, due_on=in_days(30))
    fill(engine, rosa, lost, snooze, again, make_tag_rule("vip", every_days=7), touch(8, rosa.id))
    ana, snoozed = read(engine)
    assert (ana.who.id, ana.due_on) == (lost.id, in_days(30))
    assert (snoozed.due_on, snoozed.shows_on) == (in_days(-1), in_days(9))


def test_calls_in_vain_count_since_the_last_touch(engine: Engine) -> None:
    rosa, never, other = make_customer(), make_customer("Tomasz Wilk"), make_customer("Ana")
    fill(
        engine,
        rosa,
        never,
        other,
        touch(0, other.id),
        *(make_check_in(one.id, every_days=7, due_on=TODAY) for one in (rosa, never)),
        touch(30, rosa.id, kind=Kind.MISSED_CALL),
        touch(20, rosa.id),
        *(touch(day, rosa.id, kind=Kind.MISSED_CALL) for day in (9, 1)),
        touch(-1, rosa.id, kind=Kind.MISSED_CALL),
        touch(3, rosa.id, kind=Kind.MISSED_CALL, began=Began.THEM),
        touch(5, never.id, kind=Kind.MISSED_CALL),
    )
    assert [(one.misses, one.last_touch_at is None) for one in read(engine)] == [
        (2, False),
        (1, True),
    ]


def test_the_day_of_a_touch_is_the_one_in_the_owners_zone(engine: Engine) -> None:
    rosa = make_customer(tags=("vip",))
    late = make_touchpoint(rosa.id, happened_at=datetime(2026, 11, 15, 23, 30, tzinfo=UTC))
    fill(engine, rosa, late, make_tag_rule("vip", every_days=7))
    assert read(engine)[0].due_on == date(2026, 11, 23)
    with engine.connect() as connection:
        (away,) = planned(connection, NOW, ZoneInfo("America/New_York"))
    assert away.due_on == date(2026, 11, 22)


@pytest.mark.parametrize("with_rule", [False, True])
def test_those_who_come_up_by_a_day_are_found_without_the_others(
    engine: Engine, *, with_rule: bool
) -> None:
    days = {"due": -2, "today": 0, "tomorrow": 1}
    own = {name: make_customer(name) for name in days}
    woken, resting, undated = (make_customer(name) for name in ("woken", "resting", "undated"))
    ruled, early = (make_customer(name, tags=("vip",)) for name in ("ruled", "early"))
    fill(
        engine,
        *(*own.values(), woken, resting, undated, ruled, early),
        *(make_check_in(own[name].id, due_on=in_days(day)) for name, day in days.items()),
        make_check_in(woken.id, due_on=in_days(-9), snoozed_until=TODAY),
        make_check_in(resting.id, due_on=in_days(-9), snoozed_until=in_days(1)),
        make_check_in(undated.id, every_days=7),
        *(touch(14, one.id) for one in (ruled, undated)),
        touch(13, early.id),
        *([make_tag_rule("vip", every_days=14)] if with_rule else []),
    )
    expected = {"due", "today", "woken", "undated", *(["ruled"] if with_rule else [])}
    assert {one.who.name for one in read(engine, until=TODAY)} == expected
    everyone = read(engine)
    due = [one for one in everyone if (shows_on := one.shows_on) and shows_on <= TODAY]
    assert due == read(engine, until=TODAY)
    assert read(engine, customer_ids=[undated.id])[0].who.name == "undated"
