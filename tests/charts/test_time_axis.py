"""The time axis names whole days, months or years, never more than fit."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from trustjournal.charts.time_axis import ticks

ZONE = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=ZONE)


def labels(days: float, most: int = 8) -> list[str]:
    return [tick.label for tick in ticks(NOW - timedelta(days), NOW, most)]


def test_a_month_is_told_in_weeks() -> None:
    assert labels(30) == ["26 Oct", "2 Nov", "9 Nov", "16 Nov", "23 Nov"]


def test_a_year_is_told_in_months() -> None:
    assert labels(365) == ["Jan", "Mar", "May", "Jul", "Sep", "Nov"]
    assert labels(365, most=12)[0] == "Dec"


def test_more_than_a_year_names_its_januaries_by_their_year() -> None:
    assert labels(700) == ["2025", "Apr", "Jul", "Oct", "2026", "Apr", "Jul", "Oct"]


def test_ten_years_are_told_in_years() -> None:
    assert labels(3650) == ["2018", "2020", "2022", "2024", "2026"]


def test_a_century_is_named_over_all_its_length() -> None:
    assert labels(46_000) == ["1920", "1940", "1960", "1980", "2000", "2020"]
    assert labels(46_000, most=3) == ["1950", "2000"]


def test_ticks_stand_at_the_owners_midnight_through_a_change_of_clocks() -> None:
    for tick in ticks(NOW - timedelta(365), NOW, 12):
        assert (tick.at.day, tick.at.hour, tick.at.tzinfo) == (1, 0, ZONE)


@given(st.floats(1, 40_000), st.integers(1, 20))
def test_ticks_are_few_and_in_range(days: float, most: int) -> None:
    since = NOW - timedelta(days)
    found = ticks(since, NOW, most)
    assert len(found) <= most
    assert all(since <= tick.at <= NOW for tick in found)
    assert [tick.at for tick in found] == sorted(tick.at for tick in found)
