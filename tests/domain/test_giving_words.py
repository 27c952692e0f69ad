"""What to mind while choosing a gift, in sentences that forbid nothing."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.samples import make_check_in, make_customer, make_gesture
from trustjournal.domain import giving_words
from trustjournal.domain.changes import identity
from trustjournal.domain.choices import GestureKind, GestureStatus, Side
from trustjournal.domain.giving import Purse
from trustjournal.domain.giving_words import Choosing, to_mind
from trustjournal.domain.records import Customer, Gesture, Preferences

TODAY = date(2026, 11, 20)
ROSA = make_customer("Rosa")
LIMITED = make_customer("Rosa", gift_limit=Decimal(25))


def money(amount: Decimal) -> str:
    return f"€{amount}"


def gave(**fields: Any) -> Gesture:
    values: dict[str, Any] = {"status": GestureStatus.GIVEN, "given_on": date(2026, 3, 1)}
    return make_gesture(ROSA.id, **(values | fields))


def minded(
    gesture: Gesture, *past: Gesture, who: Customer = ROSA, ask_in: int | None = None, **limits: Any
) -> list[str]:
    asks = (
        None
        if ask_in is None
        else make_check_in(who.id, due_on=TODAY + timedelta(ask_in), is_ask=True)
    )
    choosing = Choosing(who, past, asks, Preferences(**identity(), **limits))
    return to_mind(choosing, gesture, TODAY, money)


def test_a_gift_that_fits_needs_no_words() -> None:
    tea = make_gesture(ROSA.id, title="Tea", cost=Decimal(25))
    assert minded(tea, gave(), who=LIMITED, gift_budget=Decimal(60)) == []


def test_more_than_they_may_accept_is_said_but_for_a_note() -> None:
    dear: dict[str, Any] = {"cost": Decimal(12), "worth": Decimal(30)}
    assert minded(make_gesture(ROSA.id, **dear), who=LIMITED) == [
        "Rosa may accept up to €25; this is €30."
    ]
    assert minded(make_gesture(ROSA.id, kind=GestureKind.NOTE, **dear), who=LIMITED) == []


def test_a_budget_and_a_cap_that_are_passed_are_both_said() -> None:
    tea = make_gesture(ROSA.id, title="Tea", cost=Decimal(20))
    limits: dict[str, Any] = {"gift_budget": Decimal(60), "gift_tax_cap": Decimal(35)}
    assert minded(tea, gave(cost=Decimal(45)), **limits) == [
        "With this Rosa gets €65 in 2026, €5 above the budget of €60.",
        "With this Rosa gets €65 in 2026; the tax office accepts €35.",
    ]


def test_the_budget_is_that_of_the_year_in_which_it_is_given() -> None:
    past = gave(cost=Decimal(55))
    tea = make_gesture(ROSA.id, title="Tea", cost=Decimal(20), due_on=date(2027, 1, 6))
    assert minded(tea, past, gift_budget=Decimal(60)) == []


def test_what_she_had_before_is_told_with_its_year() -> None:
    mug = make_gesture(ROSA.id, title="Blue mug")
    assert minded(mug, gave(given_on=date(2025, 5, 5))) == ["You gave Rosa “Mug” in 2025."]
    assert minded(mug, make_gesture(ROSA.id)) == ["“Mug” is on your list for Rosa already."]
    assert minded(make_gesture(ROSA.id, kind=GestureKind.NOTE), gave()) == []


@pytest.mark.parametrize(
    ("ask_in", "after"), [(8, "on 28 November, the day of"), (13, "on 3 December, 5 days after")]
)
def test_an_ask_planned_soon_after_it_is_pointed_out(ask_in: int, after: str) -> None:
    tea = make_gesture(
        ROSA.id, title="Tea", status=GestureStatus.PLANNED, due_on=TODAY + timedelta(8)
    )
    assert minded(tea, ask_in=ask_in) == [
        f"You plan to ask them for something {after} “Tea”. A gift asks for nothing."
    ]


def test_what_they_gave_breaks_no_rule_of_ours() -> None:
    theirs = gave(by=Side.THEM, worth=Decimal(500))
    assert minded(theirs, gave(), who=LIMITED, ask_in=1, gift_budget=Decimal(1)) == []


@pytest.mark.parametrize(
    ("spent", "budget", "said"),
    [
        (20, 60, "€40 left of €60 for 2026."),
        (60, 60, "€0 left of €60 for 2026."),
        (75, 60, "€15 above the budget of €60 for 2026."),
        (75, None, "€75 spent in 2026."),
        (0, None, ""),
    ],
)
def test_what_is_left_is_said(spent: int, budget: int | None, said: str) -> None:
    purse = Purse(2026, Decimal(spent), None if budget is None else Decimal(budget), None)
    assert giving_words.left(purse, money) == said


@pytest.mark.parametrize(
    ("policy", "limit", "said"),
    [
        ("", None, ""),
        (" For the whole team ", 25, "For the whole team. Up to €25."),
        ("Nothing at all!", None, "Nothing at all!"),
        ("", 25, "Up to €25."),
    ],
)
def test_their_policy_is_said_in_their_words(policy: str, limit: int | None, said: str) -> None:
    who = make_customer(gift_policy=policy, gift_limit=None if limit is None else Decimal(limit))
    assert giving_words.policy(who, money) == said


def test_how_soon_something_was_asked_fits_a_cell() -> None:
    told = [giving_words.days_after(days) for days in (0, 1, 12)]
    assert told == ["the same day", "1 day after", "12 days after"]


def test_the_last_thanks_are_said() -> None:
    assert giving_words.unthanked(None, TODAY) == "Never thanked"
    assert giving_words.unthanked(date(2024, 11, 20), TODAY) == "Last thanked 23 months ago"


def test_the_one_being_changed_does_not_speak_against_itself() -> None:
    mug = make_gesture(ROSA.id)
    choosing = Choosing(ROSA, (mug,), None, Preferences(**identity()))
    assert to_mind(choosing.without(mug), mug, TODAY, money) == []
