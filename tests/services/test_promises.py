"""Promises are made, kept, broken, renegotiated and taken away."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.samples import TODAY, make_customer
from tests.samples import make_promise as a_promise
from tests.services.applying import there_and_back
from trustjournal.domain.changes import Changeset
from trustjournal.domain.choices import Cause, PromiseOutcome, Side
from trustjournal.domain.records import Promise
from trustjournal.errors import InvalidEntry
from trustjournal.services.promises import (
    break_promise,
    delete_promise,
    edit_promise,
    keep_promise,
    make_promise,
    new_promise,
    note_gap,
    renegotiate_promise,
    reopen_promise,
    settle_again,
)

ROSA = make_customer()
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)
OPEN = a_promise(ROSA.id, made_on=YESTERDAY, due_on=TODAY)


def only(changeset: Changeset, *records: Promise) -> Promise:
    (promise,) = there_and_back(changeset, *records).values()
    assert isinstance(promise, Promise)
    return promise


def test_a_promise_is_open_when_made() -> None:
    changeset = make_promise_to_rosa(" send the photos ")
    promise = only(changeset)
    assert changeset.label == "Make a promise to Rosa Delgado"
    assert (promise.customer_id, promise.text) == (ROSA.id, "send the photos")
    assert (promise.made_on, promise.due_on) == (TODAY, TOMORROW)
    assert (promise.outcome, promise.settled_on, promise.touchpoint_id) == (None, None, None)


def make_promise_to_rosa(text: str) -> Changeset:
    return make_promise(ROSA, text, made_on=TODAY, due_on=TOMORROW)


def test_a_new_promise_remembers_where_it_was_made() -> None:
    where = UUID(int=3)
    assert new_promise(ROSA.id, "call", TODAY, None, where).touchpoint_id == where


def test_a_promise_says_something() -> None:
    with pytest.raises(InvalidEntry, match="Write what you promised"):
        make_promise_to_rosa(" \t")


def test_a_promise_is_not_due_before_it_was_made() -> None:
    with pytest.raises(InvalidEntry, match="due before it was made"):
        new_promise(ROSA.id, "call", TODAY, YESTERDAY)


@pytest.mark.parametrize(
    ("due_on", "kept_on", "outcome"),
    [
        (TODAY, TODAY, PromiseOutcome.KEPT),
        (TODAY, YESTERDAY, PromiseOutcome.KEPT),
        (TODAY, TOMORROW, PromiseOutcome.LATE),
        (None, TOMORROW, PromiseOutcome.KEPT),
    ],
)
def test_a_promise_is_kept_in_time_or_late(
    due_on: Any, kept_on: Any, outcome: PromiseOutcome
) -> None:
    promise = a_promise(ROSA.id, made_on=YESTERDAY, due_on=due_on)
    after = only(keep_promise(promise, kept_on), promise)
    assert (after.outcome, after.settled_on) == (outcome, kept_on)


def test_a_broken_promise_says_when() -> None:
    after = only(break_promise(OPEN, TODAY), OPEN)
    assert (after.outcome, after.settled_on) == (PromiseOutcome.BROKEN, TODAY)


def test_a_promise_does_not_end_before_it_was_made() -> None:
    promise = a_promise(ROSA.id, made_on=TODAY)
    for settle in (keep_promise, break_promise):
        with pytest.raises(InvalidEntry, match="cannot end before it was made"):
            settle(promise, YESTERDAY)


def test_a_settled_promise_is_not_settled_again() -> None:
    kept = a_promise(ROSA.id, outcome=PromiseOutcome.KEPT, settled_on=TODAY)
    with pytest.raises(InvalidEntry, match="settled already"):
        keep_promise(kept, TODAY)
    with pytest.raises(InvalidEntry, match="settled already"):
        break_promise(kept, TODAY)
    with pytest.raises(InvalidEntry, match="settled already"):
        renegotiate_promise(kept, TOMORROW, TODAY)


def test_renegotiating_ends_the_old_promise_and_makes_the_same_one_anew() -> None:
    promise = a_promise(ROSA.id, made_on=YESTERDAY, due_on=TODAY, touchpoint_id=UUID(int=3))
    after = there_and_back(renegotiate_promise(promise, TOMORROW, TODAY), promise)
    old = after.pop(promise.id)
    (new,) = after.values()
    assert isinstance(old, Promise)
    assert isinstance(new, Promise)
    assert (old.outcome, old.settled_on) == (PromiseOutcome.RENEGOTIATED, TODAY)
    assert (new.text, new.customer_id, new.touchpoint_id) == (
        promise.text,
        ROSA.id,
        UUID(int=3),
    )
    assert (new.made_on, new.due_on, new.outcome) == (TODAY, TOMORROW, None)


def test_renegotiating_needs_another_day_that_is_not_over() -> None:
    with pytest.raises(InvalidEntry, match="due on that day already"):
        renegotiate_promise(OPEN, TODAY, TODAY)
    with pytest.raises(InvalidEntry, match="Choose a later day"):
        renegotiate_promise(OPEN, YESTERDAY, TODAY)


def test_editing_can_open_a_settled_promise_again() -> None:
    kept = a_promise(ROSA.id, outcome=PromiseOutcome.KEPT, settled_on=TODAY)
    after = only(edit_promise(kept, outcome=None, settled_on=None, text="call "), kept)
    assert (after.outcome, after.settled_on, after.text) == (None, None, "call")


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"due_on": TODAY - timedelta(days=2)},
        {"outcome": PromiseOutcome.KEPT},
        {"settled_on": TODAY},
        {"outcome": PromiseOutcome.KEPT, "settled_on": TODAY - timedelta(days=2)},
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidEntry):
        edit_promise(OPEN, **fields)


def test_a_deleted_promise_is_gone() -> None:
    assert there_and_back(delete_promise(OPEN), OPEN) == {}


@pytest.mark.parametrize("told", [True, False, None])
def test_a_broken_promise_keeps_whether_they_were_told_first(told: bool | None) -> None:
    after = only(break_promise(OPEN, TODAY, told), OPEN)
    assert (after.outcome, after.told_first) == (PromiseOutcome.BROKEN, told)


def test_of_a_promise_of_theirs_nobody_asks_who_was_told(made_by_them: Promise) -> None:
    after = only(break_promise(made_by_them, TODAY, told_first=True), made_by_them)
    assert (after.outcome, after.told_first) == (PromiseOutcome.BROKEN, None)


@pytest.fixture
def made_by_them() -> Promise:
    changeset = make_promise(ROSA, "send the logo", made_on=TODAY, by=Side.THEM)
    assert changeset.label == "Note a promise of Rosa Delgado"
    return only(changeset)


def test_a_promise_of_theirs_is_made_anew_as_theirs(made_by_them: Promise) -> None:
    (again,) = [
        one
        for one in there_and_back(
            renegotiate_promise(made_by_them, TOMORROW, TODAY), made_by_them
        ).values()
        if isinstance(one, Promise) and one.outcome is None
    ]
    assert (again.by, again.due_on) == (Side.THEM, TOMORROW)


def test_a_promise_of_theirs_says_something_in_their_words() -> None:
    with pytest.raises(InvalidEntry, match="Write what they promised"):
        make_promise(ROSA, " ", made_on=TODAY, by=Side.THEM)


def test_a_broken_promise_is_opened_again_and_forgets_how_it_ended() -> None:
    broken = a_promise(
        ROSA.id,
        made_on=YESTERDAY,
        outcome=PromiseOutcome.BROKEN,
        settled_on=TODAY,
        told_first=True,
    )
    after = only(reopen_promise(broken), broken)
    assert (after.outcome, after.settled_on, after.told_first) == (None, None, None)


def test_a_settled_promise_ends_another_way_in_one_step() -> None:
    kept = a_promise(
        ROSA.id, made_on=YESTERDAY, outcome=PromiseOutcome.KEPT, settled_on=TODAY, gap=Cause.PEOPLE
    )
    changeset = settle_again(kept, lambda one: break_promise(one, TODAY, told_first=False))
    after = only(changeset, kept)
    assert changeset.changes[0].before is kept
    assert (after.outcome, after.told_first, after.gap) == (
        PromiseOutcome.BROKEN,
        False,
        Cause.PEOPLE,
    )


def test_a_gap_is_noted_with_its_cause_its_fix_and_when_it_was_mended() -> None:
    after = only(
        note_gap(OPEN, delivered=" ten ", gap=Cause.PROCESS, fix=" count twice ", fixed_on=TODAY),
        OPEN,
    )
    assert (after.delivered, after.gap, after.fix, after.fixed_on) == (
        "ten",
        Cause.PROCESS,
        "count twice",
        TODAY,
    )


def test_a_gap_is_not_mended_before_there_was_a_promise() -> None:
    before = YESTERDAY - timedelta(days=1)
    with pytest.raises(InvalidEntry, match="mended before it was promised"):
        note_gap(OPEN, delivered="", gap=None, fix="", fixed_on=before)
