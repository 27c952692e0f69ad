"""Days in words, in a field for a day."""

from datetime import date

import pytest

from trustjournal.domain.said_day import said_day

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in 2 weeks", date(2026, 12, 6)),
        ("2 weeks", date(2026, 12, 6)),
        ("Friday", date(2026, 11, 27)),
        ("on fri", date(2026, 11, 27)),
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 23)),
        ("12 aug", date(2027, 8, 12)),
        ("2027-01-05", date(2027, 1, 5)),
        ("yesterday", date(2026, 11, 21)),
        ("3 days ago", date(2026, 11, 19)),
    ],
)
def test_a_day_ahead_is_read_from_words(text: str, day: date) -> None:
    assert said_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", date(2026, 11, 20)),
        ("12 aug", date(2026, 8, 12)),
        ("last month", date(2026, 10, 22)),
        ("today", TODAY),
        ("in 2 weeks", date(2026, 12, 6)),
    ],
)
def test_a_day_behind_is_the_latest(text: str, day: date) -> None:
    assert said_day(text, TODAY, past=True) == day


@pytest.mark.parametrize("text", ["", "  ", "soon", "8 11 2", "in", "in 2", "fri or sat", "31 feb"])
@pytest.mark.parametrize("past", [True, False])
def test_what_names_no_day_is_none(text: str, past: bool) -> None:
    assert said_day(text, TODAY, past=past) is None
