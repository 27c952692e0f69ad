"""Birthdays as other programs write them."""

import pytest

from trustjournal.exchange.contact_dates import DateOrder, is_blank_date, read_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1980-05-03", (1980, 5, 3)),
        ("19800503", (1980, 5, 3)),
        ("1980/5/3", (1980, 5, 3)),
        ("1980-05-03T00:00:00Z", (1980, 5, 3)),
        ("--05-03", (None, 5, 3)),
        (" --0503", (None, 5, 3)),
        ("--02-29", (None, 2, 29)),
        ("1604-05-03", (None, 5, 3)),
        ("3.5.1980", (1980, 5, 3)),
        ("03.05.", (None, 5, 3)),
        ("12/25/1985", (1985, 12, 25)),
        ("25/12/1985", (1985, 12, 25)),
        ("12/25/1985 12:00 AM", (1985, 12, 25)),
        ("5/5/1990", (1990, 5, 5)),
        ("15 Jun 2026", (2026, 6, 15)),
        ("May 3, 1980", (1980, 5, 3)),
        ("3 May", (None, 5, 3)),
    ],
)
def test_a_certain_date_is_read(text: str, day: tuple[int | None, int, int]) -> None:
    reading = read_date("Birthday", text)
    assert [(each.year, each.month, each.day) for each in reading.days] == [day]
    assert reading.whole


@pytest.mark.parametrize(
    "text", ["soon", "1980", "1980-05", "---03", "31/31/1980", "1981-02-29", "30 Foo 1980", "0"]
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert read_date("Birthday", text).days == ()


def test_a_year_of_two_digits_is_left_out() -> None:
    reading = read_date("Birthday", "12/25/85")
    assert [(each.year, each.month, each.day) for each in reading.days] == [(None, 12, 25)]
    assert not reading.whole


@pytest.mark.parametrize("text", ["", " ", "0/0/00", "00/00/0000", "00.00.0000", "1/1/4501"])
def test_empty_dates_are_known(text: str) -> None:
    assert is_blank_date(text)


@pytest.mark.parametrize(
    ("others", "month", "certain"),
    [
        ([], 3, False),
        (["12/25/1985"], 3, True),
        (["25/12/1985"], 5, True),
        (["25/12/1985", "12/25/1985"], 3, False),
        (["7.12.1985", "4/4/1990", "1985-12-07"], 3, False),
    ],
)
def test_the_rest_of_the_file_tells_which_comes_first(
    others: list[str], month: int, certain: bool
) -> None:
    order = DateOrder()
    for text in others:
        order.learn(text, read_date("Birthday", text))
    day, told = order.choose(read_date("Birthday", "3/5/2012"))
    assert (day.month, told) == (month, certain)
