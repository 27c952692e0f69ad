"""What stands on which day of a calendar, over clock changes, leap days and in any zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.samples import (
    NOON,
    TODAY,
    make_check_in,
    make_customer,
    make_gesture,
    make_promise,
    make_review,
    make_tag_rule,
    make_touchpoint,
)
from trustjournal.domain.changes import Change, Changeset
from trustjournal.domain.choices import GestureStatus, Kind, PromiseOutcome, Side, Stage
from trustjournal.domain.records import ImportantDate, Record
from trustjournal.store import writer
from trustjournal.store.calendar import DayItem, ItemKind, month

MADRID = ZoneInfo("Europe/Madrid")
ROSA = make_customer(company="Café Alma")


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def fill(engine: Engine, *records: Record) -> None:
    writer.commit(engine, Changeset("Fill", tuple(Change.create(record) for record in records)))


def items(
    engine: Engine,
    first: date,
    last: date,
    *,
    now: datetime = NOON,
    zone: ZoneInfo = MADRID,
) -> list[DayItem]:
    with engine.connect() as connection:
        return month(connection, first, last, now, zone)


def stands(engine: Engine, first: int = -40, last: int = 60) -> list[tuple[ItemKind, int]]:
    found = items(engine, days(first), days(last))
    return [(one.kind, (one.on - TODAY).days) for one in found]


def test_what_is_planned_stands_on_its_day(engine: Engine) -> None:
    planned = GestureStatus.PLANNED
    fill(
        engine,
        ROSA,
        make_check_in(ROSA.id, every_days=7, due_on=days(3), about="the terrace"),
        make_promise(ROSA.id, due_on=days(2)),
        make_gesture(ROSA.id, due_on=days(20), lead_days=6, status=planned),
        make_review(ROSA.id, win_back_on=days(9)),
    )
    assert stands(engine) == [
        (ItemKind.PROMISE, 2),
        (ItemKind.CHECK_IN, 3),
        (ItemKind.WIN_BACK, 9),
        (ItemKind.PREPARE, 14),
        (ItemKind.GESTURE, 20),
    ]
    (check_in,) = items(engine, days(3), days(3))
    assert (check_in.title, check_in.who.name, check_in.who.company) == (
        "the terrace",
        "Rosa Delgado",
        "Café Alma",
    )


def test_what_is_late_stands_on_today_and_nowhere_else(engine: Engine) -> None:
    fill(
        engine,
        ROSA,
        make_check_in(ROSA.id, due_on=days(-3)),
        make_promise(ROSA.id, made_on=days(-9), due_on=days(-2)),
        make_gesture(ROSA.id, due_on=days(-1), status=GestureStatus.PLANNED),
    )
    found = items(engine, days(-30), days(30))
    assert {(one.on, one.is_late) for one in found} == {(TODAY, True)}
    assert [one.due_on for one in found] == [days(-2), days(-1), days(-3)]
    assert stands(engine, -30, -1) == []
    assert stands(engine, 1, 30) == []


def test_what_is_done_theirs_or_without_a_day_is_left_out(engine: Engine) -> None:
    kept = {"outcome": PromiseOutcome.KEPT, "settled_on": TODAY}
    given = {"status": GestureStatus.GIVEN, "given_on": TODAY}
    fill(
        engine,
        ROSA,
        make_promise(ROSA.id, due_on=days(2), **kept),
        make_promise(ROSA.id, due_on=days(2), by=Side.THEM),
        make_promise(ROSA.id),
        make_gesture(ROSA.id, due_on=days(2), **given),
        make_gesture(ROSA.id),
        make_review(ROSA.id, win_back_on=days(2), won_back_on=TODAY),
        make_review(ROSA.id),
    )
    assert stands(engine) == []


def test_preparing_that_has_begun_goes_on_today_until_it_is_ready(engine: Engine) -> None:
    begun = {"due_on": days(4), "lead_days": 9}
    fill(
        engine,
        ROSA,
        make_gesture(ROSA.id, status=GestureStatus.PLANNED, **begun),
        make_gesture(ROSA.id, status=GestureStatus.BOUGHT, **begun),
        make_gesture(ROSA.id, status=GestureStatus.PLANNED, due_on=days(5)),
    )
    assert stands(engine) == [
        (ItemKind.PREPARE, 0),
        (ItemKind.GESTURE, 4),
        (ItemKind.GESTURE, 4),
        (ItemKind.GESTURE, 5),
    ]
    assert not items(engine, TODAY, TODAY)[0].is_late


def test_a_snooze_moves_a_check_in_and_a_rule_gives_one(engine: Engine) -> None:
    shop = make_customer("Shop", tags=("wholesale",))
    fill(
        engine,
        ROSA,
        shop,
        make_check_in(ROSA.id, due_on=TODAY, snoozed_until=days(5)),
        make_tag_rule("wholesale", every_days=21),
        make_touchpoint(shop.id, happened_at=NOON - timedelta(days=11)),
    )
    assert stands(engine) == [(ItemKind.CHECK_IN, 5), (ItemKind.CHECK_IN, 10)]
    assert items(engine, days(10), days(10))[0].record is None


def test_the_lost_and_the_unreached_are_not_to_be_called(engine: Engine) -> None:
    lost = make_customer("Anna", stage=Stage.LOST)
    calls = [
        make_touchpoint(ROSA.id, happened_at=NOON - timedelta(days=ago), kind=Kind.MISSED_CALL)
        for ago in (1, 2, 3)
    ]
    check_ins = [make_check_in(who.id, every_days=7, due_on=TODAY) for who in (ROSA, lost)]
    fill(engine, ROSA, lost, *check_ins, *calls)
    assert stands(engine) == []


def test_a_day_named_after_calls_in_vain_counts(engine: Engine) -> None:
    calls = [
        make_touchpoint(ROSA.id, happened_at=NOON - timedelta(days=ago), kind=Kind.MISSED_CALL)
        for ago in (1, 2, 3)
    ]
    fill(engine, ROSA, make_check_in(ROSA.id, due_on=days(4)), *calls)
    assert stands(engine) == [(ItemKind.CHECK_IN, 4)]


@pytest.mark.parametrize(("year", "on"), [(2027, date(2027, 2, 28)), (2028, date(2028, 2, 29))])
def test_the_29th_of_february_comes_every_year(engine: Engine, year: int, on: date) -> None:
    born = ImportantDate(label="birthday", month=2, day=29)
    fill(engine, make_customer(dates=(born,)))
    found = items(engine, date(year, 2, 1), date(year, 3, 5))
    assert [(one.kind, one.on, one.title) for one in found] == [(ItemKind.DATE, on, "birthday")]
    assert items(engine, date(year, 3, 1), date(year, 3, 31)) == []


def test_a_date_is_found_across_new_year_and_on_days_that_are_past(engine: Engine) -> None:
    dates = (
        ImportantDate(label="anniversary", month=1, day=2, year=2019),
        ImportantDate(label="birthday", month=TODAY.month, day=1),
        ImportantDate(label="not yet", month=12, day=30, year=2027),
    )
    fill(engine, make_customer(dates=dates))
    found = items(engine, date(2026, 11, 1), date(2027, 1, 3))
    assert [(one.title, one.on) for one in found] == [
        ("birthday", date(2026, 11, 1)),
        ("anniversary", date(2027, 1, 2)),
    ]


@pytest.mark.parametrize(
    ("zone", "now"),
    [
        ("Europe/Madrid", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # the night clocks go forward
        ("Europe/Madrid", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),  # and back
        ("Pacific/Auckland", datetime(2026, 9, 26, 14, 30, tzinfo=UTC)),
        ("America/St_Johns", datetime(2026, 11, 1, 4, 0, tzinfo=UTC)),
    ],
)
def test_a_day_is_the_owners_day_over_every_change_of_the_clocks(
    engine: Engine, zone: str, now: datetime
) -> None:
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    monday = today + timedelta(days=7 - today.weekday())
    fill(engine, ROSA, make_check_in(ROSA.id, every_days=7, due_on=monday))
    for ahead in range(14):
        then = datetime.combine(today + timedelta(days=ahead), now.time(), UTC)
        local = then.astimezone(here).date()
        (found,) = items(engine, today, today + timedelta(days=40), now=then, zone=here)
        assert found.on == max(monday, local)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due=st.integers(-40, 80), first=st.integers(-50, 50), length=st.integers(0, 60))
def test_something_open_stands_on_one_day_alone(
    engine: Engine, due: int, first: int, length: int
) -> None:
    who = make_customer("Someone")
    fill(engine, who, make_promise(who.id, made_on=days(-50), due_on=days(due)))
    on = max(due, 0)
    found = [
        one for one in items(engine, days(first), days(first + length)) if one.who.id == who.id
    ]
    assert [(one.on - TODAY).days for one in found] == (
        [on] if first <= on <= first + length else []
    )


def test_what_should_have_been_prepared_before_all_time_is_only_late(engine: Engine) -> None:
    long_ago = make_gesture(
        ROSA.id, status=GestureStatus.PLANNED, due_on=date(1, 1, 1), lead_days=3650
    )
    fill(engine, ROSA, long_ago)
    assert stands(engine) == [(ItemKind.GESTURE, 0)]
