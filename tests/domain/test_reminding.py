"""When the owner is told, and when not."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.reminding import Hours, Occasion, occasion

DAY = date(2026, 11, 20)
USUAL = Hours(time(8, 30), time(17, 30), time(20), time(8))


def at(clock: str) -> datetime:
    return datetime.combine(DAY, time.fromisoformat(clock), UTC)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("08:29", None),
        ("08:30", Occasion.MORNING),
        ("12:29", Occasion.MORNING),
        ("12:30", None),
        ("17:29", None),
        ("17:30", Occasion.EVENING),
        ("19:59", Occasion.EVENING),
        ("20:00", None),
        ("03:00", None),
    ],
)
def test_each_is_told_in_its_time_and_nothing_in_quiet_hours(
    clock: str, expected: Occasion | None
) -> None:
    assert occasion(at(clock), USUAL, {}) is expected


def test_each_is_told_once_a_day() -> None:
    told = {Occasion.MORNING: DAY, Occasion.EVENING: DAY - timedelta(days=1)}
    assert occasion(at("09:00"), USUAL, told) is None
    assert occasion(at("18:00"), USUAL, told) is Occasion.EVENING
    assert occasion(at("18:00"), USUAL, told | {Occasion.EVENING: DAY}) is None


def test_quiet_hours_may_lie_within_a_day_or_be_none() -> None:
    noon = Hours(time(8), time(17), time(9), time(10))
    assert occasion(at("09:30"), noon, {}) is None
    assert occasion(at("10:00"), noon, {}) is Occasion.MORNING
    never = Hours(time(8), time(17), time(9), time(9))
    assert occasion(at("09:00"), never, {}) is Occasion.MORNING


CLOCKS = st.times()


@given(st.datetimes(timezones=st.just(UTC)), CLOCKS, CLOCKS, CLOCKS, CLOCKS)
def test_nothing_is_ever_told_twice_nor_in_quiet_hours(
    now: datetime, morning: time, evening: time, first: time, last: time
) -> None:
    hours = Hours(morning, evening, first, last)
    due = occasion(now, hours, {})
    assert due is None or not hours.is_quiet(now.time())
    assert due is None or occasion(now, hours, {due: now.date()}) is not due
