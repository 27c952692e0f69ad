"""Occasions to give something, and when to begin on it."""

from datetime import date

import pytest

from tests.samples import make_customer
from trustjournal.domain.choices import GestureKind
from trustjournal.domain.occasions import Occasion, next_on, occasions
from trustjournal.domain.records import ImportantDate

TODAY = date(2026, 11, 20)
LEAP = ImportantDate(label="birthday", month=2, day=29)
OPENED = ImportantDate(label="the café opened", month=11, day=22, year=2025)


def test_the_next_occasion_comes_first_with_the_time_its_kind_takes() -> None:
    rosa = make_customer(dates=(LEAP, OPENED))
    assert occasions(rosa, GestureKind.GIFT, TODAY) == [
        Occasion("the café opened", date(2026, 11, 22), 14),
        Occasion("birthday", date(2027, 2, 28), 14),
    ]
    assert {one.lead_days for one in occasions(rosa, GestureKind.NOTE, TODAY)} == {5}


def test_a_day_that_is_today_is_not_a_year_away() -> None:
    rosa = make_customer(dates=(OPENED,))
    (found,) = occasions(rosa, GestureKind.GIFT, date(2026, 11, 22))
    assert found.on == date(2026, 11, 22)


def test_years_as_a_customer_are_an_occasion_from_the_first_on() -> None:
    rosa = make_customer(since=date(2023, 12, 1))
    assert occasions(rosa, GestureKind.FAVOUR, TODAY) == [
        Occasion("3 years a customer", date(2026, 12, 1), 3)
    ]
    new = make_customer(since=date(2026, 12, 1))
    assert occasions(new, GestureKind.FAVOUR, TODAY) == []


def test_a_day_without_a_name_still_counts() -> None:
    rosa = make_customer(dates=(ImportantDate(label=" ", month=12, day=1),))
    assert [one.label for one in occasions(rosa, GestureKind.GIFT, TODAY)] == ["Important day"]


@pytest.mark.parametrize(
    ("important", "today", "falls_on"),
    [
        (ImportantDate(label="", month=2, day=29), date(2027, 2, 1), date(2027, 2, 28)),
        (ImportantDate(label="", month=2, day=29), date(2028, 2, 28), date(2028, 2, 29)),
        (ImportantDate(label="", month=2, day=29), date(2027, 3, 1), date(2028, 2, 29)),
        (ImportantDate(label="", month=1, day=3), date(2026, 12, 30), date(2027, 1, 3)),
        (ImportantDate(label="", month=12, day=30), date(2026, 12, 30), date(2026, 12, 30)),
        (ImportantDate(label="", month=5, day=3, year=2030), TODAY, date(2030, 5, 3)),
    ],
)
def test_a_date_comes_every_year(important: ImportantDate, today: date, falls_on: date) -> None:
    assert next_on(important, today) == falls_on


def test_a_date_of_the_last_year_there_is_falls_in_that_year() -> None:
    last = ImportantDate(label="jubilee", year=9999, month=2, day=29)
    assert next_on(last, TODAY) == date(9999, 2, 28)
