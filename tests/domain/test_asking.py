"""When a referral may be asked for: only what is in the way is named, and what to do about it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.samples import NOON, TODAY, make_gesture, make_promise, make_touchpoint
from trustjournal.domain.asking import Advice, may_ask
from trustjournal.domain.choices import (
    Began,
    GestureKind,
    GestureStatus,
    Kind,
    PromiseOutcome,
)
from trustjournal.domain.records import (
    Gesture,
    Promise,
    Touchpoint,
)

ROSA = UUID(int=1)


def touch(days_ago: int = 1, **fields: Any) -> Touchpoint:
    return make_touchpoint(ROSA, happened_at=NOON - timedelta(days_ago), **fields)


def promise(due_in: int | None = None, made_ago: int = 5, **fields: Any) -> Promise:
    due_on = None if due_in is None else TODAY + timedelta(due_in)
    return make_promise(ROSA, made_on=TODAY - timedelta(made_ago), due_on=due_on, **fields)


def given(days_ago: int, kind: GestureKind = GestureKind.GIFT) -> Gesture:
    day = TODAY - timedelta(days_ago)
    return make_gesture(ROSA, kind=kind, status=GestureStatus.GIVEN, given_on=day)


GOOD = touch(feeling=1)


def asked(
    *touchpoints: Touchpoint,
    depth: float = 60,
    promises: tuple[Promise, ...] = (),
    gestures: tuple[Gesture, ...] = (),
) -> Advice:
    return may_ask(depth, touchpoints or (GOOD,), promises, gestures, NOON, no_ask_days=30)


def test_a_good_moment_is_told_with_its_reasons() -> None:
    assert asked() == Advice(
        True, "Trust is deep, nothing is open, and the last touch felt good: a good moment to ask."
    )


@pytest.mark.parametrize(("depth", "ok"), [(54.99, False), (55, True), (80, True)])
def test_only_where_trust_is_deep(depth: float, ok: bool) -> None:
    assert asked(depth=depth).ok is ok


def test_the_word_for_a_trust_not_deep_enough() -> None:
    assert asked(depth=45).why == "Trust is at “Familiar” so far. Ask once it is “Trusted”."


def test_a_complaint_in_the_way_until_it_is_put_right() -> None:
    open_one = touch(9, kind=Kind.COMPLAINT)
    settled = touch(9, kind=Kind.COMPLAINT, resolved_at=NOON - timedelta(3))
    assert asked(open_one, GOOD).why == "A complaint is still open. Put it right first."
    assert asked(settled, GOOD).ok


def test_an_enquiry_of_theirs_in_the_way_until_it_is_answered() -> None:
    waiting = touch(9, kind=Kind.ENQUIRY, began=Began.THEM)
    answered = touch(9, kind=Kind.ENQUIRY, began=Began.THEM, answered_at=NOON - timedelta(8))
    assert asked(waiting, GOOD).why == "They are waiting for an answer. Give it first."
    assert asked(answered, GOOD).ok
    assert asked(touch(9, kind=Kind.ENQUIRY), GOOD).ok


@pytest.mark.parametrize(
    ("promises", "why"),
    [
        ((promise(-1),), "A promise is due. Keep it first."),
        ((promise(0),), "A promise is due. Keep it first."),
        ((promise(None, made_ago=7),), "A promise is due. Keep it first."),
        ((promise(-1), promise(-2), promise(9)), "2 promises are due. Keep them first."),
    ],
)
def test_promises_due_come_first(promises: tuple[Promise, ...], why: str) -> None:
    assert asked(promises=promises) == Advice(False, why)


def test_promises_due_later_or_ended_hinder_nothing() -> None:
    ended = promise(-9, outcome=PromiseOutcome.BROKEN, settled_on=TODAY)
    assert asked(promises=(promise(1), promise(None, made_ago=6), ended)).ok


@pytest.mark.parametrize(
    ("last", "why"),
    [
        ({"feeling": -1}, "did not feel good"),
        ({"feeling": 0}, "did not feel good"),
        ({"kind": Kind.COMPLAINT, "resolved_at": NOON}, "did not feel good"),
        ({}, "is not noted"),
        ({"kind": Kind.ENQUIRY}, "is not noted"),
    ],
)
def test_the_last_touch_must_have_felt_good(last: dict[str, Any], why: str) -> None:
    found = asked(touch(0, **last), touch(2, feeling=2))
    assert not found.ok
    assert why in found.why


def test_what_speaks_for_itself_needs_no_feeling() -> None:
    assert asked(touch(0, kind=Kind.PRAISE)).ok
    assert not asked(touch(0, kind=Kind.FOOT_DRAGGING)).ok


def test_a_missed_call_and_what_lies_ahead_are_no_last_touch() -> None:
    assert asked(touch(0, kind=Kind.MISSED_CALL), touch(-2, feeling=-2), GOOD).ok
    assert not may_ask(80, [], [], [], NOON, no_ask_days=30).ok
    assert asked(touch(0, kind=Kind.MISSED_CALL)).why == "You have not been in touch yet."


@pytest.mark.parametrize("kind", [GestureKind.GIFT, GestureKind.FAVOUR, GestureKind.EXTRA_MILE])
def test_after_a_gift_nothing_is_asked_for_a_while(kind: GestureKind) -> None:
    assert asked(gestures=(given(29, kind), given(90))).why == (
        "You gave them something lately. Ask for nothing for 1 more day."
    )
    assert asked(gestures=(given(0, kind),)).why.endswith("for 30 more days.")
    assert asked(gestures=(given(30, kind),)).ok


def test_a_thank_you_and_a_plan_are_no_gift_yet() -> None:
    planned = make_gesture(ROSA, status=GestureStatus.PLANNED, due_on=TODAY)
    assert asked(gestures=(given(0, GestureKind.NOTE), planned)).ok


def test_what_can_be_mended_first_is_named_first() -> None:
    complaint = touch(3, kind=Kind.COMPLAINT)
    found = asked(complaint, depth=10, promises=(promise(-1),), gestures=(given(0),))
    assert "complaint" in found.why
