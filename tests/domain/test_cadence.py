"""Touches move check-ins forward and never back; what the owner said first about one holds."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.samples import TODAY, make_check_in, make_customer, make_stage_rule, make_tag_rule
from trustjournal.domain.cadence import (
    Cadence,
    Source,
    after_done,
    after_touch,
    cadence_of,
    due_on,
    local_day,
    shows_on,
)
from trustjournal.domain.depth_stage import DepthStage
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


def test_a_snooze_that_ended_before_the_due_day_does_not_bring_it_forward() -> None:
    check_in = make_check_in(WHO, every_days=7, due_on=TODAY, snoozed_until=in_days(-3))
    assert shows_on(check_in) == TODAY


def test_a_check_in_without_a_day_never_shows() -> None:
    assert shows_on(make_check_in(WHO, every_days=7)) is None


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


TAG_RULES = [
    make_tag_rule("wholesale", every_days=21, longest_gap_days=60),
    make_tag_rule("vip", every_days=14, longest_gap_days=None),
    make_tag_rule("quiet ones", every_days=None, longest_gap_days=90),
]
STAGE_RULES = [
    make_stage_rule(DepthStage.TRUSTED, every_days=30, longest_gap_days=45),
    make_stage_rule(DepthStage.NEW, every_days=None, longest_gap_days=20),
]
TRUSTED, NEW, FAMILIAR = 60.0, 20.0, 50.0


@pytest.mark.parametrize(
    ("tags", "own_gap", "every_days", "depth", "expected"),
    [
        (("VIP", "Wholesale"), 33, 5, TRUSTED, Cadence(5, 33, Source.OWN)),
        (("VIP", "Wholesale"), None, None, TRUSTED, Cadence(14, 60, Source.TAG)),
        (("wholesale", "quiet ones"), None, None, NEW, Cadence(21, 60, Source.TAG)),
        (("Quiet Ones",), None, None, TRUSTED, Cadence(30, 90, Source.STAGE)),
        (("other",), None, None, TRUSTED, Cadence(30, 45, Source.STAGE)),
        ((), 7, None, NEW, Cadence(None, 7, Source.NONE)),
        ((), None, None, NEW, Cadence(None, 20, Source.NONE)),
        ((), None, None, FAMILIAR, Cadence(None, None, Source.NONE)),
        (("vip",), None, 400, FAMILIAR, Cadence(400, None, Source.OWN)),
    ],
)
def test_ones_own_cadence_comes_before_a_tag_and_a_tag_before_a_stage(
    tags: tuple[str, ...],
    own_gap: int | None,
    every_days: int | None,
    depth: float,
    expected: Cadence,
) -> None:
    who = make_customer(tags=tags, longest_gap_days=own_gap)
    check_in = make_check_in(who.id, every_days=every_days, due_on=TODAY)
    assert cadence_of(who, check_in, TAG_RULES, STAGE_RULES, depth) == expected
    if every_days is None:
        assert cadence_of(who, None, TAG_RULES, STAGE_RULES, depth) == expected


BY_TAG = Cadence(21, None, Source.TAG)


def test_the_day_set_for_a_check_in_comes_before_what_a_rule_asks() -> None:
    once = make_check_in(WHO, due_on=in_days(4))
    assert due_on(once, BY_TAG, in_days(-30), TODAY) == in_days(4)


def test_a_rule_counts_from_the_last_touch_and_asks_at_once_where_there_was_none() -> None:
    assert due_on(None, BY_TAG, in_days(-30), TODAY) == in_days(-9)
    assert due_on(None, BY_TAG, None, TODAY) == TODAY
    assert due_on(None, Cadence(None, 60, Source.NONE), in_days(-90), TODAY) is None


def test_a_snooze_rests_what_a_rule_asks_and_ends_with_the_next_touch() -> None:
    snooze = make_check_in(WHO, snoozed_until=in_days(5), snooze_words="after her holiday")
    due = due_on(snooze, BY_TAG, in_days(-30), TODAY)
    assert due == in_days(-9)
    assert shows_on(snooze, due) == in_days(5)
    assert after_touch(snooze, TODAY) is None


def test_the_words_of_a_snooze_and_the_wish_to_ask_go_with_it() -> None:
    asked = make_check_in(
        WHO,
        every_days=7,
        due_on=in_days(-2),
        snoozed_until=TODAY,
        snooze_words="after her holiday",
        is_ask=True,
    )
    for after in (after_touch(asked, TODAY), after_done(asked, TODAY)):
        assert after is not None
        assert (after.snooze_words, after.is_ask) == ("", False)
    early = after_touch(asked, in_days(-3))
    assert early is not None
    assert early.is_ask


ZONES = (
    "Europe/Madrid",
    "America/New_York",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Gaza",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Atlantic/Azores",
    "Antarctica/Troll",
    "UTC",
)
MONDAYS = st.integers(0, 600).map(lambda weeks: date(2022, 1, 3) + timedelta(weeks=weeks))


@given(st.sampled_from(ZONES), MONDAYS, st.sampled_from((7, 14, 21)), st.floats(0, 1))
@example("Europe/Madrid", date(2026, 3, 30), 7, 0.0)
@example("Europe/Madrid", date(2026, 10, 26), 7, 1.0)
@example("America/New_York", date(2026, 3, 9), 14, 0.5)
def test_a_check_in_due_on_a_monday_is_due_all_that_monday_in_any_zone(
    name: str, monday: date, every_days: int, share: float
) -> None:
    """From the first to the last instant of the day, also where the clocks change meanwhile."""
    zone = ZoneInfo(name)
    begins, ends = (
        datetime.combine(day, time(), zone).astimezone(UTC)
        for day in (monday, monday + timedelta(days=1))
    )
    within = begins + (ends - begins - timedelta(microseconds=1)) * share
    touched_on = monday - timedelta(days=every_days)
    check_in = after_touch(make_check_in(WHO, every_days=every_days, due_on=touched_on), touched_on)
    assert check_in is not None
    assert check_in.due_on == monday
    assert due_on(None, Cadence(every_days, None, Source.TAG), touched_on, monday) == monday
    shown = shows_on(check_in)
    assert shown is not None
    assert shown <= within.astimezone(zone).date()
    before = (begins - timedelta(microseconds=1)).astimezone(zone).date()
    assert shown > before


@given(st.sampled_from(ZONES), MONDAYS, st.sampled_from((7, 14, 21)), st.integers(0, 23))
def test_a_touch_on_a_monday_brings_the_next_one_on_a_monday_whatever_the_clocks_do(
    name: str, monday: date, every_days: int, hour: int
) -> None:
    happened_at = datetime.combine(monday, time(hour, 30), ZoneInfo(name)).astimezone(UTC)
    touched_on = local_day(happened_at, name)
    after = after_touch(make_check_in(WHO, every_days=every_days), touched_on)
    assert after is not None
    assert after.due_on is not None
    assert (after.due_on.weekday(), after.due_on) == (0, monday + timedelta(days=every_days))
