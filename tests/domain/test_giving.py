"""Budgets, limits, repeats, and the time after a gift in which nothing is asked."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import make_check_in, make_customer, make_gesture
from trustjournal.domain import giving
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import GestureKind, GestureStatus, Side
from trustjournal.domain.records import CheckIn, Gesture, Preferences

TODAY = date(2026, 11, 20)
ROSA = make_customer()
NOBODY_SAID = Preferences(**identity())
SIXTY = Preferences(**identity(), gift_budget=Decimal(60), gift_tax_cap=Decimal(35))
SOURCE = UUID(int=7)


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


def gave(days_ago: int, **fields: Any) -> Gesture:
    values: dict[str, Any] = {"status": GestureStatus.GIVEN, "given_on": day(-days_ago)}
    return make_gesture(ROSA.id, **(values | fields))


def ask(in_days: int, **fields: Any) -> CheckIn:
    return make_check_in(ROSA.id, due_on=day(in_days), is_ask=True, **fields)


def spent(*gestures: Gesture, year: int = 2026) -> Decimal:
    return giving.purse(gestures, ROSA, SIXTY, year, TODAY).spent


def test_a_year_costs_what_was_given_in_it() -> None:
    in_2025 = gave(0, given_on=date(2025, 12, 31), cost=Decimal(99))
    assert spent(gave(0, cost=Decimal("12.50")), gave(9, cost=Decimal(5)), in_2025) == Decimal(
        "17.50"
    )
    assert spent(in_2025, year=2025) == 99


def test_what_is_bought_is_spent_for_the_year_it_is_due_in() -> None:
    bought = {"status": GestureStatus.BOUGHT, "cost": Decimal(10)}
    now, later = make_gesture(ROSA.id, **bought), make_gesture(ROSA.id, due_on=day(60), **bought)
    assert spent(now, later) == 10
    assert spent(now, later, year=2027) == 10


def test_plans_ideas_and_their_gifts_cost_nothing_yet() -> None:
    plan = make_gesture(ROSA.id, status=GestureStatus.PLANNED, due_on=day(1), cost=Decimal(10))
    assert spent(plan, make_gesture(ROSA.id, cost=Decimal(3)), gave(1, by=Side.THEM)) == 0


def test_their_own_budget_goes_before_that_of_everyone() -> None:
    own = make_customer(gift_budget=Decimal(0))
    gift = gave(1, cost=Decimal(20))
    assert giving.purse([gift], own, SIXTY, 2026, TODAY).left == -20
    assert giving.purse([gift], ROSA, SIXTY, 2026, TODAY).left == 40
    assert giving.purse([gift], ROSA, NOBODY_SAID, 2026, TODAY).left is None


def test_the_larger_of_cost_and_worth_is_held_against_the_limit() -> None:
    limited = make_customer(gift_limit=Decimal(25))
    assert giving.above_limit((Decimal(12), Decimal(30)), limited) == 30
    assert giving.above_limit((Decimal(25), None), limited) is None
    assert giving.above_limit((None, None), limited) is None
    assert giving.above_limit((Decimal(999),), ROSA) is None


def test_a_favour_counts_by_its_worth_and_a_gift_without_one_by_its_cost() -> None:
    assert giving.value_of(gave(1, cost=Decimal(3), worth=Decimal(40))) == 40
    assert giving.value_of(gave(1, cost=Decimal(3))) == 3
    assert giving.value_of(gave(1)) is None


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("Two MUGS for the terrace", True),
        ("mug-and-bowl set", True),
        ("Múg", True),
        ("A bowl", False),
        ("one for you", False),
        ("Muguet", False),
    ],
)
def test_titles_that_share_a_telling_word_are_alike(title: str, same: bool) -> None:
    past = gave(300, title="One-year mug for you")
    assert (giving.alike(title, [past]) == [past]) is same


def test_the_last_given_comes_first_and_what_is_still_planned_before_it() -> None:
    old, new, plan = gave(500), gave(30), make_gesture(ROSA.id)
    note = gave(2, kind=GestureKind.NOTE)
    theirs = gave(2, by=Side.THEM)
    assert giving.alike("mug", [old, note, new, theirs, plan]) == [plan, new, old]


@pytest.mark.parametrize(("days_ago", "left"), [(0, 30), (29, 1), (30, None), (400, None)])
def test_after_a_gift_nothing_is_asked_for_a_while(days_ago: int, left: int | None) -> None:
    until = giving.rests_until([gave(days_ago), gave(500)], TODAY, 30)
    assert until == (None if left is None else day(left))


def test_a_note_a_plan_and_a_gift_of_theirs_close_no_window() -> None:
    others = (
        gave(1, kind=GestureKind.NOTE),
        gave(1, by=Side.THEM),
        make_gesture(ROSA.id, status=GestureStatus.BOUGHT),
    )
    assert giving.rests_until(others, TODAY, 30) is None
    assert giving.rests_until([gave(0)], TODAY, 0) is None


def test_a_planned_ask_inside_the_window_is_found_with_its_gift() -> None:
    gift, check_in = gave(10), ask(15)
    found = giving.planned_ask([gave(300), gift], check_in, TODAY, 30)
    assert found == giving.Asked(gift, day(15), check_in.id, 25)
    assert giving.planned_ask([gift], ask(20), TODAY, 30) is None
    assert giving.planned_ask([gift], make_check_in(ROSA.id, due_on=day(1)), TODAY, 30) is None
    assert giving.planned_ask([gift], None, TODAY, 30) is None


def test_an_ask_that_waits_or_is_late_is_held_against_the_day_it_comes_to() -> None:
    snoozed = ask(-3, snoozed_until=day(40))
    assert giving.planned_ask([gave(10)], snoozed, TODAY, 30) is None
    late = giving.planned_ask([gave(10)], ask(-3), TODAY, 30)
    assert late is not None
    assert (late.on, late.days_after) == (TODAY, 10)


def test_an_ask_soon_after_a_gift_that_is_only_planned_is_found_too() -> None:
    plan = make_gesture(ROSA.id, status=GestureStatus.PLANNED, due_on=day(8))
    idea = make_gesture(ROSA.id, due_on=day(8))
    found = giving.planned_ask([plan], ask(12), TODAY, 30)
    assert found is not None
    assert found.days_after == 4
    assert giving.planned_ask([plan], ask(5), TODAY, 30) is None
    assert giving.planned_ask([idea], ask(12), TODAY, 30) is None


def test_what_was_asked_after_each_gift_is_told_the_soonest_first() -> None:
    early, late = gave(100), gave(20)
    asks = [(day(-90), SOURCE), (day(-80), UUID(int=8)), (day(-20), UUID(int=9))]
    assert giving.asked_after([late, early], asks) == [
        giving.Asked(late, day(-20), UUID(int=9), 0),
        giving.Asked(early, day(-90), SOURCE, 10),
    ]


def test_what_was_asked_before_any_gift_or_after_a_note_is_nobodys_fault() -> None:
    assert giving.asked_after([gave(20)], [(day(-30), SOURCE)]) == []
    assert giving.asked_after([gave(20, kind=GestureKind.NOTE)], [(day(-3), SOURCE)]) == []


@given(
    gifts=st.lists(st.integers(0, 400), max_size=5), asks=st.lists(st.integers(0, 400), max_size=5)
)
@settings(max_examples=60, deadline=None)
def test_each_gift_is_followed_by_one_ask_at_most_and_never_by_an_earlier_one(
    gifts: list[int], asks: list[int]
) -> None:
    given_ones = [gave(ago) for ago in gifts]
    found = giving.asked_after(given_ones, [(day(-ago), SOURCE) for ago in asks])
    assert len({one.gift.id for one in found}) == len(found)
    for one in found:
        assert one.gift.given_on is not None
        assert one.on - one.gift.given_on == timedelta(days=one.days_after)
        between = (other.given_on for other in given_ones if other.given_on is not None)
        assert not any(one.gift.given_on < other <= one.on for other in between)
    assert [one.days_after for one in found] == sorted(one.days_after for one in found)


def test_who_was_thanked_long_ago_or_never_is_to_be_thanked() -> None:
    assert giving.is_unthanked(day(-365), day(-900), TODAY)
    assert not giving.is_unthanked(day(-364), day(-900), TODAY)
    assert giving.is_unthanked(None, day(-365), TODAY)
    assert not giving.is_unthanked(None, day(-364), TODAY)
    assert not giving.is_unthanked(None, None, TODAY)
