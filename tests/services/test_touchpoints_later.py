"""A touchpoint is edited, deleted, answered and put right after it was logged."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.samples import NOON, make_check_in, make_customer, make_promise, make_touchpoint
from tests.services.applying import the, there_and_back
from trustjournal.domain.choices import Began, Kind
from trustjournal.domain.records import (
    CheckIn,
    Touchpoint,
)
from trustjournal.errors import InvalidEntry
from trustjournal.services.touchpoints import (
    answer_enquiry,
    delete_touchpoint,
    edit_touchpoint,
    told_until,
)

ROSA = make_customer()
TODAY = NOON.date()


def test_an_edit_changes_what_is_named_and_nothing_else() -> None:
    before = make_touchpoint(ROSA.id, note="tiles")
    changeset = edit_touchpoint(before, now=NOON, note="oak", feeling=1)
    after = the(Touchpoint, there_and_back(changeset, before))
    assert after == replace(before, note="oak", feeling=1, revision=after.revision)


def test_an_edit_moves_check_ins_forward_only_and_only_those_given() -> None:
    before = make_touchpoint(ROSA.id, happened_at=NOON - timedelta(days=9))
    check_in = make_check_in(ROSA.id, every_days=7, due_on=TODAY - timedelta(days=2))
    moved = edit_touchpoint(before, now=NOON, check_ins={ROSA.id: check_in}, happened_at=NOON)
    alone = edit_touchpoint(before, now=NOON, happened_at=NOON)
    back = edit_touchpoint(
        before,
        now=NOON,
        check_ins={ROSA.id: check_in},
        happened_at=NOON - timedelta(days=30),
    )
    due_on = the(CheckIn, there_and_back(moved, before, check_in)).due_on
    assert due_on == TODAY + timedelta(days=7)
    assert there_and_back(alone, before, check_in)[check_in.id] is check_in
    assert there_and_back(back, before, check_in)[check_in.id] is check_in


@pytest.mark.parametrize(
    "fields",
    [
        {"customer_ids": ()},
        {"feeling": -3},
        {"happened_at": NOON + timedelta(days=1)},
        {"answered_at": NOON - timedelta(days=1)},
        {"resolved_at": NOON + timedelta(days=1)},
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidEntry):
        edit_touchpoint(make_touchpoint(ROSA.id), now=NOON, **fields)


def test_a_deleted_touchpoint_leaves_its_promises_without_it() -> None:
    touchpoint = make_touchpoint(ROSA.id)
    promise = make_promise(ROSA.id, touchpoint_id=touchpoint.id)
    journal = there_and_back(delete_touchpoint(touchpoint, [promise]), touchpoint, promise)
    (left,) = journal.values()
    assert left == replace(promise, touchpoint_id=None, revision=left.revision)


def test_an_answer_comes_neither_before_nor_ahead() -> None:
    asked = make_touchpoint(ROSA.id, began=Began.THEM)
    with pytest.raises(InvalidEntry, match="before it happened"):
        edit_touchpoint(asked, now=NOON, answered_at=NOON - timedelta(hours=1))
    with pytest.raises(InvalidEntry, match="still ahead"):
        edit_touchpoint(asked, now=NOON, answered_at=NOON + timedelta(hours=1))


def test_an_answer_moves_the_check_in_as_a_touch_does() -> None:
    asked = make_touchpoint(
        ROSA.id, began=Began.THEM, kind=Kind.ENQUIRY, happened_at=NOON - timedelta(days=2)
    )
    check_in = make_check_in(ROSA.id, every_days=7, due_on=TODAY)
    answered = answer_enquiry(asked, NOON, now=NOON, check_ins={ROSA.id: check_in})
    journal = there_and_back(answered, asked, check_in)
    assert the(Touchpoint, journal).answered_at == NOON
    assert the(CheckIn, journal).due_on == TODAY + timedelta(days=7)


@pytest.mark.parametrize(
    "fields", [{"began": Began.US}, {"began": Began.THEM, "answered_at": NOON}]
)
def test_only_who_waits_is_answered(fields: dict[str, Any]) -> None:
    touch = make_touchpoint(ROSA.id, kind=Kind.ENQUIRY, **fields)
    with pytest.raises(InvalidEntry, match="Nobody waits"):
        answer_enquiry(touch, NOON, now=NOON, check_ins={})
    with pytest.raises(InvalidEntry, match="Nobody waits"):
        told_until(touch, TODAY, TODAY)


def test_they_are_told_by_which_day_the_answer_comes() -> None:
    asked = make_touchpoint(ROSA.id, began=Began.THEM, kind=Kind.ENQUIRY)
    tomorrow = TODAY + timedelta(days=1)
    journal = there_and_back(told_until(asked, tomorrow, TODAY), asked)
    assert the(Touchpoint, journal).answer_due_on == tomorrow
    with pytest.raises(InvalidEntry, match="has passed"):
        told_until(asked, TODAY - timedelta(days=1), TODAY)
