"""Touches move check-ins forward and never back."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import TODAY, make_check_in
from trustjournal.domain.cadence import after_done, after_touch, is_due, local_day, shows_on
from trustjournal.domain.records import CheckIn

WHO = UUID(int=1)
days_around = st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=400))


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_a_touch_puts_the_next_check_in_one_cadence_after_it() -> None:
    after = after_touch(make_check_in(WHO, every_days=21, due_on=in_days(-3)), TODAY)
    assert after is not None
    assert after.due_on == in_days(21)


def test_a_moved_check_in_stays_the_same_record_with_a_new_revision() -> None:
    before = make_check_in(WHO, every_days=21, due_on=TODAY)
    after = after_touch(before, TODAY)
    assert after is not None
    assert (after.id, after.customer_id, after.every_days) == (before.id, WHO, 21)
    assert after.revision != before.revision


def test_a_backdated_touch_leaves_the_check_in_as_it_is() -> None:
    check_in = make_check_in(
        WHO, every_days=21, due_on=in_days(10), snoozed_until=in_days(12), about="the terrace"
    )
    assert after_touch(check_in, in_days(-30)) is check_in


def test_a_check_in_without_a_day_gets_one_from_the_touch() -> None:
    after = after_touch(make_check_in(WHO, every_days=7), TODAY)
    assert after is not None
    assert after.due_on == in_days(7)


def test_a_touch_that_moves_it_ends_a_snooze() -> None:
    snoozed = make_check_in(WHO, every_days=7, due_on=in_days(-2), snoozed_until=in_days(30))
    after = after_touch(snoozed, TODAY)
    assert after is not None
    assert after.snoozed_until is None
    assert shows_on(after) == in_days(7)


def test_what_it_was_about_is_done_only_when_it_was_due() -> None:
    early = after_touch(make_check_in(WHO, every_days=7, due_on=in_days(3), about="tiles"), TODAY)
    in_time = after_touch(make_check_in(WHO, every_days=7, due_on=TODAY, about="tiles"), TODAY)
    assert early is not None
    assert in_time is not None
    assert (early.due_on, early.about) == (in_days(7), "tiles")
    assert in_time.about == ""


def test_a_single_check_in_ends_with_a_touch_on_its_day_or_later() -> None:
    single = make_check_in(WHO, due_on=TODAY, about="the terrace")
    assert after_touch(single, TODAY) is None
    assert after_touch(single, in_days(5)) is None
    assert after_touch(single, in_days(-1)) is single


def test_done_without_a_touch_brings_the_next_one_or_ends_a_single_one() -> None:
    late = make_check_in(
        WHO, every_days=7, due_on=in_days(-3), snoozed_until=in_days(1), about="tiles"
    )
    after = after_done(late, TODAY)
    assert after is not None
    assert (after.due_on, after.snoozed_until, after.about) == (in_days(7), None, "")
    assert after_done(make_check_in(WHO, due_on=in_days(9)), TODAY) is None


def test_done_early_never_moves_the_next_one_back() -> None:
    after = after_done(make_check_in(WHO, every_days=7, due_on=in_days(40), about="a"), TODAY)
    assert after is not None
    assert (after.due_on, after.about) == (in_days(40), "")


def test_a_snoozed_check_in_shows_when_the_snooze_ends() -> None:
    snoozed = make_check_in(WHO, every_days=7, due_on=in_days(-2), snoozed_until=in_days(3))
    assert shows_on(snoozed) == in_days(3)
    assert not is_due(snoozed, in_days(2))
    assert is_due(snoozed, in_days(3))


def test_a_snooze_that_ended_before_the_due_day_does_not_bring_it_forward() -> None:
    check_in = make_check_in(WHO, every_days=7, due_on=TODAY, snoozed_until=in_days(-3))
    assert shows_on(check_in) == TODAY


def test_a_check_in_without_a_day_never_shows() -> None:
    assert shows_on(make_check_in(WHO, every_days=7)) is None
    assert not is_due(make_check_in(WHO, every_days=7), TODAY)


def test_the_day_of_a_touch_is_the_day_where_it_happened() -> None:
    late_evening = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert local_day(late_evening, "Europe/Madrid") == date(2026, 11, 21)
    assert local_day(late_evening, "America/New_York") == date(2026, 11, 20)


@given(
    every_days=st.integers(1, 3650),
    due_on=days_around,
    snoozed_until=st.none() | days_around,
    touches=st.lists(days_around, max_size=8),
)
def test_no_order_of_touches_moves_the_due_day_back(
    every_days: int, due_on: date, snoozed_until: date | None, touches: list[date]
) -> None:
    check_in: CheckIn | None = make_check_in(
        WHO, every_days=every_days, due_on=due_on, snoozed_until=snoozed_until
    )
    earlier = due_on
    for touched_on in touches:
        check_in = after_touch(check_in, touched_on) if check_in else None
        assert check_in is not None
        assert check_in.due_on is not None
        assert check_in.due_on >= earlier
        earlier = check_in.due_on
    reached = [touched_on + timedelta(days=every_days) for touched_on in touches]
    assert earlier == max([due_on, *reached])


@given(due_on=days_around, touches=st.lists(days_around, min_size=1, max_size=8))
def test_a_single_check_in_ends_whatever_the_order_of_touches(
    due_on: date, touches: list[date]
) -> None:
    check_in: CheckIn | None = make_check_in(WHO, due_on=due_on)
    for touched_on in touches:
        check_in = after_touch(check_in, touched_on) if check_in else None
    assert (check_in is None) == any(touched_on >= due_on for touched_on in touches)
