"""Date, time and duration phrases read on their own, at the edges of the calendar."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain import capture_dates as dates

WEDNESDAY = date(2026, 3, 18)


def _words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 3, 18)),
        ("yesterday", date(2026, 3, 17)),
        ("tue", date(2026, 3, 17)),
        ("wednesday", date(2026, 3, 11)),
        ("thu", date(2026, 3, 12)),
        ("last thurs", date(2026, 3, 12)),
        ("on mon", date(2026, 3, 16)),
        ("2 days ago", date(2026, 3, 16)),
        ("a week ago", date(2026, 3, 11)),
        ("two months ago", date(2026, 1, 18)),
        ("1 year ago", date(2025, 3, 18)),
        ("last week", date(2026, 3, 11)),
        ("last month", date(2026, 2, 18)),
        ("2026-03-01", date(2026, 3, 1)),
        ("on 2024-02-29", date(2024, 2, 29)),
        ("1 mar", date(2026, 3, 1)),
        ("mar 18th", date(2026, 3, 18)),
        ("19 march", date(2025, 3, 19)),
        ("29 feb", date(2024, 2, 29)),
        ("dec 24 2024", date(2024, 12, 24)),
        ("1.3.", date(2026, 3, 1)),
        ("1.3.2025", date(2025, 3, 1)),
    ],
)
def test_a_past_day_is_the_latest_it_can_mean(text: str, day: date) -> None:
    words = text.split()
    assert dates.past_day(words, WEDNESDAY) == (day, len(words))
    assert dates.past_day([*words, "loved", "it"], WEDNESDAY) == (day, len(words))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 3, 18)),
        ("tomorrow", date(2026, 3, 19)),
        ("thu", date(2026, 3, 19)),
        ("wed", date(2026, 3, 25)),
        ("friday.", date(2026, 3, 20)),
        ("next week", date(2026, 3, 25)),
        ("next month", date(2026, 4, 18)),
        ("in 3 days", date(2026, 3, 21)),
        ("in a month", date(2026, 4, 18)),
        ("12 dec", date(2026, 12, 12)),
        ("dec 12", date(2026, 12, 12)),
        ("18 mar", date(2026, 3, 18)),
        ("17 mar", date(2027, 3, 17)),
        ("29 feb", date(2028, 2, 29)),
        ("2026-12-01", date(2026, 12, 1)),
        ("12.4.", date(2026, 4, 12)),
    ],
)
def test_a_due_day_is_the_next_it_can_mean(text: str, day: date) -> None:
    assert dates.due_day(text.split(), WEDNESDAY) == (day, len(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        *("12/12", "2026-02-30", "2026-13-01", "31 feb", "0 mar", "1.3", "1.13.", "1.3.1066"),
        *("last", "ago", "3 weeks", "in", "3", "99999 days ago", "9999 years ago", "tues1"),
        *("next fri", "x yesterday"),
    ],
)
def test_what_is_no_day_is_left_alone(text: str) -> None:
    assert dates.past_day(text.split(), WEDNESDAY) is None
    assert dates.due_day(text.split(), WEDNESDAY) is None


def test_a_month_ago_stays_within_the_month() -> None:
    assert dates.past_day(_words("1 month ago"), date(2026, 3, 31)) == (date(2026, 2, 28), 3)
    assert dates.due_day(_words("in 1 month"), date(2026, 12, 31)) == (date(2027, 1, 31), 3)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("15:00", time(15)),
        ("at 9:05", time(9, 5)),
        ("3pm", time(15)),
        ("at 12 am", time(0)),
        ("12pm.", time(12)),
        ("3:30 pm", time(15, 30)),
        ("24:00", None),
        ("10:75", None),
        ("13pm", None),
        ("0pm", None),
        ("at 3", None),
        ("15:00h", None),
    ],
)
def test_a_time_of_day_needs_minutes_or_am_or_pm(text: str, at: time | None) -> None:
    assert dates.clock(text.split()) == (at and (at, len(text.split())))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25 min", 25),
        ("25min", 25),
        ("1h", 60),
        ("1.5 h", 90),
        ("1h05", 65),
        ("2 hours 15 minutes", 135),
        ("1h 15m", 75),
        ("0 min", None),
        ("25 hours", None),
        ("20 min ago", None),
        ("20 min late", None),
        ("25", None),
    ],
)
def test_a_duration_lasts_up_to_a_day(text: str, minutes: int | None) -> None:
    read = dates.duration(text.split())
    assert (read and read[0]) == minutes


def test_minutes_ago_are_an_instant() -> None:
    now = datetime(2026, 3, 18, 0, 10, tzinfo=UTC)
    assert dates.past_instant(_words("20 min ago"), now) == (
        datetime(2026, 3, 17, 23, 50, tzinfo=UTC),
        3,
    )
    assert dates.past_instant(_words("2 days ago"), now) is None


@given(
    st.lists(st.sampled_from(_words("last on at in a 3 0 9999 31 feb 29 tue week min h ago ."))),
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
)
def test_no_words_are_too_strange(words: list[str], today: date) -> None:
    now = datetime(today.year, today.month, today.day, tzinfo=UTC)
    past, due = dates.past_day(words, today), dates.due_day(words, today)
    assert not past or (past[0] <= today and 0 < past[1] <= len(words))
    assert not due or (due[0] >= today and 0 < due[1] <= len(words))
    instant = dates.past_instant(words, now)
    assert not instant or instant[0] <= now
    dates.duration(words)
    dates.clock(words)
