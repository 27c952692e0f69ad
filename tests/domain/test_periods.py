"""Months, quarters or years, as many as a chart can show."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustjournal.domain.periods import Span, month_later, periods

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("since", "months", "count", "first"),
    [
        (date(2026, 11, 5), 1, 1, date(2026, 11, 1)),
        (date(2024, 12, 1), 1, 24, date(2024, 12, 1)),
        (date(2023, 8, 31), 1, 40, date(2023, 8, 1)),
        (date(2023, 7, 31), 3, 14, date(2023, 7, 1)),
        (date(2016, 11, 20), 12, 11, date(2016, 1, 1)),
        (date(1900, 1, 1), 12, 127, date(1900, 1, 1)),
        (date(2027, 3, 1), 1, 1, date(2026, 11, 1)),
    ],
)
def test_periods_are_long_enough_to_be_few(
    since: date, months: int, count: int, first: date
) -> None:
    found = periods(since, TODAY)
    assert (found.months, len(found.starts), found.starts[0]) == (months, count, first)


@given(st.dates(date(1950, 1, 1), TODAY), st.data())
def test_every_day_of_the_span_has_one_period(since: date, data: st.DataObject) -> None:
    found = periods(since, TODAY)
    day = data.draw(st.dates(since, TODAY))
    place = found.place(day)
    assert place is not None
    assert found.starts[place] <= day <= found.end(place) <= TODAY
    assert found.place(found.starts[0] - timedelta(days=1)) is None
    assert found.place(TODAY + timedelta(days=1)) is None


def test_months_go_on_over_the_year() -> None:
    assert month_later(date(2026, 11, 22), 2) == date(2027, 1, 1)
    assert month_later(date(2026, 1, 1), -1) == date(2025, 12, 1)


def test_spans_begin_with_a_month() -> None:
    assert Span.YEAR.since(TODAY) == date(2026, 1, 1)
    assert Span.TWO_YEARS.since(TODAY) == date(2024, 12, 1)
    assert Span.ALL.since(TODAY) is None
