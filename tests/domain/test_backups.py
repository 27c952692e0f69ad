"""Which backups are kept, whatever an owner's days look like."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.backups import (
    DAILY,
    FEWEST,
    KEEP_ALL,
    MONTHLY,
    WEEKLY,
    Occasion,
    backup_name,
    occasion_words,
    read_name,
    to_keep,
)

NOW = datetime(2026, 11, 22, 18, tzinfo=ZoneInfo("Europe/Madrid"))
AGES = st.integers(0, 900 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes))


def kept_after(days: int, step: timedelta) -> frozenset[datetime]:
    """What is left of backups made in equal steps for so long, thinned after each."""
    now, left = NOW, frozenset[datetime]()
    while now < NOW + timedelta(days=days):
        left = to_keep({*left, now}, now)
        now += step
    return left


def test_a_year_of_days_leaves_the_generations_that_are_promised() -> None:
    left = sorted(kept_after(400, timedelta(hours=5)), reverse=True)
    ages = [left[0] - one for one in left]
    recent = [age for age in ages if age < KEEP_ALL]
    assert len(recent) == 48 // 5 + 1
    assert len(left) == len(recent) + DAILY + WEEKLY + MONTHLY
    assert timedelta(days=10 * 30) < ages[-1] < timedelta(days=13 * 31)


def test_the_last_of_each_day_week_and_month_is_the_one_that_stays() -> None:
    left = kept_after(120, timedelta(hours=5))
    older = [one for one in left if one < max(left) - KEEP_ALL]
    assert len({one.date() for one in older}) == len(older)
    weeks = sorted(older)[:-DAILY][-WEEKLY:]
    assert [one.isoweekday() for one in weeks[:-1]] == [7] * (len(weeks) - 1)


def test_a_journal_opened_once_a_month_keeps_more_than_a_year() -> None:
    left = kept_after(30 * 30, timedelta(days=30))
    assert max(left) - min(left) > timedelta(days=2 * 365)


def test_a_clock_that_runs_ahead_for_a_moment_takes_no_generation() -> None:
    made = {NOW - timedelta(days=day) for day in range(10)}
    ahead = NOW + timedelta(days=4000)
    assert to_keep({*made, ahead}, ahead) >= made


def test_nothing_goes_where_the_clock_was_set_back() -> None:
    made = {NOW - timedelta(minutes=minute) for minute in range(0, 500 * 24 * 60, 700)}
    assert len(to_keep(made, NOW)) < len(made)
    assert to_keep(made, NOW - timedelta(days=30)) == made


@given(st.frozensets(AGES, max_size=80))
def test_the_newest_three_and_all_of_two_days_stay_and_thinning_again_takes_no_more(
    made: frozenset[datetime],
) -> None:
    left = to_keep(made, NOW)
    newest = sorted(made, reverse=True)
    assert left <= made
    assert {*newest[:FEWEST]} <= left
    assert {one for one in made if one > NOW - KEEP_ALL} <= left
    assert to_keep(left, NOW) == left


@given(st.frozensets(AGES, max_size=80), st.integers(0, 2000))
def test_waiting_never_leaves_fewer_than_three_of_three(
    made: frozenset[datetime], hours: int
) -> None:
    left = to_keep(to_keep(made, NOW), NOW + timedelta(hours=hours))
    assert len(left) >= min(FEWEST, len(made))
    assert (max(left) if left else None) == (max(made) if made else None)


@pytest.mark.parametrize("occasion", Occasion)
@pytest.mark.parametrize("stem", ["journal", "my [book] *.2026", "يوميات"])
def test_a_name_tells_when_and_why(stem: str, occasion: Occasion) -> None:
    name = backup_name(stem, NOW, occasion)
    assert read_name(name, stem, NOW.tzinfo) == (NOW, occasion)
    assert occasion_words(occasion)


@pytest.mark.parametrize(
    "name",
    [
        *("journal.db", "journal-20261122-180000.db.part", "other-20261122-180000.db"),
        *("journal-20261341-180000.db", "journal-20261122-180000-odd.db", "journal-2026.db"),
        "journal-old-20261122-180000.db",
    ],
)
def test_what_is_called_otherwise_is_no_backup(name: str) -> None:
    assert read_name(name, "journal", UTC) is None
