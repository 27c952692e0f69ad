"""Which days a calendar shows, and which of them are free."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import make_check_in, make_customer
from tests.ui.conftest import MORNING, fill
from trustjournal.domain.changes import identity
from trustjournal.domain.records import Preferences
from trustjournal.ui.models.calendar_view import Shown, Span, read_calendar
from trustjournal.ui.session import JournalSession

MADRID = ZoneInfo("Europe/Madrid")
DAYS = st.dates(date(1990, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("week_begins", "first", "last"),
    [
        (0, date(2026, 10, 26), date(2026, 12, 6)),
        (6, date(2026, 11, 1), date(2026, 12, 5)),
    ],
)
def test_a_month_is_shown_in_whole_weeks(week_begins: int, first: date, last: date) -> None:
    shown = Shown.around(Span.MONTH, date(2026, 11, 22), week_begins)
    assert (shown.first, shown.last) == (first, last)
    assert shown.is_beside(date(2026, 12, 1))
    assert not shown.is_beside(date(2026, 11, 1))


def test_no_day_of_a_week_is_beside_it() -> None:
    shown = Shown.around(Span.WEEK, date(2026, 12, 1), 0)
    assert (shown.first, shown.last) == (date(2026, 11, 30), date(2026, 12, 6))
    assert not shown.is_beside(date(2026, 11, 30))


@given(span=st.sampled_from(Span), day=DAYS, week_begins=st.integers(0, 6))
def test_every_day_is_within_the_weeks_shown_around_it(
    span: Span, day: date, week_begins: int
) -> None:
    shown = Shown.around(span, day, week_begins)
    assert shown.first <= day <= shown.last
    assert shown.first.weekday() == week_begins
    assert ((shown.last - shown.first).days + 1) % 7 == 0


@given(span=st.sampled_from(Span), day=DAYS)
def test_turning_on_leads_to_the_next_month_or_week(span: Span, day: date) -> None:
    after = Shown.around(span, day, 0).turned(1)
    if span is Span.WEEK:
        assert after == day + timedelta(days=7)
    else:
        assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == 1
        assert after.day <= day.day


def test_from_the_31st_a_month_on_is_its_last_day() -> None:
    shown = Shown.around(Span.MONTH, date(2027, 1, 31), 0)
    assert shown.turned(1) == date(2027, 2, 28)
    assert shown.turned(-1) == date(2026, 12, 31)


def test_weekends_and_holidays_are_free_and_things_stand_on_their_days(
    session: JournalSession,
) -> None:
    rosa = make_customer("Rosa")
    due_on = date(2026, 12, 9)
    prefer = Preferences(**identity(), country="ES", workdays=(0, 1, 2, 3, 4, 5))
    fill(session, rosa, prefer, make_check_in(rosa.id, due_on=due_on))
    with session.engine.connect() as connection:
        shown = Shown.around(Span.WEEK, due_on, 0)
        calendar = read_calendar(shown, MORNING, MADRID, connection)
    assert calendar.free == {date(2026, 12, 8), date(2026, 12, 13)}  # Inmaculada, and Sunday
    assert list(calendar.items) == [due_on]
    assert (calendar.today, calendar.nobody) == (MORNING.date(), False)


def test_without_people_nobody_is_there(session: JournalSession) -> None:
    with session.engine.connect() as connection:
        shown = Shown.around(Span.WEEK, MORNING.date(), 0)
        assert read_calendar(shown, MORNING, MADRID, connection).nobody
