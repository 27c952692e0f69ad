"""The clock of whoever waits for an answer runs in the owner's business hours only."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.samples import make_touchpoint
from trustjournal.domain import waiting
from trustjournal.domain.changes import identity
from trustjournal.domain.records import Preferences, Touchpoint
from trustjournal.domain.waiting import Hours, business_time, deadline, due_at, hours_of

MADRID = ZoneInfo("Europe/Madrid")
WHO = UUID(int=1)
HOURS = Hours()
TUESDAY = date(2026, 11, 17)
zones = st.sampled_from(
    [
        ZoneInfo(name)
        for name in (
            *("Europe/Madrid", "America/New_York", "Australia/Lord_Howe"),
            *("Asia/Kathmandu", "Pacific/Apia", "UTC"),
        )
    ]
)
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
MINUTES_ON_SUNDAY = Hours(opens_at=time(1, 48), closes_at=time(2), workdays=(6,))
instants = st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


@st.composite
def all_hours(draw: st.DrawFn) -> Hours:
    opens = draw(st.integers(0, 1438))
    closes = draw(st.integers(opens + 1, 1439))
    free = st.dates(date(2024, 1, 1), date(2028, 12, 31))
    return Hours(
        opens_at=time(opens // 60, opens % 60),
        closes_at=time(closes // 60, closes % 60),
        workdays=tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1)))),
        free_days=draw(st.frozensets(free, max_size=30)),
    )


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=MADRID)


def enquiry(happened_at: datetime, **fields: object) -> Touchpoint:
    return make_touchpoint(WHO, happened_at=happened_at, **fields)


@pytest.mark.parametrize(
    ("came", "hours", "due"),
    [
        (at(17, 11), 0, at(17, 18)),
        (at(17, 18), 0, at(17, 18)),
        (at(17, 18, 1), 0, at(18, 18)),
        (at(17, 7), 0, at(17, 18)),
        (at(20, 19), 0, at(23, 18)),
        (at(21, 11), 0, at(23, 18)),
        (at(17, 11), 4, at(17, 15)),
        (at(17, 16), 4, at(18, 11)),
        (at(17, 14), 4, at(17, 18)),
        (at(17, 3), 4, at(17, 13)),
        (at(20, 17), 4, at(23, 12)),
        (at(17, 10), 18, at(19, 10)),
    ],
)
def test_an_answer_is_due_in_business_time(came: datetime, hours: int, due: datetime) -> None:
    assert due_at(came, hours, HOURS, MADRID) == due


def test_a_free_day_is_no_business_day() -> None:
    hours = Hours(free_days=frozenset({date(2026, 12, 7), date(2026, 12, 8)}))
    assert due_at(at(7, 10, month=12), 0, hours, MADRID) == at(9, 18, month=12)
    assert due_at(at(4, 17, month=12), 2, hours, MADRID) == at(9, 10, month=12)


def test_an_endless_holiday_still_ends() -> None:
    free = frozenset(TUESDAY + timedelta(days=days) for days in range(4000))
    assert due_at(at(17, 10), 0, Hours(free_days=free), MADRID) == at(17, 18)


def test_without_a_workday_every_day_is_one() -> None:
    assert due_at(at(21, 10), 0, Hours(workdays=()), MADRID) == at(21, 18)


def test_closing_time_stays_on_the_wall_clock_over_both_changes_of_the_year() -> None:
    every_day = Hours(workdays=tuple(range(7)))
    for sunday in (date(2026, 3, 29), date(2026, 10, 25)):
        came = datetime.combine(sunday - timedelta(days=1), time(19), MADRID)
        due = due_at(came, 0, every_day, MADRID)
        assert (due.date(), due.hour) == (sunday, 18)


def test_a_night_that_skips_an_hour_is_an_hour_shorter() -> None:
    night = Hours(opens_at=time(0), closes_at=time(8), workdays=tuple(range(7)))
    came = datetime(2026, 3, 29, 0, 0, tzinfo=MADRID)
    assert due_at(came, 3, night, MADRID).hour == 4


def test_a_day_that_opens_inside_the_skipped_hour_is_over_at_once() -> None:
    odd = Hours(opens_at=time(2, 30), closes_at=time(3), workdays=tuple(range(7)))
    opens, closes = odd.span(date(2026, 3, 29), MADRID)
    assert opens == closes


@settings(max_examples=80, deadline=None)
@given(instants, st.integers(0, 40), all_hours(), zones)
@example(FIRST, 10, MINUTES_ON_SUNDAY, ZoneInfo("America/New_York"))
def test_it_is_always_due_within_business_hours_and_never_before_it_came(
    came: datetime, answer_hours: int, hours: Hours, zone: ZoneInfo
) -> None:
    due = due_at(came, answer_hours, hours, zone)
    opens, closes = hours.span(due.date(), zone)
    assert hours.is_business_day(due.date())
    assert opens <= due <= closes
    assert due >= came
    # Farther away a day on which the clocks change counts like any other.
    if answer_hours and due - came <= timedelta(days=90):
        assert business_time(came, due, hours, zone) == timedelta(hours=answer_hours)


@settings(max_examples=100, deadline=None)
@given(instants, st.timedeltas(timedelta(), timedelta(days=9)), st.integers(0, 12), zones)
def test_what_came_later_is_not_due_earlier(
    came: datetime, later: timedelta, answer_hours: int, zone: ZoneInfo
) -> None:
    first = due_at(came, answer_hours, HOURS, zone)
    assert first <= due_at(came + later, answer_hours, HOURS, zone)
    assert first <= due_at(came, answer_hours + 1, HOURS, zone) or answer_hours == 0


@settings(max_examples=60, deadline=None)
@given(instants, *[st.timedeltas(timedelta(), timedelta(days=20))] * 2, all_hours(), zones)
def test_business_time_adds_up(
    begin: datetime, first: timedelta, second: timedelta, hours: Hours, zone: ZoneInfo
) -> None:
    middle, end = begin + first, begin + first + second
    whole = business_time(begin, end, hours, zone)
    parts = (business_time(begin, middle, hours, zone), business_time(middle, end, hours, zone))
    assert sum(parts, timedelta()) == whole
    assert timedelta() <= whole <= first + second
    assert business_time(end + timedelta(days=1), begin, hours, zone) == timedelta()


def test_the_day_they_were_told_comes_before_the_owners_own_time() -> None:
    told = enquiry(at(17, 11), answer_due_on=date(2026, 11, 20))
    assert deadline(told, 0, HOURS, MADRID) == at(20, 18)
    assert deadline(enquiry(at(17, 11)), 0, HOURS, MADRID) == at(17, 18)


@pytest.mark.parametrize(
    ("came", "now", "said"),
    [
        (at(17, 9, 15), at(17, 11), "Waits since 09:15, answer by 18:00 today."),
        (
            at(17, 19),
            at(17, 20),
            "Waits since 19:00, answer by 18:00 tomorrow.",
        ),
        (at(21, 10), at(21, 11), "Waits since 10:00, answer by 18:00 on Monday."),
        (at(17, 17), at(17, 18, 10), "Waits since 17:00, a little over your own time."),
        (
            at(17, 17),
            at(18, 10, 30),
            "Waits since yesterday, a business hour over your own time.",
        ),
        (
            at(17, 17),
            at(18, 17),
            "Waits since yesterday, 8 business hours over your own time.",
        ),
        (at(17, 9), at(19, 9), "Waits since Tuesday, a business day over your own time."),
        (at(17, 9), at(20, 11), "Waits since Tuesday, two business days over your own time."),
        (at(20, 9), at(23, 9), "Waits since Friday, a little over your own time."),
        (at(3, 9), at(19, 9), "Waits since 3 November, 11 business days over your own time."),
    ],
)
def test_a_sentence_says_since_when_and_how_far_over_the_owners_time(
    came: datetime, now: datetime, said: str
) -> None:
    touch = enquiry(came.astimezone(UTC))
    due = deadline(touch, 0, HOURS, MADRID)
    expected = said.replace("8 business", "eight business")
    assert waiting.sentence(touch, now, due, HOURS) == expected


def test_a_sentence_keeps_to_the_day_that_was_named() -> None:
    told = enquiry(at(17, 11), answer_due_on=date(2026, 11, 20))
    due = deadline(told, 0, HOURS, MADRID)
    assert waiting.sentence(told, at(18, 9), due, HOURS) == (
        "Waits since yesterday; you said you would answer on Friday."
    )
    assert waiting.sentence(told, at(24, 9), due, HOURS) == (
        "Waits since 17 November, a business day after the day you named."
    )


def test_the_hours_are_those_of_the_preferences() -> None:
    free = frozenset({TUESDAY})
    preferences = Preferences(**identity(), opens_at=time(8, 30), closes_at=time(13), workdays=(1,))
    hours = hours_of(preferences, free)
    assert (hours.opens_at, hours.closes_at, hours.workdays) == (time(8, 30), time(13), (1,))
    assert hours.free_days == free
    assert hours.length == timedelta(hours=4, minutes=30)


@settings(max_examples=40, deadline=None)
@given(instants, st.integers(80, 120), all_hours(), zones)
def test_a_long_time_is_counted_as_a_short_one_but_for_a_change_of_the_clocks(
    begin: datetime, days: int, hours: Hours, zone: ZoneInfo
) -> None:
    end = begin + timedelta(days=days)
    steps = [begin + timedelta(days=ahead) for ahead in range(days + 1)]
    parts = (business_time(*pair, hours, zone) for pair in pairwise(steps))
    apart = abs(business_time(begin, end, hours, zone) - sum(parts, timedelta()))
    assert apart <= timedelta(hours=2)


def test_who_waits_for_years_is_told_every_business_day_of_them() -> None:
    hours = Hours(free_days=frozenset(date(year, 12, 25) for year in range(1990, 2030)))
    due, now = at(17, 18), at(17, 18).replace(year=2056)
    days = [due.date() + timedelta(days=ahead) for ahead in range(1, (now - due).days + 1)]
    count = sum(hours.is_business_day(day) for day in days)
    assert waiting.over_words(due, now, hours) == f"{count} business days"


def test_a_day_named_at_the_end_of_the_calendar_has_an_end_in_every_zone() -> None:
    named = enquiry(at(17, 12), answer_due_on=date.max)
    for zone in (ZoneInfo("America/Los_Angeles"), ZoneInfo("Pacific/Kiritimati")):
        assert deadline(named, 0, Hours(closes_at=time(23, 59)), zone).year == 9999
