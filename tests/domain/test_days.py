"""A calendar ends, and what is counted on from a day ends with it."""

from datetime import date

from trustjournal.domain.days import later


def test_a_day_later_is_in_the_calendar() -> None:
    assert later(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert later(date(9999, 12, 24), 7) == date.max
    assert later(date(9999, 12, 25), 3650) == date.max


def test_a_day_before_is_in_the_calendar_too() -> None:
    assert later(date(2028, 3, 1), -1) == date(2028, 2, 29)
    assert later(date(1, 1, 2), -3650) == date.min
